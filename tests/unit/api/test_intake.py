from datetime import timedelta

import pytest

from api.limit import MOST, MOST_ADDRESSES
from blog import block, keys, standing
from blog.block import Kind, block_of
from blog.comment import digest_of
from blog.correspondent import comments_of
from blog.correspondent import digest_of as address_digest
from blog.held import Decision
from blog.learned import learned_of
from blog.moderation import approve, approved, decide, decided, held
from blog.settings import Moderation, Settings
from blog.standing import Standing, Word
from tests.unit.api.reader import JSON, NOON, POST, make_desk, post_comment, said
from tests.unit.blog.test_proof import work

SECRET = "5e" * 16
TEXT = "I prefer oolong, and most of all in autumn."


def desk_of(policy, **more):
    numbers = iter(range(100))
    return make_desk(settings=Settings(moderation=policy), token=lambda: f"{next(numbers):012x}", **more)


def send(desk, text=TEXT, *, address="192.0.2.7", proof=None, seconds="40", browser=SECRET, **fields):
    """As the reader's script sends it."""
    shown = work(text) if proof is None else proof
    headers = {"accept": JSON, "x_viewer_address": address}
    return post_comment(desk, text=text, proof=shown, seconds=seconds, key=browser, headers=headers, **fields)


def reasons(desk):
    return [each.reasons for each in held(desk.table)]


def test_a_clean_comment_is_published_at_once_where_the_owner_wants_that():
    desk = desk_of(Moderation.OPEN)

    answer = send(desk)

    assert (answer["statusCode"], said(answer)["status"]) == (202, "published")
    assert [each.text for each in approved(desk.table, POST)] == [TEXT]
    assert held(desk.table) == []


def test_the_first_comment_of_a_browser_waits_and_after_its_approval_the_next_does_not():
    desk = desk_of(Moderation.FIRST)

    first = send(desk)
    approve(desk.table, held(desk.table)[0].comment.id)
    second = send(desk, "And in spring I like sencha from the hills.")

    assert [said(each)["status"] for each in (first, second)] == ["held", "published"]


def test_the_same_name_from_another_browser_is_a_stranger():
    desk = desk_of(Moderation.FIRST)
    send(desk)
    approve(desk.table, held(desk.table)[0].comment.id)

    for browser in ("7f" * 16, "", "x"):
        send(desk, f"Whoever has no secret, {browser}, is nobody in particular.", browser=browser)

    assert len(held(desk.table)) == 3


@pytest.mark.parametrize("policy", Moderation)
def test_without_scripts_a_comment_waits_and_says_why(policy):
    desk = desk_of(policy)

    answer = post_comment(desk, text=TEXT)

    assert answer["headers"]["Location"].startswith("/api/comments/mine?")
    assert reasons(desk)[0][0].startswith("no proof of work")


def test_a_proof_serves_once():
    desk = desk_of(Moderation.OPEN)
    proof = work("Yes.")

    send(desk, "Yes.", proof=proof)
    send(desk, "Yes.", proof=proof, name="Eve")

    assert len(approved(desk.table, POST)) == 1
    assert reasons(desk) == [("a proof of work that was used before (+2)",)]


def test_the_same_text_again_waits_wherever_it_is_sent_and_however_it_is_dressed():
    desk = desk_of(Moderation.OPEN)
    send(desk)

    send(desk, TEXT.upper().lower().replace(" ", "  ") + " !!")

    assert reasons(desk) == [("the same text was sent to this post already (+3)",)]


def test_everybody_may_say_thank_you():
    desk = desk_of(Moderation.OPEN)

    for name in ("Ada", "Bob"):
        send(desk, "Thank you!", name=name, browser="", proof=None if name == "Ada" else _other_proof("Thank you!"))

    assert len(approved(desk.table, POST)) == 2


def _other_proof(text):
    return work(text, at=NOON + timedelta(minutes=1))


