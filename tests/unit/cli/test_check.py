"""What is wrong with a folder, told as its receipts would tell it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import cli.answer
from cli.answer import Answer
from cli.offline import Folder
from cli.pressmark import main
from publisher.content import Object

NOW = datetime(2026, 11, 24, tzinfo=UTC)
GOOD = "---\ntitle: Tea\ndate: 2026-01-01\n---\n\nWords.\n"


def receipts(**files: str):
    """By key; `__` stands for a slash and `_` before the ending for a dot."""
    read = {key: Object(key, "", NOW, text.encode()) for name, text in files.items() for key in [_key(name)]}
    return {receipt.key: receipt for receipt in Folder.of(read, NOW).receipts()}


def _key(name: str) -> str:
    stem, _, ending = name.rpartition("_")
    return f"{stem.replace('__', '/')}.{ending}"


def test_each_file_has_a_receipt_with_its_address_and_its_problems() -> None:
    found = receipts(
        posts__tea_md=GOOD,
        posts__bad_md="---\ntitle: [\n---\n",
        media__a_svg="<svg/>",
        notes_txt="x",
        pages__us_md=GOOD,
    )

    assert {key: (str(each.status), each.url) for key, each in found.items()} == {
        "posts/tea.md": ("published", "/posts/tea/"),
        "posts/bad.md": ("error", ""),
        "media/a.svg": ("published", "/media/a.svg"),
        "notes.txt": ("error", ""),
        "pages/us.md": ("published", "/us/"),
    }
    assert found["posts/bad.md"].errors[0].line == 2


def test_links_are_followed_within_the_folder() -> None:
    found = receipts(posts__a_md=f"{GOOD}[b](b.md) [[Rain]] [c](c.md)\n", posts__b_md=GOOD.replace("Tea", "Rain"))

    assert [each.message for each in found["posts/a.md"].warnings] == ["There is no published post “c.md” to link to."]


def test_a_translation_has_the_address_that_it_will_have_and_may_have_the_title() -> None:
    found = receipts(
        **{
            "site_yaml": "language: en\n",
            "posts__tea_md": f"{GOOD}[[tea]] [[tea.de]]\n",
            "posts__tea.de_md": GOOD,
            "posts__tea.he_md": GOOD.replace("title", "lang: fr\ntitle"),
        }
    )

    assert {key: each.url for key, each in found.items() if key != "site.yaml"} == {
        "posts/tea.md": "/posts/tea/",
        "posts/tea.de.md": "/de/posts/tea/",
        "posts/tea.he.md": "/he/posts/tea/",
    }
    assert [each.field for key in sorted(found) for each in found[key].warnings] == ["lang"]


def test_of_two_posts_that_ask_for_one_address_the_second_is_told() -> None:
    slugged = GOOD.replace("title", "slug: one\ntitle")

    found = receipts(posts__b_md=slugged.replace("Tea", "Rain"), posts__a_md=slugged)

    assert found["posts/a.md"].url == "/posts/one/"
    assert found["posts/b.md"].url.startswith("/posts/one-")
    assert found["posts/b.md"].warnings[0].field == "slug"


def test_published_posts_of_one_title_name_each_other() -> None:
    draft = GOOD.replace("title", "draft: true\ntitle")

    found = receipts(posts__a_md=GOOD, posts__b_md=draft, posts__c_md=GOOD.replace("Tea", "tea"), pages__us_md=GOOD)

    assert {key: [each.message.split()[6] for each in receipt.warnings] for key, receipt in found.items()} == {
        "pages/us.md": ["(posts/a.md),"],
        "posts/a.md": ["(pages/us.md),"],
        "posts/b.md": [],
        "posts/c.md": ["(posts/a.md),"],
    }
    assert found["posts/c.md"].warnings[0].field == "title"


def test_a_receipt_tells_how_many_words_a_text_has() -> None:
    found = receipts(posts__a_md=GOOD + "Two more.\n", posts__b_md="---\ntitle: [\n---\n", media__a_svg="<svg/>")

    assert {key: each.words for key, each in found.items()} == {
        "posts/a.md": 3,
        "posts/b.md": None,
        "media/a.svg": None,
    }


def test_settings_are_read_and_used() -> None:
    found = receipts(site_yaml="permalink: /:year/:title/\ncolour: red\n", posts__tea_md=GOOD)

    assert found["posts/tea.md"].url == "/2026/tea/"
    assert found["site.yaml"].warnings
    assert receipts(site_yaml="permalink: /:nonsense/\n")["site.yaml"].errors[0].line == 1


def test_a_redirect_where_a_post_stands_or_to_where_nothing_does_is_told() -> None:
    redirects = "redirects: {/posts/tea/: /, /old/: /, /older/: /, /oldest/: /nowhere/}\n"

    found = receipts(site_yaml=redirects, posts__tea_md=GOOD.replace("title", "aliases: [/old/]\ntitle"))

    assert [re.findall(r"/\w[\w/]+", each.message) for each in found["site.yaml"].warnings] == [
        ["/posts/tea/"],
        ["/old/"],
        ["/oldest/", "/nowhere/"],
    ]


@pytest.mark.parametrize(("more", "status"), [("/tag/tea.html", 1), ("/old/", 1), ("/index.xml", 0)])
def test_the_addresses_of_the_old_site_are_looked_for(tmp_path: Path, capsys, more: str, status: int) -> None:
    folder, old = tmp_path / "blog", tmp_path / "public"
    post = GOOD.replace("title", "tags: [hot]\naliases: [/tea.html]\ntitle")
    files = {"posts/tea.md": post, "pages/us.md": GOOD, "site.yaml": "redirects: {/index.xml: /feed.xml}\n"}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    answering = ("/", "/posts/tea/", "/us/", "/tea.html", "/tags/hot/", "/archive/", "/sitemap.xml", "/404.html")
    for path in (*answering, more):
        file = old / (f"{path[1:]}index.html" if path.endswith("/") else path[1:])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (old / "style.css").touch()

    assert main(["check", str(folder), "--old", str(old)], {}, lambda _: None) == status
    said = capsys.readouterr().out
    assert f"9 old addresses, {status} lost." in said
    assert (f"{more}: Nothing would answer here any more." in said) is bool(status)


def test_an_old_site_that_is_not_there_is_told(tmp_path: Path, capsys) -> None:
    assert main(["check", str(tmp_path), "--old", str(tmp_path / "public")], {}, lambda _: None) != 0
    assert "public is not a folder" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "status"), [(GOOD, 0), ("---\ntitle: [\n---\n", 1)])
def test_the_exit_status_says_whether_there_is_an_error(tmp_path: Path, capsys, text: str, status: int) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "tea.md").write_text(text)
    (tmp_path / ".hidden").write_text("x")

    assert main(["check", str(tmp_path)], {}, lambda _: None) == status
    assert f"1 files, {status} errors, 0 warnings." in capsys.readouterr().out


def test_the_sample_blog_has_nothing_to_mend(capsys) -> None:
    assert main(["check", str(Path(__file__).parents[3] / "content")], {}, lambda _: None) == 0
    assert ", 0 errors, 0 warnings." in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_said(capsys) -> None:
    assert main(["check", "/nowhere/at/all"], {}, lambda _: None) == 1
    assert "is not a folder" in capsys.readouterr().err


def test_links_to_other_sites_are_asked_for_only_on_request(tmp_path: Path, capsys, monkeypatch) -> None:
    answers = {
        "https://gone.example/": Answer(dead="the page is gone (410)"),
        "https://shy.example/": Answer(unsure="it answers 403"),
        "https://tea.example/": Answer(),
    }
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "tea.md").write_text(f"{GOOD}\n{' '.join(f'<{page}#part>' for page in answers)}\n")
    asked: list[str] = []

    def ask(pages: list[str], _: object) -> dict[str, Answer]:
        asked.extend(pages)
        return {page: answers[page] for page in pages}

    monkeypatch.setattr(cli.answer, "ask", ask)

    silent = main(["check", str(tmp_path)], {}, lambda _: None)
    without, asked_without = capsys.readouterr().out, asked.copy()
    status = main(["check", "--external", str(tmp_path)], {}, lambda _: None)
    told = capsys.readouterr().out

    assert (silent, status, asked_without, asked) == (0, 0, [], sorted(answers))
    assert "other sites" not in without
    assert "in line 8, column 2: The link to https://gone.example/#part leads nowhere: the page is gone (410)." in told
    assert "https://shy.example/ could not be checked: it answers 403" in told
    assert "1 files, 0 errors, 1 warnings." in told
    assert "3 pages of other sites, 1 dead, 1 that could not be checked." in told
