"""Template tags: Hugo's shortcodes, Liquid's tags and variables, as they stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.prose import HIDDEN, Prose

_TAG = re.compile(
    rf"""
      \{{\{{(?P<hugo>[<%])\s*(?P<close>/?)(?P<escaped>\*?)\s*(?P<name>[\w./-]*)(?P<rest>(?:(?!\{{\{{[<%]|[>%]\}}\}})[^{HIDDEN}])*)[>%]\}}\}}
    | \{{%-?\s*(?P<liquid>\w+)(?P<words>(?:(?!\{{%|%\}})[^{HIDDEN}])*)%\}}
    | \{{\{{-?\s*(?P<variable>(?:(?!\{{\{{|\}}\}})[^{HIDDEN}\n])*?)\s*-?\}}\}}
    """,
    re.VERBOSE,
)
_ARGUMENT = re.compile(r"""(?:([\w-]+)\s*=\s*)?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[^\s,"'=|]+)""")


@dataclass(frozen=True)
class TemplateTag:
    """`name` is in lower case; `closes` is true of `{{< /name >}}` and `{% endname %}`."""

    start: int
    end: int
    written: str
    name: str
    values: tuple[str, ...]
    named: tuple[tuple[str, str], ...]
    kind: str
    closes: bool = False

    def get(self, *names: str, at: int | None = None) -> str:
        """The first of the named arguments that is there, or the one at a position."""
        found = dict(self.named)
        if at is not None and at < len(self.values):
            found.setdefault("", self.values[at])
        return next((found[name] for name in (*names, "") if found.get(name)), "")


def tags_of(prose: Prose) -> Iterator[TemplateTag]:
    if "{{" not in prose.mask and "{%" not in prose.mask:
        return
    for found in _TAG.finditer(prose.mask):
        yield _tag(found, prose.body[found.start() : found.end()])


def _tag(found: re.Match[str], written: str) -> TemplateTag:
    start, end = found.span()
    if found["hugo"]:
        kind = "escaped" if found["escaped"] else "hugo"
        name, rest, closes = found["name"].lower(), found["rest"].rstrip("/ "), bool(found["close"])
    elif found["liquid"]:
        kind, name, rest = "liquid", found["liquid"].lower(), found["words"].rstrip("- \n")
        closes = name.startswith("end")
    else:
        kind, name, rest, closes = "variable", found["variable"], "", False
    pairs = [(key, _unquoted(value)) for key, value in _ARGUMENT.findall(rest)]
    values = tuple(value for key, value in pairs if not key)
    return TemplateTag(start, end, written, name, values, tuple((k.lower(), v) for k, v in pairs if k), kind, closes)


def _unquoted(value: str) -> str:
    if value[:1] in "\"'`" and value[-1:] == value[:1]:
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value
