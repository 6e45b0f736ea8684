from datetime import timedelta

import pytest

from blog.closing import closes, is_open
from blog.settings import Settings
from tests.unit.make import make_post

POST = make_post()
AFTER_A_WEEK = Settings(comments_close_after=7)


def test_without_an_age_nothing_ever_closes() -> None:
    assert closes(POST, Settings()) is None
    assert is_open(POST, Settings(), POST.date + timedelta(days=9_999))


def test_a_post_closes_at_its_age_and_not_a_moment_before() -> None:
    moment = POST.date + timedelta(days=7)

    assert closes(POST, AFTER_A_WEEK) == moment
    assert is_open(POST, AFTER_A_WEEK, moment - timedelta(seconds=1))
    assert not is_open(POST, AFTER_A_WEEK, moment)


@pytest.mark.parametrize(
    ("post", "settings"), [(make_post(comments=False), Settings()), (POST, Settings(comments=False))]
)
def test_the_author_and_the_owner_close_it_at_any_age(post, settings) -> None:
    assert not is_open(post, settings, post.date)
