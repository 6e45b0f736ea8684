"""The theme: the templates and files of `site_templates/`, and a page turned into bytes.

What the templates may call is listed here; what they may show is in `pages.py`.
"""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha384
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from blog.paths import asset_path, href
from blog.settings import direction
from blog.words import locales
from publisher.accent import hue
from publisher.pages import Page
from publisher.typography import typeset
from publisher.wording import FILTERS, translated

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}

# What XML 1.0, section 2.2 does not call a Char; one of them makes a feed unreadable.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Asset:
    """A file that pages load: its bytes never change under one path."""

    data: bytes
    content_type: str

    @property
    def integrity(self) -> str:
        """The value of the HTML attribute `integrity` (W3C Subresource Integrity)."""
        return "sha384-" + b64encode(sha384(self.data).digest()).decode()


class Theme:
    """Pages as bytes, and the assets that they refer to, from a folder of templates.

    The folder is read once: a changed template needs a new Theme.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def render(self, page: Page) -> bytes:
        """The page's bytes in UTF-8: the same page gives the same bytes, anywhere."""
        text = self._environment.get_template(page.template).render(_given(page))
        return (_FORBIDDEN.sub("", text).rstrip("\n") + "\n").encode()

    @property
    def assets(self) -> Mapping[str, Asset]:
        """Each asset by its path, which holds the start of the content's hash."""
        return dict(self._named.values())

    @cached_property
    def _named(self) -> dict[str, tuple[str, Asset]]:
        files = sorted((self._folder / "static").iterdir())
        read = {file.name: _read(file) for file in files if file.suffix in CONTENT_TYPES}
        return {name: (_path(name, asset), asset) for name, asset in read.items()}

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._folder),
            extensions=["jinja2.ext.i18n"],
            autoescape=True,  # XML too: select_autoescape would leave some endings out
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.filters |= FILTERS | {"direction": direction, "href": href, "json": _json, "typeset": _typeset}
        environment.globals |= {
            "asset": lambda name: self._named[name][0],
            "integrity": lambda name: self._named[name][1].integrity,
        }
        environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
            *map(translated, ("gettext", "ngettext")), newstyle=True, pgettext=translated("pgettext")
        )
        return environment


def _given(page: Page) -> dict[str, Any]:
    """What every template sees: `here` is the page's own address, absolute.

    `words` are in the page's language as far as there are any; `language` is that of
    the page around its text, so of most of its words.
    """
    here_path, settings = href(page.path), page.site.settings
    return {
        "page": page,
        "settings": settings,
        "words": locales().words_for(page.language, settings.language),
        "language": page.language if locales().find(page.language) else settings.language,
        "hue": hue(page.site.settings.accent),
        "here": page.site.url + here_path,
        "here_path": here_path,
        "absolute": partial(_absolute, page.site.url),
    }


def _absolute(site: str, url: str) -> str:
    try:
        return urljoin(site + "/", url)
    except ValueError:  # an author's address such as "http://[" stays what it is
        return url


@pass_context
def _typeset(context: Context, text: str, language: str = "") -> str:
    """A title or summary as it is shown; no language is the site's."""
    return typeset(text, language or context["settings"].language)


def _path(name: str, asset: Asset) -> str:
    stem, dot, ending = name.rpartition(".")
    return asset_path(stem, dot + ending, asset.data)


def _read(file: Path) -> Asset:
    data = file.read_bytes()
    if file.suffix == ".css":
        data = _without_comments(data.decode()).encode()
    return Asset(data, CONTENT_TYPES[file.suffix])


def _without_comments(css: str) -> str:
    lines = (line.strip() for line in _COMMENTS.sub("", css).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _json(value: object) -> Markup:
    """The value as JSON that may also stand inside HTML."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  # nothing that HTML knows is left in it
