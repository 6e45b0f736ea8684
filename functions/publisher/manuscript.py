"""Manuscripts: from the bytes of a source file to clean text, with line numbers that stay true."""

import re

from publisher.problem import Problem, SourceError

MAX_BYTES = 1_000_000
# What XML 1.0 forbids (section 2.2), the C1 controls, and halves of surrogate pairs.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def read_text(key: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text with LF line ends and no control characters, and warnings; raises SourceError."""
    if len(data) > MAX_BYTES:
        raise _refusal(key, f"The file is larger than {MAX_BYTES:,} bytes; nothing was published.")
    if b"\x00" in data:
        raise _refusal(key, "This is not a text file (it has a zero byte); nothing was published.", data.index(0), data)
    text = _decoded(key, data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _refusal(key, "The file is empty; nothing was published.")
    return clean(text), _control_warnings(text)


def clean(text: str) -> str:
    """The text without the characters that no page or feed may carry."""
    return FORBIDDEN.sub("", text)


def _decoded(key: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"The file is not UTF-8 text (byte {error.start + 1} is 0x{data[error.start]:02x}); save it as UTF-8."
        raise _refusal(key, message + " Nothing was published.", error.start, data) from error


def _refusal(key: str, message: str, at: int | None = None, data: bytes = b"") -> SourceError:
    return SourceError(key, Problem(message, line=None if at is None else data.count(b"\n", 0, at) + 1))


def _control_warnings(text: str) -> tuple[Problem, ...]:
    found = FORBIDDEN.findall(text)
    if not found:
        return ()
    line = text.count("\n", 0, text.index(found[0])) + 1
    names = ", ".join(sorted({f"U+{ord(char):04X}" for char in found}))
    return (Problem(f"Control characters were left out ({names}, {len(found)} in all).", line=line),)
