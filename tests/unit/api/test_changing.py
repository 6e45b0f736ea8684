"""What a comment is changed into is screened as what it was, and the queue says both."""

import pytest

from api.changing import MOST_REASONS
from api.limit import MOST
from blog import block, standing
from blog.block import Kind, block_of
from blog.comment import digest_of
from blog.held import Decision
from blog.moderation import approved, decided, held, undo
from blog.settings import Moderation
from blog.standing import Word
from tests.unit.api.reader import NOON, POST, post_form, said
from tests.unit.api.test_intake import SECRET, TEXT, desk_of, reasons, send

CHANGED_REASON = "its writer changed it"


def change(desk, comment, text, *, address="192.0.2.7", name="Ada", browser=SECRET):
    fields = {"id": comment, "key": browser, "name": name, "text": text}
    return post_form(desk, "/api/comments/change", {"x_viewer_address": address}, **fields)["statusCode"]


def sent_to(policy=Moderation.OPEN, text=TEXT, **more):
    """A desk with one comment, and its id."""
    desk = desk_of(policy)
    return desk, said(send(desk, text, **more))["id"]


@pytest.mark.parametrize("policy", Moderation)
@pytest.mark.parametrize("word", ["", *Word])
def test_a_change_is_never_published_at_once_whatever_the_policy_and_whoever_wrote_it(policy, word):
    desk, comment = sent_to(policy)
    standing.say(desk.table, digest_of(SECRET), word or None)

    assert change(desk, comment, "Or rather white tea, from the same hills.") == 303

    assert approved(desk.table, POST) == []
    assert len(held(desk.table)) == (word != Word.BLOCKED)


def test_a_change_is_screened_by_what_it_says_now_and_keeps_why_it_waited_before():
    desk, comment = sent_to(seconds="1")

    change(desk, comment, "Casino: https://a.example https://b.example https://c.example")
    change(desk, comment, "I have thought better of it.")

    [waiting] = held(desk.table)
    earlier = ("3 links (+3)", "words of advertising: casino (+2)", "written in 1 s (+2)")
    assert waiting.reasons[0] == CHANGED_REASON
    assert set(waiting.reasons[1:]) == {f"before it was changed: {each}" for each in (CHANGED_REASON, *earlier)}
    assert waiting.score == 5  # a change takes no point away


def test_a_change_brings_no_proof_and_no_time_and_is_not_blamed_for_it():
    desk, comment = sent_to()

    change(desk, comment, "Or rather white tea, from the same hills.")

    [waiting] = held(desk.table)
    assert waiting.reasons[0] == CHANGED_REASON
    assert all(each.startswith("before") for each in waiting.reasons[1:])


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_change_into_spam_is_put_aside_and_its_writer_learns_nothing(is_shown):
    desk, comment = sent_to(Moderation.OPEN if is_shown else Moderation.ALL)
    block.add(desk.table, block_of(Kind.HOST, "pills.example"))

    assert change(desk, comment, "Buy at https://pills.example/") == 303

    assert (held(desk.table), approved(desk.table, POST)) == ([], [])
    [aside] = decided(desk.table, NOON)
    assert (aside.decision, aside.by_rule) == (Decision.SPAM, True)
    assert aside.held.reasons[0] == "you block the host “pills.example”"
    assert any(each.startswith("before it was changed: ") for each in aside.held.reasons)
    shown = post_form(desk, "/api/comments/mine", id=comment, key=SECRET)["body"]
    assert "Thank you. Your comment has arrived" in shown
    undo(desk.table, comment)
    assert [each.comment.id for each in held(desk.table)] == [comment]


def test_a_change_is_no_twin_of_what_it_was_but_of_what_others_said():
    other = "The kettle should be warm before the leaves are."
    desk, comment = sent_to()
    send(desk, other, name="Bob", address="192.0.2.8")

    for text in (TEXT + " Or in spring?", TEXT.upper().lower(), other):
        change(desk, comment, text)

    [waiting] = held(desk.table)
    assert waiting.reasons[0] == CHANGED_REASON
    assert [each for each in waiting.reasons if "the same text" in each] == [
        "the same text was sent to this post already (+3)"
    ]


def test_what_a_change_says_is_known_when_others_send_it():
    text = "Buy my wonderful umbrellas, all of you."
    desk, comment = sent_to()
    change(desk, comment, text)

    send(desk, text, name="Bob")

    assert "the same text was sent to this post already (+3)" in reasons(desk)[-1]


def test_changes_count_among_the_comments_of_a_network():
    desk, comment = sent_to()

    codes = [change(desk, comment, f"Thought {number} of many") for number in range(MOST)]

    assert codes == [303] * (MOST - 1) + [429]
    assert held(desk.table)[0].comment.text == f"Thought {MOST - 2} of many"
    assert f"{MOST} comments from one network in ten minutes (+2)" in held(desk.table)[0].reasons
    assert change(desk, comment, "From elsewhere", address="192.0.2.8") == 303


def test_a_change_that_changes_nothing_leaves_the_comment_on_its_page():
    desk, comment = sent_to()

    assert change(desk, comment, f" {TEXT}\r\n") == 303

    assert [each.edited for each in approved(desk.table, POST)] == [None]


def test_reasons_do_not_grow_without_end():
    desk, comment = sent_to()

    for number in range(40):
        links = " ".join(f"https://{number}-{each}.example" for each in range(number % 5))
        change(desk, comment, f"{number} {links}", address=f"192.0.2.{number}")
        change(
            desk,
            comment,
            f"{number} casino {'loans' * (number % 2)} {'A' * 30 * (number % 3)}",
            address=f"192.0.2.{number}",
        )

    assert 5 < len(held(desk.table)[0].reasons) <= MOST_REASONS
