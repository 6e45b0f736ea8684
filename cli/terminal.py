"""The terminal: untrusted text on its way to a screen, and questions to whoever sits there."""

import sys

WIDTH = 100


def printable(untrusted: str) -> str:
    """The text without anything that could move the cursor, change colours or turn the line around."""
    return "".join(char for char in untrusted if char.isprintable())


def first_line(untrusted: str) -> str:
    """The first line, cut with an ellipsis when there is more."""
    line, _, rest = untrusted.strip().partition("\n")
    shown = printable(line)
    return f"{shown[:WIDTH]} …" if rest or len(shown) > WIDTH else shown


def fail(sentence: str) -> int:
    """Say on the error stream what went wrong; the exit status for that."""
    print(f"pressmark: {printable(sentence)}", file=sys.stderr)
    return 1


def is_interactive() -> bool:
    return sys.stdin.isatty()


def confirmed(question: str) -> bool:
    """Ask; only a clear yes is one."""
    print(question, "[y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
