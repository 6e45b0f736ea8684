"""The messages that templates and code say to readers: what every catalogue must have."""

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2.ext import babel_extract

from tests.template import ROOT

# Which arguments of a function are parts of a message's key; `message` only marks.
KEYS = {"gettext": 1, "_": 1, "message": 1, "pgettext": 2, "ngettext": 2}
Message = tuple[str, str, str]
"""Context, text and plural, the first and the last perhaps empty."""


def messages() -> set[Message]:
    return {*_of_templates(), *_of_code()}


def _of_templates() -> Iterator[Message]:
    for path in sorted((ROOT / "site_templates").glob("*.*")):
        with path.open("rb") as file:
            for _, function, found, _ in babel_extract(file, tuple(KEYS), (), {"trimmed": "true"}):
                texts = [text for text in (found if isinstance(found, tuple) else (found,)) if text is not None]
                yield _message(function, texts)


def _of_code() -> Iterator[Message]:
    for package in ("blog", "api", "mail", "publisher"):
        for path in sorted((ROOT / "functions" / package).glob("*.py")):
            yield from _of_module(path)


def _of_module(path: Path) -> Iterator[Message]:
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and (name := _name(call.func)) in KEYS:
            texts = [each.value for each in call.args[: KEYS[name]] if isinstance(each, ast.Constant)]
            if len(texts) == KEYS[name]:  # others hand a text on that is marked elsewhere
                yield _message(name, texts)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _message(function: str, texts: list[str]) -> Message:
    if function == "pgettext":
        return (texts[0], texts[1], "")
    return ("", texts[0], texts[1] if function == "ngettext" else "")
