import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qsl

import pytest

from api.routes import respond
from blog import keys
from blog.block import Kind, add, block_of
from blog.comment import Comment
from blog.correspondent import digest_of
from blog.held import Decision, Held
from blog.inquiry import inquiry_of
from blog.known import noted
from blog.moderation import approve, hold, reject, settle
from blog.offer import offer_key
from blog.seal import sealed
from blog.standing import Word, say
from tests.unit.api.reader import ADDRESS, JSON, NOON, PAGES, POST, event, make_desk
from tests.unit.api.test_add_comment import Fields

ADA = "ada@reader.example"
SHOWN, WAITING, REJECTED, OTHERS = (digit * 24 for digit in "1234")
SEALS = "ab" * 32


@pytest.fixture
def desk():
    """Ada has written three comments, of which one is on its page; somebody else one."""
    desk = make_desk(writes_letters=True)
    for comment_id in (SHOWN, WAITING, REJECTED, OTHERS):
        address = ADA if comment_id != OTHERS else "bob@reader.example"
        text = f"Oolong <b>{comment_id[0]}</b>"
        comment = Comment(comment_id, POST, "Ada", text, NOON, correspondent=digest_of(desk.table, address))
        hold(desk.table, Held(comment, "Tea", "/posts/tea/", browser="b0b"), *noted(comment))
    approve(desk.table, SHOWN, NOON)
    reject(desk.table, REJECTED, NOON)
    return desk


def ask(desk, address=ADA, **headers):
    return respond(event("POST", "/api/privacy", {"address": address}, **({"accept": PAGES} | headers)), desk)


def get(desk, path="/api/privacy", query=None, **headers):
    return respond(event("GET", path, query=query, **headers), desk)


def erase(desk, fields, **headers):
    return respond(event("POST", "/api/privacy/erase", fields, **headers), desk)


def link(desk, address=ADA):
    """What the link of the letter carries."""
    digest = digest_of(desk.table, address)
    return dict(parse_qsl(inquiry_of(desk.table, digest).query(digest, offer_key(desk.table))))


def later(desk, **time):
    return replace(desk, now=lambda: NOON + timedelta(**time))


def due(desk):
    return {key for key in desk.table.keys if key.pk.startswith("LETTER#")}


@pytest.mark.parametrize("address", [ADA, f"  {ADA.upper()} ", "stranger@reader.example"])
def test_whoever_asks_is_told_the_same_and_the_same_is_done(desk, address):
    before, calls = len(desk.table.keys), []
    desk.table.write, write = (
        (lambda actions: (calls.append([type(each) for each in actions]), write(actions))),
        desk.table.write,
    )

    answer = ask(desk, address)

    nobody = make_desk(writes_letters=True)
    assert answer == ask(nobody, "nobody@reader.example")
    assert answer["statusCode"] == 202
    assert "A letter is on its way, if we know the address" in answer["body"]
    assert (len(desk.table.keys) - before, len(calls)) == (2, 1)
    assert due(desk) == {keys.letter(digest_of(desk.table, address))}


def test_a_script_is_told_the_same_as_json_and_in_the_language_of_its_reader(desk):
    answer = ask(desk, accept=JSON, accept_language="de")

    assert json.loads(answer["body"]).keys() == {"message"}
    assert inquiry_of(desk.table, digest_of(desk.table, ADA)).language == "de"


def test_one_letter_a_day_goes_to_an_address_whose_link_is_good_until_then(desk):
    ask(desk)
    [first] = due(desk)
    first_link, asked = link(desk), desk.table.get(first)

    ask(later(desk, hours=23))
    assert desk.table.get(first) == asked
    assert get(later(desk, hours=23), query=first_link)["statusCode"] == 200
    ask(later(desk, hours=24))

    assert desk.table.get(first) != asked
    assert get(later(desk, hours=24), query=first_link)["statusCode"] == 410
    assert get(later(desk, hours=24), query=link(desk))["statusCode"] == 200


def test_a_link_s_page_cannot_renew_it(desk):
    """Though somebody asked again meanwhile: what its forms carry ends when the link does."""
    ask(desk)
    digest, key = digest_of(desk.table, ADA), offer_key(desk.table)
    said = {name: value for name, value in link(desk).items() if name not in ("until", "seal")}
    ends = int((NOON + timedelta(hours=1)).timestamp())
    older = sealed(said, ends, key)

    fields, _ = forms(get(later(desk, minutes=59), query=older))

    assert inquiry_of(desk.table, digest).fields(digest, key)["until"] > older["until"]
    assert fields == older
    for path in ("/api/privacy", "/api/privacy/export"):
        assert get(later(desk, hours=1), path, fields)["statusCode"] == 410


