"""Links to other sites, where they stand in their files."""

from datetime import UTC, datetime

from blog.settings import Link, Settings
from cli.external import External, external_links
from publisher.content import Object

NOW = datetime(2026, 11, 24, tzinfo=UTC)
HEAD = "---\ntitle: Tea\ndate: 2026-01-01\n---\n"


def found(text: str, key: str = "posts/tea.md", settings: Settings | None = None) -> list[External]:
    return list(external_links({key: Object(key, "", NOW, text.encode())}, settings or Settings(), NOW))


def places(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(each.address, each.line, each.column) for each in found(HEAD + text)]


def test_each_kind_of_link_is_found_where_it_is_written() -> None:
    body = (
        "[a](https://a.example/x) and [b][1], <https://c.example> or https://d.example/e.\n"
        '<a href="https://f.example/?g=1&amp;h=2">f</a>\n\n'
        "[1]: https://b.example/y\n"
    )

    assert places(body) == [
        ("https://a.example/x", 5, 5),
        ("https://b.example/y", 8, 6),
        ("https://c.example", 5, 39),
        ("https://d.example/e", 5, 61),
        ("https://f.example/?g=1&h=2", 6, 10),
    ]


def test_an_address_is_not_found_within_a_longer_one() -> None:
    body = "https://a.example/tea.html https://a.example/tea?x https://a.example/tea/ https://a.example/tea.\n"

    assert places(body)[-1] == ("https://a.example/tea", 5, 75)


def test_an_address_is_told_once_a_file_and_asked_without_its_part() -> None:
    links = found(HEAD + "[a](https://a.example/#one) [a](https://a.example/#one) [a](https://a.example/#two)\n")

    assert [(each.address[-4:], each.page) for each in links] == [
        ("#one", "https://a.example/"),
        ("#two", "https://a.example/"),
    ]


def test_credits_drafts_and_the_navigation_count_but_not_what_stays_here() -> None:
    post = "---\ntitle: Tea\ndate: 2026-01-01\ndraft: true\nsource_url: https://a.example/\n---\n"
    settings = Settings(navigation=(Link("Archive", "/archive/"), Link("Elsewhere", "https://b.example/")))

    (credit,) = found(post + "[here](/posts/) [mail](mailto:a@b.example) `https://code.example/`\n")
    (elsewhere,) = found("navigation:\n- {title: E, url: https://b.example/}\n", "site.yaml", settings)

    assert (credit.address, credit.line, credit.column) == ("https://a.example/", 5, 13)
    assert (elsewhere.line, elsewhere.column) == (2, 19)


def test_what_cannot_be_read_and_what_is_no_text_has_no_links() -> None:
    assert found("---\ntitle: [\n---\nhttps://a.example/\n") == []
    assert found("https://a.example/", "media/a.svg") == []


def test_an_address_that_is_written_otherwise_has_no_line() -> None:
    assert places("[a](//a.example/x)\n") == [("https://a.example/x", None, None)]
