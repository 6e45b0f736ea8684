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
    """Each fence with its attributes in the form that the renderer reads, and closed."""
    for fence in prose.fences:
        own = fence.mark.startswith("{")
        mark = MARK if own else fence.mark
        yield Edit(fence.end - len(fence.text) if own else _mark_start(fence), fence.end, _opening(fence, mark, own))
        if fence.close < 0:
            conversion.report("This block of code has no end; put a line with ``` after it.", fence.start)
            yield Edit(*_end_of(prose, fence), f"\n{fence.prefix}{mark}\n")
        elif own:
            yield Edit(fence.close, _line_end(prose.body, fence.close), fence.prefix + mark)


def _mark_start(fence: Fence) -> int:
    return fence.start + fence.text.index(fence.mark)


def _opening(fence: Fence, mark: str, own: bool) -> str:
    return (fence.prefix if own else "") + mark + attributes_of(fence.info)


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
