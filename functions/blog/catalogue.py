"""Catalogues: a `.po` file as the standard library's translations, without a step in between that compiles it.

The format is that of the GNU gettext manual, "The Format of PO Files". Entries are
set apart by blank lines, as every editor of these files writes them.
"""

import json
import re
import struct
from collections.abc import Iterator, Mapping
from gettext import GNUTranslations
from io import BytesIO

Entry = Mapping[str, str]

_FIELD = re.compile(r'^(msg\w+(?:\[\d\])?)((?:\s+"(?:[^"\\\n]|\\.)*")+)[ \t]*$', re.MULTILINE)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_MAGIC = 0x950412DE
_HEAD = struct.Struct("<7I")
_PLACE = struct.Struct("<2I")


def read_catalogue(po: str) -> GNUTranslations:
    """The translations of a file's text; plural forms are its header's."""
    messages = dict(_pair(entry) for entry in entries(po))
    return GNUTranslations(BytesIO(_compiled({key: text for key, text in messages.items() if text})))


def entries(po: str) -> Iterator[Entry]:
    """Each message by its keywords: msgctxt, msgid, msgid_plural, msgstr, msgstr[0] …; not those marked fuzzy."""
    for block in re.split(r"\n\s*\n", po):
        fields = {keyword: _text(strings) for keyword, strings in _FIELD.findall(block)}
        if fields and not re.search("^#,.*fuzzy", block, re.MULTILINE):
            yield fields


def _text(strings: str) -> str:
    return "".join(json.loads(string) for string in _STRING.findall(strings))


def _pair(entry: Entry) -> tuple[str, str]:
    """The key and the value of a message in a `.mo` file."""
    context = f"{entry['msgctxt']}\4" if "msgctxt" in entry else ""
    if "msgid_plural" not in entry:
        return context + entry["msgid"], entry["msgstr"]
    forms = [text for keyword, text in sorted(entry.items()) if keyword.startswith("msgstr[")]
    return f"{context}{entry['msgid']}\0{entry['msgid_plural']}", "\0".join(forms) if all(forms) else ""


def _compiled(messages: Mapping[str, str]) -> bytes:
    """A `.mo` file (GNU gettext manual, "The Format of GNU MO Files"), which is what Python reads."""
    keys = [key.encode() for key in sorted(messages)]
    texts = [messages[key.decode()].encode() for key in keys]
    table = _PLACE.size * len(keys)
    places, start = [], _HEAD.size + 2 * table
    for string in keys + texts:
        places.append(_PLACE.pack(len(string), start))
        start += len(string) + 1
    head = _HEAD.pack(_MAGIC, 0, len(keys), _HEAD.size, _HEAD.size + table, 0, 0)
    return head + b"".join(places) + b"\0".join(keys + texts) + b"\0"
