"""What the owner does at a terminal: verify, rebuild, history and rollback."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import count
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError

import cli.verify
from blog import keys
from blog.comment import Comment
from blog.moderation import Held, approve, hold
from blog.paths import asset_path, object_key
from blog.table import Table
from cli.pressmark import main
from cli.progress import Progress
from cli.rebuild import follow, pages_of, rebuilt
from cli.sources import Sources
from cli.timeline import timeline
from publisher.library import body_of
from publisher.queues import Queues
from publisher.site_bucket import SiteBucket
from publisher.touch import touch
from publisher.touched import EVERYTHING
from tests.integration.world import URL, World
from tests.manuscript import post

STAMP = re.compile(rb"<!-- generation \d+ -->|# generation \d+|\"generation\": \d+, ")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli.verify, "PAUSE_SECONDS", 0.0)


@pytest.fixture(scope="module")
def moments() -> Iterator[datetime]:
    """S3 tells whole seconds: here each write has one of its own, as an author's writes have."""
    start = datetime.now(UTC).replace(tzinfo=None) - timedelta(hours=3)
    return (start + timedelta(seconds=number) for number in count())


@pytest.fixture(autouse=True)
def clock(moments: Iterator[datetime], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moto.s3.models.utcnow", lambda: next(moments))


@pytest.fixture(scope="module")
def saved() -> list[bytes]:
    return []


@pytest.fixture
def blog(world: World, saved: list[bytes]) -> World:
    """A blog that has a bit of everything, with all its pages built."""
    if saved:
        world.load(saved[0])
    else:
        publish(world)
        saved.append(world.save())
    return world


def publish(world: World) -> None:
    world.put("site.yaml", "title: Two Rooms\naccent: '#336699'\nredirects: {/index.xml: /feed.xml}\n")
    for day in (1, 2, 3):
        body = f"After [the day before](day{day - 1}.md)."
        fields = {"tags": "[days]", "aliases": f"[/{day}.html]"}
        world.put(f"posts/day{day}.md", post(f"Day {day}", f"2025-01-0{day}", body, **fields))
    world.put("pages/about.md", post("About"))
    world.put("media/a.svg", "<svg/>")
    world.put("posts/draft.md", post("Draft", draft="true"))
    world.put("posts/gone.md", post("Gone", tags="[gone]"))
    world.put("notes.txt", "Nothing is made of this.")
    world.settle()
    world.delete("posts/gone.md")
    world.settle()
    comment(world, keys.post_id("posts/day1.md"))


def comment(world: World, post_id: str) -> None:
    table = Table(world.dynamodb, "table")
    at = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
    hold(table, Held(Comment("0a", post_id, "Ada", "I prefer oolong.", at), "Day 1", "/posts/day1/"))
    approve(table, "0a")
    world.settle()


def pressmark(world: World, *arguments: str) -> int:
    return main(arguments, world.names, boto3.client)


@pytest.fixture
def verified(blog: World, capsys: Any) -> Any:
    """The status of `pressmark verify`, and its lines without the last one."""

    def run() -> tuple[int, list[str]]:
        status = pressmark(blog, "verify")
        said = capsys.readouterr()
        assert said.err == ""
        return status, said.out.splitlines()[:-1]

    return run


def strew(world: World, key: str, data: bytes, **more: Any) -> None:
    world.s3.put_object(Bucket=world.names["SITE_BUCKET"], Key=key, Body=data, **more)


# ── verify ────────────────────────────────────────────────────────────────────────────────────────


def test_a_sound_site_has_no_drift(blog: World, capsys: Any) -> None:
    assert "I prefer oolong." in blog.page("/posts/day1/")

    status = pressmark(blog, "verify")

    assert (status, "No drift" in capsys.readouterr().out) == (0, True)


def test_it_reads_the_sources_and_no_page(blog: World) -> None:
    calls = blog.calls_of(lambda: pressmark(blog, "verify"))

    # Posts, a page and a preview; what is deleted, the file, and the settings with letters and without.
    texts, others = 5, 4
    assert calls["s3:PutObject"] + calls["dynamodb:UpdateItem"] + calls["sqs:SendMessageBatch"] == 0
    assert calls["s3:HeadObject"] == len(blog.site()) + 1  # with what each is sent, and the file's source
    assert calls["s3:GetObject"] == 2 * texts + others  # each text to judge it, and for its page


def test_one_changed_byte_is_found_on_every_kind_of_page(blog: World, verified: Any) -> None:
    preview = blog.receipt("posts/draft.md")["preview"].removeprefix(URL)
    paths = ["/", "/about/", "/feed.xml", "/media/a.svg", "/posts/day3/", preview, "/recent.json"]
    for path in paths:
        answer = blog.answer(path)
        data = bytearray(answer["Body"].read())
        data[len(data) // 2] ^= 1
        strew(blog, object_key(path), bytes(data), Metadata=answer["Metadata"])

    strew(blog, "posts/day2/index.html", b"mine", Metadata={})  # without a generation: it does not wait for one

    expected = sorted([*paths, "/posts/day2/"])
    assert verified() == (1, [f"{path}: the bytes are not those that the table gives" for path in expected])


def test_deleted_pages_and_assets_are_found(blog: World, verified: Any) -> None:
    style = next(f"/{key}" for key in blog.site() if key.startswith("assets/") and key.endswith(".css"))
    paths = ["/archive/2025/", "/media/a.svg", "/posts/day3/", "/sitemap.xml", "/tags/days/"]
    for path in (style, *paths):
        blog.s3.delete_object(Bucket=blog.names["SITE_BUCKET"], Key=object_key(path))

    status, [first, *others] = verified()

    assert (status, others) == (1, [f"{path}: the page is missing" for path in paths])
    assert first.startswith(f"{style}: the asset is missing")


def test_strays_are_found_even_where_they_hide_behind_a_page(blog: World, verified: Any) -> None:
    for key in ("posts/stray/index.html", "backup.zip", "posts/day3/", "assets/evil.js"):
        strew(blog, key, b"stray")
    strew(blog, asset_path("style", ".css", b"of a former theme")[1:], b"of a former theme")

    status, lines = verified()

    stray = "the object is neither a page nor a tombstone nor an asset"
    assert (status, sorted(lines)) == (
        1,
        [f"{name}: {stray}" for name in ("/assets/evil.js", "/backup.zip", "/posts/stray/", "posts/day3/")],
    )


def test_a_tombstone_and_a_page_that_stand_for_each_other_are_found(blog: World, verified: Any) -> None:
    tombstone, page = blog.answer("/posts/gone/"), blog.answer("/posts/day3/")
    strew(blog, "posts/day3/index.html", tombstone["Body"].read(), Metadata={"status": "410"})
    strew(blog, "posts/gone/index.html", page["Body"].read())

    assert verified() == (
        1,
        [
            "/posts/day3/: a tombstone stands where a page should be",
            "/posts/gone/: a page stands where a tombstone should be",
        ],
    )


def test_a_lost_event_is_found(blog: World, verified: Any) -> None:
    bucket = blog.names["CONTENT_BUCKET"]
    blog.s3.put_object(Bucket=bucket, Key="posts/day1.md", Body=post("Another day").encode())
    blog.s3.put_object(Bucket=bucket, Key="posts/new.md", Body=post("New").encode())
    blog.s3.delete_object(Bucket=bucket, Key="posts/day2.md")

    assert verified() == (
        1,
        [
            "posts/day1.md: the newest version of this source has not been taken",
            "posts/day2.md: this source is gone, but not what was made from it",
            "posts/new.md: the newest version of this source has not been taken",
        ],
    )


def test_a_broken_source_is_no_drift_but_the_next_version_of_it_is(blog: World, verified: Any) -> None:
    broken = "---\ntitle: [unclosed\n---\n\nOther words.\n"
    blog.put("posts/day1.md", broken)
    blog.put("posts/never.md", broken)
    blog.settle()
    assert verified() == (0, [])

    blog.s3.put_object(Bucket=blog.names["CONTENT_BUCKET"], Key="posts/never.md", Body=post("Never").encode())

    assert verified() == (1, ["posts/never.md: the newest version of this source has not been taken"])


def test_pages_that_wait_to_be_built_are_told_from_others(blog: World, verified: Any) -> None:
    blog.put("posts/day3.md", post("Day 3 again", "2025-01-03", tags="[days]"))
    blog.settle_but_for_building()

    waiting = verified()
    blog.settle()

    assert waiting[0] == 1
    assert {"/: the page is waiting to be built", "/posts/day3/: the page is waiting to be built"} <= {*waiting[1]}
    assert verified() == (0, [])


def test_a_post_that_no_list_shows_yet_waits_to_be_built(blog: World, verified: Any) -> None:
    blog.put("posts/new.md", post("New", "2025-05-05"))
    blog._reconcile()

    status, lines = verified()

    assert (status, "/posts/new/: the page is waiting to be built" in lines) == (1, True)


def test_a_page_whose_source_s_version_is_gone_cannot_be_built(blog: World, verified: Any) -> None:
    bucket = blog.names["CONTENT_BUCKET"]
    version = blog.s3.head_object(Bucket=bucket, Key="pages/about.md")["VersionId"]
    blog.put("pages/about.md", "---\ntitle: [unclosed\n---\n\nOther words.\n")
    blog.settle()
    blog.s3.delete_object(Bucket=bucket, Key="pages/about.md", VersionId=version)
    body_of.cache_clear()

    assert verified()[1] == ["/about/: the page cannot be built, because the version of its source is gone or broken"]


def test_a_page_under_way_is_looked_at_again(blog: World, verified: Any, monkeypatch: Any) -> None:
    blog.put("posts/day3.md", post("Day three", "2025-01-03", tags="[days]"))
    monkeypatch.setattr(cli.verify.time, "sleep", lambda _: blog.settle())

    assert verified() == (0, [])


# ── rebuild ───────────────────────────────────────────────────────────────────────────────────────


def follow_rebuild(world: World, looks: Iterator[None]) -> int:
    table, site = Table(world.dynamodb, "table"), SiteBucket(world.s3, world.names["SITE_BUCKET"])
    objects, before = pages_of(table), world.site()
    touch(table, Queues(world.sqs, world.names["CONTENT_QUEUE_URL"], world.names["BUILD_QUEUE_URL"]), [EVERYTHING])
    progress = Progress("Building", len(objects), StringIO())
    return follow(lambda: rebuilt(site, objects, before), progress, lambda: next(looks))


def test_a_rebuild_is_followed_until_every_page_is_new(blog: World, verified: Any) -> None:
    def steps() -> Iterator[None]:
        while True:
            blog._build()
            yield

    before = blog.site()
    assert follow_rebuild(blog, steps()) == 0

    after = blog.site()
    kept = {key for key in before if after[key] == before[key]}
    tombstones = {"posts/gone/index.html", "tags/gone/index.html"}
    assert {key for key in kept if not key.startswith("assets/")} >= tombstones | {"media/a.svg"}
    assert not kept & pages_of(Table(blog.dynamodb, "table"))
    assert verified() == (0, [])


def test_a_rebuild_that_stands_still_ends_with_what_is_missing(blog: World) -> None:
    looks = iter([None] * 1000)

    missing = follow_rebuild(blog, looks)

    assert missing == len(pages_of(Table(blog.dynamodb, "table")))
    assert len(list(looks)) > 500


def test_a_dry_rebuild_touches_nothing(blog: World, capsys: Any) -> None:
    calls = blog.calls_of(lambda: pressmark(blog, "rebuild", "--dry-run"))

    number = len(pages_of(Table(blog.dynamodb, "table")))
    assert capsys.readouterr().out == f"{number} pages would be built.\n"
    assert not {name for name in calls if name.endswith(("Item", "Batch", "Object"))}


# ── history and rollback ──────────────────────────────────────────────────────────────────────────


def newest_publish(world: World) -> str:
    return timeline(Sources(world.s3, world.names["CONTENT_BUCKET"]).versions())[-1].short_id


def sources(world: World) -> dict[str, tuple[bytes, str, dict[str, str]]]:
    bucket = world.names["CONTENT_BUCKET"]
    listed = world.s3.list_objects_v2(Bucket=bucket).get("Contents", [])
    answers = {each["Key"]: world.s3.get_object(Bucket=bucket, Key=each["Key"]) for each in listed}
    return {key: (each["Body"].read(), each["ContentType"], each["Metadata"]) for key, each in answers.items()}


def pages(world: World) -> dict[str, bytes]:
    """All that readers can get, without stamps and without tombstones."""
    found = {key: world.s3.get_object(Bucket=world.names["SITE_BUCKET"], Key=key) for key in world.site()}
    return {
        key: STAMP.sub(b"", answer["Body"].read())
        for key, answer in found.items()
        if answer["Metadata"].get("status") != "410"
    }


def carry_events(world: World, before: dict[str, str]) -> None:
    """The bucket's events for every key whose version is another than before."""
    after = versions(world)
    for key in before.keys() | after.keys():
        if before.get(key) != after.get(key):
            world.notify(key)
    world.settle()


def versions(world: World) -> dict[str, str]:
    listed = world.s3.list_object_versions(Bucket=world.names["CONTENT_BUCKET"]).get("Versions", [])
    return {each["Key"]: each["VersionId"] for each in listed if each["IsLatest"]}


def test_history_tells_every_publish_newest_first(world: World, capsys: Any) -> None:
    world.put("posts/tea.md", "four")
    world.put("posts/tea.md", "fives")
    world.delete("posts/tea.md")
    world.put("posts/tea.md", "four")
    world.put("media/a.svg", "<svg/>")

    pressmark(world, "history")

    shown = capsys.readouterr().out
    assert re.sub(r"(?m)^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  [0-9a-f]{8}  ", "", shown).splitlines() == [
        "added     media/a.svg  6 bytes",
        "restored  posts/tea.md  4 bytes",
        "deleted   posts/tea.md",
        "changed   posts/tea.md  5 bytes",
        "added     posts/tea.md  4 bytes",
    ]


def test_history_can_be_of_one_file_and_of_some_publishes(world: World, capsys: Any) -> None:
    for number in range(25):
        world.put("posts/tea.md", f"{number}")
    world.put("posts/tea.md.bak", "x")
    world.put("posts/\u202enasty.md", "x")

    counts = []
    for arguments in ((), ("--limit", "3"), ("posts/tea.md", "--limit", "100"), ("posts/none.md",)):
        pressmark(world, "history", *arguments)
        counts.append(capsys.readouterr())

    assert [said.out.count("\n") for said in counts] == [20, 3, 25, 1]
    assert [said.err for said in counts[:2]] == [f"({n} older ones; see --limit. Times are UTC.)\n" for n in (7, 24)]
    assert counts[3].out == "Nothing has been published.\n"
    assert "\u202e" not in counts[0].out


def test_a_rollback_brings_back_the_sources_and_the_pages_of_then(blog: World, capsys: Any) -> None:
    blog.put("posts/day3.md", "---\ntitle: [unclosed\n---\n")  # what was there before is shown
    blog.settle()
    publish, sources_then, pages_then = newest_publish(blog), sources(blog), pages(blog)
    blog.put("posts/day1.md", post("Another day", "2025-01-01", tags="[other]"))
    blog.put("posts/day3.md", post("A third day", "2025-01-03"))
    blog.put("media/a.svg", "<svg><circle/></svg>")
    blog.delete("posts/day2.md")
    blog.put("posts/new.md", post("New", "2026-06-06"))
    blog.put("site.yaml", "title: Three Rooms\n")
    blog.put("posts/gone.md", post("Gone is back"))
    blog.settle()
    assert pages(blog) != pages_then
    between, before = newest_publish(blog), versions(blog)

    status = pressmark(blog, "rollback", publish, "--yes")
    carry_events(blog, before)

    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    assert sources(blog) == sources_then
    assert pages(blog) == pages_then
    assert said.out.count("  restore  ") == 5
    assert said.out.count("it was broken, and shown was that of") == 1
    assert said.out.count("  delete   ") == 2
    assert f"pressmark rollback {between}" in said.out
    assert pressmark(blog, "verify") == 0


def test_a_rollback_is_rolled_back_by_the_publish_that_it_names(world: World, capsys: Any) -> None:
    world.put("posts/day1.md", "A")
    world.put("posts/day2.md", "A")
    publish = newest_publish(world)
    world.put("posts/day1.md", "B")
    world.delete("posts/day2.md")
    after = sources(world)
    pressmark(world, "rollback", publish, "--yes")
    assert sources(world) != after
    undo = re.search(r"To undo this: pressmark rollback (\w+)", capsys.readouterr().out)[1]

    pressmark(world, "rollback", undo, "--yes")

    assert sources(world) == after


def test_a_rollback_keeps_type_and_metadata_and_removes_no_version(world: World) -> None:
    bucket, key = world.names["CONTENT_BUCKET"], "media/é &+.svg"
    world.s3.put_object(Bucket=bucket, Key=key, Body=b"<svg/>", ContentType="image/svg+xml", Metadata={"by": "ada"})
    publish, then = newest_publish(world), sources(world)
    world.s3.put_object(Bucket=bucket, Key=key, Body=b"other")
    before = {each.id for each in Sources(world.s3, bucket).versions()}

    pressmark(world, "rollback", publish, "--yes")

    assert sources(world) == then
    assert before < {each.id for each in Sources(world.s3, bucket).versions()}


def test_without_a_yes_nothing_is_done(world: World, capsys: Any, monkeypatch: Any) -> None:
    world.put("posts/tea.md", "A")
    publish = newest_publish(world)
    world.put("posts/tea.md", "B")
    before = versions(world)

    statuses = [pressmark(world, "rollback", publish, "--dry-run"), pressmark(world, "rollback", publish)]
    refused = capsys.readouterr()
    monkeypatch.setattr("sys.stdin", Person("no\n"))
    statuses.append(pressmark(world, "rollback", publish))

    assert (statuses, versions(world)) == ([0, 1, 1], before)
    assert refused.out.count("  restore  posts/tea.md") == 2
    assert refused.err.count("\n") == 1
    assert "--yes" in refused.err


def test_with_a_yes_at_the_terminal_it_is_done(world: World, monkeypatch: Any) -> None:
    world.put("posts/tea.md", "A")
    publish, then = newest_publish(world), sources(world)
    world.put("posts/tea.md", "B")
    monkeypatch.setattr("sys.stdin", Person("Y\n"))

    assert pressmark(world, "rollback", publish) == 0
    assert sources(world) == then


class Person(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_rollback_to_the_newest_publish_has_nothing_to_do(world: World, capsys: Any) -> None:
    world.put("posts/tea.md", "A")
    before = versions(world)

    status = pressmark(world, "rollback", newest_publish(world))

    assert (status, versions(world)) == (0, before)
    assert "Nothing to do" in capsys.readouterr().out


def test_an_unknown_publish_is_refused_in_one_sentence(world: World, capsys: Any) -> None:
    assert pressmark(world, "rollback", "zz") == 1
    assert capsys.readouterr().err == "pressmark: there is no publish 'zz'; see pressmark history\n"


def test_a_file_that_cannot_be_brought_back_is_named_and_the_others_are(world: World, capsys: Any) -> None:
    for key in ("posts/a.md", "posts/b.md"):
        world.put(key, "A")
    publish = newest_publish(world)
    for key in ("posts/a.md", "posts/b.md"):
        world.put(key, "B")
    client = boto3.client("s3")
    client.meta.events.register("before-call.s3.CopyObject", refuse_the_first)

    status = main(("rollback", publish, "--yes"), world.names, lambda _: client)

    said = capsys.readouterr()
    assert (status, said.err.count("posts/a.md is not as it was")) == (1, 1)
    assert "1 of 2 files were brought back." in said.out
    assert [data for data, _, _ in sources(world).values()] == [b"B", b"A"]


def refuse_the_first(params: dict[str, Any], **_: Any) -> None:
    if params["url_path"].endswith("a.md"):
        raise EndpointConnectionError(endpoint_url="s3")
