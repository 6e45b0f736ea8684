"""Stories of searching: what is published is found, and what is taken back is not."""

import json

import pytest

from api.desk import Desk
from api.routes import respond
from blog.table import Table
from tests.integration.world import URL, World
from tests.manuscript import post


def search(world: World, query: str) -> list[str]:
    """The addresses that a reader finds."""
    event = {
        "rawPath": "/api/search",
        "requestContext": {"http": {"method": "GET"}},
        "queryStringParameters": {"q": query},
        "headers": {"accept": "application/json"},
    }
    answer = respond(event, Desk(Table(world.dynamodb, "table"), URL))
    return [result["url"] for result in json.loads(answer["body"])["results"]]


def test_a_post_is_found_once_it_is_listed_by_the_words_that_it_has_now(world: World) -> None:
    world.put("posts/rain.md", post("Listening for rain", body="Umbrellas drip in the hall."))
    world.put("pages/about.md", "# About\n\nUmbrellas are mended here.\n")
    world.settle_but_for_building()
    assert search(world, "umbrella") == []
    world.settle()

    assert search(world, "umbrella") == ["/posts/rain/", "/about/"]
    assert search(world, "listened") == search(world, "drip ha") == ["/posts/rain/"]

    world.put("posts/rain.md", post("Listening for rain", body="The hall is dry."))
    world.settle()
    assert search(world, "umbrella") == ["/about/"]
    assert search(world, "dry") == ["/posts/rain/"]


@pytest.mark.parametrize("end", ["delete", "draft", "publish", "expires"])
def test_what_is_taken_back_is_not_found(world: World, end: str) -> None:
    world.put("posts/rain.md", post("Rain", tags="[weather]"))
    world.settle()
    assert search(world, "weather") == ["/posts/rain/"]

    if end == "delete":
        world.delete("posts/rain.md")
    else:
        more = {"draft": "true", "publish": "2999-01-01", "expires": "2026-01-02"}
        world.put("posts/rain.md", post("Rain", tags="[weather]", **{end: more[end]}))
    world.settle()

    assert search(world, "weather") == search(world, "rain") == []
    left = [item["PK"]["S"] for item in world.dynamodb.scan(TableName="table")["Items"]]
    assert not [pk for pk in left if pk.startswith("FIND#")]


@pytest.mark.parametrize(
    ("title", "body", "queries"),
    [
        ("Am Fluss", "Die Häuser stehen still.", ("Haus", "hauser")),
        ("שלום", "הַקּוּמְקוּם רותח על האש.", ("הקומקום", "רותח")),
        ("茶", "我喜欢喝茶。", ("喜欢", "喝茶", "茶")),
    ],
)
def test_words_of_any_language_are_found(world: World, title: str, body: str, queries: tuple[str, ...]) -> None:
    world.put("site.yaml", "language: de\n")
    world.put("posts/it.md", post(title, body=body, slug="it"))
    world.put("posts/other.md", post("Other", body="Nothing."))
    world.settle()

    for query in queries:
        assert search(world, query) == ["/posts/it/"], query


def test_a_change_of_language_has_every_word_read_again(world: World) -> None:
    world.put("posts/it.md", post("Am Fluss", body="Die Bücher liegen da."))
    world.settle()
    assert search(world, "Buch zzz") == []

    world.put("site.yaml", "language: de\n")
    world.settle()

    assert search(world, "Buch zzz") == ["/posts/it/"]
    assert 'lang="de"' in (world.page("/search/") or "")
