"""Verify finds whatever is not as it should be, however that came about, and nothing else."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from blog.paths import asset_path, object_key, of_object
from blog.record import Status
from publisher.build import publish_assets
from publisher.drift import Survey
from publisher.problem import Problem
from publisher.receipt import Receipt
from publisher.stores import Stores
from publisher.touched import SOURCES
from publisher.what import What
from tests.simulation.blog import Blog
from tests.simulation.directed import SIZES
from tests.simulation.functions import theme
from tests.simulation.invariants import BROKEN, copies
from tests.simulation.s3 import Version
from tests.simulation.seeds import Schedule
from tests.simulation.stories import STORIES, Act, B, begun, expiring, later, photo, put, text
from tests.simulation.texts import photograph

SHOWN = "posts/b/index.html"
PHOTO = "posts/cup.png"


@pytest.fixture
def blog() -> Iterator[Blog]:
    blog = begun(SIZES[0], (put(B, body="![A cup](cup.png)"), photo(900)))
    with blog.at_work():
        publish_assets(blog.press, theme())
        yield blog


def found(blog: Blog) -> dict[str, What]:
    """What verify says, by the names of what it is about."""
    press = blog.press
    survey = Survey(Stores(press.table, press.content, press.site, press.reports, press.url, press.now), theme())
    return {each.name: each.what for each in survey.drifts(survey.names) if each}


# ── A sound site ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", range(0, len(STORIES), 4))
def test_after_any_story_all_is_as_it_should_be(number: int) -> None:
    story = STORIES[number]
    blog = begun(SIZES[0], story.given)
    with blog.at_work():
        publish_assets(blog.press, theme())
        for act in (story.act, *story.then):
            act(blog)
            blog.drain()
            assert found(blog) == {}, story.name


@pytest.mark.parametrize("seed", range(6))
def test_after_any_schedule_all_is_as_it_should_be(seed: int) -> None:
    schedule = Schedule(seed)
    schedule.run()
    with schedule.blog.at_work():
        publish_assets(schedule.blog.press, theme())
        assert found(schedule.blog) == {}


# ── Sources ───────────────────────────────────────────────────────────────────────────────────────


def lose(blog: Blog, target: str = "") -> None:
    """Drain, but for the messages with this target, or for all hints."""
    if not target:
        blog.queues["hints"].lose(lambda _: True)
    for delivery in blog.deliveries():
        blog.run(delivery)
        blog.queues["wants"].lose(lambda body: json.loads(body)["target"] == target)


def test_a_source_on_which_pressmark_itself_failed_is_not_taken(blog: Blog) -> None:
    blog.put(B, text(B, body="Other words."))
    lose(blog)
    version = blog.press.content.newest(B, 0).version
    receipt = Receipt(B, Status.ERROR, "", (Problem("Pressmark failed on this file"),), (), version, blog.now)
    blog.press.reports.put(receipt, blog.press.reports.tag(B))

    assert found(blog) == {B: What.UNTAKEN}


@pytest.mark.parametrize("key", [B, PHOTO])
def test_a_broken_source_is_as_it_should_be_once_its_author_is_told(blog: Blog, key: str) -> None:
    blog.put(key, BROKEN[key == PHOTO])
    lose(blog)
    assert found(blog) == {key: What.UNTAKEN}

    blog.notify(key)
    blog.drain()

    assert found(blog) == {}


def test_sources_that_were_not_read_again_after_a_setting_changed_are_found(blog: Blog) -> None:
    blog.put("site.yaml", "permalink: /:year/:slug/\n")
    lose(blog, SOURCES)

    assert found(blog) == dict.fromkeys(("posts/a.md", B, "posts/c.md"), What.OUTDATED)


def closing(blog: Blog) -> None:
    blog.put("site.yaml", "comments_close_after: 100 days\n")


@pytest.mark.parametrize(
    ("act", "hours", "sources"),
    [
        (later, 6, {"posts/d.md"}),
        (expiring, 6, {B}),
        (closing, 60 * 24, {"posts/a.md", B, "posts/c.md"}),
    ],
)
def test_a_moment_that_passed_unheard_is_found_but_not_while_its_schedule_may_come(
    blog: Blog, act: Act, hours: int, sources: set[str]
) -> None:
    act(blog)
    blog.drain()
    blog.schedules.clear()

    blog.wait(timedelta(hours=hours, minutes=1))
    if hours < 24:
        assert found(blog) == {}
    blog.wait(timedelta(minutes=2))

    assert found(blog) == dict.fromkeys(sources, What.OUTDATED)


@pytest.mark.parametrize("key", [B, PHOTO])
def test_a_source_that_left_unheard_is_found(blog: Blog, key: str) -> None:
    blog.delete(key)
    lose(blog)

    assert found(blog) == {key: What.ORPHANED}


def test_a_post_whose_address_became_free_unheard_is_found(blog: Blog) -> None:
    blog.put(B, text(B, slug="a"))
    blog.drain()
    blog.delete("posts/a.md")
    for delivery in blog.deliveries():
        blog.run(delivery)
        blog.queues["hints"].lose(lambda _: True)

    assert found(blog) == {B: What.OUTDATED}


def test_settings_that_were_not_taken_are_found(blog: Blog) -> None:
    blog.put("site.yaml", "title: Another\n")
    lose(blog)

    assert found(blog) == {"site.yaml": What.UNTAKEN}


# ── Assets ────────────────────────────────────────────────────────────────────────────────────────


def there(blog: Blog, key: str) -> Version:
    version = blog.buckets["site"].newest(key)
    assert version is not None and version.data is not None
    return version


def tamper(blog: Blog, key: str, **more: Any) -> None:
    """Change one byte, or what is sent with the bytes."""
    version = there(blog, key)
    data = version.data if more else version.data[:-1] + bytes([version.data[-1] ^ 1])
    blog.buckets["site"].put(key, data, blog.now, **(version.more | more))


def copy_of(blog: Blog) -> str:
    return min(copies(there(blog, SHOWN).data))


def style() -> str:
    return next(object_key(path) for path in theme().assets if path.endswith(".css"))


@pytest.mark.parametrize("key", [copy_of, lambda _: style()])
def test_one_changed_byte_of_an_asset_is_found(blog: Blog, key: Callable[[Blog], str]) -> None:
    tamper(blog, key(blog))

    assert found(blog) == {f"/{key(blog)}": What.CHANGED}


@pytest.mark.parametrize(("key", "what"), [(copy_of, What.NO_COPY), (lambda _: style(), What.NO_ASSET)])
def test_a_missing_asset_is_found(blog: Blog, key: Callable[[Blog], str], what: What) -> None:
    lost = key(blog)
    blog.buckets["site"].delete(lost, blog.now)

    assert found(blog) == {f"/{lost}": what}


def test_a_stray_asset_is_told_from_those_of_a_former_theme_and_of_former_pictures(blog: Blog) -> None:
    blog.press.site.put_asset(asset_path("style", ".css", b"old"), b"old", "text/css; charset=utf-8")
    blog.put(PHOTO, photograph(700))
    blog.drain()
    assert found(blog) == {}

    blog.buckets["site"].put("assets/evil.js", b"alert(1)", blog.now)

    assert found(blog) == {"/assets/evil.js": What.STRAY}


@pytest.mark.parametrize("key", [SHOWN, "index.html", PHOTO, "old/index.html", "posts/c/index.html", copy_of, style])
@pytest.mark.parametrize(
    "more",
    [
        {"ContentType": "text/plain"},
        {"Metadata": {"generation": "1", "status": "404"}},
        {"Metadata": {"generation": "1", "status": "301", "location": "https://evil.example/"}},
    ],
)
def test_what_is_sent_with_the_bytes_is_looked_at(blog: Blog, key: Any, more: dict[str, Any]) -> None:
    blog.put("posts/a.md", text("posts/a.md", aliases="[/old/]"))
    blog.delete("posts/c.md")
    blog.drain()
    name = key if isinstance(key, str) else copy_of(blog) if key is copy_of else style()

    tamper(blog, name, **more)

    assert found(blog) == {of_object(name): What.HEADERS}


# ── Pictures ──────────────────────────────────────────────────────────────────────────────────────


def taken_by_a_camera() -> bytes:
    out, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "A camera"  # Exif 2.32, 4.6.4 A: Make
    Image.new("RGB", (300, 3)).save(out, "JPEG", exif=exif.tobytes())
    return out.getvalue()


def test_a_picture_with_what_its_camera_wrote_is_not_what_readers_should_get(blog: Blog) -> None:
    blog.put("media/cup.jpg", taken_by_a_camera())
    blog.drain()
    assert found(blog) == {}
    cleaned = there(blog, "media/cup.jpg")
    assert cleaned.data != taken_by_a_camera()

    blog.buckets["site"].put("media/cup.jpg", taken_by_a_camera(), blog.now, **cleaned.more)

    assert found(blog) == {"/media/cup.jpg": What.CHANGED}
