"""Callouts between colons, as of Docusaurus, VitePress, Nikola and Pandoc, as the indented ones that Markdown reads.

:::note Title            !!! note "Title"
Text.             is
:::                          Text.
"""

import re

from publisher.prose import prose_of

_OPENING = re.compile(
    r"(?P<indent> *):{3,} *(?:\{\.(?P<pandoc>[\w-]+)[^}]*\}|(?P<kind>[A-Za-z][\w-]*))"
    r"(?:\[(?P<bracket>[^\]]*)\]|[ ]+(?P<title>[^:{].*?))? *:*"
)
_CLOSING = re.compile(r" *:{3,} *")
DEEPEST = 8


def with_callouts(body: str) -> str:
    """The body with each `:::` block indented below a `!!!` line; one that is not closed is left as it is."""
    if ":::" not in body:
        return body
    lines, masked = body.split("\n"), prose_of(body).mask.split("\n")
    inside, starts, ends = _blocks(masked)
    return "\n".join(_line(line, inside[at], starts.get(at), at in ends) for at, line in enumerate(lines))


def _blocks(masked: list[str]) -> tuple[list[int], dict[int, re.Match[str]], set[int]]:
    opened: list[tuple[int, re.Match[str]]] = []
    starts, ends, inside = {}, set(), [0] * (len(masked) + 1)
    for at, line in enumerate(masked):
        if ":::" not in line:
            continue
        opening = _OPENING.fullmatch(line)
        if opening and len(opened) < DEEPEST:
            opened.append((at, opening))
        elif opened and _CLOSING.fullmatch(line):
            start, found = opened.pop()
            starts[start] = found
            ends.add(at)
            inside[start + 1] += 1
            inside[at] -= 1
    depth = 0
    for at, change in enumerate(inside):
        depth += change
        inside[at] = depth
    return inside, starts, ends


def _line(line: str, depth: int, opening: re.Match[str] | None, closes: bool) -> str:
    indent = "    " * depth
    if closes:
        return ""
    if opening is None:
        return indent + line if line.strip() else line
    title = (opening["bracket"] or opening["title"] or "").strip().replace('"', "”")
    kind = (opening["pandoc"] or opening["kind"]).lower()
    return f"\n{indent}{opening['indent']}!!! {kind}" + (f' "{title}"' if title else "")
