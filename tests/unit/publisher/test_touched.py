"""Which pages a change touches: each edge, and nothing else."""

from dataclasses import replace
from typing import Any

from blog.item import Item, to_item
from blog.record import Record, Status, rows
from blog.settings import HtmlPolicy, Redirect, Settings
from publisher.touched import linking_to, touched
from tests.unit.make import make_post, make_record

SK = "2026-03-14T09:00:00#0123456789abcdef"


def item(record: Record) -> Item:
    return {"PK": f"POST#{record.id}", "SK": "RECORD", **to_item(record)}


def row(pk: str, **card: Any) -> Item:
    return {
        "PK": pk,
        "SK": SK,
        "id": "1",
        "title": "Rain",
        "url": "/posts/rain/",
        "date": "2026-03-14T09:00:00",
        **card,
    }


def settings(**values: Any) -> Item:
    return {"PK": "SITE", "SK": "SETTINGS", "settings": to_item(Settings(**values)), "generation": 1}


def test_a_record_that_only_counted_its_generation_touches_nothing() -> None:
    before = make_record()

    assert touched(item(before), item(replace(before, generation=2))) == set()


LINKING = linking_to("posts/rain.md", ["listening-for-rain"])


def test_being_listed_does_not_touch_the_own_page_but_those_that_link_to_it() -> None:
    before = make_record(live="")

    assert touched(item(before), item(replace(before, live=before.path, generation=2))) == {LINKING}


def test_a_new_title_touches_the_pages_that_link_by_the_old_one_too() -> None:
    before = make_record()
    after = replace(before, post=make_post(title="Sun"))

    assert touched(item(before), item(after)) == {
        before.path,
        "/feed.xml",
        linking_to("posts/rain.md", ["listening-for-rain", "sun"]),
    }


def test_whoever_was_told_of_a_namesake_is_to_be_told_whether_it_is_there_when_he_is_listed() -> None:
    before, after = make_record(live="", namesake="posts/sun.md"), make_record(namesake="posts/sun.md")

    assert linking_to("posts/rain.md", ["listening-for-rain"], told=True) in touched(item(before), item(after))


DRAFT = make_record(status=Status.DRAFT, live="", preview="/preview/0f/")


def test_a_draft_touches_its_preview_and_nothing_else() -> None:
    edited = replace(DRAFT, post=make_post(title="Sun"), generation=2)

    assert touched(None, item(DRAFT)) == {"/preview/0f/"}
    assert touched(item(DRAFT), item(edited)) == {"/preview/0f/"}
    assert touched(item(DRAFT), item(replace(DRAFT, version="v2"))) == {"/preview/0f/"}
    assert touched(item(DRAFT), item(replace(DRAFT, generation=2))) == set()
    assert touched(item(DRAFT), None) == {"/preview/0f/"}


def test_a_draft_that_is_published_takes_its_preview_back() -> None:
    published = replace(DRAFT, status=Status.PUBLISHED, preview="", generation=2)

    assert touched(item(DRAFT), item(published)) == {"/preview/0f/", published.path}
    assert touched(item(published), item(DRAFT)) == {"/preview/0f/", published.path}


def test_another_text_touches_no_page_that_links_to_it() -> None:
    before = make_record()

    assert touched(item(before), item(replace(before, version="v2"))) == {before.path, "/feed.xml"}


def test_a_draft_touches_nothing() -> None:
    assert touched(None, item(make_record(status=Status.DRAFT))) == set()


def test_a_new_version_touches_the_own_page_and_the_feed_that_holds_its_text() -> None:
    before = make_record()

    assert touched(item(before), item(replace(before, version="v2"))) == {"/posts/listening-for-rain/", "/feed.xml"}


def test_a_post_that_is_taken_back_touches_the_page_that_it_had() -> None:
    before = make_record()

    assert touched(item(before), item(replace(before, status=Status.UNPUBLISHED))) == {before.path, LINKING}


def test_a_move_touches_both_paths() -> None:
    before = make_record(path="/posts/old/")

    after = replace(before, path="/posts/new/", live="")
    assert touched(item(before), item(after)) == {"/posts/old/", "/posts/new/", "/feed.xml", LINKING}


