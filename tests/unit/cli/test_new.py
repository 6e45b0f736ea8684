"""A file to begin a post in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blog.settings import Settings
from cli.new import text
from cli.pressmark import main
from publisher.source import read_source


@pytest.mark.parametrize("title", ["On tea", 'Say "tea": now', "שלום", "# [x] {y}", "2026"])
def test_the_draft_has_its_title_whatever_is_in_it(title: str) -> None:
    data = (text(title, "2026-11-24") + "Words.\n").encode()

    post = read_source("posts/a.md", data, Settings(), datetime(2026, 1, 1, tzinfo=UTC)).post

    assert (post.title, post.draft, f"{post.date:%Y-%m-%d}") == (title, True, "2026-11-24")


def test_a_post_is_begun_once(tmp_path: Path, capsys) -> None:
    assert main(["new", "On tea", "--folder", str(tmp_path)], {}, lambda _: None) == 0
    path = Path(capsys.readouterr().out.strip())

    assert path.name.endswith("-on-tea.md")
    assert "On tea" in path.read_text()
    assert main(["new", "On tea", "--folder", str(tmp_path)], {}, lambda _: None) == 1
