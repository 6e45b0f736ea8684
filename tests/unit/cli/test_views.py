import json
from datetime import UTC, date, datetime, timedelta

import pytest

from blog import keys
from blog.item import to_item
from blog.post import Kind, Post
from blog.record import Record, Status, rows
from blog.table import Put
from cli import views
from cli.pressmark import main
from tests.unit.cli.test_access_log import HEAD, LINE
from tests.unit.fake_table import FakeTable

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def listed(source, title):
    path = f"/{source.removesuffix('.md')}/"
    post = Post(kind=Kind.POST, slug=title, title=title, date=NOON)
    return Record(keys.post_id(source), source, 1, Status.PUBLISHED, "", post, "v1", path=path, live=path)


TEA, COCOA = listed("posts/tea.md", "Tea"), listed("posts/cocoa.md", "Cocoa")


@pytest.fixture
def table(monkeypatch):
    puts = [Put(keys.record(each.id), to_item(each)) for each in (TEA, COCOA)]
    found = FakeTable(*puts, *(Put(key, row) for each in (TEA, COCOA) for key, row in rows(each).items()))
    monkeypatch.setattr(views, "Table", lambda *_: found)
    monkeypatch.setattr(views, "utc_now", lambda: NOON)
    return found


def count(table, post, number, *, day=TODAY, host="", shard=3):
    for key in (keys.views(post.identity, shard), keys.day_views(post.identity, day, shard)):
        table.add(key, "views", number)
    if host:
        table.add(keys.day_views(post.identity, day, shard), f"from:{host}", number)


def pressmark(capsys, *arguments):
    status = main(("views", *arguments), {"TABLE_NAME": "table"}, lambda _: None)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_posts_are_listed_by_how_often_they_were_ever_read(table, capsys):
    count(table, TEA, 3, shard=0)
    count(table, TEA, 8, day=TODAY - timedelta(days=400))
    table.add(keys.views(TEA.identity), "likes", 6)
    table.add(keys.views(TEA.identity, 4), "likes", -1)

    said = pressmark(capsys)

    head = "views  likes  url            title\n"
    assert said == (0, f"{head}   11      5  /posts/tea/    Tea\n    0      0  /posts/cocoa/  Cocoa\n", "")


def test_the_last_days_count_only_what_was_read_in_them(table, capsys):
    count(table, TEA, 3)
    count(table, COCOA, 4, day=TODAY - timedelta(days=6))
    count(table, COCOA, 5, day=TODAY - timedelta(days=7))

    found = json.loads(pressmark(capsys, "--days", "7", "--format", "json")[1])

    assert [(row["url"], row["views"]) for row in found] == [("/posts/cocoa/", 4), ("/posts/tea/", 3)]


def test_days_are_a_chart(table, capsys):
    count(table, TEA, 4)
    count(table, COCOA, 2, day=TODAY - timedelta(days=2))

    lines = pressmark(capsys, "--by", "day", "--days", "3")[1].splitlines()

    assert [(line[:10], line.count("█")) for line in lines[1:]] == [
        ("2026-11-21", 20),
        ("2026-11-22", 0),
        ("2026-11-23", 40),
    ]


def test_where_the_readers_of_one_post_came_from(table, capsys):
    count(table, TEA, 3, host="news.example")
    count(table, TEA, 2, shard=5)
    count(table, COCOA, 9, host="other.example")

    status, out, _ = pressmark(capsys, "posts/tea.md", "--by", "referrer", "--format", "csv")

    assert (status, out) == (0, "views,referrer\n3,news.example\n2,\n")


def test_a_post_that_is_gone_is_still_told_in_what_was_read(table, capsys):
    table.add(keys.day_views("0123456789abcdef", TODAY, 0), "views", 5)

    assert "    5  0123456789abcdef" in pressmark(capsys, "--days", "1")[1]


def log(*lines):
    return HEAD + "".join(lines)


def test_logs_tell_how_many_were_not_seen_and_how_many_were_robots(table, capsys, tmp_path):
    count(table, TEA, 11)
    page = LINE.replace("%E7%85%8E%E8%8C%B6", "tea")
    readers = [page.replace("203.0.113.7", f"203.0.113.{number}") for number in range(13)]
    script = page.replace("GET\t/posts/tea/", "POST\t/api/views").replace(
        "\t-\tM", "\thttps://blog.example/posts/tea/\tM"
    )
    reports = [script.replace("203.0.113.7", f"203.0.113.{number}") for number in range(11)]
    robots = [
        page.replace("203.0.113.7", f"198.51.100.{number}").replace("Firefox", "Googlebot") for number in range(34)
    ]
    (tmp_path / "log").write_text(log(*readers, *reports, *robots))

    told = pressmark(capsys, "reconcile", str(tmp_path))
    as_json = json.loads(pressmark(capsys, "reconcile", str(tmp_path), "--format", "json")[1])

    line = "11 views, about 2 unseen, 34 bots"
    assert told == (0, f"{line}  /posts/tea/  Tea\n{line}  in all\n", "")
    assert as_json == [{"url": "/posts/tea/", "title": "Tea", "views": 11, "unseen": 2, "bots": 34}]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("posts/none.md",), "there is no post 'posts/none.md'"),
        (("posts/tea.md", "posts/cocoa.md"), "name one post"),
        (("reconcile",), "access logs"),
        (("reconcile", "/none"), "No such file"),
    ],
)
def test_what_cannot_be_shown_is_said(table, capsys, words, said):
    status, out, err = pressmark(capsys, *words)

    assert (status, out) == (1, "")
    assert said in err


def test_logs_of_which_nothing_is_known_say_so(table, capsys, tmp_path):
    (tmp_path / "log").write_text(log(LINE))

    assert pressmark(capsys, "reconcile", str(tmp_path)) == (0, "The logs know of nobody who read a post.\n", "")


@pytest.mark.parametrize("days", ["0", "-1", "many", "99999"])
def test_a_number_of_days_is_one_from_1(table, capsys, days):
    with pytest.raises(SystemExit):
        pressmark(capsys, "--days", days)