def test_one_network_asks_for_few_letters(desk):
    statuses = [ask(desk, f"reader{number}@x.example", x_viewer_address=ADDRESS)["statusCode"] for number in range(8)]

    assert statuses == [202] * 6 + [429] * 2
    assert ask(later(desk, minutes=10), x_viewer_address=ADDRESS)["statusCode"] == 202


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "@reader.example",
        "ada@",
        "a d@x.example",
        "ada@x.example\r\nBcc: eve@x.example",
        "a\x00@b.c",
        f"{'a' * 250}@x.de",
    ],
)
def test_what_is_no_address_is_refused_and_nothing_is_kept(desk, address):
    before = desk.table.keys

    answer = ask(desk, address, accept=JSON)

    assert (answer["statusCode"], json.loads(answer["body"])["type"]) == (422, "/problems/no-address")
    assert desk.table.keys == before


def test_the_page_needs_no_script_and_is_in_the_reader_s_language(desk):
    answer = get(desk, accept_language="he")

    assert answer["statusCode"] == 200
    assert 'dir="rtl"' in answer["body"]
    assert ("form", {"class": "text", "method": "post", "action": "/api/privacy"}) in Fields(answer["body"]).tags


def test_the_link_shows_all_that_came_with_the_address_and_changes_nothing(desk):
    ask(desk)
    before = list(desk.table.scan())

    answer = get(desk, query=link(desk))

    assert answer["statusCode"] == 200
    assert "3 comments" in answer["body"]
    assert [f"Oolong &lt;b&gt;{n}&lt;/b&gt;" in answer["body"] for n in "1234"] == [True, True, True, False]
    assert f'<a href="/posts/tea/#comment-{SHOWN}">on its page</a>' in answer["body"]
    assert answer["body"].count("not on its page") == 2  # neither that it waits nor that it was rejected
    assert answer["headers"]["Referrer-Policy"] == "same-origin"
    assert list(desk.table.scan()) == before


def forms(answer):
    """The hidden fields of the page's forms, which are alike, and where these go."""
    found = Fields(answer["body"])
    return {name: unescape(value) for name, value in found.values.items()}, [
        attributes["action"] for tag, attributes in found.tags if tag == "form"
    ]


def test_its_buttons_hand_out_and_erase_what_it_shows(desk):
    ask(desk)
    shown = get(desk, query=link(desk))
    fields, actions = forms(shown)
    assert actions == ["/api/privacy/export", "/api/privacy/erase"]
    assert re.findall('<form [^>]*method="(.*?)" action="/api/privacy/', shown["body"]) == ["get", "post"]

    file = get(desk, "/api/privacy/export", query=fields)

    assert file["headers"]["Content-Disposition"] == 'attachment; filename="comments.json"'
    whole = json.loads(file["body"])
    assert [(each["id"][0], each["state"]) for each in whole["comments"]] == [
        ("1", "approved"),
        ("1", "approved"),  # the decision
        ("2", "waiting"),
        ("3", "rejected"),
    ]
    assert whole["who"] == ADA
    assert ["https://blog.example/posts/tea/#comment-" + SHOWN] in [each["shown_at"] for each in whole["comments"]]
    assert [each["digest"] for each in whole["browsers"]] == ["b0b"]
    assert OTHERS not in file["body"]


def test_what_is_thought_of_the_comments_is_not_handed_out(desk):
    """By it whoever sends spam could try out what lets it through."""
    fields = {"correspondent": digest_of(desk.table, ADA)}
    comment = Comment("5" * 24, POST, "Ada", "Pills: word", NOON, **fields)
    held = Held(comment, "Tea", "/", ("you block the host “pills.example”", "3 links (+3)"), 11, "bad")
    settle(desk.table, held, Decision.SPAM, NOON, *noted(comment))
    hold(desk.table, replace(held, comment=replace(comment, id="6" * 24)), *noted(replace(comment, id="6" * 24)))
    say(desk.table, "bad", Word.BLOCKED)
    add(desk.table, block_of(Kind.NAME, ADA))
    ask(desk)

    whole = json.loads(get(desk, "/api/privacy/export", query=link(desk))["body"])

    assert [each["text"] for each in whole["comments"]][-2:] == ["Pills: word"] * 2
    assert {each["digest"] for each in whole["browsers"]} == {"b0b", "bad"}
    assert not names_in(whole) & {"reasons", "score", "by_rule", "taught", "word", "blocks"}
    assert "block" not in json.dumps(whole)


