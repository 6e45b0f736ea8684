"""Code fences: what authors write after the three backticks, in one form.

```python hl_lines="2" title="x"    Python-Markdown
``` {.python .numberLines}          Pandoc
```go {hl_lines=[1,"3-5"],linenos=true}   Hugo
```rust,linenos,hl_lines=2-3        Zola
```js:file.js  ```js title="x"      Docusaurus and others
{% highlight python linenos %}      Jekyll
"""

import re
from collections.abc import Iterator

from publisher.conversion import Conversion
from publisher.edit import Edit
from publisher.prose import Fence, Prose

_ENTRY = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|\[[^\]]*\]|[^\s,{}]+)|(\.?[^\s,{}=]+)""")
_RANGE = re.compile(r"\d+(?:-\d+)?")
_LANGUAGE = re.compile(r"\.?([\w#+.-]+)(?::(\S+))?")
_NUMBERS = frozenset({"linenos", "linenums", "numberlines", "linenostart", "startfrom", "line_numbers"})
_NO = frozenset({"false", "0", "no", "none"})
_TITLES = ("title", "filename", "name", "caption", "label")
MARK = "~~~~~~~~~~"


def fence_edits(prose: Prose, conversion: Conversion) -> Iterator[Edit]:
    """Each fence with its attributes in the form that the renderer reads, closed, and a block of its own."""
    for fence in prose.fences:
        own = fence.mark.startswith("{")
        mark = MARK if own else fence.mark
        yield Edit(fence.start, fence.end, _blank_before(prose.body, fence) + _opening(fence, mark, own=own))
        if fence.close < 0:
            conversion.report("This block of code has no end; put a line with ``` after it.", fence.start)
            yield Edit(*_end_of(prose, fence), f"\n{fence.prefix}{mark}\n")
        else:
            end = _line_end(prose.body, fence.close)
            closing = fence.prefix + mark if own else prose.body[fence.close : end]
            yield Edit(fence.close, end, closing + _blank_after(prose.body, fence, end))


def _opening(fence: Fence, mark: str, *, own: bool) -> str:
    before = fence.prefix if own else fence.text[: fence.text.index(fence.mark)]
    return before + mark + attributes_of(fence.info)


def _blank_before(body: str, fence: Fence) -> str:
    above = body[body.rfind("\n", 0, max(fence.start - 1, 0)) + 1 : max(fence.start - 1, 0)]
    begins_item = fence.text.lstrip(" \t>")[0] not in "`~{"
    return _blank(fence) + "\n" if above.strip(" \t>") and not begins_item else ""


def _blank_after(body: str, fence: Fence, end: int) -> str:
    below = body[end + 1 : _line_end(body, end + 1)]
    return "\n" + _blank(fence) if below.strip(" \t>") else ""


def _blank(fence: Fence) -> str:
    return fence.prefix.rstrip() if ">" in fence.prefix else ""


def _end_of(prose: Prose, fence: Fence) -> tuple[int, int]:
    if ">" not in fence.prefix:
        return len(prose.body), len(prose.body)
    at = fence.end
    while _is_quoted(prose.body, at + 1):
        at = _line_end(prose.body, at + 1)
    return at, at


def _is_quoted(body: str, at: int) -> bool:
    return at < len(body) and body[at : _line_end(body, at)].lstrip().startswith(">")


def _line_end(body: str, at: int) -> int:
    end = body.find("\n", at)
    return len(body) if end < 0 else end


def attributes_of(info: str) -> str:
    """The words after a fence as `{.python hl_lines="1 3" linenums="1" title="x"}`, or as the language alone."""
    language, named, flags = _read(info.strip())
    parts = [f'hl_lines="{lines}"'] if (lines := _lines(named.get("hl_lines", ""))) else []
    parts += [f'linenums="{start}"'] if (start := _start(named, flags)) else []
    title = next((named[name] for name in _TITLES if named.get(name)), "")
    parts += ['title="{}"'.format(title.replace('"', "”"))] if title else []
    if not parts:
        return language
    return "{" + " ".join([f".{language or 'text'}", *parts]) + "}"


def _read(info: str) -> tuple[str, dict[str, str], set[str]]:
    found = _LANGUAGE.match(info)
    language, named, flags = "", {}, set()
    if found and not re.match(r"\s*=", info[found.end() :]):
        language = found[1].rstrip(".,")
        named = {"title": found[2]} if found[2] else {}
        info = info[found.end() :]
    for name, value, flag in _ENTRY.findall(info):
        if name:
            named[name.lower()] = value.strip("\"'")
        elif not language and flag.startswith("."):
            language = flag.lstrip(".")
        else:
            flags.add(flag.lstrip(".").lower())
    return re.sub(r"[^\w#+.-]", "", language), named, flags


def _lines(written: str) -> str:
    return " ".join(_RANGE.findall(written)[:1000])


def _start(named: dict[str, str], flags: set[str]) -> int:
    """The number of the first line; 0 where lines have no numbers."""
    wanted = {name: value for name, value in named.items() if name in _NUMBERS}
    if any(value.lower() in _NO for value in wanted.values()) or not (wanted or flags & _NUMBERS):
        return 0
    numbers = [int(value) for value in wanted.values() if re.fullmatch(r"\d{1,6}", value)]
    return next(iter(numbers), 1)
