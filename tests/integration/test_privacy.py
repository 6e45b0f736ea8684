"""What is kept about a reader: handed out, and erased from wherever it is."""

import gzip
import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from io import StringIO
from typing import Any

import boto3
import pytest

import cli.privacy
from blog import keys
from blog.block import Kind, add, block_of
from blog.comment import Comment
from blog.held import Held
from blog.keys import Key
from blog.moderation import approve, hold, reject
from blog.record import record_of
from blog.standing import Word
from blog.standing import say as say_of_browser
from blog.table import Put
from cli.pressmark import main
from tests.integration.world import URL, World
from tests.manuscript import post

NAME = "Zoë Quillfeather"
TEXT = "My aunt <in Łódź> steeps it for “seven” minutes,\nand nobody has dared to ask her why."
OTHER = "I prefer oolong, and the window open."
ADA, SHOWN, WAITING, REJECTED = (f"019ac7f3d{number}00{'c0ffee' * 2}" for number in range(4))
FORGOTTEN = ["/comments.xml", "/posts/day1/", "/posts/day1/comments.xml", "/posts/day1/index.html"]
BROWSER, ADAS = "b0b" * 10, "ada" * 10
MARKS = [form.encode() for form in (NAME, "Quillfeather", "nobody has dared", "steeps it for")]


@pytest.fixture(scope="module")
def saved() -> list[bytes]:
    return []


@pytest.fixture
def blog(world: World, saved: list[bytes], monkeypatch: pytest.MonkeyPatch) -> World:
    """A blog on whose first post two people wrote; on the second one of them waits, and has been rejected."""
    monkeypatch.setattr(cli.privacy, "pause", world.settle)
    if saved:
        world.load(saved[0])
    else:
        for number in (1, 2):
            world.put(f"posts/day{number}.md", post(f"Day {number}", f"2025-01-0{number}"))
        world.settle()
        say(world, ADA, "posts/day1.md", "Ada", OTHER, browser=ADAS, parent=SHOWN)
        say(world, SHOWN, "posts/day1.md", NAME, TEXT, browser=BROWSER)
        say(world, WAITING, "posts/day2.md", NAME, f"{TEXT} Again.", browser=BROWSER)
        say(world, REJECTED, "posts/day2.md", NAME, f"{TEXT} Buy now.", browser="")
        for comment_id in (SHOWN, ADA):
            approve(world.table, comment_id)
            world.settle()
        reject(world.table, REJECTED)
        saved.append(world.save())
    return world


@pytest.fixture
def distribution(blog: World) -> str:
    """A CDN; moto has no other use for it."""
    origin = {"Id": "site", "DomainName": "site.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
    config = {
        "CallerReference": "one",
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [origin]},
        "DefaultCacheBehavior": {"TargetOriginId": "site", "ViewerProtocolPolicy": "allow-all"},
    }
    answer = boto3.client("cloudfront").create_distribution(DistributionConfig=config)
    blog.names["DISTRIBUTION_ID"] = str(answer["Distribution"]["Id"])
    return blog.names["DISTRIBUTION_ID"]


def say(world: World, comment_id: str, source: str, name: str, text: str, *, browser: str, parent: str = "") -> None:
    record = record_of(world.table.get(keys.record(keys.post_id(source))))
    comment = Comment(comment_id, record.identity, name, text, datetime.now(UTC), parent=parent)
    hold(world.table, Held(comment, record.title, record.path, browser=browser))


def pressmark(world: World, *arguments: str, client: Callable[[str], Any] = boto3.client) -> int:
    return main(arguments, world.names, client)


def exported(world: World, who: str, capsys: Any) -> dict[str, Any]:
    assert pressmark(world, "privacy", "export", who) == 0
    return json.loads(capsys.readouterr().out)


def everything(world: World) -> Iterator[tuple[str, bytes]]:
    """All versions of all objects of all buckets, unpacked, and all items of the table."""
    for variable in ("CONTENT_BUCKET", "SITE_BUCKET", "REPORT_BUCKET"):
        bucket = world.names[variable]
        for version in world.s3.list_object_versions(Bucket=bucket).get("Versions", ()):
            place = {"Bucket": bucket, "Key": version["Key"], "VersionId": version["VersionId"]}
            data = world.s3.get_object(**place)["Body"].read()
            yield f"{bucket}/{version['Key']}", gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    for item in world.table.scan():
        yield f"{item['PK']} {item['SK']}", json.dumps(item, ensure_ascii=False).encode()