def test_a_row_in_the_archive_touches_every_list_of_posts_and_its_neighbours() -> None:
    assert touched(None, row("LIST#archive")) == {
        "/",
        "/archive/",
        "/archive/2026/",
        "/archive/2026/03/",
        "/feed.xml",
        "/recent.json",
        "/sitemap.xml",
        "/sitemap-2026.xml",
        f"beside:+{SK}",  # its own page may have been built before others were listed
    }


def test_a_row_that_changes_touches_its_neighbours_but_not_its_own_page() -> None:
    targets = touched(row("LIST#archive"), row("LIST#archive") | {"title": "Another"})

    assert f"beside:{SK}" in targets
    assert "/posts/rain/" not in targets


def test_a_place_is_told_with_the_topics_of_its_post_before_and_after() -> None:
    tea, rain = ({"tags": [{"name": name}]} for name in ("Tea", "Rain & Sun"))

    assert f"beside:+{SK}/tea" in touched(None, row("LIST#archive", **tea))
    assert f"beside:{SK}/rain-and-sun/tea" in touched(row("LIST#archive", **tea), row("LIST#archive", **rain))
    assert f"beside:{SK}/tea" in touched(row("LIST#archive", **tea), None)


def test_a_row_that_did_not_change_touches_nothing() -> None:
    assert touched(row("LIST#archive"), row("LIST#archive")) == set()


def test_a_row_under_a_tag_touches_the_tag_and_its_year() -> None:
    assert touched(row("LIST#tag/tea"), None) == {"/tags/tea/", "/tags/tea/2026/"}


def test_a_row_under_an_author_or_a_series_touches_that_list_and_its_year() -> None:
    assert touched(None, row("LIST#author/ada")) == {"/authors/ada/", "/authors/ada/2026/"}
    assert touched(row("LIST#series/rain"), None) == {"/series/rain/", "/series/rain/2026/"}


def test_a_part_that_appears_touches_the_list_that_links_it_and_the_sitemap_its_years() -> None:
    for path, more in (
        ("/tags/tea/", set()),
        ("/authors/ada/", set()),
        ("/archive/2026/", set()),
        ("/archive/", {"/sitemap.xml"}),
    ):
        divided = {"PK": f"CONTENTS#{path}", "SK": "CONTENTS", "divided": True}
        assert touched(None, divided) == {path, f"parts:{path}"} | more
        assert touched(divided, divided | {"parts": ["2026"]}) == {path} | more


def test_a_standing_page_touches_the_sitemaps() -> None:
    assert touched(None, row("LIST#pages")) == {"/sitemap.xml", "/sitemap-pages.xml", "/posts/rain/"}
    assert touched(row("LIST#pages"), None) == {"/sitemap.xml", "/sitemap-pages.xml"}


def test_an_approved_comment_and_a_baked_count_touch_their_post() -> None:
    for sk in ("COMMENT#1", "COUNT"):
        assert touched(None, {"PK": "POST#1", "SK": sk}) == {"post:1"}


def test_likes_touch_a_page_when_it_shows_another_number() -> None:
    def change(before: int, after: int) -> set[str]:
        item = {"PK": "POST#1", "SK": "LIKES#1"}
        return set(touched(item | {"likes": before}, item | {"likes": after}))

    assert touched(None, {"PK": "POST#1", "SK": "LIKES#1", "likes": 1}) == {"post:1"}
    assert change(100, 99) == change(109, 110) == change(2, 0) == {"post:1"}
    assert change(110, 119) == change(12_000, 12_999) == set()
    assert touched({"PK": "POST#1", "SK": "COUNT", "turn": 1}, {"PK": "POST#1", "SK": "COUNT", "turn": 2}) == set()


def test_a_translation_touches_those_that_name_it() -> None:
    row = {"PK": "POST#1", "SK": "TRANSLATION#posts/tea.de.md", "path": "/de/posts/tea/", "language": "de"}

    assert touched(None, row) == touched(row, None) == touched(row, row | {"language": "fr"}) == {"translations:1"}
    assert touched(row, row) == set()


