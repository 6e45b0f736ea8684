"""The addresses of previews: nobody guesses them, and each is always the same."""

import re
from dataclasses import replace

import pytest

from blog.record import Status
from publisher.preview import preview_of
from tests.unit.make import make_record

DRAFT = make_record(status=Status.DRAFT)


def test_a_draft_has_one_address_whenever_it_is_one() -> None:
    path = preview_of(DRAFT, "secret")

    assert re.fullmatch(r"/preview/[0-9a-f]{40}/", path)
    assert preview_of(replace(DRAFT, status=Status.SCHEDULED, generation=9, path="/other/"), "secret") == path


def test_it_hangs_on_the_post_and_on_the_secret() -> None:
    paths = {preview_of(replace(DRAFT, id=each), secret) for each in ("1", "2") for secret in ("secret", "other")}

    assert len(paths) == 4


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.UNPUBLISHED, Status.ERROR])
def test_what_is_neither_a_draft_nor_scheduled_has_none(status: Status) -> None:
    assert preview_of(replace(DRAFT, status=status), "secret") == ""