def test_a_text_is_forgotten_after_a_week():
    desk = desk_of(Moderation.OPEN)
    send(desk)
    later = NOON + timedelta(days=8)
    desk = make_desk_later(desk, later)

    send(desk, proof=work(TEXT, at=later))

    assert len(approved(desk.table, POST)) == 2


def make_desk_later(desk, now):
    return type(desk)(desk.table, desk.origin, desk.secret, now=lambda: now, token=desk.token)


@pytest.mark.parametrize("kind", [Kind.WORD, Kind.HOST, Kind.NAME])
def test_what_the_owner_blocks_is_put_aside_and_its_sender_is_told_nothing(kind):
    desk = desk_of(Moderation.OPEN)
    block.add(desk.table, block_of(kind, "pills.example"))

    answer = send(desk, "Buy at https://pills.example/", name="pills.example")

    assert answer == send(desk_of(Moderation.ALL), "Buy at https://pills.example/", name="pills.example")
    assert (held(desk.table), approved(desk.table, POST)) == ([], [])
    [aside] = decided(desk.table, NOON)
    assert (aside.decision, aside.by_rule) == (Decision.SPAM, True)
    assert aside.held.reasons[0] == f"you block the {kind} “pills.example”"
    assert learned_of(desk.table.get(keys.LEARNED)).spam == 0  # only the owner teaches


@pytest.mark.parametrize(("word", "place"), [(Word.BLOCKED, "aside"), (Word.TRUSTED, "page")])
def test_what_the_owner_said_of_a_browser_counts(word, place):
    desk = desk_of(Moderation.FIRST)
    desk.table.put(standing.put(digest_of(SECRET), Standing(word)))

    send(desk)

    assert len(approved(desk.table, POST)) == (place == "page")
    assert held(desk.table) == []


def test_what_the_owner_taught_is_told_in_the_queue():
    desk = desk_of(Moderation.OPEN)
    for number in range(24):
        text = f"bargain pills number {number}" if number % 2 else f"oolong umbrella number {number}"
        post_comment(desk, text=text)
    for each in held(desk.table):
        is_spam = "pills" in each.comment.text
        decide(desk.table, each.comment.id, Decision.SPAM if is_spam else Decision.APPROVED, NOON)

    send(desk, "bargain pills")

    assert any("spam by your decisions: bargain, pills" in reason for reason in reasons(desk)[0])


# ── Limits ────────────────────────────────────────────────────────────────────────────────────────


def flood(desk, addresses):
    return [send(desk, f"Number {i} of many words", address=each)["statusCode"] for i, each in enumerate(addresses)]


def test_a_network_that_sends_too_much_is_refused_until_later():
    desk = desk_of(Moderation.OPEN)

    codes = flood(desk, ["192.0.2.7"] * (MOST + 1))
    elsewhere = send(desk, "From another network", address="192.0.2.8")

    assert codes == [202] * MOST + [429]
    assert elsewhere["statusCode"] == 202
    refused = send(desk)
    assert (refused["statusCode"], refused["headers"]["Retry-After"]) == (429, "600")
    assert said(refused)["title"].startswith("Too much came")
    assert send(make_desk_later(desk, NOON + timedelta(minutes=10)))["statusCode"] == 202


def test_a_forged_header_is_another_name_for_nobody():
    desk = desk_of(Moderation.OPEN)
    forged = (
        {"x_forwarded_for": f"203.0.113.{i}", "x_real_ip": f"203.0.113.{i}", "user_agent": f"{i}"} for i in range(20)
    )

    sent = [
        post_comment(desk, headers={"x_viewer_address": "192.0.2.7", **each}, name=each["user_agent"])
        for each in forged
    ]
    codes = [answer["statusCode"] for answer in sent]

    assert codes.count(429) == 20 - MOST


