"""Who stands where: claims on paths, and what is around a post."""

from dataclasses import replace
from datetime import UTC, datetime

from blog import keys
from blog.comment import Comment
from blog.counting import Counts
from blog.item import to_item
from blog.record import Record, Status, changes, previews
from blog.settings import Settings
from blog.table import Put
from publisher.content import Content
from publisher.library import Claim, Library, misplaced
from tests.unit.fake_table import FakeTable
from tests.unit.make import make_post, make_record

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
TEA, SECOND = "/posts/tea/", "/posts/tea-123456/"


def test_the_first_by_key_keeps_the_path_and_the_others_move() -> None:
    claims = [Claim("1", "posts/a.md", TEA), Claim("2", "posts/b.md", TEA)]

    assert misplaced(TEA, claims) == ("posts/b.md",)


def test_who_could_have_the_path_now_is_asked_again() -> None:
    assert misplaced(TEA, [Claim("2", "posts/b.md", SECOND)]) == ("posts/b.md",)


def test_when_all_stand_right_nobody_is_asked() -> None:
    claims = [Claim("1", "posts/a.md", TEA), Claim("2", "posts/b.md", SECOND)]

    assert misplaced(TEA, claims) == ()


def test_an_alias_is_nobodys_rival() -> None:
    claims = [Claim("1", "posts/a.md", "/posts/new/", is_alias=True), Claim("2", "posts/b.md", "/posts/tea/")]

    assert misplaced("/posts/tea/", claims) == ()


def test_a_path_that_a_post_has_left_knows_its_title_and_nobody_claims_it_for_that() -> None:
    row = Put(keys.gone(TEA), {"title": "Tee", "language": "de"}, None)
    library = Library(FakeTable(row), Content(None, ""))

    assert library.gone(TEA) == ("Tee", "de")
    assert library.gone(SECOND) == ("", "")
    assert library.claims(TEA) == []


def test_a_preview_finds_its_draft_as_long_as_it_is_one() -> None:
    draft = make_record(status=Status.DRAFT, preview="/preview/0f/")
    published = replace(draft, status=Status.PUBLISHED, preview="")
    rows = [Put(key, row, None) for key, row in previews(draft).items()]

    def library(record: Record) -> Library:
        return Library(FakeTable(*rows, Put(keys.record(record.id), to_item(record), None)), Content(None, ""))

    assert library(draft).previewed("/preview/0f/") == draft
    assert library(draft).previewed("/preview/1f/") is None
    assert library(published).previewed("/preview/0f/") is None


def _record(name: str, language: str = "", **more: str) -> Record:
    source = f"posts/{name}.md"
    post = make_post(language=language, translation_key=more.pop("key", ""))
    return make_record(post, source=source, id=keys.post_id(source), path=f"/{name}/", **more)


def _translations(record: Record, *others: Record) -> list[tuple[str, str]]:
    table = FakeTable()
    for each in (record, *others):
        table.write(changes(None, each))
    library = Library(table, Content("bucket", None))
    found = library.standing_at(record.path, library.claims(record.path))
    assert found is not None
    return [(each.language, each.path) for each in library.translations(found, Settings())]


ENGLISH, GERMAN, HEBREW = _record("tea"), _record("tea.de", "de"), _record("tea.he", "he")


def test_each_of_a_family_knows_all_others() -> None:
    for one, *others in ((ENGLISH, GERMAN, HEBREW), (GERMAN, ENGLISH, HEBREW), (HEBREW, GERMAN, ENGLISH)):
        assert _translations(one, *others) == [("de", "/tea.de/"), ("en", "/tea/"), ("he", "/tea.he/")]


def test_whoever_has_no_page_yet_is_not_named() -> None:
    assert _translations(ENGLISH, _record("tea.de", "de", live="")) == []
    assert _translations(GERMAN, _record("tea", live="")) == []
    assert _translations(GERMAN, _record("green")) == []


def test_a_written_key_goes_before_the_files_names() -> None:
    own, italian = _record("tea", key="hot"), _record("te", "it", key="hot")

    assert _translations(own, GERMAN, italian) == [("en", "/tea/"), ("it", "/te/")]
    assert _translations(italian, own) == [("en", "/tea/"), ("it", "/te/")]
    assert _translations(GERMAN, own, italian) == []


def test_a_renamed_file_shows_what_was_said_of_the_former_and_since() -> None:
    source = "posts/chai.md"
    renamed = make_record(make_post(identity="posts/tea.md"), source=source, id=keys.post_id(source), path="/chai/")
    places = (renamed.identity, renamed.id) * 2
    said = [Comment(f"{number}", place, "Ada", "Words", NOON) for number, place in enumerate(places)]
    table = FakeTable(*(Put(keys.comment(each.post, each.id), to_item(each), None) for each in said))
    table.add(keys.likes(said[0].post, said[0].id), "likes", 119)
    table.put(Put(keys.count(renamed.identity), {"views": 11, "likes": 3}, None))
    table.write(changes(None, renamed))
    library = Library(table, Content("bucket", None))

    found = library.standing_at("/chai/", library.claims("/chai/"))

    assert found is not None
    assert (found.comments, found.counts) == (tuple(said), Counts(11, 3))
    assert found.liked == {"0": 110}
