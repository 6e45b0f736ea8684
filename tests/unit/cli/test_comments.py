from datetime import UTC, datetime

import boto3
import pytest

from blog import keys
from blog.block import blocks
from blog.comment import Comment
from blog.held import Decision, Held
from blog.learned import learned_of
from blog.moderation import approve, approved, decide, held, hold, settle
from blog.standing import standing_of
from cli import deciding
from cli.pressmark import main

POST = "7dbd5fd4c1a1b2c3"
BROWSER, OTHER = "b0" * 16, "07" * 16


pytestmark = pytest.mark.usefixtures("aws")


def pressmark(*arguments):
    return main(("comments", *arguments), {"TABLE_NAME": "blog"}, boto3.client)


def make_held(comment_id="0a", name="Ada", text="I prefer oolong.", title="Tea in the rain", **more):
    at = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
    return Held(Comment(comment_id, POST, name, text, at), title, "/posts/tea/", **more)


def arrive(table, comment_id="0a", name="Ada", text="I prefer oolong.", title="Tea in the rain", **more):
    hold(table, make_held(comment_id, name, text, title, **more))


def waiting(table):
    return [each.comment.id for each in held(table)]


def on_page(table):
    return [each.id for each in approved(table, POST)]


def test_the_list_shows_who_wrote_what_when_and_where(table, capsys):
    arrive(table, text="I prefer oolong.\nAnd you?")

    status = pressmark("list")

    assert status == 0
    assert capsys.readouterr().out == ("0a  2026-11-23 09:14 UTC  Ada on “Tea in the rain”\n    I prefer oolong. …\n")


def test_an_empty_list_says_so(table, capsys):
    assert pressmark("list") == 0
    assert capsys.readouterr().out == "No comment is waiting.\n"


def test_the_list_of_a_post_shows_what_is_on_its_page(table, capsys):
    arrive(table)
    approve(table, "0a")

    pressmark("list", "--post", POST)

    assert capsys.readouterr().out.startswith("0a  2026-11-23 09:14 UTC  Ada\n")


def test_a_comment_cannot_write_to_the_terminal_what_it_likes(table, capsys):
    nasty = "\x1b]0;owned\x07\x1b[2J\u202etext\u200b\x9b31m\r"
    arrive(table, name=nasty, text=nasty, title=nasty)

    pressmark("list")

    shown = capsys.readouterr().out
    assert all(char.isprintable() or char == "\n" for char in shown)
    assert shown.count("\n") == 2


def test_comments_are_approved_and_an_unknown_one_does_not_hold_up_the_others(table, capsys):
    arrive(table, "0a")
    arrive(table, "0b")

    status = pressmark("approve", "0a", "0x", "0b")

    assert (status, len(approved(table, POST)), held(table)) == (1, 2, [])
    assert capsys.readouterr().err == "pressmark: no comment '0x' is waiting for approval\n"


def test_a_comment_is_rejected(table, capsys):
    arrive(table)

    assert pressmark("reject", "0a") == 0
    assert (capsys.readouterr().out, held(table)) == (f"rejected 0a by Ada on post {POST}\n", [])


def test_a_comment_is_removed_from_its_page(table, capsys):
    arrive(table)
    approve(table, "0a")

    statuses = [pressmark("remove", POST, "0a"), pressmark("remove", POST, "0a")]

    assert (statuses, approved(table, POST)) == ([0, 1], [])
    assert capsys.readouterr().err == "pressmark: no comment '0a' is on that post's page\n"


def test_the_list_says_why_a_comment_waits(table, capsys):
    arrive(table, reasons=("3 links (+3)", "no proof of work (+1)"), score=4)

    pressmark("list")

    assert capsys.readouterr().out.endswith("\n    score 4: 3 links (+3); no proof of work (+1)\n")


def test_what_the_rules_put_aside_is_in_a_list_of_its_own_and_can_be_brought_back(table, capsys):
    settle(table, make_held(reasons=("you block the word “pills”",)), Decision.SPAM, datetime.now(UTC))

    pressmark("list")
    pressmark("list", "--aside")
    status = pressmark("undo", "0a")

    said = capsys.readouterr().out
    assert said.startswith("No comment is waiting.\n0a  2026-11-23")
    assert "you block the word “pills”\n    spam by the rules on 2" in said
    assert (status, waiting(table)) == (0, ["0a"])


def test_all_decisions_of_late_are_listed(table, capsys):
    arrive(table)
    approve(table, "0a")

    pressmark("list", "--decided")

    assert "approved by you on " in capsys.readouterr().out


def test_a_comment_is_shown_with_all_its_lines(table, capsys):
    arrive(table, text="One\n\nTwo\x1b[2J", reasons=("1 link (+1)", "written in 1 s (+2)"), score=3, browser=BROWSER)

    assert pressmark("show", "0a") == 0

    said = capsys.readouterr().out
    assert "state    waiting\n" in said
    assert "why      1 link (+1)\n         written in 1 s (+2)\n" in said
    assert said.endswith("\n    One\n    \n    Two[2J\n")


def test_a_comment_that_nobody_knows_is_not_shown(table, capsys):
    assert pressmark("show", "0x") == 1
    assert "'0x'" in capsys.readouterr().err


