"""What no publish writes is made from the same table, and follows it."""

import re

from blog.paths import feeds_of
from tests.integration.world import World
from tests.manuscript import post

FEEDS = ("/rss.xml", "/feed.json", *feeds_of("/tags/tea/"), *feeds_of("/authors/ada/"), *feeds_of("/series/rain/"))


def test_a_post_is_in_every_feed_with_its_whole_text_until_it_is_deleted(world: World) -> None:
    fields = {"tags": "[tea]", "author": "Ada", "series": "Rain"}
    world.put("posts/other.md", post("Other", "2026-03-13"))
    world.put("posts/rain.md", post("Rain", "2026-03-14", "It [rained](other.md) all day.", **fields))
    world.put("posts/draft.md", post("Draft", body="Not yet.", draft="true", **fields))
    world.settle()

    for path in FEEDS:
        found = world.on_demand(path)
        assert found["statusCode"] == 200, path
        assert "rained" in found["body"], path
        assert "https://blog.example/posts/other/" in found["body"], path
        assert "Not yet." not in found["body"], path

    world.delete("posts/rain.md")
    world.settle()

    for path in FEEDS:
        found = world.on_demand(path)
        assert found["statusCode"] == (200 if path in FEEDS[:2] else 410), path
        assert "rained" not in found["body"], path
    assert world.on_demand("/tags/milk/feed.xml")["statusCode"] == 404


def test_the_indexes_name_what_posts_are_about_who_wrote_them_and_their_series_and_how_many_there_are(world) -> None:
    world.put("posts/rain.md", post("Rain", "2026-03-14", tags="[Rain, École]", author="Ada", series="Weather"))
    world.put("posts/sun.md", post("Sun", "2026-03-15", tags="[école]"))
    world.settle()

    assert index(world, "/tags/") == [("/tags/%C3%A9cole/", "école", "2 posts"), ("/tags/rain/", "Rain", "1 post")]
    assert index(world, "/authors/") == [("/authors/ada/", "Ada", "1 post")]
    assert index(world, "/series/") == [("/series/weather/", "Weather", "1 post")]

    world.delete("posts/rain.md")
    world.settle()

    assert index(world, "/tags/") == [("/tags/%C3%A9cole/", "école", "1 post")]
    assert world.on_demand("/authors/")["statusCode"] == 404


def index(world: World, path: str) -> list[tuple[str, str, str]]:
    """The address, the name and the count of each term."""
    found = world.on_demand(path)
    assert found["statusCode"] == 200
    return re.findall(r'<li><a href="(.*?)"><bdi>(.*?)</bdi></a> <span>(.*?)</span>', found["body"])


def test_an_index_costs_two_reads_however_many_posts_there_are(world: World) -> None:
    for number in range(5):
        world.put(f"posts/p{number}.md", post(f"Post {number}", f"2026-01-{number + 1:02}", tags=f"[t{number}]"))
    world.settle()

    assert world.calls_of(lambda: world.on_demand("/tags/")) == {"dynamodb:GetItem": 1, "dynamodb:Query": 1}


def test_a_feed_on_demand_costs_reads_only_and_no_more_for_many_posts(world: World) -> None:
    calls = []
    for number in range(12):
        world.put(f"posts/p{number}.md", post(f"Post {number}", f"2026-01-{number + 1:02}", tags="[tea]"))
        if number >= 9:
            world.settle()
            calls.append(world.calls_of(lambda: world.on_demand("/tags/tea/rss.xml")))

    assert calls[0] == calls[2]
    assert set(calls[0]) <= {"dynamodb:TransactGetItems", "dynamodb:Query", "s3:GetObject"}


def test_a_failure_tells_nothing_of_the_inside(world: World) -> None:
    world.dynamodb.delete_table(TableName="table")

    found = world.on_demand("/rss.xml")

    assert (found["statusCode"], found["body"]) == (500, "Internal Server Error\n")