def names_in(said):
    if isinstance(said, dict):
        return set(said).union(*map(names_in, said.values()))
    return set().union(*map(names_in, said)) if isinstance(said, list) else set()


def test_erasing_is_asked_for_once_and_everything_is_there_until_it_is_done(desk):
    ask(desk)
    shown, before = link(desk), list(desk.table.scan())

    answers = [erase(desk, shown), erase(later(desk, minutes=1), shown)]

    assert [each["statusCode"] for each in answers] == [200, 200]
    assert "within a quarter of an hour" in answers[0]["body"]
    [request] = desk.table.collection(keys.ERASURE)
    assert (request["SK"], request["asked"]) == (digest_of(desk.table, ADA), NOON.isoformat())
    assert len(list(desk.table.scan())) == len(before) + 1
    looked = get(desk, query=shown)
    assert "Oolong" not in looked["body"]
    assert "All of it will be erased" in looked["body"]
    ask(later(desk, hours=24))
    assert inquiry_of(desk.table, request["SK"]).asked == NOON  # no letter while it is erased


SWAPS = {
    "as it is": {},
    "of another address": {"address": "0" * 32},
    "of another letter": {"edition": "0" * 12},
    "for something else": {"act": "approved"},
    "for longer": {"until": "9999999999"},
    "without its seal": {"seal": ""},
    "with another seal": {"seal": "0" * 64},
}


@pytest.mark.parametrize("path", ["/api/privacy", "/api/privacy/export", "/api/privacy/erase"])
@pytest.mark.parametrize("name", SWAPS)
def test_a_link_is_good_for_what_it_was_sealed_for(desk, name, path):
    ask(desk)
    shown, before = link(desk) | SWAPS[name], len(desk.table.keys)

    answer = erase(desk, shown) if path.endswith("erase") else get(desk, path, shown)

    assert answer["statusCode"] == (200 if name == "as it is" else 403)
    assert ("Oolong" in answer["body"]) == (name == "as it is" and not path.endswith("erase"))
    assert (len(desk.table.keys) > before) == (name == "as it is" and path.endswith("erase"))


@pytest.mark.parametrize("path", ["/api/privacy", "/api/privacy/export", "/api/privacy/erase"])
def test_a_link_ends_after_a_day_and_when_all_was_erased(desk, path):
    ask(desk)
    shown = link(desk)
    send = erase if path.endswith("erase") else (lambda desk, fields: get(desk, path, fields))

    assert send(later(desk, hours=24), shown)["statusCode"] == 410
    desk.table._set(keys.inquiry(digest_of(desk.table, ADA)), None)
    answer = send(desk, shown)

    assert answer["statusCode"] == 410
    assert 'href="/api/privacy"' in answer["body"]


def test_the_owner_s_links_are_not_good_here_nor_these_there(desk):
    ask(desk)

    assert respond(event("POST", "/api/moderation", link(desk)), desk)["statusCode"] == 403


def test_another_site_s_form_erases_nothing(desk):
    ask(desk)

    assert erase(desk, link(desk), origin="https://evil.example")["statusCode"] == 403
    assert ask(desk, origin="https://evil.example")["statusCode"] == 403
    assert not list(desk.table.collection(keys.ERASURE))


def test_comments_that_are_gone_by_then_are_not_shown(desk):
    ask(desk)
    for key in list(desk.table.keys):
        if {SHOWN, WAITING, REJECTED} & {key.sk, key.sk.removeprefix("COMMENT#")} and not key.pk.startswith("WRITER"):
            desk.table._set(key, None)

    answer = get(desk, query=link(desk))

    assert "Nothing is kept any more." in answer["body"]


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/privacy"), ("POST", "/api/privacy")])
def test_where_no_letters_are_written_nobody_is_asked_for_an_address(desk, method, path):
    answer = respond(event(method, path, {"address": ADA}), replace(desk, writes_letters=False))

    assert answer["statusCode"] == 404
