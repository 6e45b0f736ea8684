"""Can the owner's templates and styles be used?"""

from pathlib import Path

import pytest

from cli.pressmark import main


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "theme" / "static").mkdir(parents=True)
    return tmp_path / "theme"


def theme(own: Path) -> int:
    return main(["theme"], {"THEME_FOLDER": str(own)}, lambda _: None)


def test_it_says_what_each_file_does(own, capsys):
    (own / "post.html").write_text('{% extends "default/post.html" %}')
    (own / "nav.html").write_text("")
    (own / "static" / "owner.css").write_text("a { b: c }")

    assert theme(own) == 0

    assert capsys.readouterr().out.splitlines() == [
        "theme/nav.html is new",
        "theme/post.html replaces the theme's own",
        "theme/static/owner.css is added to the style sheet",
        "The theme can be used.",
    ]


def test_a_theme_that_cannot_be_used_is_told_with_file_and_line(own, capsys):
    (own / "post.html").write_text("\n{% if %}")

    assert theme(own) == 1

    assert (
        capsys.readouterr().err
        == "pressmark: theme/post.html, line 2: Expected an expression, got 'end of statement block'\n"
    )


def test_a_folder_that_is_not_there_is_told(own, capsys):
    assert theme(own / "nowhere") == 1
    assert "nowhere: this is not a folder" in capsys.readouterr().err


def test_an_empty_folder_is_the_theme_as_it_came(own, capsys):
    assert theme(own) == 0
    assert "as it came" in capsys.readouterr().out
