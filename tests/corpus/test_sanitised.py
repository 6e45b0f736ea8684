"""Public cross-site-scripting strings in a bucket that several people write to; they are not in this repository."""

import json
import re
from collections.abc import Iterator

import html5lib
import pytest

from publisher.problem import SourceError
from tests.template import ROOT
from tests.unit.publisher.converting import sanitised

CORPUS = ROOT.parent / "shared/corpora/xss"
HARMLESS = {"http:", "https:", "mailto:", "tel:"}
SCHEME = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:")
CONTROLS = "".join(map(chr, range(33)))
NEVER = {
    "applet", "base", "button", "embed", "form", "frame", "frameset", "iframe", "link", "meta", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "title", "annotation-xml",
}  # fmt: skip
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "ping", "background", "xlink:href"}

if not CORPUS.is_dir():
    pytest.skip("the public payloads are not here", allow_module_level=True)


def payloads() -> list[str]:
    lines = [line for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text().splitlines()]
    return sorted({json.loads(line)["payload"] for line in lines})


def dangers(html: str) -> Iterator[str]:
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        tag = str(element.tag).rsplit("}", 1)[-1].lower()
        if tag in NEVER:
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            yield from dangers_of_attribute(str(name).lower(), value)


def dangers_of_attribute(name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
        yield f"{name}={value}"
    # As browsers read an address: no tabs and line ends, and no control characters or spaces before it.
    scheme = SCHEME.match(re.sub("[\t\n\r]", "", value).lstrip(CONTROLS))
    if name in ADDRESSES and scheme and scheme[0].lower() not in HARMLESS:
        yield f"{name}={value}"


def published(body: str) -> str:
    try:
        return sanitised(body)
    except SourceError:
        return ""


@pytest.mark.parametrize(
    "place",
    [
        "{}",
        'Tea {} tea\n\n[a](<{}>) ![{}]({}) `{}` **{}** [[{}]]\n\n{: title="{}" }',
        '<a title="{}" href={}>$\\text{ {} }$</a>\n\n```{.x title="{}"}\n{}\n```\n\n{{< figure src="{}" alt="{}" >}}',
    ],
)
def test_no_payload_survives(place: str) -> None:
    survived = []
    for payload in payloads():
        body = place.replace("{}", payload)
        survived += [(payload, danger) for danger in dangers(published(body))]

    assert survived == []


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p onclick=x>",
        "<a href='java\nscript:x'>",
        "<img src=data:x>",
        "<p style=x>",
        "<svg><a xlink:href='javascript:x'>",
        "<form>",
        "<iframe>",
    ],
)
def test_the_check_sees_what_is_dangerous(html: str) -> None:
    assert list(dangers(html))
