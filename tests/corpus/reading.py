"""What a file's author meant by its front matter, found out without any code of ours.

tomllib, PyYAML's BaseLoader, plain header lines, dateutil and the file's name say it.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml
from dateutil import parser as dates

DATES = ("date", "published_at", "published", "created")
_DATED = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(.+)")


@dataclass(frozen=True)
class Meant:
    """None where the author left it open."""

    title: str | None
    date: datetime | None
    tags: list[str]
    slug: str


def meant(path: Path) -> Meant:
    fields, jekyll = _fields(path.read_text("utf-8-sig"))
    return Meant(
        title=_text(fields.get("title")) or None,
        date=_date(fields, path),
        tags=_tags(fields, spaced=jekyll and "layout" in fields and bool(_DATED.match(path.stem))),
        slug=_slug(fields, path),
    )


def _fields(text: str) -> tuple[dict[str, Any], bool]:
    """The fields by lower-case names, and whether they are YAML."""
    lines = text.splitlines()
    if lines[0].strip() == "---":
        end = next(at for at, line in enumerate(lines) if at and line.rstrip() == "---")
        return _lower(yaml.load("\n".join(lines[1:end]).replace("\t", " "), yaml.BaseLoader)), True
    if lines[0].strip() == "+++":
        end = next(at for at, line in enumerate(lines) if at and line.rstrip() == "+++")
        return _lower(tomllib.loads("\n".join(lines[1:end]))), False
    head = text.split("\n\n", maxsplit=1)[0].splitlines()
    return _lower(dict(line.split(":", 1) for line in head if re.match(r"\w+\s*:", line))), False


def _lower(fields: dict[str, Any] | None) -> dict[str, Any]:
    return {name.strip().lower(): value for name, value in (fields or {}).items()}


def _text(value: object) -> str:
    text = str(value or "")
    if "</" not in text and "&" not in text:  # a lone <video> is a word
        return " ".join(text.split())
    shown = _Shown()
    shown.feed(text)
    shown.close()
    return " ".join("".join(shown.pieces).split())


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _date(fields: dict[str, Any], path: Path) -> datetime | None:
    written = next((fields[name] for name in DATES if fields.get(name)), None)
    named = _DATED.match(path.stem)
    if isinstance(written, datetime):
        moment = written
    elif isinstance(written, date):
        moment = datetime.combine(written, time())
    elif isinstance(written, str):
        moment = dates.parse(written)
    elif named:
        moment = datetime(*map(int, named.groups()[:3]))  # noqa: DTZ001  # the zone comes below
    else:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).replace(microsecond=0)


def _tags(fields: dict[str, Any], *, spaced: bool) -> list[str]:
    found: dict[str, str] = {}
    for name in ("tags", "tag", "keywords"):
        value = fields.get(name) or []
        if isinstance(value, str):
            value = (
                re.split("[,;，、]", value) if re.search("[,;，、]", value) else value.split() if spaced else [value]
            )
        for text in map(_text, value):
            if text and _words(text):
                found.setdefault(_words(text), text)
    return list(found.values())


def _slug(fields: dict[str, Any], path: Path) -> str:
    address = str(fields.get("permalink") or fields.get("url") or "").strip().strip("/").removesuffix(".html")
    dated = _DATED.match(path.stem)
    return _words(str(fields.get("slug") or address.rpartition("/")[2] or (dated[4] if dated else path.stem)))


def _words(text: str) -> str:
    spelled = text.replace("+", " plus ").replace("#", " sharp ").replace("&", " and ").replace("'", "")
    folded = unicodedata.normalize("NFKC", spelled.replace("’", "")).lower()
    return "-".join(re.findall(r"[^\W_]+", folded))