def holding(world: World, *marks: bytes) -> list[str]:
    return sorted({place for place, data in everything(world) for mark in marks or MARKS if mark in data})


def report(world: World, key: str, data: bytes) -> None:
    world.s3.put_object(Bucket=world.names["REPORT_BUCKET"], Key=key, Body=data)


def reports(world: World) -> set[str]:
    listed = world.s3.list_objects_v2(Bucket=world.names["REPORT_BUCKET"])["Contents"]
    return {each["Key"] for each in listed if not each["Key"].startswith(("receipts/", "erasures/"))}


def records(world: World) -> dict[str, Any]:
    """What is kept of erasures, by its folder."""
    bucket = world.names["REPORT_BUCKET"]
    listed = world.s3.list_objects_v2(Bucket=bucket, Prefix="erasures/").get("Contents", ())
    return {
        each["Key"]: json.loads(world.s3.get_object(Bucket=bucket, Key=each["Key"])["Body"].read()) for each in listed
    }


def invalidated(distribution: str) -> list[list[str]]:
    """The addresses of each request, sorted."""
    cloudfront = boto3.client("cloudfront")
    listed = cloudfront.list_invalidations(DistributionId=distribution)["InvalidationList"].get("Items", ())
    found = [cloudfront.get_invalidation(DistributionId=distribution, Id=each["Id"]) for each in listed]
    return [sorted(each["Invalidation"]["InvalidationBatch"]["Paths"]["Items"]) for each in found]


def test_an_export_has_all_that_is_kept_about_somebody_and_nothing_of_others(blog: World, capsys: Any) -> None:
    found = exported(blog, f" {unicodedata.normalize('NFD', NAME)}  ", capsys)

    [decided, shown, waiting, rejected] = found["comments"]
    assert (shown["id"], shown["state"], shown["name"], shown["text"]) == (SHOWN, "approved", NAME, TEXT)
    assert shown["shown_at"] == [f"{URL}/posts/day1/#comment-{SHOWN}"]
    assert (decided["id"], decided["state"], decided["shown_at"]) == (SHOWN, "approved", [])  # the decision
    assert (rejected["id"], rejected["state"], rejected["shown_at"]) == (REJECTED, "rejected", [])
    assert [each["digest"] for each in found["browsers"]] == [BROWSER]
    assert f'id="comment-{SHOWN}"' in str(blog.page("/posts/day1/"))
    assert (waiting["id"], waiting["state"], waiting["shown_at"]) == (WAITING, "waiting", [])
    assert waiting["kept"]["title"] == "Day 2"
    assert "oolong" not in json.dumps(found)


def test_an_export_of_one_comment_has_only_that_and_of_nobody_nothing(blog: World, capsys: Any) -> None:
    assert {each["id"] for each in exported(blog, SHOWN, capsys)["comments"]} == {SHOWN}
    assert exported(blog, "Zoe Quillfeather", capsys)["comments"] == []


