from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from api.routes import respond
from blog import keys
from blog.counting import shards, total
from blog.record import Status
from blog.referrer import HOSTS, OTHERS
from blog.table import Conflict, Put
from blog.views import hosts_of
from tests.unit.api.reader import NOON, OURS, POST, closed, event, make_desk, make_record, post_view, said
from tests.unit.fake_table import FakeTable

ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def baked(desk):
    item = desk.table.get(keys.count(POST))
    return item and item["views"]


def counted(desk):
    return total(desk.table.get_all(*shards(POST)))


def hosts(desk):
    found = desk.table.get_all(*(keys.day_views(POST, NOON.date(), shard) for shard in range(keys.SHARDS)))
    return sorted(name for item in found if item for name, number in hosts_of(item).items() for _ in range(number))


def test_each_reader_is_counted_and_told():
    desk = make_desk()

    answers = [post_view(desk, reader=number) for number in range(3)]

    assert [said(answer)["views"] for answer in answers] == [1, 2, 3]
    assert said(answers[2]) == {
        "views": 3,
        "text": "3 views",
        "like": {"likes": 0, "text": "Like", "label": "Like this post"},
    }
    assert answers[0]["statusCode"] == 200


def test_a_reader_counts_once_a_day_however_often_the_page_is_opened():
    now = [NOON]
    desk = make_desk(now=lambda: now[0])

    same_day = [said(post_view(desk))["views"] for _ in range(3)]
    now[0] += timedelta(days=1)

    assert same_day == [1, 1, 1]
    assert said(post_view(desk))["views"] == 2


def test_who_comes_from_another_address_is_another_reader():
    desk = make_desk()
    here = ("203.0.113.7", "2001:db8:1:2::3")
    same, other = ("203.0.113.7", "2001:db8:1:2:ffff:ffff:ffff:ffff"), ("203.0.113.8", "2001:db8:1:3::3")

    counts = [
        [said(post_view(desk, x_viewer_address=each))["views"] for each in addresses]
        for addresses in (here, same, other)
    ]

    assert counts == [[1, 2], [2, 2], [3, 4]]


@pytest.mark.parametrize("header", ["x_forwarded_for", "x_real_ip", "forwarded", "true_client_ip"])
def test_no_header_that_a_reader_can_send_makes_another_reader_of_him(header):
    desk = make_desk()

    for number in range(3):
        post_view(desk, **{header: f"198.51.100.{number}"})

    assert counted(desk) == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"user_agent": ROBOT},
        {"user_agent": ""},
        {"user_agent": "curl/8.14.1"},
        {"sec_purpose": "prefetch"},
        {"sec_purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x_moz": "prefetch"},
    ],
)
def test_what_reads_nothing_is_told_the_number_and_not_counted(sent):
    desk = make_desk()
    post_view(desk, reader=1)
    changes = len(desk.table.changes)

    answer = post_view(desk, **sent)

    assert (answer["statusCode"], said(answer)["views"]) == (200, 1)
    assert len(desk.table.changes) == changes


def test_only_a_count_that_is_worth_it_changes_the_page():
    desk = make_desk()
    desk.table.add(keys.views(POST), "views", 99)

    seen = [(said(post_view(desk, reader=reader))["views"], baked(desk)) for reader in range(11)]

    assert seen == [*((views, 100) for views in range(100, 110)), (110, 110)]


def test_a_count_that_was_worth_it_is_baked_by_the_next_if_it_was_missed():
    desk = make_desk()
    desk.table.add(keys.views(POST), "views", 119)
    desk.table.raise_to(keys.count(POST), "views", 110)
    desk.table.add(keys.views(POST, 3), "views", 1)  # by somebody who died before he could bake it

    post_view(desk)

    assert baked(desk) == 120


def test_a_baked_count_never_goes_back():
    desk = make_desk()
    desk.table.raise_to(keys.count(POST), "views", 50)

    post_view(desk)

    assert baked(desk) == 50


def test_what_was_counted_before_there_were_shards_is_part_of_the_sum():
    desk = make_desk()
    desk.table.add(keys.Key(f"VIEWS#{POST}", "TOTAL"), "views", 1233)

    assert said(post_view(desk))["views"] == 1234


def test_a_thousand_readers_at_once_are_a_thousand_though_some_send_it_twice():
    desk = make_desk()

    with ThreadPoolExecutor(16) as readers:
        answers = list(readers.map(lambda reader: post_view(desk, reader=reader % 1000), range(1200)))

    assert {answer["statusCode"] for answer in answers} == {200}
    assert (counted(desk), baked(desk)) == (1000, 1000)


