"""Verdicts: what a source means for its record."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import publisher.verdict
from blog.post import Kind
from blog.record import Status
from blog.settings import Settings
from publisher.content import Object
from publisher.problem import Problem, TooSlow
from publisher.verdict import MOST_SLOW, judge, natural_path, next_moment, second_path, status_of
from tests.unit.make import make_post, make_record

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(days=1), NOW - timedelta(days=1)


BROKEN = "---\ntitle: [unclosed\n---\n"


def source(text: str, version: str = "v2") -> Object:
    return Object("posts/rain.md", version, NOW, text.encode())


def test_a_post_that_asks_for_another_path_is_not_live_there_whatever_it_was_before() -> None:
    before = make_record(make_post(slug="one"))

    moved = judge(
        before.source, before, [source("---\ntitle: Rain\ndate: 2026-01-01\nslug: two\n---\n\nx\n")], Settings(), NOW
    )

    assert (moved.record.path, moved.record.live) == ("/posts/two/", "")


def test_a_post_that_stays_where_it_is_stays_live() -> None:
    before = make_record(make_post(slug="one"))

    same = judge(
        before.source, before, [source("---\ntitle: New\ndate: 2026-01-01\nslug: one\n---\n\nx\n")], Settings(), NOW
    )

    assert same.record.is_listed


def test_of_a_broken_source_the_last_good_version_counts_also_if_nobody_had_seen_it() -> None:
    before = make_record(make_post(slug="one"))
    good = source("---\ntitle: Good\ndate: 2026-01-01\nslug: one\n---\n\nx\n", "v3")

    verdict = judge(before.source, before, [source(BROKEN, "v5"), source(BROKEN, "v4"), good, None], Settings(), NOW)

    assert (verdict.status, verdict.version, verdict.errors[0].line) == (Status.ERROR, "v5", 2)
    assert verdict.record.post is not None
    assert (verdict.record.post.title, verdict.record.version, verdict.record.is_listed) == ("Good", "v3", True)


def test_a_broken_source_that_was_deleted_before_takes_the_page_back() -> None:
    before = make_record(make_post(slug="one"))

    verdict = judge(before.source, before, [source(BROKEN), None], Settings(), NOW)

    assert (verdict.status, verdict.record.status, verdict.record.version) == (Status.ERROR, Status.UNPUBLISHED, "")


def test_no_older_version_is_asked_for_than_the_first_that_can_be_read() -> None:
    asked = iter([source("---\ntitle: Good\ndate: 2026-01-01\n---\n\nx\n"), source(BROKEN)])

    judge("posts/rain.md", None, asked, Settings(), NOW)

    assert len(list(asked)) == 1


def test_a_broken_source_without_any_good_version_keeps_the_record_and_its_times() -> None:
    before = make_record(make_post(expires=LATER))

    broken = judge(before.source, before, [source(BROKEN)], Settings(), NOW)

    assert broken.status is Status.ERROR
    assert (broken.record.version, broken.record.is_listed, broken.moment) == ("v1", True, LATER)


def test_a_broken_source_does_not_keep_a_post_beyond_its_time() -> None:
    before = make_record(make_post(expires=EARLIER))

    broken = judge(before.source, before, [source(BROKEN)], Settings(), NOW)

    assert not broken.record.is_published


def test_the_clock_decides_between_scheduled_published_and_taken_back() -> None:
    assert status_of(make_post(date=LATER), NOW) is Status.SCHEDULED
    assert status_of(make_post(publish=LATER), NOW) is Status.SCHEDULED
    assert status_of(make_post(expires=LATER), NOW) is Status.PUBLISHED
    assert status_of(make_post(expires=EARLIER), NOW) is Status.UNPUBLISHED
    assert status_of(make_post(draft=True, publish=EARLIER), NOW) is Status.DRAFT


def test_the_next_moment_is_the_nearest_one_to_come() -> None:
    assert next_moment(make_post(publish=LATER, expires=LATER + timedelta(days=1)), Settings(), NOW) == LATER
    assert next_moment(make_post(publish=EARLIER, expires=LATER), Settings(), NOW) == LATER
    assert next_moment(make_post(), Settings(), NOW) is None


def test_a_post_stands_where_its_author_says_or_the_sites_pattern_or_its_slug() -> None:
    key, pattern = "posts/rain.md", Settings(permalink="/:year/:month/:slug.html")
    own, plain, page = (
        make_post(path="/2014/rain/"),
        make_post("Rain", slug="rain"),
        make_post(kind=Kind.PAGE, slug="about"),
    )

    assert natural_path(own, key, pattern) == "/2014/rain/"
    assert natural_path(plain, key, pattern) == "/2026/03/rain.html"
    assert natural_path(plain, key, Settings()) == "/posts/rain/"
    assert natural_path(page, key, pattern) == "/about/"


def test_a_translation_stands_below_its_language_unless_its_address_is_written_or_names_the_language() -> None:
    post, page = make_post(slug="tee", language="de"), make_post(kind=Kind.PAGE, slug="about")

    def path(pattern: str = "", key: str = "posts/tea.de.md") -> str:
        return natural_path(page if key.startswith("pages/") else post, key, Settings(permalink=pattern))

    assert path() == "/de/posts/tee/"
    assert path("/:year/:filename/") == "/de/2026/tea/"
    assert path("{slug}-{lang}.html") == "/listening-for-rain-de.html"
    assert path("/:path/", "posts/notes/tea/index.de.md") == "/de/notes/tea/"
    assert path("{slug}-{lang}.html", "pages/about.de.md") == "/de/about/"
    assert natural_path(make_post(path="/tee/"), "posts/tea.de.md", Settings()) == "/tee/"
    assert natural_path(post, "posts/tea.de.md", Settings(language="de")) == "/posts/tee/"


def test_a_pattern_that_gives_the_sites_own_address_gives_none() -> None:
    post = make_post("Archive", slug="archive")

    assert natural_path(post, "posts/archive.md", Settings(permalink="/:slug/")) == "/posts/archive/"


def test_whoever_comes_second_is_told_apart_by_the_id_also_at_a_file() -> None:
    assert second_path(make_record(natural="/posts/rain/")) == "/posts/rain-012345/"
    assert second_path(make_record(natural="/2026/rain.html")) == "/2026/rain-012345.html"
    assert second_path(make_record(natural="/v1.2/rain/")) == "/v1.2/rain-012345/"


def test_links_that_no_source_can_be_called_by_are_not_followed() -> None:
    long, many = "x" * 3_000, " ".join(f"[a](p{number:03}.md)" for number in range(80))
    text = f"---\ntitle: Rain\ndate: 2026-01-01\n---\n\n[a]({long}.md) [[{'!' * 3_000}]] {many}\n"

    verdict = judge("posts/rain.md", None, [source(text)], Settings(), NOW)

    assert verdict.record.links == tuple(f"posts/p{number:03}.md" for number in range(50))
    assert verdict.warnings[-1].message.startswith("The text links to 80 other files")


def test_a_file_whose_versions_all_take_too_long_does_not_take_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(key: str, *_: object) -> None:
        raise TooSlow(key, Problem("too long"))

    monkeypatch.setattr(publisher.verdict, "read_source", slow)
    asked = iter([source("x", f"v{number}") for number in range(9, 0, -1)])

    verdict = judge("posts/rain.md", None, asked, Settings(), NOW)

    assert (verdict.status, verdict.version) == (Status.ERROR, "v9")
    assert len(list(asked)) == 9 - MOST_SLOW


@pytest.mark.parametrize(
    ("newest", "words"),
    [
        ("---\ntitle: Rain\n---\n\nThree more words.\n", 3),
        ("---\ntitle: Rain\ndraft: true\n---\n\nOne\n", 1),
        (BROKEN, None),
        (None, None),
    ],
)
def test_words_are_those_of_a_text_that_can_be_read(newest: str | None, words: int | None) -> None:
    before = make_record(make_post(words=50))

    verdict = judge(before.source, before, [source(newest) if newest else None], Settings(), NOW)

    assert verdict.words == words


def test_a_post_is_found_by_its_title_most_of_all_and_in_its_language() -> None:
    text = "---\ntitle: Lamps\ndate: 2026-01-01\ntags: [Oil]\nsubtitle: Of oil\n{more}---\n\nThey *burn*ed oil.\n"

    def found_by(more: str = "", language: str = "en") -> str:
        sources = [source(text.format(more=more))]
        return judge("posts/lamps.md", None, sources, Settings(language=language), NOW).record.postings

    assert found_by() == " burn:1 burned:1 lamp:5 lamps:5 of:2 oil:6 they:1 "
    assert found_by(language="he") == found_by("lang: he\n") == " burned:1 lamps:5 of:2 oil:6 they:1 "


def test_a_post_closes_at_its_age_and_asks_to_be_looked_at_then() -> None:
    young = Settings(comments_close_after=1)
    post = make_post(date=EARLIER)

    assert next_moment(post, young, EARLIER) == EARLIER + timedelta(days=1)
    assert next_moment(post, young, EARLIER + timedelta(days=1)) is None
    assert next_moment(replace(post, kind=Kind.PAGE), young, EARLIER) is None
