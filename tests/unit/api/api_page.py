"""The tables of docs/api.md, made from what the API does: `python -m tests.unit.api.api_page` writes them anew."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import product
from typing import TypeVar
from urllib.parse import urlencode

import yaml

from api.desk import Desk
from api.problem import Problem
from api.request import MAX_BODY, MAX_FIELDS
from api.routes import respond
from blog.comment import MAX_NAME, MAX_TEXT, MAX_WEBSITE
from blog.correspondent import Correspondent, asking, comments_of, digest_of
from blog.counting import bake
from blog.moderation import held
from blog.notice import Act, Notice
from blog.offer import offer_key
from tests.template import ROOT
from tests.unit.api.reader import FIREFOX, FORM, NOON, OURS, POST, event, make_desk

T = TypeVar("T")
PAGE = ROOT / "docs/api.md"
DOCUMENT = yaml.safe_load((ROOT / "docs/api.yaml").read_text())
NONE = {"origin": None}
ORIGINS = {
    "the site's": {"origin": OURS},
    "the site's, in capitals": {"origin": OURS.upper()},
    "missing, with `Sec-Fetch-Site: same-origin`": NONE | {"sec_fetch_site": "same-origin"},
    "missing, with a page of the site as `Referer`": NONE | {"referer": f"{OURS}/posts/tea/"},
    "another site's": {"origin": "https://evil.example"},
    "the site's with http": {"origin": OURS.replace("https", "http")},
    "the site's with another port": {"origin": f"{OURS}:8443"},
    "one that begins like the site's": {"origin": f"{OURS}.evil.example"},
    "`null`": {"origin": "null"},
    "empty": {"origin": ""},
    "missing, with `Sec-Fetch-Site: cross-site`": NONE | {"sec_fetch_site": "cross-site"},
    "missing, with `Sec-Fetch-Site: same-site`": NONE | {"sec_fetch_site": "same-site"},
    "missing, with `Sec-Fetch-Site: none`": NONE | {"sec_fetch_site": "none"},
    "missing, with another site's page as `Referer`": NONE | {"referer": "https://evil.example/"},
    "missing, with neither": NONE,
}
TYPES = {
    "a form": {"content_type": FORM},
    "a form in UTF-8": {"content_type": f"{FORM};charset=UTF-8"},
    "a form in ISO-8859-1": {"content_type": f"{FORM}; charset=ISO-8859-1"},
    "a form in gzip": {"content_type": FORM, "content_encoding": "gzip"},
    "multipart/form-data": {"content_type": "multipart/form-data; boundary=x"},
    "text/plain": {"content_type": "text/plain"},
    "application/json": {"content_type": "application/json"},
    "missing": {"content_type": None},
}
METHODS = ("POST", "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
COMMENT = {"post": POST, "name": "Ada", "text": "I prefer oolong."}
LONGEST = {"name": MAX_NAME, "website": MAX_WEBSITE, "text": MAX_TEXT}


def filled(fields: Mapping[str, str], number: int, size: int) -> dict[str, str]:
    """So many fields with so many bytes, of which nobody knows the rest."""
    rest = {f"f{each}": "" for each in range(number - len(fields))}
    last = next(reversed(rest))
    return {**fields, **rest, last: "a" * (size - len(urlencode({**fields, **rest})))}


def of_length(field: str, characters: int) -> str:
    return ("https://tea.example/" if field == "website" else "").ljust(characters, "a")


TOO_LONG = {f"`{name}` of {most + 1:,}": COMMENT | {name: of_length(name, most + 1)} for name, most in LONGEST.items()}
SIZES = {
    "an ordinary comment": COMMENT,
    "`name` of 80, `website` of 200 and `text` of 4,000 characters": COMMENT
    | {name: of_length(name, most) for name, most in LONGEST.items()},
    f"{MAX_FIELDS} fields of {MAX_BODY:,} bytes": filled(COMMENT, MAX_FIELDS, MAX_BODY),
    "no `name`": COMMENT | {"name": ""},
    "no `text`": COMMENT | {"text": ""},
    **TOO_LONG,
    f"{MAX_FIELDS + 1} fields": filled(COMMENT, MAX_FIELDS + 1, MAX_BODY),
    f"{MAX_BODY + 1:,} bytes": filled(COMMENT, MAX_FIELDS, MAX_BODY + 1),
}
FITS = tuple(SIZES)[:3]
COMMENTS, LIKES = "/api/comments", "/api/likes"
LIKE = {"post": POST}
LIKE_SIZES = {
    "an ordinary like": LIKE,
    f"{MAX_FIELDS + 1} fields": filled(LIKE, MAX_FIELDS + 1, MAX_BODY),
    f"{MAX_BODY + 1:,} bytes": filled(LIKE, MAX_FIELDS, MAX_BODY + 1),
}
# For an address: what is sent, how it is answered if it is kept, and how much is kept.
KEPT: dict[str, tuple[dict[str, dict[str, str]], int, Callable[[Desk], int]]] = {
    COMMENTS: (SIZES, 303, lambda desk: len(held(desk.table))),
    LIKES: (LIKE_SIZES, 200, lambda desk: bake(desk.table, POST).likes),
}


Cell = tuple[str, str]


@cache
def matrix(address: str = COMMENTS) -> dict[tuple[str, str, str, str], int]:
    """The status of the answer for each origin, type, method and size; it tells whether something was kept."""
    sizes, status_if_kept, kept = KEPT[address]
    statuses = {}
    for origin, type_, method, size in product(ORIGINS, TYPES, METHODS, sizes):
        desk = make_desk()
        sent = {"user_agent": FIREFOX} | ORIGINS[origin] | TYPES[type_]
        answer = respond(event(method, address, sizes[size], **sent), desk)
        statuses[origin, type_, method, size] = answer["statusCode"]
        assert kept(desk) == int(answer["statusCode"] == status_if_kept)
    return statuses


def matrix_table(address: str = COMMENTS) -> str:
    """The matrix without a loss: what is answered alike in every case is in one row, or in one column."""
    statuses, sizes = matrix(address), KEPT[address][0]
    cells = list(product(METHODS, sizes))
    columns = alike(cells, lambda cell: [statuses[(*who, *cell)] for who in product(ORIGINS, TYPES)])
    answers = {who: [statuses[(*who, *column[0])] for column in columns] for who in product(ORIGINS, TYPES)}
    rows = []
    for origins in alike(ORIGINS, lambda origin: [answers[origin, type_] for type_ in TYPES]):
        groups = alike(TYPES, lambda type_, origin=origins[0]: answers[origin, type_])
        rows += [[listed(origins, ORIGINS), listed(types, TYPES), *answers[origins[0], types[0]]] for types in groups]
    return table(["`Origin`", "`Content-Type`", *(heading(column, len(sizes)) for column in columns)], rows)


def alike(things: Iterable[T], answers: Callable[[T], object]) -> list[list[T]]:
    """The things in groups of those with the same answers, in the order of their first ones."""
    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(str(answers(thing)), []).append(thing)
    return list(groups.values())


def listed(group: list[str], of_all: Collection[str]) -> str:
    return "any" if len(group) == len(of_all) else " · ".join(group)


ADDRESS, BOBS, SENT = "its address", "another address", "0a" * 12
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def link(desk: Desk, address: str = ADDRESS, now: datetime = NOON) -> dict[str, str]:
    """What the link of a letter to this address carries that ends letters."""
    return Notice.of(Act.STOP, digest_of(desk.table, address), SENT, now).fields(offer_key(desk.table))


LINKS: dict[str, Callable[[Desk], dict[str, str]]] = {
    "as in the letter": link,
    "with another address": lambda desk: link(desk) | {"address": digest_of(desk.table, BOBS)},
    "of another act": lambda desk: link(desk) | {"notice": "confirm"},
    "with a later end": lambda desk: link(desk) | {"until": "9999999999"},
    "without its seal": lambda desk: link(desk) | {"seal": ""},
    "a year old": lambda desk: link(desk, now=NOON - timedelta(days=365)),
    "missing": lambda _: {},
}


def stopped(method: str, name: str, origin: str, type_: str, *, in_body: bool) -> tuple[int, str]:
    """The status of a request with such a link, and of whom an address was deleted."""
    desk = make_desk()
    for address in (ADDRESS, BOBS):
        kept = Correspondent(address, SENT, POST, "browser")
        desk.table.put(asking(desk.table, digest_of(desk.table, address), kept, NOON))
    said = LINKS[name](desk)
    fields, query = (said, {}) if in_body else (ONE_CLICK, said)
    sent = event(method, "/api/notices/stop", fields, query=query, **ORIGINS[origin], **TYPES[type_])
    status = respond(sent, desk)["statusCode"]
    gone = [each for each in (ADDRESS, BOBS) if not comments_of(desk.table, digest_of(desk.table, each))]
    return status, " and ".join(gone) or "nothing"


def stop_table() -> str:
    """For each link what comes of it, whatever the origin; in the form of its page also by the type of content."""
    rows = []
    for name in LINKS:
        looked = outcome("GET", name, TYPES, in_body=False)
        clicked = outcome("POST", name, TYPES, in_body=False)
        form, other = (outcome("POST", name, types, in_body=True) for types in (list(TYPES)[:2], list(TYPES)[2:]))
        rows.append([name, looked, clicked, form, other])
    ways = ("GET", "POST to the link, of any type", "POST of its page's form", "the same, of another type")
    return table(["the link", *ways], rows)


def outcome(method: str, name: str, types: Iterable[str], *, in_body: bool) -> str:
    """The status and whose address is deleted, of any of these types and from every origin the same."""
    found = {each: {stopped(method, name, origin, each, in_body=in_body) for origin in ORIGINS} for each in types}
    assert {len(outcomes) for outcomes in found.values()} == {1}
    statuses, deleted = zip(*set().union(*found.values()), strict=True)
    (gone,) = set(deleted)
    return f"{' or '.join(map(str, sorted(statuses)))}, {gone}"


def heading(column: list[Cell], all_sizes: int) -> str:
    """The methods of a column; its sizes, if others differ."""
    methods = list(dict.fromkeys(method for method, _ in column))
    sizes = list(dict.fromkeys(size for _, size in column))
    return ", ".join(methods) + (f": {', '.join(sizes)}" if len(sizes) < all_sizes else "")


def routes_table() -> str:
    rows = []
    for path, methods in DOCUMENT["paths"].items():
        for method, said in methods.items():
            statuses = [status for status in said["responses"] if int(status) < 500]
            rows.append([f"`{method.upper()} {path}`", said["summary"], ", ".join(statuses)])
    return table(["address", "what for", "answers"], rows)


def problems_table() -> str:
    problems = sorted({Problem, *below(Problem)}, key=lambda each: (each.status, each.type))
    return table(["status", "`type`", "`title`"], [[each.status, f"`{each.type}`", each.title] for each in problems])


def below(cls: type[Problem]) -> set[type[Problem]]:
    return {found for each in cls.__subclasses__() for found in ({each} | below(each))}


def table(head: list[str], rows: list[list[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


TABLES = {
    "routes": routes_table,
    "problems": problems_table,
    "matrix": matrix_table,
    "stop": stop_table,
    "likes": partial(matrix_table, LIKES),
}


def written(page: str) -> str:
    """The page with its tables as they are now."""
    for name, make in TABLES.items():
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        before, _, rest = page.partition(begin)
        _, found, after = rest.partition(end)
        assert found, f"docs/api.md has no place for {name}"
        page = f"{before}{begin}\n{make()}\n{end}{after}"
    return page


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text()))
