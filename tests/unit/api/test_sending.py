from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from random import Random

import pytest

from api.desk import token
from api.sending import ATTEMPTS
from blog import keys
from blog.moderation import held
from blog.table import Conflict
from tests.unit.api.reader import JSON, NOON, POST, make_desk, post_comment, said
from tests.unit.fake_table import FakeTable

KEY = "0b1f6c4e-6a51-4a53-9c4b-2f6a7a0f7d11"
OTHER_KEY = "5d9e3f7a-0c2b-4a68-8f0e-d4b1a6c9e022"
A_MOMENT, TEN_MINUTES, A_DAY = timedelta(seconds=9), timedelta(minutes=10), timedelta(days=1)


class Meeting(FakeTable):
    """`other` comes between the look at a sending and the write of it, once."""

    other = staticmethod(lambda: None)

    def write(self, actions):
        other, self.other = self.other, Meeting.other
        other()
        super().write(actions)


class Crowded(FakeTable):
    """The first transactions meet others and none of them is written, as may happen to DynamoDB's."""

    conflicts = 0

    def write(self, actions):
        if self.conflicts:
            self.conflicts -= 1
            raise Conflict("two transactions met")
        super().write(actions)


def desk_of(clock, table=FakeTable):
    """A desk whose clock is a list of one moment, so that tests can move it."""
    desk = make_desk(token=token)
    table = table()
    table._items.update(desk.table._items)
    return type(desk)(table, desk.origin, now=lambda: clock[0], token=token)


def send(desk, key=None, **fields):
    headers = {"accept": JSON} | ({"idempotency_key": key} if key else {})
    return post_comment(desk, headers=headers, **fields)


def texts(desk):
    return sorted(each.comment.text for each in held(desk.table))


@pytest.mark.parametrize("key", [None, KEY, f'"{KEY}"'], ids=["plain", "key", "quoted key"])
def test_what_is_sent_twice_is_kept_once_and_answered_the_same(key):
    clock = [NOON]
    desk = desk_of(clock)

    first = send(desk, key)
    clock[0] += A_MOMENT
    second = send(desk, key)

    assert (first["statusCode"], first) == (202, second)
    assert len(held(desk.table)) == 1


def test_a_key_is_the_same_with_and_without_its_quotes():
    desk = desk_of([NOON])

    send(desk, KEY)
    send(desk, f'"{KEY}"')

    assert len(held(desk.table)) == 1


@pytest.mark.parametrize(
    ("key", "after", "kept"),
    [
        (None, TEN_MINUTES - A_MOMENT, 1),
        (None, TEN_MINUTES, 2),
        (KEY, A_DAY - A_MOMENT, 1),
        (KEY, A_DAY, 2),
    ],
)
def test_it_is_known_again_for_some_time_although_the_table_deletes_late(key, after, kept):
    clock = [NOON]
    desk = desk_of(clock)

    send(desk, key)
    clock[0] += after
    send(desk, key)
    send(desk, key)

    assert len(held(desk.table)) == kept


@pytest.mark.parametrize("change", [{"text": "And milk."}, {"name": "Grace"}, {"more": "1"}])
def test_another_form_is_another_sending(change):
    desk = desk_of([NOON])

    send(desk)
    send(desk, **change)

    assert len(held(desk.table)) == 2


def test_the_same_words_by_another_key_are_meant_twice():
    desk = desk_of([NOON])

    send(desk, KEY)
    send(desk, OTHER_KEY)
    send(desk)

    assert len(held(desk.table)) == 3


def test_a_key_that_came_with_other_words_is_refused():
    desk = desk_of([NOON])
    send(desk, KEY, text="Oolong.")

    answer = send(desk, KEY, text="Assam.")

    assert (answer["statusCode"], said(answer)["type"]) == (422, "/problems/key-taken")
    assert texts(desk) == ["Oolong."]


@pytest.mark.parametrize("key", ["short", "x" * 65, f'"{KEY}', f"{KEY}, {OTHER_KEY}", f"{KEY}\x00", "שלום" * 5, " "])
def test_what_is_no_key_is_400_and_nothing_is_kept(key):
    desk = desk_of([NOON])

    assert (send(desk, key)["statusCode"], held(desk.table)) == (400, [])


def test_what_was_refused_can_be_mended_with_the_same_key():
    desk = desk_of([NOON])

    assert send(desk, KEY, name="")["statusCode"] == 422
    assert send(desk, KEY)["statusCode"] == 202


@pytest.mark.parametrize("key", [None, KEY])
def test_of_two_at_the_same_moment_one_is_kept(key):
    desk = desk_of([NOON], Meeting)
    answers = []
    desk.table.other = lambda: answers.append(send(desk, key))

    answers.append(send(desk, key))

    assert [answer["statusCode"] for answer in answers] == [202, 202]
    assert len(held(desk.table)) == 1


def test_two_transactions_that_only_met_are_tried_again():
    desk = desk_of([NOON], Crowded)
    desk.table.conflicts = ATTEMPTS - 1

    assert (send(desk, KEY)["statusCode"], texts(desk)) == (202, ["I prefer oolong."])


def test_where_there_is_no_end_of_it_nothing_is_kept():
    desk = desk_of([NOON], Crowded)
    desk.table.conflicts = ATTEMPTS

    with pytest.raises(Conflict):
        send(desk, KEY)

    assert texts(desk) == []


def test_neither_the_key_nor_a_word_of_the_form_is_in_the_mark():
    desk = desk_of([NOON])

    send(desk, KEY)

    [mark] = [item for item in desk.table.scan() if item["PK"].startswith("SENDING#")]
    assert set(mark) == {"PK", "SK", "form", "made", "expires", "generation"}
    assert mark["made"] == held(desk.table)[0].comment.id
    assert not [word for word in (KEY, "oolong", "Ada", POST) if word in str(mark)]


def test_of_a_thousand_who_send_at_once_and_some_twice_each_is_kept_once():
    desk, number = desk_of([NOON]), count()
    forms = [
        {"text": f"Remark {next(number)}", "key": f"{next(number):016}" if turn % 2 else None} for turn in range(1000)
    ]
    sendings = forms + forms[:500]
    Random(7).shuffle(sendings)

    with ThreadPoolExecutor(16) as crowd:
        statuses = {answer["statusCode"] for answer in crowd.map(lambda form: send(desk, **form), sendings)}

    assert statuses == {202}
    assert texts(desk) == sorted(form["text"] for form in forms)
    assert len([item for item in desk.table.scan() if item["PK"] == keys.HELD]) == 1000
