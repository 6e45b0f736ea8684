"""docs/theming.md says what templates are given, all of it and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_NAMESPACE

from blog.post import WORDS_PER_MINUTE
from publisher.pages import Page, PostPage
from publisher.specimen import page_classes, specimens
from publisher.theme import Theme, given
from tests.template import ROOT

GUIDE = (ROOT / "docs/theming.md").read_text()
TEMPLATES = ROOT / "site_templates"
ENVIRONMENT = Theme(TEMPLATES)._environment
NOT_SHOWN = {"template", "content_type"}  # how a page is made, not what is on it
Row = tuple[str, str, str]
"""A class, the name of what it has, and the type of that."""


def rows(section: str) -> list[list[str]]:
    """The cells of the tables between a heading and the next of its kind, without their backquotes."""
    found = re.search(rf"(?ms)^(#+) {section}\b.*?$(.*?)(?=^\1 |\Z)", GUIDE)
    assert found, section
    lines = re.findall(r"(?m)^\| `.*\|$", found[2])
    return [[cell.strip().strip("`") for cell in line.strip("|").split(" | ")] for line in lines]


def names(section: str) -> set[str]:
    """What a table is about; `asset(name)` is asset."""
    return {name for row in rows(section) for name in re.findall(r"[\w-]+", re.sub(r"\(\w+\)", "", row[0]))}


def documented() -> list[Row]:
    classes = re.findall(r"(?m)^### (\w+)", GUIDE)
    return [(kind, row[0], row[1]) for kind in classes for row in rows(kind)]


def there_is() -> Iterator[Row]:
    for kind in shown_classes():
        inherited = {name for base in kind.__mro__[1:] for name in own(base)}
        for name, hint in own(kind).items():
            if name not in inherited | NOT_SHOWN:
                yield kind.__name__, name, written(hint)


def shown_classes() -> list[type]:
    """The pages, and all that can be reached from them."""
    found: list[type] = [Page, *page_classes()]
    for kind in found:  # it grows meanwhile
        hints = own(kind).values()
        found += [each for hint in hints for each in classes_in(hint) if each not in found]
    return list(dict.fromkeys(found))


def classes_in(hint: Any) -> Iterator[type]:
    for each in get_args(hint):
        yield from classes_in(each)
    if is_dataclass(hint):
        yield from (kind for kind in hint.__mro__ if is_dataclass(kind))


def own(kind: type) -> dict[str, Any]:
    """What a class itself declares: its fields, and its properties."""
    hints = get_type_hints(kind) if "__annotations__" in vars(kind) else {}
    fields = {name: hints[name] for name in vars(kind).get("__annotations__", {}) if not name.startswith("_")}
    computed = {name: each for name, each in vars(kind).items() if isinstance(each, property)}
    return fields | {name: get_type_hints(each.fget)["return"] for name, each in computed.items()}


def written(hint: Any) -> str:
    """A type as the guide writes it: a bar would end a cell of a table."""
    if get_origin(hint) is ClassVar:
        (hint,) = get_args(hint)
    text = hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
    return re.sub(r"(?:\w+\.)+(?=\w)", "", text).replace(" | ", " or ")


def test_all_that_a_template_is_given_is_in_the_guide_and_nothing_else() -> None:
    found, expected = documented(), set(there_is())

    assert sorted(expected - set(found)) == [], "is not in docs/theming.md"
    assert sorted(set(found) - expected) == [], "is in docs/theming.md only"
    assert len(found) == len(expected)


def test_each_page_is_told_with_its_template() -> None:
    told = set(re.findall(r"(?m)^### (\w+): `(\S+)`", GUIDE))

    assert told == {(kind.__name__, kind.template) for kind in page_classes()}


def test_what_all_templates_have_is_in_the_guide() -> None:
    always = {*given(next(specimens())), *ENVIRONMENT.globals} - {*DEFAULT_NAMESPACE}

    assert names("In every template") == always
    assert names("Filters") == {*ENVIRONMENT.filters} - {*DEFAULT_FILTERS}


def test_the_blocks_of_the_guide_are_those_of_the_templates() -> None:
    blocks = {
        path.name: set(ENVIRONMENT.get_template(path.name).blocks) for path in TEMPLATES.iterdir() if path.is_file()
    }

    assert names("Blocks") >= blocks["base.html"]
    assert names("Blocks") <= set().union(*blocks.values())


def test_the_custom_properties_of_the_guide_are_those_of_the_style_sheet() -> None:
    assert names("Custom properties") <= set(re.findall(r"--[\w-]+", (TEMPLATES / "static/style.css").read_text()))


def test_the_examples_of_the_guide_work(tmp_path: Path) -> None:
    post, _, base = re.findall(r"(?ms)^```html\n(.*?)^```", GUIDE)
    (style,) = re.findall(r"(?ms)^```css\n(.*?)^```", GUIDE)
    (tmp_path / "static").mkdir()
    files = {"post.html": post, "base.html": base, "static/owner.css": style}
    for name, text in (files | {"static/literata.woff2": "wOF2", "static/mine.js": ""}).items():
        (tmp_path / name).write_text(text)

    theme = Theme(TEMPLATES, tmp_path)

    theme.check()
    assert any(b"A long one: 12 minutes." in theme.render(page) for page in long_posts())
    assert {path.split(".")[0] for path in theme.assets} >= {"/assets/literata", "/assets/mine"}


def long_posts() -> Iterator[Page]:
    for page in specimens():
        if isinstance(page, PostPage):
            yield replace(page, post=replace(page.post, words=12 * WORDS_PER_MINUTE))
