"""XML records: what a large file of XML says, element by element, in bounded memory.

Nothing of a file is trusted: one that declares entities, or has a document type at all, is
refused before any could grow, and so is one that is nested deeply.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat  # its entities are refused below

CHUNK = 1 << 16  # bytes
DEEPEST = 64
LONGEST = 100_000  # characters of a field; what is longer is cut just behind that
# Some systems write these although XML forbids them (1.0, production 2).
CONTROLS = bytes(each for each in range(1, 32) if each not in b"\t\n\r")


class Unreadable(ValueError):
    """A file that cannot be read to its end; `line` is where."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line:,}: {why}")
        self.line = line


@dataclass
class Record:
    """An element: its path of names, the line where it begins, which one it is, and the record around it as yet read.

    `fields` have the texts of the elements in it ("author/name") and attributes ("parent@id", "@id"), as far as
    they are wanted; names are without their prefixes.
    """

    path: str
    line: int
    number: int
    within: "Record | None" = None
    fields: dict[str, str] = field(default_factory=dict)


def records(file: BinaryIO, wanted: Mapping[str, AbstractSet[str]]) -> Iterator[Record]:
    """The records at the wanted paths ("rss/channel/item"), each when it ends, with the fields that are named.

    Raises Unreadable.
    """
    reading = _Reading(wanted)
    while chunk := file.read(CHUNK):
        reading.feed(chunk if b"\0" in chunk else chunk.translate(None, CONTROLS))
        yield from reading.taken()
    reading.feed(b"", is_last=True)
    yield from reading.taken()


class _Reading:
    def __init__(self, wanted: Mapping[str, AbstractSet[str]]) -> None:
        self._wanted = wanted
        self._names: list[str] = []
        self._open: list[Record] = []
        self._done: list[Record] = []
        self._number = 0
        self._text: list[str] | None = None
        self._length = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            raise Unreadable(error.lineno, expat.ErrorString(error.code)) from error

    def taken(self) -> list[Record]:
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._names.append(_local(name))
        if len(self._names) > DEEPEST:
            raise Unreadable(self._parser.CurrentLineNumber, f"elements are nested more than {DEEPEST} deep")
        path = "/".join(self._names)
        if path in self._wanted:
            self._number += 1
            within = self._open[-1] if self._open else None
            self._open.append(Record(path, self._parser.CurrentLineNumber, self._number, within))
        place = self._place()
        self._keep({f"{place}@{_local(each)}": value for each, value in attributes.items()})
        self._text, self._length = ([], 0) if self._is_kept(place) else (None, 0)

    def _data(self, text: str) -> None:
        if self._text is not None and self._length <= LONGEST:
            self._text.append(text)
            self._length += len(text)

    def _end(self, _: str) -> None:
        if self._text is not None:
            self._keep({self._place(): "".join(self._text)[: LONGEST + 1]})
            self._text = None
        if self._open and self._open[-1].path == "/".join(self._names):
            self._done.append(self._open.pop())
        self._names.pop()

    def _place(self) -> str:
        """Where the present element is in the innermost record."""
        return "/".join(self._names[self._open[-1].path.count("/") + 1 :]) if self._open else ""

    def _keep(self, found: dict[str, str]) -> None:
        if self._open:
            self._open[-1].fields |= {name: value for name, value in found.items() if self._is_kept(name)}

    def _is_kept(self, place: str) -> bool:
        return bool(self._open) and place in self._wanted[self._open[-1].path]

    def _refuse(self, *_: object) -> None:
        raise Unreadable(
            self._parser.CurrentLineNumber, "it declares a document type or entities, which no export does"
        )


def _local(name: str) -> str:
    return name.rpartition(":")[2]