def test_who_was_erased_is_in_no_byte_of_any_version_of_anything(blog: World, distribution: str, capsys: Any) -> None:
    blog.put("posts/day1.md", post("Day 1", "2025-01-01", "Written anew."))
    blog.settle()
    export = exported(blog, NAME, capsys)
    report(blog, "exports/zoe.json", json.dumps(export).encode())
    report(blog, "AWSDynamoDB/0176/data/part.json.gz", gzip.compress(json.dumps({"text": {"S": TEXT}}).encode()))
    report(blog, "backups/page.html", f"<p>{escape(TEXT)}</p>".encode())
    report(blog, "backups/ada.json", OTHER.encode())
    assert all(NAME in blog.on_demand(feed)["body"] for feed in ("/comments.xml", "/posts/day1/comments.xml"))
    first = keys.post_id("posts/day1.md")
    blog.table.put(Put(keys.mailed(WAITING, "e"), {}))
    blog.table.add(keys.likes(first, SHOWN), "likes", 3)
    blog.table.put(Put(keys.sending("d"), {"form": "f", "made": WAITING}))
    assert holding(blog, b"Quillfeather", BROWSER.encode()) == [
        f"BROWSER#{BROWSER} STANDING",
        f"DECIDED {SHOWN}",
        f"DECIDED {REJECTED}",
        f"HELD {WAITING}",
        f"POST#{first} COMMENT#{SHOWN}",
        "reportbucket/exports/zoe.json",
        "sitebucket/posts/day1/index.html",
    ]

    pages = [place for place, data in everything(blog) if place.startswith("sitebucket/") and SHOWN.encode() in data]

    status = pressmark(blog, "privacy", "erase", NAME, "--yes")
    said = capsys.readouterr()

    assert (status, said.err) == (0, "")
    assert holding(blog, *MARKS, BROWSER.encode()) == []
    assert OTHER in str(blog.page("/posts/day1/"))  # a reply, which knows the id of what it replied to
    left = {key for key in holding(blog, SHOWN.encode(), WAITING.encode()) if "erasures/" not in key}
    assert left == {f"DECIDED {ADA}", f"POST#{first} COMMENT#{ADA}"}
    assert not any(NAME in blog.on_demand(feed)["body"] for feed in ("/comments.xml", "/posts/day1/comments.xml"))
    here = ["reportbucket/backups/ada.json", "sitebucket/posts/day1/index.html"]
    assert holding(blog, OTHER.encode()) == [f"DECIDED {ADA}", f"POST#{first} COMMENT#{ADA}", *here]
    assert blog.table.get(keys.browser(ADAS))
    assert reports(blog) == {"backups/ada.json"}
    assert blog.table.get(keys.comment(first, ADA))
    done = said.out.partition("Erased 3 comments.\n")[2]
    assert "  rewritten: /posts/day1/\n" in done
    assert f"  removed: {len(pages)} old versions, 0 delete markers\n" in done
    assert "  removed from the report bucket: exports/zoe.json\n" in done
    assert "day2" not in done
    assert invalidated(distribution) == [FORGOTTEN]


def test_what_is_kept_of_an_erasure_names_nobody_and_serves_to_do_it_again(blog: World, saved: list[bytes]) -> None:
    pressmark(blog, "privacy", "erase", NAME, "--yes")

    [(key, record)] = records(blog).items()
    assert key.startswith("erasures/2")
    assert (record["comments"], record["rewritten"]) == ([SHOWN, WAITING, REJECTED], ["/posts/day1/"])
    assert record["versions"] > 0
    blog.load(saved[0])  # as from a backup
    assert [pressmark(blog, "privacy", "erase", each, "--yes") for each in record["comments"]] == [0, 0, 0]
    assert holding(blog) == []


def test_an_erasure_that_is_stopped_after_each_of_its_steps_goes_on_until_it_is_done(
    blog: World, distribution: str, capsys: Any
) -> None:
    report(blog, "exports/zoe.json", f'"{SHOWN}"'.encode())
    pages = len(
        [place for place, data in everything(blog) if place.startswith("sitebucket/") and SHOWN.encode() in data]
    )
    stops = 0
    while pressmark(blog, "privacy", "erase", NAME, "--yes", client=Stopping(stops + 1).client):
        stops += 1
        assert "stopped" in capsys.readouterr().err
        assert records(blog)  # at every moment it is known what was begun or done
        assert stops < 50

    assert stops > 5  # what was done is not done again
    assert holding(blog) == []
    [record] = records(blog).values()
    assert (record["comments"], record["backups"]) == ([SHOWN, WAITING, REJECTED], ["exports/zoe.json"])
    assert record["versions"] == pages
    assert not [key for key in records(blog) if key.startswith("erasures/open/")]
    assert {tuple(each) for each in invalidated(distribution)} == {tuple(FORGOTTEN)}


def test_a_page_that_has_moved_and_gone_since_is_found_in_its_old_versions(blog: World) -> None:
    blog.put("posts/day1.md", post("Day 1", "2025-01-01", slug="elsewhere"))
    blog.settle()
    blog.delete("posts/day1.md")
    blog.settle()
    for path in ("posts/day1/index.html", "posts/elsewhere/index.html"):
        blog.s3.delete_object(Bucket=blog.names["SITE_BUCKET"], Key=path)
    assert {"sitebucket/posts/day1/index.html", "sitebucket/posts/elsewhere/index.html"} <= set(holding(blog))

    assert pressmark(blog, "privacy", "erase", NAME, "--yes") == 0

    assert holding(blog) == []


