"""Assets that somebody changed, lost or left there: the audit puts right what the theme has, and collects the rest."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

import entry.build
from publisher.assets import Asset
from publisher.audit import audit
from publisher.build import publish_assets
from publisher.findings import Findings
from publisher.strays import STRAY_LIFE
from publisher.touch import touch
from publisher.touched import EVERYTHING
from tests.simulation.blog import Blog
from tests.simulation.deployed import FORMER
from tests.simulation.functions import TEMPLATES, RememberedTheme, theme
from tests.simulation.invariants import check_quiet
from tests.simulation.stories import SHOWING, begun, photo

HOUR = timedelta(hours=1)
STRAY = "assets/evil.js"


@pytest.fixture
def blog() -> Iterator[Blog]:
    blog = begun(50, (SHOWING, photo(900)))
    with blog.at_work():
        publish_assets(blog.press, theme())
        assert audited(blog) == Findings(frozenset(), frozenset(), frozenset())
        yield blog
        check_quiet(blog)


def audited(blog: Blog, after: timedelta = timedelta(), by: RememberedTheme | None = None) -> Findings:
    blog.wait(after)
    found = audit(blog.press, blog.letters, by or theme())
    blog.drain()
    return found


def there(blog: Blog) -> dict[str, bytes | None]:
    site = blog.buckets["site"]
    return {key: version.data for key in site.present() if key.startswith("assets/") and (version := site.newest(key))}


def test_changed_and_lost_assets_of_the_theme_are_written_anew(blog: Blog) -> None:
    before = there(blog)
    style, script = (next(path for path in theme().assets if path.endswith(each)) for each in (".css", ".js"))
    blog.buckets["site"].put(style[1:], b"tampered", blog.now)
    blog.buckets["site"].delete(script[1:], blog.now)

    assert audited(blog).assets == {style, script}
    assert there(blog) == before
    assert not audited(blog).assets


def test_a_stray_is_collected_a_day_after_it_was_seen(blog: Blog) -> None:
    before = there(blog)
    blog.buckets["site"].put(STRAY, b"alert(1)", blog.now)

    assert set(audited(blog, STRAY_LIFE + HOUR).strays) == {f"/{STRAY}"}
    audited(blog, STRAY_LIFE - HOUR)
    assert STRAY in there(blog)
    audited(blog, 2 * HOUR)

    assert there(blog) == before
    assert not audited(blog).strays


class Other(RememberedTheme):
    """A theme with another asset."""

    edition = "other"

    @property
    def assets(self) -> dict[str, Asset]:
        return {**super().assets, "/assets/other.css": Asset(b"a {}", "text/css; charset=utf-8")}


def test_what_a_former_theme_had_stays_until_a_day_after_the_last_page_was_made_anew(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry.build, "theme", lambda: FORMER)
    former = Other(TEMPLATES)
    publish_assets(blog.press, former)
    touch(blog.press.table, blog.press.queues, ["/posts/a/"])
    blog.drain()

    for _ in range(3):
        assert not audited(blog, STRAY_LIFE).strays, "a page may show it"
    monkeypatch.setattr(entry.build, "theme", theme)
    touch(blog.press.table, blog.press.queues, [EVERYTHING])
    blog.drain()

    assert set(audited(blog).strays) == {"/assets/other.css"}
    assert "assets/other.css" in there(blog)
    audited(blog, STRAY_LIFE + HOUR)
    assert "assets/other.css" not in there(blog)


def test_what_is_needed_again_is_no_stray_any_more(blog: Blog) -> None:
    blog.buckets["site"].put("assets/other.css", b"a {}", blog.now)
    audited(blog)

    assert not audited(blog, STRAY_LIFE + HOUR, by=Other(TEMPLATES)).strays
    assert set(audited(blog).strays) == {"/assets/other.css"}
    assert "assets/other.css" in there(blog), "its day has begun anew"
