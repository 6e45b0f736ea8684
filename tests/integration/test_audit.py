"""The audit finds what an event should have told, and what nobody told."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import entry.audit
from publisher.audit import audit
from publisher.press import utc_now
from tests.integration.world import World
from tests.manuscript import photograph, post


@pytest.fixture
def audited(world: World) -> Any:
    """Runs the audit as it would run some days from now."""

    def run(days: int = 0) -> Any:
        later = replace(entry.audit.press(), now=lambda: utc_now() + timedelta(days=days))
        findings = audit(later, entry.audit.given_up(), entry.audit.theme())
        world.settle()
        return findings

    return run


def test_an_audit_of_a_sound_site_finds_nothing(world: World, audited: Any) -> None:
    world.put("posts/rain.md", post("Rain", tags="[weather]", authors="[Ada, Grace]", series="Sounds"))
    world.put("site.yaml", "title: Two Rooms\nredirects: {/index.xml: /feed.xml}\n")
    world.put("media/a.svg", "<svg/>")
    world.put("posts/stairs.md", post("Stairs", draft="true"))
    world.settle()

    findings = audited()

    assert (findings.sources, findings.pages, findings.tombstones) == (set(), set(), set())


def test_a_lost_event_is_made_good(world: World, audited: Any) -> None:
    world.put("posts/rain.md", post("Rain"))
    world.settle()
    bucket = world.names["CONTENT_BUCKET"]
    world.s3.put_object(Bucket=bucket, Key="posts/sun.md", Body=post("Sun").encode())
    world.s3.delete_object(Bucket=bucket, Key="posts/rain.md")

    audited()

    assert "Sun" in world.page("/posts/sun/")
    assert world.page("/posts/rain/") is None


def test_lost_copies_of_a_picture_are_made_again_and_those_of_none_are_collected(world: World, audited: Any) -> None:
    world.put("posts/rain.md", post("Rain", body="![Drops](drops.jpg)"))
    world.put("posts/drops.jpg", photograph(1000))
    world.settle()
    copies = copies_of(world)
    world.s3.delete_object(Bucket=world.names["SITE_BUCKET"], Key=min(copies))

    assert audited().sources == {"posts/drops.jpg"}
    assert copies_of(world) == copies

    world.put("posts/drops.jpg", photograph(700))
    world.settle()
    both = copies_of(world)
    audited()
    assert copies_of(world) == both

    audited(days=2)
    assert copies_of(world) == both - copies


def copies_of(world: World) -> set[str]:
    return {key for key in world.site() if key.startswith("assets/pictures/")}


def test_a_deleted_page_is_built_again(world: World, audited: Any) -> None:
    world.put("posts/rain.md", post("Rain", tags="[weather]", author="Ada", series="Sounds"))
    world.settle()
    before = world.site().keys()
    lists = ("tags/weather/2026/index.html", "authors/ada/index.html", "series/sounds/2026/index.html")
    for key in ("posts/rain/index.html", *lists, "feed.xml"):
        world.s3.delete_object(Bucket=world.names["SITE_BUCKET"], Key=key)

    audited()

    assert world.site().keys() >= before


def test_an_object_that_strayed_into_the_site_becomes_a_tombstone(world: World, audited: Any) -> None:
    world.put("posts/rain.md", post("Rain"))
    world.settle()
    world.s3.put_object(Bucket=world.names["SITE_BUCKET"], Key="posts/stray/index.html", Body=b"stray")

    audited()

    assert world.page("/posts/stray/") is None


def test_a_tombstone_is_collected_when_nobody_can_still_be_writing(world: World, audited: Any) -> None:
    world.put("posts/rain.md", post("Rain"))
    world.settle()
    world.delete("posts/rain.md")
    world.settle()

    audited(days=14)
    assert world.answer("/posts/rain/") is not None
    audited(days=16)

    assert world.answer("/posts/rain/") is None


def test_what_the_stream_gave_up_is_made_good_by_building_everything(world: World, audited: Any) -> None:
    world.put("posts/rain.md", post("Rain"))
    world.settle()
    world.sqs.send_message(QueueUrl=world.names["TOUCH_DEAD_LETTER_QUEUE_URL"], MessageBody="{}")
    assert world.page("/404.html") is None, "nobody has asked for it"

    first, second = audited(), audited()

    assert (first.given_up, second.given_up) == (1, 0)
    assert world.page("/404.html") is not None


def test_what_the_builder_gave_up_is_asked_for_again(world: World, audited: Any) -> None:
    world.put("posts/rain.md", post("Rain"))
    world.settle()
    url = world.names["BUILD_DEAD_LETTER_QUEUE_URL"]
    for group, target in (("a", "everything"), ("b", "parts:/archive/")):
        body = json.dumps({"target": target, "mark": "1"})
        world.sqs.send_message(QueueUrl=url, MessageBody=body, MessageGroupId=group, MessageDeduplicationId=group)
    assert world.page("/404.html") is None, "nobody has asked for it"

    first, second = audited(), audited()

    assert (first.given_up, second.given_up) == (2, 0)
    assert world.page("/404.html") is not None


def test_a_changed_style_is_put_right_and_a_stray_script_collected(world: World, audited: Any) -> None:
    world.put("posts/rain.md", post("Rain"))
    world.settle()
    audited()  # whatever no page has needed so far
    bucket, before = world.names["SITE_BUCKET"], world.site()
    style = next(key for key in before if key.startswith("assets/") and key.endswith(".css"))
    for key in (style, "assets/evil.js"):
        world.s3.put_object(Bucket=bucket, Key=key, Body=b"not ours")

    audited()
    audited(days=2)

    assert world.site() == before
