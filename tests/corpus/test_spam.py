"""What the screen finds in messages of others, where `make spam-corpus` has fetched them."""

import pytest

from api.screen import ASIDE, WAITS
from tests.corpus.spam_corpus import FOLDER, PAGE, results, written

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="make spam-corpus fetches the messages")


def test_the_table_of_the_page_is_what_is_found_now() -> None:
    """`PYTHONPATH=functions:. python -m tests.corpus.spam_corpus` writes it."""
    page = PAGE.read_text()

    assert page == written(page)


def test_what_is_learned_finds_spam_and_puts_little_else_aside() -> None:
    found = results()
    most = max(number for number, _ in found)

    for number in (200, most):
        assert found[number, WAITS].recall > 0.9
        assert found[number, WAITS].precision > found[0, WAITS].precision
        assert found[number, ASIDE].precision > max(0.85, found[0, ASIDE].precision)
        assert found[number, ASIDE].said_good < 0.04 * found[number, ASIDE].good
