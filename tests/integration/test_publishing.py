"""Stories of publishing, from the file in the bucket to the pages."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from blog import keys
from blog.comment import Comment
from blog.moderation import Held, approve, hold
from publisher import raster
from publisher.queues import Queues
from tests.integration.world import URL, World
from tests.manuscript import photograph, post

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
LISTS = ("/tags/weather/", "/authors/ada/", "/series/sounds/2026/")


def test_a_file_in_the_bucket_is_a_page_and_stands_in_every_list(world: World) -> None:
    world.put("posts/rain.md", post("Listening for rain", tags="[weather, listening]"))

    world.settle()

    for path in ("/posts/rain/", "/", "/archive/", "/archive/2026/", "/tags/weather/", "/tags/listening/2026/"):
        assert "Listening for rain" in (world.page(path) or ""), path
    for path in ("/feed.xml", "/sitemap.xml", "/sitemap-2026.xml", "/recent.json"):
        assert "/posts/rain/" in (world.page(path) or ""), path


def test_a_post_stands_in_the_lists_of_its_authors_and_its_series_as_long_as_it_names_them(world: World) -> None:
    world.put("posts/rain.md", post("Listening for rain", authors="[Ada Lovelace, Grace]", series="Weather at home"))
    world.put("posts/sun.md", post("Sun at last", "2025-12-30", author="Grace"))
    world.settle()

    lists = ("/authors/ada-lovelace/", "/authors/grace/", "/series/weather-at-home/")
    for path in lists:
        assert f'href="{path}"' in world.page("/posts/rain/"), path
        assert "Listening for rain" in world.page(path), path
        assert "Listening for rain" in world.page(f"{path}2026/"), path
    assert "Sun at last" in world.page("/authors/grace/")
    assert "<title>Series: Weather at home ·" in world.page("/series/weather-at-home/")

    world.put("posts/rain.md", post("Listening for rain", authors="[Ada Lovelace]", series="Other weather"))
    world.settle()

    for path in ("/authors/grace/2026/", "/series/weather-at-home/", "/series/weather-at-home/2026/"):
        assert world.answer(path)["Metadata"]["status"] == "410", path
    assert "Listening for rain" not in world.page("/authors/grace/")
    for path in ("/authors/ada-lovelace/", "/series/other-weather/"):
        assert "Listening for rain" in world.page(path), path
    assert "/authors/grace/" not in world.page("/posts/rain/")


def test_translations_name_each_other_in_whatever_order_they_come_and_go(world: World) -> None:
    world.put("posts/rain.de.md", post("Regen"))
    world.put("posts/sun.md", post("Sun at last", translation_key="sun"))
    world.settle()
    assert "hreflang" not in world.page("/de/posts/rain/")

    world.put("posts/rain.md", post("Rain"))
    world.put("posts/rain.he.md", post("גשם", slug="geshem"))
    world.put("posts/soleil.md", post("Soleil", lang="fr", translationKey="sun"))
    world.settle()

    paths = {"de": "/de/posts/rain/", "en": "/posts/rain/", "he": "/he/posts/geshem/", "x-default": "/posts/rain/"}
    for path in set(paths.values()):
        assert _alternates(world, path) == {each: URL + to for each, to in paths.items()}, path
    assert 'Also in <a href="/de/posts/rain/" hreflang="de" lang="de" dir="ltr">Deutsch</a>' in world.page(
        "/posts/rain/"
    )
    assert (
        set(_alternates(world, "/posts/sun/")) == set(_alternates(world, "/posts/soleil/")) == {"en", "fr", "x-default"}
    )

    world.put("posts/rain.md", post("Rain", slug="wet"))
    world.delete("posts/rain.he.md")
    world.settle()

    assert _alternates(world, "/de/posts/rain/") == {
        "de": f"{URL}/de/posts/rain/",
        **dict.fromkeys(("en", "x-default"), f"{URL}/posts/wet/"),
    }
    assert set(_alternates(world, "/posts/wet/")) == {"de", "en", "x-default"}

    world.delete("posts/rain.md")
    world.settle()

    assert _alternates(world, "/de/posts/rain/") == {}


def _alternates(world: World, path: str) -> dict[str, str]:
    return dict(re.findall('<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', world.page(path)))


def test_a_deleted_file_takes_its_page_and_all_its_listings_with_it(world: World) -> None:
    world.put("posts/rain.md", post("Listening for rain", tags="[weather]"))
    world.put("posts/sun.md", post("Sun at last"))
    world.settle()

    world.delete("posts/rain.md")
    world.settle()

    assert world.page("/posts/rain/") is None
    assert world.answer("/posts/rain/")["Metadata"]["status"] == "410"
    assert world.page("/tags/weather/") is None
    for path in ("/", "/archive/", "/feed.xml", "/sitemap.xml", "/recent.json", "/posts/sun/"):
        assert "rain" not in world.page(path), path


def test_a_changed_title_reaches_the_neighbours(world: World) -> None:
    for day in (1, 2, 3):
        world.put(f"posts/day{day}.md", post(f"Day {day}", f"2026-01-0{day}"))
    world.settle()

    world.put("posts/day2.md", post("The second day", "2026-01-02"))
    world.settle()

    assert "The second day" in world.page("/posts/day1/")
    assert "The second day" in world.page("/posts/day3/")


def test_neighbours_are_the_same_in_whatever_order_posts_arrive(world: World) -> None:
    for day in (3, 1, 5, 2, 4):
        world.put(f"posts/day{day}.md", post(f"Day {day}", f"2026-01-0{day}"))
    world.settle()

    pages = {day: world.page(f"/posts/day{day}/") for day in range(1, 6)}

    for day, page in pages.items():
        for beside in {day - 1, day + 1} & pages.keys():
            assert f"/posts/day{beside}/" in page, f"day {day} does not lead to day {beside}"
        assert f'href="/posts/day{day}/"' not in page, f"day {day} recommends itself"


def test_a_page_follows_although_the_table_has_forgotten_what_was_wanted_of_it(world: World) -> None:
    for title in ("One", "Two", "Three"):
        world.put("posts/rain.md", post(title, tags="[tea]"))
        world.settle()
    there = keys.want("/tags/tea/")
    world.dynamodb.delete_item(TableName="table", Key={"PK": {"S": there.pk}, "SK": {"S": there.sk}})

    world.put("posts/rain.md", post("Four", tags="[tea]"))
    world.settle()

    assert "Four" in world.page("/tags/tea/")
    assert world.table.get(there)["generation"] > 3


def test_a_second_delivery_of_every_event_writes_nothing(world: World) -> None:
    keys = [f"posts/day{day}.md" for day in range(1, 5)]
    for number, key in enumerate(keys, 1):
        world.put(key, post(f"Day {number}", f"2026-01-0{number}", tags="[days]"))
    world.settle()
    before = world.site()

    for key in reversed(keys):
        world.notify(key)
        world.notify(key)
    world.settle()

    assert world.site() == before


def test_a_draft_is_in_no_page_and_its_receipt_says_so(world: World) -> None:
    world.put("posts/stairs.md", post("Stairs", draft="true"))
    world.settle()

    assert world.receipt("posts/stairs.md")["status"] == "draft"
    assert not [key for key in world.site() if "stairs" in key]


@pytest.mark.parametrize("held_back", [{"draft": "true"}, {"publish": "2099-01-01"}], ids=str)
def test_a_post_that_is_held_back_can_be_read_by_whoever_has_its_preview_address(world: World, held_back) -> None:
    world.put("posts/rain.md", post("Rain"))
    world.put("posts/stairs.md", post("Stairs", body="See [rain](rain.md).", **held_back))
    world.settle()

    receipt = world.receipt("posts/stairs.md")
    path = receipt["preview"].removeprefix(URL)
    assert receipt["url"] is None
    assert re.fullmatch(r"/preview/[0-9a-f]{40}/", path)
    assert world.answer(path)["CacheControl"] == "no-store"
    page = world.page(path)
    for part in ("This is a preview", "<h1>Stairs</h1>", 'href="/posts/rain/"', 'name="robots" content="noindex"'):
        assert part in page, part
    for key in world.site():
        assert key == path[1:] + "index.html" or "/preview/" not in world.text(key), key

    world.put("posts/stairs.md", post("Steps", **held_back))
    world.settle()

    assert world.receipt("posts/stairs.md")["preview"] == receipt["preview"]
    assert "<h1>Steps</h1>" in world.page(path)


def test_a_preview_ends_when_its_post_is_published_or_deleted_and_comes_back_with_the_draft(world: World) -> None:
    world.put("posts/stairs.md", post("Stairs", draft="true"))
    world.settle()
    path = world.receipt("posts/stairs.md")["preview"].removeprefix(URL)

    world.put("posts/stairs.md", post("Stairs"))
    world.settle()

    assert "This page was taken back" in world.tombstone(path)
    assert "Stairs" not in world.tombstone(path)
    assert world.receipt("posts/stairs.md")["preview"] is None
    assert "Stairs" in world.page("/posts/stairs/")

    world.put("posts/stairs.md", post("Stairs again", draft="true"))
    world.settle()

    assert "Stairs again" in world.page(path)
    assert "Stairs again" not in world.tombstone("/posts/stairs/")

    world.put("posts/stairs.md", "---\ntitle: [unclosed\n---\n")
    world.settle()

    assert "Stairs again" in world.page(path)  # of a broken file the last good version counts

    world.delete("posts/stairs.md")
    world.settle()

    assert "Stairs" not in world.tombstone(path)


def test_a_published_post_that_becomes_a_draft_is_taken_back(world: World) -> None:
    world.put("posts/stairs.md", post("Stairs"))
    world.settle()

    world.put("posts/stairs.md", post("Stairs", draft="true"))
    world.settle()

    assert world.page("/posts/stairs/") is None
    assert "Stairs" not in world.page("/")


def test_a_tombstone_names_what_readers_knew_and_not_what_came_later(world: World) -> None:
    world.put("posts/stairs.md", post("Stairs"))
    world.put("posts/notes.md", post("Notes", draft="true"))
    world.settle()

    world.put("posts/stairs.md", post("Why I left", draft="true"))
    world.delete("posts/notes.md")
    world.settle()

    assert "“Stairs” is no longer here" in world.tombstone("/posts/stairs/")
    assert "Why I left" not in world.tombstone("/posts/stairs/")

    world.put("posts/stairs.md", post("Steps", slug="steps"))
    world.settle()
    world.delete("posts/stairs.md")
    world.settle()

    assert "“Stairs” is no longer here" in world.tombstone("/posts/stairs/")
    assert "“Steps” is no longer here" in world.tombstone("/posts/steps/")


def test_a_broken_file_leaves_the_last_good_page_and_says_where_it_is_broken(world: World) -> None:
    world.put("posts/rain.md", post("Listening for rain"))
    world.settle()

    world.put("posts/rain.md", "---\ntitle: [unclosed\ndate: 2026-03-14\n---\n\nOther words.\n")
    world.settle()

    receipt = world.receipt("posts/rain.md")
    assert receipt["status"] == "error"
    assert receipt["errors"][0]["line"]
    assert receipt["url"] == f"{URL}/posts/rain/"
    assert "Some words to read." in world.page("/posts/rain/")
    assert "Listening for rain" in world.page("/")


def test_files_that_cannot_be_posts_end_in_a_receipt_and_nothing_else(world: World) -> None:
    files = {
        "posts/empty.md": b"",
        "posts/binary.md": b"\x89PNG\r\n\x1a\n\x00\x00\x00",
        "posts/latin.md": "---\ntitle: Caf\xe9\n---\n".encode("latin-1"),
        "posts/huge.md": b"word " * 400_000,
        "posts/picture.png": b"\x89PNG",
        "notes.txt": b"hello",
    }
    for key, data in files.items():
        world.put(key, data)
    world.settle()

    for key in files:
        receipt = world.receipt(key)
        assert receipt["status"] == "error", key
        assert len(receipt["errors"][0]["message"]) > 20, key
        assert receipt["url"] is None, key
    assert world.site() == {}


def test_two_posts_that_ask_for_one_address_get_two_and_the_first_by_key_gets_the_plain_one(world: World) -> None:
    world.put("posts/b/tea.md", post("Tea from B"))
    world.settle()
    world.put("posts/a/tea.md", post("Tea from A"))
    world.settle()

    assert "Tea from A" in world.page("/posts/tea/")
    second = world.receipt("posts/b/tea.md")
    assert "Tea from B" in world.page(second["url"].removeprefix(URL))
    assert second["warnings"][-1]["field"] == "slug"
    assert world.page("/archive/").count("Tea from") == 2


def test_when_the_first_of_two_goes_the_second_gets_the_plain_address(world: World) -> None:
    world.put("posts/a/tea.md", post("Tea from A"))
    world.put("posts/b/tea.md", post("Tea from B"))
    world.settle()

    world.delete("posts/a/tea.md")
    world.settle()

    assert "Tea from B" in world.page("/posts/tea/")
    assert world.receipt("posts/b/tea.md")["url"] == f"{URL}/posts/tea/"
    assert world.page("/archive/").count("Tea from") == 1


def test_two_posts_of_one_title_are_told_of_each_other_in_whatever_order_they_come(world: World) -> None:
    def told(key: str) -> list[str]:
        warnings = world.receipt(key)["warnings"]
        return [
            name for each in warnings if each["field"] == "title" for name in "ab" if f"/{name}.md" in each["message"]
        ]

    world.put("posts/b.md", post("Tea"))
    world.settle()
    assert told("posts/b.md") == []

    world.put("posts/a.md", post("tea", slug="a"))
    world.settle()
    assert (told("posts/a.md"), told("posts/b.md")) == (["b"], ["a"])

    world.put("posts/a.md", post("Rain", slug="a"))
    world.settle()
    assert (told("posts/a.md"), told("posts/b.md")) == ([], [])


def guids(world: World) -> list[str]:
    return re.findall("<id>(urn:uuid:[^<]+)</id>", world.page("/feed.xml") or "")


def test_a_renamed_file_that_names_its_former_key_keeps_comments_views_and_its_feed_entry(world: World) -> None:
    world.put("posts/tea.md", post("Tea"))
    world.put("posts/rain.md", post("Rain", "2026-03-13", "Over [tea](tea.md)."))
    world.settle()
    before, identity = guids(world), keys.post_id("posts/tea.md")
    hold(world.table, Held(Comment("1", identity, "Ada", "Said of tea", NOON), "Tea", "/posts/tea/"))
    approve(world.table, "1")
    hold(world.table, Held(Comment("2", identity, "Ada", "Said before the rename", NOON), "Tea", "/posts/tea/"))
    world.table.raise_to(keys.count(identity), "views", 11)
    world.settle()

    world.put("posts/chai.md", post("Tea", id="posts/tea.md"))
    world.settle()
    assert "posts/tea.md has this id too" in str(world.receipt("posts/chai.md")["warnings"])
    world.delete("posts/tea.md")
    world.settle()
    approve(world.table, "2")
    world.settle()

    page = world.page("/posts/chai/") or ""
    assert all(each in page for each in ("Said of tea", "Said before the rename", "11 views"))
    assert guids(world) == before
    assert 'href="/posts/chai/">tea</a>' in (world.page("/posts/rain/") or "")
    assert world.receipt("posts/chai.md")["warnings"] == []


def test_a_new_slug_moves_the_page_and_its_listing(world: World) -> None:
    world.put("posts/rain.md", post("Rain"))
    world.settle()

    world.put("posts/rain.md", post("Rain", slug="wet"))
    world.settle()

    assert "Rain" in world.page("/posts/wet/")
    assert world.page("/posts/rain/") is None
    assert "/posts/rain/" not in world.page("/archive/")
    assert "/posts/wet/" in world.page("/archive/")


def test_an_alias_answers_with_the_posts_address_until_a_post_stands_there(world: World) -> None:
    world.put("posts/rain.md", post("Rain", aliases="[/2014/03/rain.html, /posts/wet/]"))
    world.settle()

    old = world.answer("/2014/03/rain.html")
    assert (old["Metadata"]["status"], old["Metadata"]["location"]) == ("301", "/posts/rain/")

    world.put("posts/wet.md", post("Wet"))
    world.put("posts/rain.md", post("Rain", slug="regen", aliases="[/2014/03/rain.html, /posts/wet/]"))
    world.settle()
    assert "Wet" in world.page("/posts/wet/")
    assert world.answer("/2014/03/rain.html")["Metadata"]["location"] == "/posts/regen/"
    assert [problem["field"] for problem in world.receipt("posts/rain.md")["warnings"]] == ["aliases"]
    world.put("posts/rain.md", post("Rain", slug="regen", aliases="[/2014/03/rain.html, /posts/regen/]"))
    world.settle()
    assert world.receipt("posts/rain.md")["warnings"] == []

    world.put("posts/storm.md", post("Storm", aliases="[/2014/03/rain.html]"))
    world.settle()
    assert world.answer("/2014/03/rain.html")["Metadata"]["location"] == "/posts/regen/"
    assert "Another file has the alias" in world.receipt("posts/storm.md")["warnings"][0]["message"]

    for name in ("wet", "rain", "storm"):
        world.delete(f"posts/{name}.md")
    world.settle()
    assert [world.page(path) for path in ("/posts/wet/", "/2014/03/rain.html", "/posts/regen/")] == [None] * 3


def test_a_redirect_answers_until_a_post_stands_there_or_it_is_taken_back(world: World) -> None:
    world.put("site.yaml", "redirects:\n  /index.xml: /feed.xml\n  /posts/rain/: /archive/\n")
    world.settle()
    for path, to in (("/index.xml", "/feed.xml"), ("/posts/rain/", "/archive/")):
        assert (world.answer(path)["Metadata"]["status"], world.answer(path)["Metadata"]["location"]) == ("301", to)

    world.put("posts/rain.md", post("Rain"))
    world.settle()
    assert "Rain" in world.page("/posts/rain/")
    world.put("site.yaml", "redirects:\n  /index.xml: /\n  /posts/rain/: /archive/\n")
    world.settle()
    assert world.answer("/index.xml")["Metadata"]["location"] == "/"
    assert "A post stands at /posts/rain/" in world.receipt("site.yaml")["warnings"][0]["message"]

    world.delete("posts/rain.md")
    world.settle()
    assert world.answer("/posts/rain/")["Metadata"]["location"] == "/archive/"
    world.delete("site.yaml")
    world.settle()
    assert [world.page(path) for path in ("/index.xml", "/posts/rain/")] == [None, None]


def test_links_to_other_files_lead_to_their_posts_in_whatever_order_they_come(world: World) -> None:
    world.put("posts/one.md", post("One", body="See [two](two.md#part), [[Number three]] and [four](four.md)."))
    world.settle()
    assert [each["line"] for each in world.receipt("posts/one.md")["warnings"]] == [6] * 3

    world.put("posts/two.md", post("Two", slug="second"))
    world.put("posts/2026-01-01-three.md", post("Number three"))
    world.settle()
    for page in (world.page("/posts/one/"), world.page("/feed.xml")):
        assert "/posts/second/#part" in page
        assert "/posts/three/" in page
    assert len(world.receipt("posts/one.md")["warnings"]) == 1

    world.delete("posts/two.md")
    world.settle()
    assert "/posts/second/" not in world.page("/posts/one/")
    assert len(world.receipt("posts/one.md")["warnings"]) == 2


def test_a_blog_that_moves_keeps_its_addresses_by_a_pattern(world: World) -> None:
    world.put("site.yaml", "title: Two Rooms\npermalink: /:year/:month/:title.html\n")
    world.put("posts/2014-03-12-rain.md", "---\ntitle: Rain\n---\n\nWords.\n")
    world.settle()

    assert "Words." in world.page("/2014/03/rain.html")
    assert "/2014/03/rain.html" in world.page("/archive/")

    world.put("site.yaml", "title: Two Rooms\n")
    world.settle()

    assert "Words." in world.page("/posts/rain/")
    assert world.page("/2014/03/rain.html") is None


def test_a_post_of_tomorrow_waits_and_goes_live_when_its_time_has_come(world: World) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    world.put("posts/soon.md", post("Soon", date=tomorrow.isoformat()))
    world.settle()
    assert world.receipt("posts/soon.md")["status"] == "scheduled"
    assert world.page("/posts/soon/") is None

    world.put("posts/soon.md", post("Soon", date="2026-01-01"))
    world.settle()

    assert "Soon" in world.page("/posts/soon/")


def test_a_picture_is_served_as_it_was_uploaded_and_taken_back(world: World) -> None:
    world.put("media/rain.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    world.settle()
    assert world.answer("/media/rain.svg")["ContentType"] == "image/svg+xml"
    assert world.receipt("media/rain.svg")["url"] == f"{URL}/media/rain.svg"

    world.delete("media/rain.svg")
    world.settle()

    assert world.page("/media/rain.svg") is None


def test_a_picture_beside_its_post_is_shown_in_the_size_that_a_screen_needs_whichever_comes_first(world: World) -> None:
    text = post("Rain", body="![Drops](drops.jpg)", image="drops.jpg", image_alt="Drops")
    taken = Image.Exif()
    taken[0x010F] = "Ada's camera"
    world.put("posts/late.md", text.replace("Rain", "Late"))
    world.settle()
    assert "There is no file drops.jpg" in str(world.receipt("posts/late.md")["warnings"])
    assert "srcset" not in world.page("/posts/late/")

    world.put("posts/drops.jpg", photograph(1000, exif=taken))
    world.settle()
    world.put("posts/rain.md", text)
    world.settle()

    for path in ("/posts/late/", "/posts/rain/"):
        page = world.page(path)
        assert page.count('src="/posts/drops.jpg"') == 2
        assert (page.count(' width="1000"'), page.count(' height="40"')) == (2, 2)
        copies = re.findall(r"(/assets/pictures/\S+\.webp) (\d+)w", page)
        assert {width for _, width in copies} >= {"480", "800"}
        assert all(world.answer(copy)["ContentType"] == "image/webp" for copy, _ in copies)
        assert 'property="og:image" content="https://blog.example/assets/pictures/drops.' in page
    for path in ("/", "/feed.xml"):
        assert "/assets/pictures/drops." in world.page(path)
    assert b"camera" not in world.answer("/posts/drops.jpg")["Body"].read()
    assert world.receipt("posts/late.md")["warnings"] == []


def test_a_picture_that_is_replaced_or_goes_is_so_on_every_page(world: World) -> None:
    world.put("media/a.jpg", photograph(1000))
    world.put("posts/rain.md", post("Rain", body="![Drops](../media/a.jpg)"))
    world.settle()
    assert 'width="1000"' in world.page("/posts/rain/")

    world.put("media/a.jpg", photograph(600))
    world.settle()
    assert 'width="600"' in world.page("/posts/rain/")

    world.put("media/a.jpg", b"no picture")
    world.settle()
    assert 'width="600"' in world.page("/posts/rain/")
    assert world.receipt("media/a.jpg")["status"] == "error"

    world.delete("media/a.jpg")
    world.settle()
    assert "width=" not in world.page("/posts/rain/").partition("<article")[2].partition("</article>")[0]
    assert world.page("/media/a.jpg") is None


def test_a_picture_is_developed_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.put("posts/a.jpg", photograph(1000))
    world.settle()
    site = world.site()
    monkeypatch.setattr(raster, "_opened", lambda _: pytest.fail("it was developed again"))

    world.notify("posts/a.jpg")
    world.settle()

    assert world.site() == site
    assert world.receipt("posts/a.jpg")["status"] == "published"


def test_files_in_static_stand_at_the_root(world: World) -> None:
    world.put("static/images/a.svg", "<svg/>")
    world.put("static/favicon.ico", b"icon")
    world.put("posts/rain.md", post("Rain", body="![Drops](/images/a.svg)"))
    world.settle()

    assert world.page("/images/a.svg") == "<svg/>"
    assert world.answer("/favicon.ico")["ContentType"] == "image/vnd.microsoft.icon"
    assert 'src="/images/a.svg"' in world.page("/posts/rain/")
    assert world.receipt("posts/rain.md")["warnings"] == []


def test_settings_change_every_page(world: World) -> None:
    world.put("posts/rain.md", post("Rain", tags="[weather]", author="Ada", series="Sounds"))
    world.put("pages/about.md", "---\ntitle: About us\n---\n\nTwo rooms.\n")
    world.settle()

    world.put("site.yaml", "title: Two Rooms\n")
    world.settle()

    for path in ("/", "/posts/rain/", "/about/", "/archive/", "/404.html", "/feed.xml", *LISTS):
        assert "Two Rooms" in world.page(path), path


def test_a_bucket_of_several_writers_is_sanitised_on_pages_and_in_the_feed(world: World) -> None:
    world.put("posts/rain.md", post("Rain", body='Rain <b onclick="x()">falls</b>.'))
    world.settle()
    trusted = world.page("/posts/rain/")

    world.put("site.yaml", "html: sanitised\n")
    world.settle()

    assert "onclick" in trusted
    for path in ("/posts/rain/", "/feed.xml"):
        assert "falls" in world.page(path), path
        assert "onclick" not in world.page(path), path


def test_a_standing_page_is_not_in_the_stream_of_posts(world: World) -> None:
    world.put("pages/about.md", "---\ntitle: About us\n---\n\nTwo rooms.\n")
    world.settle()

    assert "Two rooms." in world.page("/about/")
    assert "/about/" in world.page("/sitemap.xml")
    assert world.page("/archive/") is None


def test_an_edit_deep_in_the_text_reaches_the_feed(world: World) -> None:
    beginning = "The same first words, again and again. " * 10
    world.put("posts/rain.md", post("Rain", body=beginning + "It rains."))
    world.settle()

    world.put("posts/rain.md", post("Rain", body=beginning + "It rained."))
    world.settle()

    assert "It rained." in world.page("/feed.xml")


def test_two_standing_pages_that_ask_for_one_address_both_stay_listed(world: World) -> None:
    for folder in ("b", "a"):
        world.put(f"pages/{folder}/about.md", f"---\ntitle: About {folder}\n---\n\nWords.\n")
        world.settle()

    assert "About a" in world.page("/about/")
    assert "<loc>https://blog.example/about/</loc>" in world.page("/sitemap.xml")
    assert "<loc>https://blog.example/about-" in world.page("/sitemap.xml")


def test_a_broken_upload_does_not_lose_the_time_at_which_a_post_goes(world: World) -> None:
    soon = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    world.put("posts/offer.md", post("An offer", expires=soon))
    world.settle()

    world.put("posts/offer.md", "---\ntitle: [unclosed\n---\n")
    world.settle()

    scheduler = world.session.client("scheduler")
    assert len(scheduler.list_schedules(GroupName="schedules")["Schedules"]) == 1


def test_a_build_that_died_before_it_asked_others_to_move_asks_when_it_comes_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.put("posts/a/tea.md", post("Tea from A"))
    world.put("posts/b/tea.md", post("Tea from B"))
    world.settle()
    world.delete("posts/a/tea.md")
    with monkeypatch.context() as patched:
        patched.setattr(Queues, "hint", _die)
        world.settle(may_fail=True)

    world.settle()

    assert "Tea from B" in world.page("/posts/tea/")


def _die(*_: object) -> None:
    raise ConnectionError("the process is gone")


def test_a_slug_that_changes_and_changes_back_is_listed_only_when_its_page_is_back(world: World) -> None:
    world.put("posts/rain.md", post("Rain", slug="one"))
    world.settle()
    world.put("posts/rain.md", post("Rain", slug="two"))
    world.settle()
    world.put("posts/rain.md", post("Rain", slug="one"))

    world.settle(watch=lambda: _every_listed_post_has_a_page(world))

    assert "/posts/one/" in world.page("/archive/")


def _every_listed_post_has_a_page(world: World) -> None:
    for row in world.dynamodb.scan(TableName="table")["Items"]:
        if row["PK"]["S"] == "LIST#archive":
            assert world.page(row["url"]["S"]) is not None, row["url"]


def test_no_list_leads_to_a_page_that_is_not_there_at_any_step(world: World) -> None:
    for number, slug in enumerate(("one", "two", "one", "three")):
        world.put("posts/rain.md", post("Rain", slug=slug, date=f"2026-01-0{number + 1}"))
        world.put(f"posts/day{number}.md", post(f"Day {number}", f"2026-01-0{number + 2}"))
        world.settle(watch=lambda: _every_listed_post_has_a_page(world))

    assert world.page("/archive/").count('href="/posts/') == 5