def test_another_language_or_key_of_an_original_touches_its_translations() -> None:
    before = make_record()

    for changed in ({"language": "fr"}, {"translation_key": "tea"}):
        after = replace(before, post=make_post(**changed), version="v2")
        assert touched(item(before), item(after)) == {before.path, "/feed.xml", LINKING}, changed


def test_a_claim_touches_the_path_where_all_who_ask_for_it_are_seen() -> None:
    assert touched(None, {"PK": "PATH#/posts/tea/", "SK": "posts/tea.md"}) == {"/posts/tea/"}


def test_settings_touch_everything() -> None:
    assert touched(settings(title="A"), settings(title="B")) == {"everything"}


def test_a_new_time_zone_also_reads_all_sources_again() -> None:
    assert touched(settings(), settings(time_zone="Europe/Berlin")) == {"everything", "sources"}


def test_settings_that_say_the_same_touch_nothing() -> None:
    assert touched(settings(), {**settings(), "version": "v2"}) == set()


def test_a_picture_touches_its_own_path_and_the_pages_that_show_it() -> None:
    item = {"PK": "MEDIA#media/a.jpg", "SK": "RECORD", "version": "v1", "picture": {"width": 2, "height": 1}}
    pages = 'links:["media/a.jpg", [], [], "", false]'

    assert touched(None, item) == {"/media/a.jpg", pages}
    assert touched(item, item | {"version": "v2"}) == {"/media/a.jpg"}
    assert touched(item, item | {"version": "v2", "picture": {"width": 3, "height": 1}}) == {"/media/a.jpg", pages}
    assert touched(item, item | {"version": ""}) == {"/media/a.jpg", pages}
    assert touched(item, item) == frozenset()


def test_every_row_of_a_post_is_known_to_touch() -> None:
    for key, card in rows(make_record(make_post(tags=("tea",), authors=("Ada",), series="Rain"))).items():
        assert touched(None, {"PK": key.pk, "SK": key.sk, **card}), key


def test_settings_by_which_sources_are_read_have_all_of_them_read_again() -> None:
    for name, value in {
        "time_zone": "Asia/Tokyo",
        "language": "de",
        "permalink": "/:slug/",
        "html": "sanitised",
    }.items():
        changed = settings(**{name: HtmlPolicy(value) if name == "html" else value})

        assert touched(settings(), changed) == {"everything", "sources"}, name


def test_a_redirect_touches_only_the_address_that_it_is() -> None:
    old = settings(redirects=(Redirect("/a.xml", "/feed.xml"), Redirect("/b/", "/archive/"), Redirect("/c/", "/")))
    new = settings(redirects=(Redirect("/b/", "/"), Redirect("/c/", "/"), Redirect("/d/", "/")))

    assert touched(old, new) == {"/a.xml", "/b/", "/d/"}
    assert touched(old, settings(title="Tea")) == {"everything", "/a.xml", "/b/", "/c/"}


def test_an_alias_touches_the_address_that_it_is() -> None:
    row = {"PK": "PATH#/old/", "SK": "posts/rain.md", "id": "1", "path": "/posts/rain/", "is_alias": True}

    assert touched(None, row) == touched(row, None) == touched(row, {**row, "path": "/posts/wet/"}) == {"/old/"}


def test_another_number_of_comments_touches_the_lists_that_show_it_and_no_neighbour_or_feed() -> None:
    before, after = row("LIST#archive", comments=1), row("LIST#archive", comments=2)

    assert touched(before, after) == {"/", "/archive/", "/archive/2026/", "/archive/2026/03/"}
    assert touched(row("LIST#tag/tea", comments=1), row("LIST#tag/tea", comments=2)) == {
        "/tags/tea/",
        "/tags/tea/2026/",
    }
    assert "/feed.xml" in touched(before, row("LIST#archive", comments=2, title="Sun"))


def test_a_record_that_counts_comments_touches_nothing_itself() -> None:
    assert touched(item(make_record()), item(make_record(comments=3, generation=2))) == set()


def test_a_conversation_that_closes_touches_its_own_page_alone() -> None:
    assert touched(item(make_record()), item(make_record(closed=True))) == {"/posts/listening-for-rain/"}


def test_another_age_at_which_conversations_close_has_every_source_read_again() -> None:
    assert touched(settings(), settings(comments_close_after=90)) == {"everything", "sources"}
