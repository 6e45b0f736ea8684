"""pressmark comments edit."""

import io
import sys
from datetime import UTC, datetime

import pytest

from blog.comment import Comment
from blog.held import Held
from blog.moderation import approve, approved, hold, reject
from cli import comments, editing
from cli.deciding import undo_last
from cli.editing import edit
from cli.pressmark import parser
from tests.unit.fake_table import FakeTable

POST, ID = "7dbd5fd4c1a1b2c3", "0a" * 12
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def table():
    table = FakeTable()
    hold(table, Held(Comment(ID, POST, "Ada", "Bloody oolong.", NOON, "https://ada.example"), "Tea", "/posts/tea/"))
    approve(table, ID)
    return table


def run(table, *options, editor=None, comment=ID):
    return edit(parser().parse_args(("comments", "edit", comment, *options)), table, editor)


def said(table):
    [comment] = approved(table, POST)
    return comment.name, comment.text, comment.website


def test_the_text_is_changed_in_an_editor_and_brought_back(table, capsys):
    assert run(table, editor=lambda text: text.replace("Bloody o", "O") + "\n") == 0
    assert said(table) == ("Ada", "Oolong.", "https://ada.example")

    undo_last(parser().parse_args(("comments", "undo", ID)), table)

    assert said(table) == ("Ada", "Bloody oolong.", "https://ada.example")
    assert f"pressmark comments undo {ID}" in capsys.readouterr().out


def test_each_field_can_be_given_and_the_text_on_standard_input(table, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("White\u202e tea.\n"))

    run(table, "--text", "-", "--name", " Ada  L. ", "--website", "")

    assert said(table) == ("Ada L.", "White tea.", "")


@pytest.mark.parametrize(
    "options", [("--text", " "), ("--text", "x" * 4_001), ("--name", ""), ("--website", "javascript:alert(1)")]
)
def test_what_no_reader_could_send_the_owner_cannot_write_either(table, capsys, options):
    before = said(table)

    assert run(table, *options) == 1
    assert said(table) == before
    assert options[0][2:] in capsys.readouterr().err


def test_a_text_that_is_left_as_it_is_is_no_change(table, capsys):
    assert run(table, editor=lambda text: text + "\n") == 0
    assert capsys.readouterr().out == "Nothing was changed.\n"


def test_what_is_unknown_or_out_of_sight_or_changed_meanwhile_is_said(table, capsys):
    def meanwhile(text):
        run(table, "--text", "Tea.")
        return text + "!"

    assert run(table, comment="0b" * 12) == 1
    assert run(table, editor=meanwhile) == 1
    assert "still what it was" in capsys.readouterr().err
    reject(table, ID)
    assert run(table) == 1
    assert "waiting or on a page" in capsys.readouterr().err


def test_an_editor_that_fails_or_nobody_to_use_it_changes_nothing(table, capsys, monkeypatch):
    before = said(table)
    assert run(table) == 1
    assert "give the --text" in capsys.readouterr().err

    monkeypatch.setattr(editing, "is_interactive", lambda: True)
    monkeypatch.setenv("VISUAL", "false")
    assert run(table) == 1
    monkeypatch.setenv("VISUAL", "no-such-editor-is-here")
    assert run(table) == 1
    monkeypatch.setenv("VISUAL", "sed -i s/Bloody.//")
    assert run(table) == 0

    assert (before[1], said(table)[1]) == ("Bloody oolong.", "oolong.")


def test_show_tells_what_was_changed(table, capsys):
    run(table, "--text", "Oolong.", "--name", "A. L.")
    capsys.readouterr()

    args = parser().parse_args(("comments", "show", ID))
    comments._show(args, table)

    assert capsys.readouterr().out.endswith("\n\n    Oolong.\n\nYou changed it. Ada wrote:\n\n    Bloody oolong.\n")
