"""An edition is told by all that makes pages, and by nothing else."""

import pytest

from publisher.edition import edition_of
from publisher.theme import Theme, folders


@pytest.fixture
def theme(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "style.css").write_text("a {}")
    (tmp_path / "post.html").write_text("{{ page.title }}")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text"), [("post.html", "{{ page.deck }}"), ("static/style.css", "b {}"), ("tag.html", "")]
)
def test_a_theme_whose_files_are_others_is_another_edition(theme, name, text):
    before = edition_of([theme])

    (theme / name).write_text(text)

    assert edition_of([theme]) != before


def test_what_python_and_git_leave_beside_the_files_makes_none(theme):
    before = edition_of([theme])
    for name in ("__pycache__/a.pyc", ".git/HEAD", ".DS_Store"):
        (theme / name).parent.mkdir(exist_ok=True)
        (theme / name).write_text("other")

    assert edition_of([theme]) == before


def test_without_a_theme_of_ones_own_it_is_that_of_the_theme_that_comes_along(tmp_path):
    ours = folders()[0]

    assert Theme(ours, tmp_path / "missing").edition == Theme(ours, tmp_path / "missing").edition != edition_of([])
