"""Access logs of the CDN: who asked for what, line by line.

CloudFront's standard logs, in W3C's extended format (a line `#Fields:` names what the
tabs divide) or as JSON, one object a line; as they are or packed by gzip (CloudFront
developer guide, "Standard logging reference").
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO
from urllib.parse import parse_qs, unquote

FIELDS = "#Fields:"
ABSENT = "-"
PACKED = b"\x1f\x8b"  # RFC 1952, section 2.3.1


class NotALog(ValueError):
    """A file that is no access log; `path` and `line` say where that was noticed."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"{path}, line {line}: this is no access log of CloudFront")
        self.path = path
        self.line = line


@dataclass(frozen=True)
class Hit:
    """One request. All of it is untrusted; `path` is decoded."""

    day: date
    address: str
    agent: str
    method: str
    path: str
    query: Mapping[str, list[str]]
    status: int
    referrer: str


def hits(places: Iterable[Path]) -> Iterator[Hit]:
    """All requests in files, and in all files of folders; raises NotALog, and OSError for what cannot be read."""
    for place in places:
        for file in sorted(each for each in place.rglob("*") if each.is_file()) if place.is_dir() else [place]:
            yield from _read(file)


def _read(file: Path) -> Iterator[Hit]:
    names: list[str] = []
    with _open(file) as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.startswith(FIELDS):
                    names = line.removeprefix(FIELDS).split()
                elif line.strip() and not line.startswith("#"):
                    try:
                        yield _hit(_fields(line, names))
                    except (ValueError, KeyError, AttributeError, TypeError) as error:
                        raise NotALog(file, number) from error
        except (EOFError, gzip.BadGzipFile) as error:
            raise NotALog(file, 1) from error


def _open(file: Path) -> IO[str]:
    with file.open("rb") as opened:
        is_packed = opened.read(len(PACKED)) == PACKED
    if is_packed:
        return gzip.open(file, "rt", encoding="utf-8", errors="replace")
    return file.open(encoding="utf-8", errors="replace")


def _fields(line: str, names: list[str]) -> Mapping[str, str]:
    if line.startswith("{"):
        return {name: str(value) for name, value in json.loads(line).items()}
    return dict(zip(names, line.rstrip("\r\n").split("\t"), strict=True))


def _hit(fields: Mapping[str, str]) -> Hit:
    return Hit(
        day=date.fromisoformat(fields["date"]),
        address=fields["c-ip"],
        agent=_decoded(fields["cs(User-Agent)"]),
        method=fields["cs-method"],
        path=unquote(fields["cs-uri-stem"]),
        query=parse_qs(_decoded(fields["cs-uri-query"])),
        status=int(fields["sc-status"]),
        referrer=_decoded(fields["cs(Referer)"]),
    )


def _decoded(field: str) -> str:
    """A field that CloudFront wrote encoded, in older logs twice."""
    once = unquote("" if field == ABSENT else field)
    return unquote(once) if "%20" in once else once
