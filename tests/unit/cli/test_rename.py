"""Another name for a post's file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blog import keys
from cli.check import read_files
from cli.offline import Folder
from cli.pressmark import main

TEXTS = {
    "yaml": "---\ntitle: Tea\ndate: 2026-03-14\n---\n\nWords.\n",
    "toml": '+++\ntitle = "Tea"\ndate = 2026-03-14\n+++\n\nWords.\n',
    "json": '{"title": "Tea", "date": "2026-03-14"}\n\nWords.\n',
    "fenced json": ';;;\n{"title": "Tea"}\n;;;\n\nWords.\n',
    "header": "Title: Tea\nDate: 2026-03-14\n\nWords.\n",
    "nikola": ".. title: Tea\n.. date: 2026-03-14\n\nWords.\n",
    "commented nikola": "<!--\n.. title: Tea\n-->\n\nWords.\n",
    "nothing": "# Tea\n\nWords.\n",
    "aliases": "---\ntitle: Tea\naliases: [/old/]\n---\n\nWords.\n",
    "line ends": "---\r\ntitle: Tea\r\n---\r\n\r\nWords.\r\n",
}


def rename(folder: Path, new: str = "posts/chai.md", old: str = "posts/tea.md") -> int:
    return main(["rename", old, new, "--folder", str(folder)], {}, lambda _: None)


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/tea.md").write_bytes(text.encode())
    return tmp_path


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_whatever_the_dialect_the_post_stays_the_same_and_its_address_leads_to_the_new_one(
    tmp_path: Path, text: str
) -> None:
    folder = folder_with(tmp_path, text)

    assert rename(folder) == 0

    files = dict(read_files(folder))
    record = Folder.of(files, datetime.now(UTC)).places["posts/chai.md"]
    assert record.post
    assert list(files) == ["posts/chai.md"]
    assert (record.identity, record.title, record.path) == (keys.post_id("posts/tea.md"), "Tea", "/posts/chai/")
    assert {"/posts/tea/"} <= {*record.post.aliases} <= {"/posts/tea/", "/old/"}
    assert ("/old/" in record.post.aliases) == ("/old/" in text)
    assert (b"\r\n" in files["posts/chai.md"].data) == ("\r\n" in text)


def test_a_second_name_is_still_of_the_first_post(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, TEXTS["yaml"])

    assert rename(folder) == rename(folder, "posts/mint.md", "posts/chai.md") == 0

    record = Folder.of(dict(read_files(folder)), datetime.now(UTC)).places["posts/mint.md"]
    assert record.post
    assert record.identity == keys.post_id("posts/tea.md")
    assert set(record.post.aliases) == {"/posts/tea/", "/posts/chai/"}


def test_what_keeps_its_address_gets_no_alias(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "---\ntitle: Tea\nslug: tea\n---\n\nWords.\n")

    assert rename(folder) == 0

    assert "aliases" not in (folder / "posts/chai.md").read_text()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("posts/none.md", "posts/chai.md", "no post posts/none.md"),
        ("posts/tea.md", "posts/chai.txt", "would be no post"),
        ("posts/tea.md", "posts/tea.md", "there already"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(tmp_path: Path, capsys, old, new, said) -> None:
    folder = folder_with(tmp_path, TEXTS["yaml"])

    assert rename(folder, new, old) == 1

    assert said in capsys.readouterr().err
    assert (folder / "posts/tea.md").read_text() == TEXTS["yaml"]


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path, capsys) -> None:
    folder = folder_with(tmp_path, "---\ntitle: [Tea\n---\n")

    assert rename(folder) == 1

    assert "pressmark check" in capsys.readouterr().err
    assert (folder / "posts/tea.md").exists()
