"""External links: those to other sites in an author's files, and where they stand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urldefrag

from markupsafe import escape

from blog.settings import Settings
from publisher.content import Object
from publisher.problem import SourceError
from publisher.source import read_source
from publisher.source_kind import SETTINGS_KEY, SourceKind, kind_of

# What shows that an address goes on: "https://tea.example/a" is not in "https://tea.example/a.html".
_GOES_ON = r"(?!['.,:;!]?[\w/%#?&=~+-])"


@dataclass(frozen=True)
class External:
    """A link to another site, where the file `key` has it first; without a line if its author wrote it otherwise."""

    key: str
    address: str
    line: int | None = None
    column: int | None = None

    @property
    def page(self) -> str:
        """What is asked for: the address without its `#part`."""
        return urldefrag(self.address).url


def external_links(files: Mapping[str, Object], settings: Settings, now: datetime) -> Iterator[External]:
    """Those of all files that can be read, drafts included, and of the navigation; each address once a file."""
    for key in sorted(files):
        addresses = _addresses(files[key], settings, now)
        text = files[key].data.decode("utf-8-sig", "replace") if addresses else ""
        for address in dict.fromkeys(addresses):
            yield External(key, address, *_place(text, address))


def _addresses(file: Object, settings: Settings, now: datetime) -> list[str]:
    if file.key == SETTINGS_KEY:
        return [link.url for link in settings.navigation if _is_external(link.url)]
    if kind_of(file.key) is not SourceKind.POST:
        return []
    try:
        read = read_source(file.key, file.data, settings, now)
    except SourceError:  # which its receipt tells
        return []
    found = _Links()
    found.feed(read.html)
    found.close()
    credit = [read.post.credit.url] if read.post.credit else []
    return list(filter(_is_external, credit + found.addresses))


def _is_external(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _place(text: str, address: str) -> tuple[int | None, int | None]:
    """The line and column at which the address is written, by itself or as HTML has it."""
    written = "|".join(re.escape(each) for each in (address, str(escape(address))))
    found = re.search(f"(?:{written}){_GOES_ON}", text)
    if found is None:
        return None, None
    before = text[: found.start()]
    return before.count("\n") + 1, found.start() - before.rfind("\n")


class _Links(HTMLParser):
    """The addresses of the links in some HTML; one without a scheme is asked as the site itself is, by HTTPS."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = (dict(attrs).get("href") or "").strip() if tag == "a" else ""
        self.addresses.append(f"https:{address}" if address.startswith("//") else address)