class MeanwhileTable(FakeTable):
    """Just before the first transaction the same is sent once more, and is counted."""

    def write(self, actions):
        if len(actions) > 1:
            FakeTable.write(self, actions)
        super().write(actions)


def test_a_view_that_is_sent_twice_at_the_same_moment_is_counted_once():
    desk = make_desk(table=copied(make_desk().table, MeanwhileTable))

    assert said(post_view(desk))["views"] == counted(desk) == 1


def copied(table, kind, *arguments):
    return kind(*arguments, *(Put(key, table.get(key)) for key in table.keys))


class CrowdedTable(FakeTable):
    """Others write at the same moment, the first so many times."""

    def __init__(self, conflicts, *puts):
        super().__init__(*puts)
        self.conflicts = conflicts

    def write(self, actions):
        if len(actions) > 1 and self.conflicts:
            self.conflicts -= 1
            raise Conflict("TransactionConflict")
        super().write(actions)


@pytest.mark.parametrize(("conflicts", "status", "views"), [(39, 200, 1), (40, 503, 0)])
def test_who_meets_others_tries_again_and_is_asked_to_come_back_if_there_are_too_many(conflicts, status, views):
    desk = make_desk(table=copied(make_desk().table, CrowdedTable, conflicts))

    answer = post_view(desk)

    assert (answer["statusCode"], counted(desk)) == (status, views)
    assert ("Retry-After" in answer["headers"]) is (status == 503)


def test_readers_who_come_one_by_one_fill_one_item_and_a_crowd_several():
    desk = make_desk(table=copied(make_desk().table, CrowdedTable, 0))

    post_view(desk)
    post_view(desk, reader=1)
    calm = desk.table.get_all(*shards(POST))
    for reader in range(2, 20):
        desk.table.conflicts = 1
        post_view(desk, reader=reader)

    assert [item and item["views"] for item in calm] == [2, *[None] * 7]
    assert counted(desk) == 20
    assert len([item for item in desk.table.get_all(*shards(POST)) if item]) > 2


def test_from_which_hosts_readers_came_is_counted_and_nothing_else_of_it():
    desk = make_desk()
    came = ["news.example", "WWW.News.Example:8080", "", "https://evil.example/path?secret", "10.0.0.1", OURS[8:]]

    for reader, host in enumerate(came):
        post_view(desk, reader=reader, host=host)

    assert hosts(desk) == ["news.example", "news.example"]
    assert "secret" not in str(desk.table.changes)


def test_invented_hosts_do_not_grow_a_count_without_bound():
    desk = make_desk()

    for reader in range(400):
        post_view(desk, reader=reader, host=f"spam-{reader}.example")

    assert counted(desk) == len(hosts(desk)) == 400
    assert len(set(hosts(desk))) == HOSTS + 1
    assert hosts(desk).count(OTHERS) == 400 - HOSTS


def test_nothing_that_is_kept_tells_of_an_address_or_a_browser():
    desk = make_desk()

    post_view(desk, x_viewer_address="203.0.113.77", user_agent="Mozilla/5.0 Firefox/140.7.7")

    kept = str(list(desk.table.scan()))
    assert "203.0.113" not in kept
    assert "140.7.7" not in kept


def test_a_picture_counts_for_browsers_without_scripts():
    desk = make_desk()
    sent = event(
        "GET",
        "/api/views.gif",
        query={"post": POST},
        user_agent="Mozilla/5.0 NetSurf/3.11 (Linux)",
        x_viewer_address="::1",
    )

    answer = respond(sent, desk)

    gif = b64decode(answer["body"])
    assert (answer["isBase64Encoded"], len(gif), gif[:6]) == (True, 43, b"GIF89a")
    assert (answer["headers"]["Content-Type"], answer["headers"]["Cache-Control"]) == ("image/gif", "no-store")
    assert said(post_view(desk))["views"] == 2


@pytest.mark.parametrize("query", [None, {}, {"post": ""}, {"post": f"{POST},{POST}"}, {"post": "0" * 16}])
def test_a_picture_for_no_post_counts_nothing(query):
    desk = make_desk()

    answer = respond(event("GET", "/api/views.gif", query=query), desk)

    assert (answer["statusCode"], desk.table.changes) == (422, [])


@pytest.mark.parametrize(
    "desk",
    [make_desk(make_record(status=Status.DRAFT)), make_desk(settings=closed(views=False))],
    ids=["a draft", "a site without views"],
)
def test_what_is_not_counted_is_422(desk):
    assert (post_view(desk)["statusCode"], desk.table.changes) == (422, [])


def test_a_post_that_is_unknown_is_422():
    assert post_view(make_desk(), "0" * 16)["statusCode"] == 422
