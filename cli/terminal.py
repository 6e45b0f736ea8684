"""The terminal: untrusted text on its way to a screen."""

WIDTH = 100


def printable(untrusted: str) -> str:
    """The text without anything that could move the cursor, change colours or turn the line around."""
    return "".join(char for char in untrusted if char.isprintable())


def first_line(untrusted: str) -> str:
    """The first line, cut with an ellipsis when there is more."""
    line, _, rest = untrusted.strip().partition("\n")
    shown = printable(line)
    return f"{shown[:WIDTH]} …" if rest or len(shown) > WIDTH else shown
