"""Records, their rows and the transaction between two of them."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from blog import keys
from blog.item import from_item, to_item
from blog.keys import Key
from blog.post import MOST_TERMS, Card, Kind
from blog.posting import BUCKETS, bucket_of, postings
from blog.record import (
    Record,
    Status,
    aliases,
    bearers,
    card_of,
    changes,
    finds,
    left,
    names,
    position,
    previews,
    rows,
    translations,
)
from blog.table import Delete, Put
from publisher.post_path import MOST_ALIASES
from tests.unit.make import make_post, make_record


def test_a_record_survives_the_table() -> None:
    record = make_record(make_post(tags=("tea", "C++"), author="Nell", updated=datetime(2026, 4, 1).astimezone()))

    assert from_item(Record, to_item(record)) == record


def test_a_post_is_listed_in_the_archive_and_under_each_of_its_tags() -> None:
    record = make_record(make_post(tags=("tea", "rain")))

    assert {key.pk for key in rows(record)} == {"LIST#archive", "LIST#tag/tea", "LIST#tag/rain"}


def test_a_post_is_not_listed_before_its_page_is_known_to_exist() -> None:
    assert rows(make_record(live="")) == {}


def test_a_post_that_moved_is_not_listed_until_the_page_at_its_new_path_exists() -> None:
    assert rows(make_record(path="/posts/new/", live="/posts/old/")) == {}


def test_a_standing_page_is_listed_only_among_the_standing_pages() -> None:
    record = make_record(make_post(kind=Kind.PAGE, slug="about", tags=("tea",)), path="/about/")

    assert set(rows(record)) == {Key(keys.PAGES_LIST, f"/about/#{record.id}")}


def test_a_position_is_the_time_that_readers_see() -> None:
    new_year_in_auckland = datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=13)))

    assert position(make_record(make_post(date=new_year_in_auckland))).startswith("2026-01-01T00:30:00#")


def test_a_new_record_asks_that_there_is_none() -> None:
    fenced = changes(None, make_record(live=""))[0]

    assert isinstance(fenced, Put)
    assert fenced.generation == 0


def test_a_changed_record_asks_for_the_generation_that_was_read_even_if_nothing_is_different() -> None:
    before = make_record(generation=7)

    actions = changes(before, replace(before, generation=8))

    record, *rest = [action.generation for action in actions if isinstance(action, Put)]
    assert record == 7
    assert set(rest) == {None}
    assert not [action for action in actions if isinstance(action, Delete)]


def test_rows_are_written_also_if_they_do_not_change_since_those_in_the_table_may_be_of_an_older_form() -> None:
    before = make_record(make_post(tags=("tea",)), generation=7)

    written = {action.key.pk for action in changes(before, replace(before, generation=8)) if isinstance(action, Put)}

    assert written >= {"LIST#archive", "LIST#tag/tea", "NAME#rain", f"PATH#{before.path}"}


def test_unpublishing_deletes_the_rows_and_gives_up_the_path() -> None:
    before = make_record(make_post(tags=("tea",)))

    actions = changes(before, replace(before, status=Status.UNPUBLISHED, live="", generation=2))

    assert {action.key.pk for action in actions if isinstance(action, Delete)} == {
        "LIST#archive",
        "LIST#tag/tea",
        "PATH#/posts/listening-for-rain/",
        *("NAME#posts/rain.md", "NAME#rain", "NAME#listening-for-rain"),
    }


def test_a_new_date_moves_the_row() -> None:
    before = make_record()
    after = replace(before, post=replace(before.post, date=datetime(2020, 1, 1).astimezone()), generation=2)

    actions = changes(before, after)

    assert [action.key.sk[:4] for action in actions if action.key.pk == "LIST#archive"] == ["2026", "2020"]


def test_a_post_stands_under_its_categories_as_under_its_tags_and_under_each_once() -> None:
    record = make_record(make_post(tags=("tea", "rain"), categories=("Tea", "food/drink")))

    assert [key.pk for key in rows(record)] == ["LIST#archive", "LIST#tag/tea", "LIST#tag/rain", "LIST#tag/food-drink"]


def test_a_post_is_listed_under_each_of_its_authors_and_its_series() -> None:
    record = make_record(make_post(tags=("tea",), authors=("Ada", "Grace"), series="Rain"))

    terms = {"LIST#series/rain", "LIST#author/ada", "LIST#author/grace", "LIST#tag/tea"}
    assert {key.pk for key in rows(record)} == {"LIST#archive"} | terms


def test_the_card_in_a_row_knows_all_lists_of_its_post() -> None:
    record = make_record(make_post(tags=("tea",), authors=("Ada", "Grace"), author="Ada, Grace", series="Rain"))

    for row in rows(record).values():
        card = from_item(Card, row)
        assert card == card_of(record)
        assert {term.collection for term in card.terms} == {key.pk for key in rows(record)} - {"LIST#archive"}


def test_a_row_of_a_post_without_authors_and_series_says_nothing_of_them() -> None:
    assert {"authors", "series"}.isdisjoint(*rows(make_record()).values())


def test_an_alias_leads_to_a_post_as_long_as_it_is_listed() -> None:
    post = make_post(aliases=("/old/",))
    row = {"id": "0123456789abcdef", "path": "/posts/listening-for-rain/", "is_alias": True}

    assert aliases(make_record(post)) == {Key("PATH#/old/", "posts/rain.md"): row}
    assert aliases(make_record(post, live="")) == aliases(None) == {}


def test_an_alias_that_is_the_own_path_is_none() -> None:
    post = make_post(aliases=("/posts/listening-for-rain/",))

    written = [action for action in changes(None, make_record(post)) if isinstance(action, Put)]

    assert not any("is_alias" in action.item for action in written)


def test_a_path_that_is_left_says_what_readers_found_there_and_nothing_that_they_did_not() -> None:
    before = make_record(make_post("Tea", language="de"))
    secret = make_post("What I think of the king")
    row = Put(keys.gone("/posts/listening-for-rain/"), {"title": "Tea", "language": "de"}, None)

    for status in (Status.DRAFT, Status.SCHEDULED, Status.UNPUBLISHED):
        assert left(before, replace(before, post=secret, status=status, live="")) == [row]
    moved = replace(before, post=secret, path="/posts/other/", live="")
    assert left(before, moved) == [row]
    assert row in changes(before, moved)


def test_a_path_that_is_not_left_or_was_never_shown_says_nothing() -> None:
    before = make_record()
    gone = replace(before, status=Status.UNPUBLISHED, live="")

    assert left(before, before) == left(None, before) == []
    for unseen in (replace(before, live=""), replace(before, status=Status.DRAFT)):
        assert left(unseen, gone) == []


def test_a_preview_has_a_row_and_a_draft_no_other() -> None:
    draft = make_record(status=Status.DRAFT, live="", preview="/preview/0f/")
    row = {Key(keys.PREVIEWS_LIST, "/preview/0f/"): {"id": draft.id}}

    assert previews(draft) == row
    assert previews(make_record()) == previews(None) == {}
    assert {action.key for action in changes(None, draft)} == {keys.record(draft.id), *row}
    published = replace(draft, status=Status.PUBLISHED, preview="")
    assert Delete(*row) in changes(draft, published)


def test_the_largest_change_is_one_transaction() -> None:
    def largest(word: str, year: int) -> Record:
        names = tuple(f"{word}{number}" for number in range(30))
        listed = {"tags": names, "categories": names, "authors": names, "series": word}
        listed |= {"translation_key": word, "identity": f"posts/2025-02-03-{word}.he.md"}
        listed |= {"date": datetime(year, 1, 1).astimezone(), "slug": word}
        post = make_post(word, aliases=tuple(f"/{name}/" for name in names[:MOST_ALIASES]), **listed)
        found_by = postings([], " ".join(first + second for first in "abcdefgh" for second in "abcdefgh"), "")
        path = f"/{word}-0f0f0f/"
        more = {"natural": f"/{word}/", "path": path, "source": "posts/2026-03-14-tea.de.md", "postings": found_by}
        return make_record(post, **more)

    actions = changes(largest("old", 2025), largest("new", 2026))

    assert sum(action.key.pk.startswith("LIST#") for action in actions) == 2 * (MOST_TERMS + 1)
    assert sum(action.key.pk.startswith("FIND#") for action in actions) == BUCKETS
    assert len(actions) <= 100  # of DynamoDB's TransactWriteItems


def test_a_listed_post_is_found_by_its_postings_in_their_buckets() -> None:
    record = make_record(postings=" lamp:5 rain:2 ")

    assert finds(record) == {
        Key(f"FIND#{bucket_of(word)}", record.id): {"postings": line, "at": "2026-03-14T09:00:00"}
        for word, line in {"lamp": " lamp:5 ", "rain": " rain:2 "}.items()
    }
    assert finds(make_record()) == finds(replace(record, live="")) == finds(None) == {}


def test_where_a_find_says_that_a_card_is_there_is_one() -> None:
    post = make_record(postings=" lamp:5 ")
    page = make_record(make_post(kind=Kind.PAGE, slug="about"), path="/about/", postings=" lamp:5 ")

    for record, collection in ((post, keys.ARCHIVE_LIST), (page, keys.PAGES_LIST)):
        (row,) = finds(record).values()
        assert Key(collection, f"{row['at']}#{record.id}") in rows(record)


def test_a_post_that_is_taken_back_or_says_other_words_is_found_no_more() -> None:
    before = make_record(postings=" lamp:5 ")
    row = Delete(Key(f"FIND#{bucket_of('lamp')}", before.id))

    for status in (Status.DRAFT, Status.SCHEDULED, Status.UNPUBLISHED):
        assert row in changes(before, replace(before, status=status, live="", generation=2))
    assert row in changes(before, replace(before, postings=" rain:5 ", generation=2))
    assert row not in changes(before, replace(before, postings=" lamps:5 ", generation=2))


def test_a_listed_translation_stands_in_the_collection_of_its_original_which_stands_there_itself() -> None:
    german = make_record(make_post(language="de"), source="posts/tea.de.md", path="/de/posts/tea/")
    original = make_record(source="posts/tea.md", id=keys.post_id("posts/tea.md"))

    assert german.original == original.original == original.id
    assert translations(german) == {
        Key(f"POST#{original.id}", "TRANSLATION#posts/tea.de.md"): {"path": "/de/posts/tea/", "language": "de"}
    }
    assert translations(original) == translations(replace(german, live="")) == translations(None) == {}


def test_a_translation_asks_for_its_original() -> None:
    assert make_record(source="posts/tea.de.md").asks_for == {"posts/tea.md"}
    assert make_record(source="posts/tea.md").asks_for == set()


def test_posts_of_one_written_key_stand_in_one_collection_whatever_their_files_names() -> None:
    one, other = (
        make_record(make_post(translation_key="tea"), source=f"posts/{name}.md", id=keys.post_id(f"posts/{name}.md"))
        for name in ("tea", "te.it")
    )

    assert one.original == other.original not in (one.id, other.id)
    assert [key.sk for record in (one, other) for key in translations(record)] == [
        "TRANSLATION#posts/tea.md",
        "TRANSLATION#posts/te.it.md",
    ]


def test_a_renamed_file_is_found_by_its_former_key() -> None:
    post = make_post(identity="posts/tea.md")
    renamed = make_record(post, source="posts/chai.md", id=keys.post_id("posts/chai.md"), path="/posts/chai/")
    identity = keys.post_id("posts/tea.md")

    assert renamed.identity == identity
    assert bearers(renamed) == {Key(f"POST#{identity}", "BEARER#posts/chai.md"): {"path": "/posts/chai/"}}
    assert Key("NAME#posts/tea.md", "posts/chai.md") in names(renamed)
    assert "posts/tea.md" in renamed.asks_for
    assert bearers(replace(renamed, status=Status.DRAFT)) == bearers(make_record()) == bearers(None) == {}
