"""The theme: the templates of `site_templates/` and those that replace them, and a page turned into bytes.

What the templates may call is listed here; what they may show is in `pages.py` and `machine_pages.py`.
"""

import json
import re
from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateRuntimeError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from blog.paths import href
from blog.settings import direction
from blog.words import locales
from publisher.accent import hue
from publisher.assets import Asset, Named, read_assets
from publisher.edition import edition_of
from publisher.linked_data import linked_data
from publisher.pages import Page
from publisher.specimen import specimens
from publisher.theme_error import located
from publisher.typography import typeset
from publisher.wording import FILTERS, translated

ORIGINALS = "default"  # "default/post.html" is the theme's own, whatever replaces it

# What XML 1.0, section 2.2 does not call a Char; one of them makes a feed unreadable.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def folders() -> tuple[Path, Path]:
    """The templates that come with Pressmark, and the owner's."""
    # In the deployed package they lie beside this one's folder, in a checkout one level up.
    root = next(each for each in Path(__file__).parents if (each / "site_templates").is_dir())
    return root / "site_templates", root / "theme"


class Theme:
    """Pages as bytes, and the assets that they refer to, from a folder of templates.

    What is in the folder `own`, the owner's, replaces what has the same name; it may be
    missing. Both are read once: a changed template needs a new Theme. Where anything in
    them cannot be used, all methods raise ThemeError.
    """

    def __init__(self, folder: Path, own: Path | None = None) -> None:
        self._folder = folder
        self._folders = (own, folder) if own else (folder,)

    @property
    def replaced(self) -> list[str]:
        """The owner's files, by their names."""
        return sorted(name for name in FileSystemLoader(self._folders[:-1]).list_templates() if _is_used(name))

    def render(self, page: Page) -> bytes:
        """The page's bytes in UTF-8: the same page gives the same bytes, anywhere."""
        with located(self._folders, page.template):
            text = self._environment.get_template(page.template).render(given(page))
        return (_FORBIDDEN.sub("", text).rstrip("\n") + "\n").encode()

    def check(self) -> None:
        """Compile every template and render pages of every kind, so that nothing is found broken half-way."""
        for name in self._environment.list_templates(filter_func=_is_template):
            with located(self._folders, name):
                self._environment.get_template(name)
        for page in specimens():
            self.render(page)

    @cached_property
    def edition(self) -> str:
        """Of the theme and the code, read once: a page that another edition has made may look otherwise."""
        return edition_of(self._folders)

    @property
    def assets(self) -> Mapping[str, Asset]:
        """Each asset by its path, which holds the start of the content's hash."""
        return dict(self._named.values())

    @cached_property
    def _named(self) -> Named:
        return read_assets(self._folders)

    def _asset(self, name: str) -> tuple[str, Asset]:
        if name not in self._named:
            raise TemplateRuntimeError(f"there is no file {name!r} in static/")
        return self._named[name]

    @cached_property
    def _environment(self) -> Environment:
        originals = FileSystemLoader(self._folder)
        environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(self._folders), PrefixLoader({ORIGINALS: originals})]),
            extensions=["jinja2.ext.i18n"],
            autoescape=True,  # XML too: select_autoescape would leave some endings out
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.filters |= FILTERS | {
            "direction": direction,
            "href": href,
            "json": _json,
            "linked_data": linked_data,
            "typeset": _typeset,
        }
        environment.globals |= {
            "asset": lambda name: self._asset(name)[0],
            "integrity": lambda name: self._asset(name)[1].integrity,
        }
        environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
            *map(translated, ("gettext", "ngettext")), newstyle=True, pgettext=translated("pgettext")
        )
        return environment


def _is_template(name: str) -> bool:
    return _is_used(name) and not name.startswith((f"{ORIGINALS}/", "static/"))


def _is_used(name: str) -> bool:
    """Not what describes the folder or is hidden in it."""
    return not name.endswith(".md") and not any(part.startswith(".") for part in name.split("/"))


def given(page: Page) -> dict[str, Any]:
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


def _json(value: object) -> Markup:
    """The value as JSON that may also stand inside HTML."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  # nothing that HTML knows is left in it