@pytest.mark.parametrize(("verb", "is_on_page"), [("approve", True), ("reject", False), ("spam", False)])
def test_a_decision_can_be_sent_again_and_undone(table, verb, is_on_page, capsys):
    arrive(table)

    statuses = [pressmark(verb, "0a"), pressmark(verb, "0a")]
    decided_place = on_page(table)
    statuses.append(pressmark("undo", "0a"))

    assert statuses == [0, 0, 0]
    assert (decided_place, waiting(table), on_page(table)) == (["0a"] * is_on_page, ["0a"], [])
    assert "already" in capsys.readouterr().out


def test_there_is_nothing_to_undo_twice(table, capsys):
    arrive(table)

    assert pressmark("undo", "0a") == 1
    assert "decided about" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (("--all",), []),
        (("--all-from", "0a"), ["0c", "0d"]),
        (("--all-from", "0c"), ["0a", "0b", "0c", "0d"]),  # sent without scripts: nobody's
        (("--named", "bot"), ["0a", "0d"]),
        (("--score", "5"), ["0a", "0c", "0d"]),
        (("0d", "--named", "Bot"), ["0a"]),
    ],
)
def test_many_are_decided_about_at_once(table, arguments, left):
    arrive(table, "0a", browser=BROWSER)
    arrive(table, "0b", name="Bot", browser=BROWSER, score=5)
    arrive(table, "0c", name="Bot")
    arrive(table, "0d", browser=OTHER)

    pressmark("spam", *arguments, "--yes")

    assert waiting(table) == left


def test_many_are_listed_and_nothing_happens_without_a_yes(table, capsys):
    arrive(table, name="Bot")

    assert pressmark("reject", "--all") == 1

    said = capsys.readouterr()
    assert "0a  Bot  score 0" in said.out
    assert "--yes" in said.err
    assert waiting(table) == ["0a"]


def test_a_yes_at_the_terminal_is_one(table, monkeypatch):
    arrive(table)
    monkeypatch.setattr(deciding, "is_interactive", lambda: True)
    monkeypatch.setattr(deciding, "confirmed", lambda question: question.startswith("1 of those"))

    assert pressmark("reject", "--all") == 0
    assert waiting(table) == []


def test_no_comment_at_all_is_no_order(table, capsys):
    assert pressmark("reject") == 1
    assert "--all" in capsys.readouterr().err


def test_trust_publishes_a_comment_and_says_so_of_its_browser(table):
    arrive(table, browser=BROWSER)

    statuses = [pressmark("trust", "0a"), pressmark("trust", "0a")]

    standing = standing_of(table.get(keys.browser(BROWSER)))
    assert (statuses, on_page(table), standing.word, standing.approved) == ([0, 0], ["0a"], "trusted", 1)


def test_a_blocked_browser_stays_blocked_when_its_comment_comes_back_and_that_is_said(table, capsys):
    arrive(table, browser=BROWSER)

    pressmark("block", "0a")
    pressmark("undo", "0a")
    assert "still blocked: pressmark comments unblock 0a" in capsys.readouterr().out
    pressmark("unblock", "0a")

    assert standing_of(table.get(keys.browser(BROWSER))).word == ""
    assert waiting(table) == ["0a"]


@pytest.mark.parametrize("verb", ["trust", "block", "unblock"])
def test_nobody_is_trusted_or_blocked_by_a_name(table, verb, capsys):
    arrive(table)

    assert pressmark(verb, "0a") == 1
    assert "--name" in capsys.readouterr().err
    assert waiting(table) == ["0a"]


def test_words_hosts_and_names_are_blocked_listed_and_unblocked(table, capsys):
    pressmark("block", "--word", "Buy now", "--host", "https://pills.example/x", "--name", "Bot")
    assert len(blocks(table)) == 3
    pressmark("block")

    pressmark("unblock", "--word", "buy now", "--host", "pills.example")
    again = pressmark("unblock", "--name", "nobody")

    said = capsys.readouterr().out
    assert "host “pills.example”\nname “bot”\nword “buy now”\n" in said
    assert (again, [str(each) for each in blocks(table)]) == (0, ["name “bot”"])


def test_what_cannot_be_blocked_is_said(table, capsys):
    assert pressmark("block", "--host", "//") == 1
    assert "cannot be blocked" in capsys.readouterr().err


def test_unblock_wants_to_know_what(table):
    assert pressmark("unblock") == 1


def test_only_the_owner_s_decisions_teach(table):
    arrive(table, "0a", text="cheap pills")
    arrive(table, "0b")
    arrive(table, "0c")

    for verb, comment_id in (("spam", "0a"), ("approve", "0b"), ("reject", "0c")):
        pressmark(verb, comment_id)

    known = learned_of(table.get(keys.LEARNED))
    assert (known.approved, known.spam) == (1, 1)


def test_a_comment_that_was_removed_is_not_removed_again(table, capsys):
    arrive(table)
    decide(table, "0a", Decision.APPROVED, datetime.now(UTC))

    assert [pressmark("remove", POST, "0a"), pressmark("remove", POST, "0a")] == [0, 1]
    assert pressmark("undo", "0a") == 0
    assert on_page(table) == ["0a"]
