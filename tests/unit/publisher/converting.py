"""What a text becomes: for tests of all that has a part in it."""

from blog.picture import Picture
from blog.settings import HtmlPolicy
from publisher.conversion import Converted, Text
from publisher.markdown_html import convert
from publisher.media import Media, path_of

KEY = "posts/tea.md"


def converted(
    body: str,
    key: str = KEY,
    links: dict[str, str] | None = None,
    files: dict[str, Picture | None] | None = None,
    **more: object,
) -> Converted:
    """`links` are the addresses of sources, by key or by name; `files` those that are there, all unless it is said."""

    def find(wanted: str) -> Media | None:
        if files is None:
            return Media(path_of(wanted))
        return Media(path_of(wanted), files[wanted]) if wanted in files else None

    return convert(Text(key, body, **more), lambda target: (links or {}).get(target.text), find)


def html(body: str, **more: object) -> str:
    return str(converted(body, **more).html)


def sanitised(body: str) -> str:
    return html(body, html=HtmlPolicy.SANITISED)


def told(body: str, **more: object) -> list[tuple[int | None, str]]:
    """Line and message of each problem."""
    return [(problem.line, problem.message) for problem in converted(body, **more).problems]