def test_an_approval_that_was_still_being_built_does_not_bring_a_comment_back(blog: World) -> None:
    approve(blog.table, WAITING)
    blog.settle_but_for_building()

    assert pressmark(blog, "privacy", "erase", NAME, "--yes") == 0

    blog.settle()
    assert holding(blog) == []


def test_without_a_yes_everything_stays(blog: World, monkeypatch: Any, capsys: Any) -> None:
    before = dict(everything(blog))

    statuses = [pressmark(blog, "privacy", "erase", NAME)]
    monkeypatch.setattr("sys.stdin", Person("no\n"))
    statuses.append(pressmark(blog, "privacy", "erase", NAME))

    said = capsys.readouterr()
    assert (statuses, dict(everything(blog))) == ([1, 1], before)
    assert said.out.count(f"{SHOWN}  ") == said.out.count(f"{WAITING}  ") == 2
    assert "--yes" in said.err


def test_with_a_yes_at_the_terminal_one_comment_is_erased_and_the_other_stays(blog: World, monkeypatch: Any) -> None:
    monkeypatch.setattr("sys.stdin", Person("yes\n"))

    assert pressmark(blog, "privacy", "erase", SHOWN) == 0

    assert holding(blog) == [f"DECIDED {REJECTED}", f"HELD {WAITING}"]
    assert blog.table.get(keys.browser(BROWSER))  # which sent the other one, too


def test_who_is_blocked_stays_blocked_and_that_is_told(blog: World, capsys: Any) -> None:
    say_of_browser(blog.table, BROWSER, Word.BLOCKED)
    add(blog.table, block_of(Kind.NAME, NAME))
    assert exported(blog, NAME, capsys)["blocks"] == [{"kind": "name", "value": NAME.lower()}]

    assert pressmark(blog, "privacy", "erase", NAME, "--yes") == 0

    assert holding(blog) == []
    assert capsys.readouterr().out.count("You still block") == 2
    assert blog.table.get(keys.browser(BROWSER))["word"] == "blocked"


def test_nobody_is_erased_by_half_a_name(blog: World, capsys: Any) -> None:
    assert pressmark(blog, "privacy", "erase", "Quillfeather", "--yes") == 0
    assert "nobody has written under the name" in capsys.readouterr().out
    assert pressmark(blog, "privacy", "erase", " ", "--yes") == 1
    assert records(blog) == {}


def test_pages_that_are_not_built_are_told_and_the_next_erasure_goes_on(
    blog: World, monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.setattr("cli.rebuild.PATIENT_LOOKS", 3)
    monkeypatch.setattr(cli.privacy, "pause", lambda: None)
    assert pressmark(blog, "privacy", "erase", NAME, "--yes") == 1
    assert "Run it again" in capsys.readouterr().err
    monkeypatch.setattr(cli.privacy, "pause", blog.settle)

    assert pressmark(blog, "privacy", "erase", "whoever", "--yes") == 0

    assert "Finishing what was begun before: 3 comments." in capsys.readouterr().out
    assert holding(blog) == []


def test_items_of_a_kind_that_is_not_known_are_told(blog: World, capsys: Any) -> None:
    blog.table.put(Put(Key("PIGEON#1", "POST"), {"name": NAME}))

    assert pressmark(blog, "privacy", "export", NAME) == 1
    assert "PIGEON" in capsys.readouterr().err


class Stopping:
    """Ctrl-C once so many calls have changed something."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.writes = 0

    def client(self, service: str) -> Any:
        client = boto3.client(service)
        client.meta.events.register("after-call", self._count)
        return client

    def _count(self, model: Any, **_: Any) -> None:
        if not model.name.startswith(("Get", "List", "Query", "Scan", "TransactGet", "Head")):
            self.writes += 1
            if self.writes == self.after:
                raise KeyboardInterrupt


class Person(StringIO):
    def isatty(self) -> bool:
        return True
