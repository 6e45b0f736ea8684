"""Redirects: old addresses of the site itself that lead elsewhere, such as its former feed; `redirects:` in site.yaml.

A post's own old addresses are its `aliases`.
"""

from collections.abc import Callable, Iterable, Iterator

from blog.settings import Redirect
from publisher.fields import Field, FieldMap, Fields
from publisher.problem import Problem
from publisher.public_path import checked, is_vacant, public_path
from publisher.value import as_line

NAME = "redirects"
PAGES = ("/", ".html", ".htm", ".xml")
MOST = 200  # they stand in the settings' item, which is read for every page


def read_redirects(fields: Fields) -> tuple[Redirect, ...]:
    """The redirects of a map from old to new paths, each path once; what cannot lead anywhere becomes a warning."""
    field = fields.find((NAME,))
    if field is None:
        return ()
    if not isinstance(field.value, FieldMap):
        fields.errors.append(field.problem("This must be a map from old to new addresses: {/index.xml: /feed.xml}."))
        return ()
    found = tuple(_without_circles(_read(field.value.fields, fields.warnings), fields.warnings))
    if len(found) > MOST:
        fields.warnings.append(field.problem(f"Of {len(found)} redirects the first {MOST} were kept."))
    return found[:MOST]


def clashes(redirects: tuple[Redirect, ...], is_taken: Callable[[str], bool]) -> tuple[Problem, ...]:
    """What the owner should know about redirects from where a post or one of its aliases is: these go before them."""
    return tuple(
        Problem(f"A post stands at {each.path} or has that alias, so this does not lead to {each.to}.", field=NAME)
        for each in redirects
        if is_taken(each.path)
    )


def dead_ends(redirects: tuple[Redirect, ...], is_there: Callable[[str], bool]) -> tuple[Problem, ...]:
    """Which redirects lead to a page that is not there."""
    return tuple(
        Problem(f"{each.path} leads to {each.to}, where nothing would be.", field=NAME)
        for each in redirects
        if each.to.endswith(PAGES) and not is_there(each.to)
    )


def _read(entries: Iterable[Field], warnings: list[Problem]) -> dict[str, tuple[Field, str]]:
    """By its path, each entry and the path to which it leads."""
    found: dict[str, tuple[Field, str]] = {}
    for entry in entries:
        try:
            path, to = public_path(_address(entry.name)), public_path(_address(entry.value))
            path = path if is_vacant(path) else checked(path)
        except ValueError as error:
            warnings.append(_problem(entry, str(error)))
            continue
        if path in found:
            warnings.append(_problem(entry, f"{path} is also in line {found[path][0].line}; the last one counts."))
        found[path] = entry, to
    return found


def _address(value: object) -> str:
    text = as_line("" if value is None else value)
    if not text.startswith("/"):
        raise ValueError(f"“{text}” is not an address on this site; write a path such as /feed.xml.")
    return text


def _without_circles(found: dict[str, tuple[Field, str]], warnings: list[Problem]) -> Iterator[Redirect]:
    for path, (entry, to) in found.items():
        if path in _way(path, found):
            warnings.append(_problem(entry, f"{path} leads in a circle, so it was left out."))
        else:
            yield Redirect(path, to)


def _way(path: str, found: dict[str, tuple[Field, str]]) -> set[str]:
    """All paths to which one leads, one after the other."""
    way: set[str] = set()
    while path in found and (path := found[path][1]) not in way:
        way.add(path)
    return way


def _problem(entry: Field, message: str) -> Problem:
    return Field(NAME, None, entry.line, entry.column).problem(message)
