"""pressmark comments import: every comment comes once, to where it belongs, or is named with the reason."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations_with_replacement

import pytest

from blog import keys
from blog.amendment import words_of
from blog.comment import Comment
from blog.conversation import leaving
from blog.held import Decision, Held
from blog.item import to_item
from blog.migration import bring_in
from blog.moderation import amend, approve, approved, decide, held, hold, reject, remove, undo
from blog.record import rows
from blog.settings import Redirect, Settings
from blog.table import Delete, Put
from cli.exported import STATES, exported, gathered, lines
from cli.importing import import_file
from cli.pressmark import parser
from tests.template import ROOT
from tests.unit.cli.exports import disqus, disqus_post, disqus_thread, wxr, wxr_comment, wxr_item
from tests.unit.fake_table import FakeTable
from tests.unit.make import make_post, make_record

TEA = keys.post_id("posts/tea.md")
LINK = "https://old.kettle.example/posts/tea/"
NOW = datetime(2026, 11, 28, tzinfo=UTC)


def publish(table, source="posts/tea.md", **more):
    post = make_post("Tea", slug=source.rpartition("/")[2][:-3], **more)
    record = make_record(post, id=keys.post_id(source), source=source)
    table.write([Put(keys.record(record.id), to_item(record)), *(Put(key, row) for key, row in rows(record).items())])
    return record


@pytest.fixture
def table():
    return FakeTable()


@pytest.fixture
def blog(table):
    publish(table)
    return table


@pytest.fixture
def run(tmp_path, capsys, table):
    def run(data, *options, erased=(), name="export.xml"):
        file = tmp_path / name
        file.write_bytes(data)
        args = parser().parse_args(("comments", "import", str(file), *options))
        status = import_file(args, table, erased if callable(erased) else lambda: frozenset(erased))
        said = capsys.readouterr()
        return status, (said.out + said.err).replace(str(file), name)

    return run


def on_page(table, post=TEA):
    return [(each.name, each.text) for each in approved(table, post)]


def test_comments_of_disqus_come_to_their_post_with_dates_threads_and_without_addresses(blog, run):
    status, said = run(
        disqus(
            disqus_thread(5, LINK),
            disqus_post(71, 5, "<p>Oolong, <b>please</b>.</p>"),
            disqus_post(72, 5, "<p>Why?</p>", name="Bo", at="2012-05-01T11:30:00Z", parent=71),
        )
    )

    first, second = approved(blog, TEA)
    assert (status, "2 were imported" in said) == (0, True)
    assert (first.name, first.text, first.at) == ("Ada", "Oolong, **please**.", datetime(2012, 5, 1, 10, tzinfo=UTC))
    assert (second.name, second.parent) == ("Bo", first.id)
    assert {row["SK"] for row in blog.collection(keys.TALK)} == {first.id, second.id}
    assert "mail.example" not in str(list(blog.scan()))
    assert "192.0.2" not in str(list(blog.scan()))


def test_comments_of_wordpress_come_by_their_post_s_name_with_websites(blog, run):
    _, said = run(
        wxr(
            wxr_item(
                wxr_comment(1, "Two\nlines &amp; <em>more</em>", url="http://ada.example"),
                wxr_comment(2, "Reply", name="", parent=1, at="2012-05-01 10:00:00", url="javascript:alert(1)"),
                link="https://kettle.example/?p=12",
            )
        )
    )

    first, second = approved(blog, TEA)
    assert (first.text, first.website) == ("Two\nlines & *more*", "http://ada.example")
    assert (second.name, second.website, second.parent) == ("Anonymous", "", first.id)  # written in one second
    assert "2 were imported" in said


def test_a_second_run_adds_nothing_and_goes_on_where_the_first_was_stopped(blog, run):
    run(disqus(disqus_thread(5, LINK), disqus_post(71, 5)))
    whole = disqus(disqus_thread(5, LINK), disqus_post(71, 5), disqus_post(72, 5, "<p>More.</p>"))

    _, again = run(whole)
    before = list(blog.scan())
    _, third = run(whole)

    assert "1 were imported" in again
    assert "1 were there already" in again
    assert "0 were imported" in third
    assert list(blog.scan()) == before


@pytest.mark.parametrize("decision", [Decision.REJECTED, Decision.SPAM])
def test_what_was_decided_about_since_does_not_come_again(blog, run, decision):
    export = disqus(disqus_thread(5, LINK), disqus_post(71, 5))
    run(export)
    [comment] = approved(blog, TEA)
    remove(blog, TEA, comment.id)
    decide(blog, comment.id, Decision.APPROVED, NOW)
    decide(blog, comment.id, decision, NOW)

    _, said = run(export)

    assert "1 were there already" in said
    assert on_page(blog) == []


def test_what_waited_comes_into_the_queue_if_asked_for_and_a_reply_to_it_stays(blog, run):
    export = wxr(wxr_item(wxr_comment(1, "Waits", approved="0"), wxr_comment(2, "Reply", parent=1)))

    _, said = run(export)
    [flat] = approved(blog, TEA)
    remove(blog, TEA, flat.id)
    _, asked = run(export, "--pending")

    [waiting] = held(blog)
    assert "1 wait there and were left out" in said
    assert (flat.text, flat.parent) == ("Reply", "")
    assert (waiting.comment.text, waiting.title, waiting.url) == ("Waits", "Tea", "/posts/tea/")
    assert waiting.reasons == ("it waited in WordPress",)
    assert "1 were imported" in asked


def test_spam_deleted_ones_and_pingbacks_are_left_out_and_counted_and_replies_to_them_stay_flat(blog, run):
    _, said = run(
        disqus(
            disqus_thread(5, LINK),
            disqus_post(1, 5, "<p>Buy</p>", spam=True),
            disqus_post(2, 5, "<p>Gone</p>", deleted=True),
            disqus_post(3, 5, "<p>To spam</p>", parent=1),
            disqus_post(4, 5, "<p>To nothing</p>", parent=99),
        )
    )
    _, other = run(
        wxr(
            wxr_item(wxr_comment(5, kind="pingback"), wxr_comment(6, approved="trash"), wxr_comment(7, approved="spam"))
        )
    )

    assert on_page(blog) == [("Ada", "To spam"), ("Ada", "To nothing")]
    assert not any(each.parent for each in approved(blog, TEA))
    assert "1 are spam" in said
    assert "1 were deleted" in said
    assert "1 are no comments of readers" in other
    assert "0 were imported" in other


@pytest.mark.parametrize(
    ("link", "is_found"),
    [
        ("http://kettle.example/posts/tea", True),
        ("https://elsewhere.example/posts/tea/index.html?utm=1#disqus_thread", True),
        ("https://kettle.example/2012/05/tea.html", True),  # by its last part
        ("https://kettle.example/old/Tea%20for%20two/", True),  # an alias
        ("https://kettle.example/gone/", True),  # a redirect of the site
        ("https://kettle.example/coffee/", False),
        ("https://kettle.example/", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_a_thread_finds_its_post_by_path_alias_redirect_or_last_part(table, run, link, is_found):
    publish(table, aliases=("/old/Tea for two/",))
    site = Settings(redirects=(Redirect("/gone/", "/posts/tea/"),))
    table.put(Put(keys.SETTINGS, {"settings": to_item(site)}))

    _, said = run(disqus(disqus_thread(5, link), disqus_post(71, 5)))

    assert bool(on_page(table)) == is_found
    assert ("1 could not be imported" in said) != is_found


def test_a_last_part_that_two_posts_share_leads_to_neither(table, run):
    publish(table, "posts/tea.md", aliases=("/a/cup/",))
    publish(table, "posts/mug.md", aliases=("/b/cup/",))

    _, said = run(disqus(disqus_thread(5, "https://kettle.example/c/cup/"), disqus_post(71, 5)))

    assert "there is no post at /c/cup/" in said


def test_a_post_that_has_another_s_identity_gets_the_comments_where_these_stand(table, run):
    publish(table, "posts/chai.md", identity="posts/tea.md")

    run(disqus(disqus_thread(5, "https://kettle.example/posts/chai/"), disqus_post(71, 5)))

    assert on_page(table) == [("Ada", "Oolong.")]


def test_nothing_is_lost_silently(blog, run, tmp_path):
    _, said = run(
        disqus(
            disqus_thread(5, LINK),
            disqus_thread(6, "https://kettle.example/coffee/"),
            disqus_post(1, 6, name="Cy"),
            disqus_post(2, 7),
            disqus_post(3, 5, "x" * 4_001),
            disqus_post(4, 5, ""),
            disqus_post(5, 5, at="0000-00-00 00:00:00"),
            disqus_post(6, 5, at="2112-01-01T00:00:00Z"),
            disqus_post(7, 5, "<b>" * 9_000),
            disqus_post(8, 5, "y" * 100_001),
            disqus_post(9, 5, "fine"),
        ),
        "--left",
        str(tmp_path / "left.json"),
    )
    left = json.loads((tmp_path / "left.json").read_text())

    assert on_page(blog) == [("Ada", "fine")]
    assert "8 could not be imported" in said
    assert "export.xml:5: there is no post at /coffee/ (Cy, 2012-05-01 10:00)" in said
    assert [each["why"] for each in left] == [
        "there is no post at /coffee/",
        "its thread is not in the file",
        "text: At most 4000 characters, please; there are 4001.",
        "text: Please write a comment.",
        "it does not say when it was written",
        "it does not say when it was written",
        "its HTML is nested too deeply",
        "its text has more than 100,000 characters",
    ]


def test_a_dry_run_says_the_same_and_changes_nothing(blog, run):
    export = disqus(disqus_thread(5, LINK), disqus_post(71, 5), disqus_post(72, 9))
    before = list(blog.scan())

    _, dry = run(export, "--dry-run")
    unchanged = list(blog.scan())
    _, wet = run(export)

    assert unchanged == before
    assert dry.replace("would be imported", "were imported") == wet


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no export"),
        (b"<html>", "is no export"),
        (disqus(disqus_thread(5, LINK), disqus_post(71, 5))[:-40], "Nothing was imported"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + disqus().partition(b"?>\n")[2], "line 1: it declares a document type"),
        (b'{"format": "pressmark-comments", "version": 2, "comments": [\n]}', "version 2"),
        (b'{"format": "pressmark-comments", "version": 1, "comments": [\nnull\n]}', "line 2"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(blog, run, data, why):
    before = list(blog.scan())

    status, said = run(data)

    assert (status, why in said) == (1, True)
    assert list(blog.scan()) == before


def test_what_a_reader_had_erased_does_not_come_back(blog, run):
    export = disqus(disqus_thread(5, LINK), disqus_post(71, 5), disqus_post(72, 5))
    run(export)
    erased, kept = approved(blog, TEA)
    blog.write([each for comment in (erased, kept) for each in leaving(comment)])

    _, said = run(export, erased=[erased.id])

    assert [each.id for each in approved(blog, TEA)] == [kept.id]
    assert "1 were erased here" in said


def test_what_a_reader_has_erased_while_it_is_imported_does_not_come_back_either(blog, run):
    publish(blog, "posts/cup.md")
    cups = "https://old.kettle.example/posts/cup/"
    export = disqus(disqus_thread(5, LINK), disqus_thread(6, cups), disqus_post(71, 5), disqus_post(72, 6))
    run(export)
    comments = [comment for post in (TEA, keys.post_id("posts/cup.md")) for comment in approved(blog, post)]
    blog.write([each for comment in comments for each in leaving(comment)])
    asked = []

    def erased():
        asked.append(len(approved(blog, comments[0].post)) + len(approved(blog, comments[1].post)))
        return frozenset([comments[0].id, comments[1].id] if asked[1:] else [])

    _, said = run(export, erased=erased)

    assert asked == [0, 1]
    assert "1 were imported" in said
    assert "1 were erased here" in said


def test_a_name_of_wordpress_is_no_html(blog, run):
    run(wxr(wxr_item(wxr_comment(1, name="Ada &amp; O&#8217;Bo &lt;3"), wxr_comment(2, name="Bo & Cy"))))

    assert [each.name for each in approved(blog, TEA)] == ["Ada & O’Bo <3", "Bo & Cy"]


@pytest.mark.parametrize(
    ("times", "hour"),
    [
        (("2012-05-01 09:00:00", "2012-05-01 07:00:00"), 10),
        (("2012-05-01 09:00:00", "2012-05-01 14:30:00"), 17),
        (("2012-05-01 09:00:00", "0000-00-00 00:00:00"), 12),
    ],
)
def test_a_time_that_is_told_by_the_blog_s_clock_alone_is_as_far_from_utc_as_its_post_s(blog, run, times, hour):
    run(wxr(wxr_item(wxr_comment(1, at="0000-00-00 00:00:00"), times=times)))

    assert [each.at.hour for each in approved(blog, TEA)] == [hour]


def test_what_has_no_id_is_listed_and_not_taken_for_one_another(blog, run):
    _, said = run(wxr(wxr_item(wxr_comment("", "One"), wxr_comment("", "Two"), wxr_comment(3, "Three"))))

    assert on_page(blog) == [("Ada", "Three")]
    assert "2 could not be imported" in said
    assert said.count("it has no id") == 2
    assert "have the id of another" not in said


def test_a_list_that_cannot_be_written_is_named_and_not_the_file_that_was_read(blog, run, tmp_path):
    status, said = run(disqus(disqus_thread(5, LINK), disqus_post(71, 5)), "--left", str(tmp_path / "no" / "left.json"))

    assert (status, len(on_page(blog))) == (1, 1)
    assert "no/left.json: No such file" in said
    assert "export.xml: No such file" not in said


def test_a_name_and_a_text_are_cleaned_like_those_that_readers_send(blog, run):
    nasty = "\u202eBo\u200b" + "x" * 200
    run(wxr(wxr_item(wxr_comment(1, "a\u202eb\u200b \u2028 c", name=nasty))))

    [comment] = approved(blog, TEA)
    assert comment.name == ("Bo" + "x" * 200)[:80]
    assert comment.text == "ab\n c"


# ── Our own ───────────────────────────────────────────────────────────────────────────────────────


def export(table):
    return "".join(lines(exported(list(table.scan())), "https://kettle.example", NOW))


def fill(table):
    for number, decision in enumerate(("", Decision.APPROVED, Decision.REJECTED, Decision.SPAM)):
        at = datetime(2026, 11, 23, 9, number, tzinfo=UTC)
        comment = Comment(f"{number:024x}", TEA, f"Ada {number}", f"No. *{number}*\n\n“x”", at, "https://ada.example")
        hold(table, Held(comment, "Tea", "/posts/tea/"))
        if decision:
            decide(table, comment.id, decision, NOW)
        if decision is not Decision.REJECTED and decision is not Decision.SPAM:
            amend(table, comment.id, replace(words_of(comment), name=f"Bo {number}"), NOW)


def test_the_export_has_each_comment_once_with_its_state_and_is_json(blog):
    fill(blog)

    told = json.loads(export(blog))

    assert (told["format"], told["version"], told["site"]) == ("pressmark-comments", 1, "https://kettle.example")
    assert [each["state"] for each in told["comments"]] == ["waiting", "approved", "rejected", "spam"]
    assert told["comments"][1] == {
        "id": f"{1:024x}",
        "state": "approved",
        "post": TEA,
        "path": "/posts/tea/",
        "title": "Tea",
        "name": "Bo 1",
        "website": "https://ada.example",
        "text": "No. *1*\n\n“x”",
        "at": "2026-11-23T09:01:00+00:00",
        "amended": "2026-11-28T00:00:00+00:00",
    }


def test_what_was_exported_comes_back_as_it_was_and_not_twice(blog, run):
    fill(blog)
    before = (approved(blog, TEA), [each.comment for each in held(blog)])
    whole = export(blog)
    _, there = run(whole.encode(), "--pending", name="all.json")
    for item in list(blog.scan()):
        if item["PK"] in (keys.HELD, keys.DECIDED, keys.TALK) or item["SK"].startswith(keys.COMMENT):
            blog.write([Delete(keys.Key(item["PK"], item["SK"]))])

    _, back = run(whole.encode(), "--pending", name="all.json")

    assert "2 were there already" in there
    assert "2 were imported" in back
    assert (approved(blog, TEA), [each.comment for each in held(blog)]) == before


def test_an_export_goes_to_another_blog_by_the_paths_of_its_posts(table, run):
    publish(table)
    fill(table)
    whole = export(table).replace(TEA, "f" * 16)
    for item in list(table.scan()):
        table.write([Delete(keys.Key(item["PK"], item["SK"]))])
    publish(table)

    run(whole.encode(), name="all.json")

    assert on_page(table) == [("Bo 1", "No. *1*\n\n“x”")]


def test_the_page_that_describes_the_export_names_just_what_is_in_it(blog):
    at = datetime(2026, 11, 23, tzinfo=UTC)
    whole = Comment("0a", TEA, "Ada", "Tea.", at, "https://ada.example", "0b", edited=at, writer="d1", amended=at)
    bring_in(blog, [whole])
    blog.add(keys.likes(TEA, "0a"), "likes", 3)
    page = (ROOT / "docs/moderation.md").read_text().partition("<!-- export -->")[2].partition("<!-- end")[0]
    named = {
        name for line in page.splitlines() for name in re.findall("`([a-z]+)`", line.split("|")[1] if line else "")
    }

    [told] = exported(list(blog.scan()))
    assert set(told) == named
    assert told["likes"] == 3
    assert {"approved", "waiting", "rejected", "spam"} == set(STATES)


ID = f"{7:024x}"
SCANNED = 1


@pytest.mark.parametrize(
    ("before", "meanwhile", "state"),
    [
        ((), (approve,), "approved"),
        ((), (reject,), "rejected"),
        ((), (approve, reject), "rejected"),
        ((), (approve, undo), "waiting"),
        ((approve,), (reject,), "rejected"),
        ((approve,), (undo,), "waiting"),
        ((approve, reject), (undo,), "approved"),
        ((reject,), (approve,), "approved"),
        ((reject,), (undo,), "waiting"),
        ((reject,), (undo, approve), "approved"),
    ],
)
def test_what_is_decided_while_it_is_exported_is_in_it_once_as_it_is_at_last(before, meanwhile, state):
    for moments in combinations_with_replacement(range(4), len(meanwhile)):
        busy = Busy()
        hold(busy, Held(Comment(ID, TEA, "Ada", "Tea.", NOW), "Tea", "/posts/tea/"))
        for act in before:
            act(busy, ID)
        busy.acts = list(zip(moments, meanwhile, strict=True))

        [told] = exported(gathered(busy))

        assert told["id"] == ID
        assert told["state"] == state or moments[-1] > SCANNED  # what is done later need not be in it


class Busy(FakeTable):
    """`acts` are done to it at their moments: 0 after the queue was read, 1 amid the scan, and so on."""

    acts = ()
    moment = 0

    def collection(self, pk, begins=""):
        found = list(super().collection(pk, begins))
        self._go_on()
        return iter(found)

    def scan(self):
        for item in super().scan():
            yield item
            if self.moment == SCANNED:
                self._go_on()

    def _go_on(self):
        moment, self.moment = self.moment, self.moment + 1
        for each, act in self.acts:
            if each == moment:
                act(self, ID)


def test_an_empty_blog_exports_no_comments(table):
    assert json.loads(export(table))["comments"] == []