def test_addresses_of_one_ipv6_network_are_one():
    one = [f"2001:db8:1:2:{i:x}::{i:x}" for i in range(MOST + 1)]

    assert flood(desk_of(Moderation.OPEN), one)[-1] == 429
    assert flood(desk_of(Moderation.OPEN), [*one[:-1], "2001:db8:1:3::1"])[-1] == 202


def test_no_address_is_kept():
    desk = desk_of(Moderation.OPEN)

    send(desk, address="192.0.2.7")

    assert "192.0.2" not in str(list(desk.table.scan()))


@pytest.mark.parametrize("address", ["", "127.0.0.1", "::1"])
def test_readers_of_a_local_stack_are_not_one_network(address):
    assert set(flood(desk_of(Moderation.OPEN), [address] * (MOST + 2))) == {202}


# ── An address for letters about replies ──────────────────────────────────────────────────────────

ADA = "ada@tea.example"
LETTERS = {"email": ADA, "tell": "yes"}


def letters_desk(policy=Moderation.ALL, *, reply_letters=True, writes_letters=True):
    numbers = iter(range(100))
    settings = Settings(moderation=policy, reply_letters=reply_letters)
    return make_desk(settings=settings, token=lambda: f"{next(numbers):012x}", writes_letters=writes_letters)


def addresses(desk):
    return [each.address for each in comments_of(desk.table, address_digest(desk.table, ADA))]


def test_an_address_is_kept_apart_from_its_comment_which_knows_a_digest():
    desk = letters_desk()

    answer = send(desk, **LETTERS)

    [waiting] = held(desk.table)
    assert addresses(desk) == [ADA]
    assert waiting.comment.correspondent == address_digest(desk.table, ADA)
    where = {item["PK"].partition("#")[0] for item in desk.table.scan() if ADA in str(item)}
    assert where == {"ADDRESS"}
    assert ADA not in answer["body"]


@pytest.mark.parametrize("fields", [{"email": ADA}, {"email": ADA, "tell": ""}, {"email": "no address"}, {}])
def test_without_the_wish_for_letters_no_address_is_kept(fields):
    desk = letters_desk()

    assert send(desk, **fields)["statusCode"] == 202
    assert held(desk.table)[0].comment.correspondent == ""
    assert not [item for item in desk.table.scan() if item["PK"].startswith(keys.ADDRESS)]
    assert ADA not in str(list(desk.table.scan()))


@pytest.mark.parametrize("off", [{"reply_letters": False}, {"writes_letters": False}])
def test_where_no_letters_are_written_no_address_is_taken(off):
    desk = letters_desk(**off)

    assert send(desk, email="not even one", tell="yes")["statusCode"] == 202
    assert send(desk, text="Another one of some length.", **LETTERS)["statusCode"] == 202
    assert addresses(desk) == []


def test_an_address_that_comes_with_spam_is_not_kept():
    desk = letters_desk(Moderation.OPEN)
    block.add(desk.table, block_of(Kind.WORD, "oolong"))

    send(desk, **LETTERS)

    assert next(decided(desk.table, NOON)).held.comment.correspondent == ""
    assert addresses(desk) == []


def test_a_network_leaves_few_addresses_an_hour_and_its_comments_are_taken_all_the_same():
    desk = letters_desk()

    answers = [send(desk, text=f"{TEXT} {number}", **LETTERS) for number in range(MOST_ADDRESSES + 1)]

    assert {answer["statusCode"] for answer in answers} == {202}
    assert len(addresses(desk)) == MOST_ADDRESSES
    assert [bool(each.comment.correspondent) for each in held(desk.table)] == [True] * MOST_ADDRESSES + [False]


def test_a_form_that_is_sent_twice_leaves_an_address_once():
    desk = letters_desk()

    for _ in range(2):
        post_comment(desk, headers={"accept": JSON, "x_viewer_address": "192.0.2.7"}, text=TEXT, **LETTERS)

    assert addresses(desk) == [ADA]
