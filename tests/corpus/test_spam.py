"""What the screen finds in messages of others, where `make spam-corpus` has fetched them."""

import pytest

from api.screen import ASIDE, WAITS
from tests.corpus.spam_corpus import FILE, PAGE, results, written

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="make spam-corpus fetches the messages")


def test_the_table_of_the_page_is_what_is_found_now() -> None:
    """`PYTHONPATH=functions:. python -m tests.corpus.spam_corpus` writes it."""
    page = PAGE.read_text()

    assert page == written(page)


def test_what_is_learned_finds_spam_and_puts_nothing_else_aside() -> None:
    found = results()
    most = max(number for number, _ in found)

    assert found[most, WAITS].recall > 0.8
    assert found[most, WAITS].precision > 0.85
    assert found[0, WAITS].recall < found[200, WAITS].recall < found[most, WAITS].recall
    assert all(result.said_good == 0 for (_, least), result in found.items() if least == ASIDE)
