"""Who stands below whom."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from blog.comment import Comment
from publisher.thread import DEEPEST, Thread, hue_of, threads

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def make(number: int, parent: int = 0, **more) -> Comment:
    made = Comment(f"{number:024x}", "7dbd5fd4c1a1b2c3", f"N{number}", f"*T{number}*", NOON)
    return replace(made, parent=f"{parent:024x}" if parent else "", **more)


def shape(found: tuple[Thread, ...]) -> list:
    return [(int(each.id, 16), shape(each.replies)) if each.replies else int(each.id, 16) for each in found]


def every(found: tuple[Thread, ...]) -> list[Thread]:
    return [each for top in found for each in (top, *every(top.replies))]


def test_replies_stand_below_in_the_order_of_time() -> None:
    found = threads([make(1), make(2), make(3, 1), make(4, 2), make(5, 1), make(6, 3)])

    assert shape(found) == [(1, [(3, [6]), 5]), (2, [4])]


def test_what_goes_deeper_stands_flat_and_names_whom_it_replies_to() -> None:
    found = threads([make(1), make(2, 1), make(3, 2), make(4, 3), make(5, 4), make(6, 2)])

    assert shape(found) == [(1, [(2, [3, 4, 5, 6])])]
    told = {int(each.id, 16): each.to for each in every(found)}
    assert {number: link and (link.title, link.url[-1]) for number, link in told.items()} == {
        **dict.fromkeys((1, 2, 3, 6)),
        4: ("N3", "3"),
        5: ("N4", "4"),
    }


def test_a_reply_to_what_is_not_here_is_kept_and_shows_nothing_of_it() -> None:
    whole = threads([make(1, name="Secret"), make(2, 1), make(3, 2)])
    found = threads([make(2, 1), make(3, 2)])

    assert shape(whole) == [(1, [(2, [3])])]
    assert shape(found) == [(2, [3])]
    assert [each.is_orphan for each in every(found)] == [True, False]
    assert "Secret" not in repr(found)


@pytest.mark.parametrize("said", [[make(1, 1)], [make(1, 2), make(2, 1)], [make(1, 3), make(2, 1), make(3, 2)]])
def test_nothing_replies_to_itself_or_to_what_came_later(said) -> None:
    found = threads(said)

    assert sorted(int(each.id, 16) for each in every(found)) == sorted(int(each.id, 16) for each in said)
    assert found[0].is_orphan


def test_a_thousand_that_reply_to_each_other_are_all_there_and_not_deep() -> None:
    found = threads([make(number, number - 1) for number in range(1, 1001)])

    assert len(every(found)) == 1000
    assert not any(each.replies for top in found for second in top.replies for each in second.replies)
    assert DEEPEST == 3


def test_what_is_shown_is_clean_and_no_more_than_that() -> None:
    [shown] = threads([make(1, text="<b>*x*</b>", website="https://ada.example", writer="0" * 64, edited=NOON)])

    assert shown.text == "<p>&lt;b&gt;<em>x</em>&lt;/b&gt;</p>"
    assert (shown.website, shown.edited) == ("https://ada.example", NOON)
    assert "0" * 64 not in repr(shown)


def test_a_name_has_its_colour_however_it_is_written() -> None:
    assert hue_of("Ada") == hue_of("ADA")
    assert {hue_of(f"Name {number}") for number in range(500)} == set(range(0, 360, 15))
