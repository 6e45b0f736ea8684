"""The tables of docs/api.md, made from what the API does: `python -m tests.unit.api.api_page` writes them anew."""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from itertools import product
from typing import TypeVar

import yaml

from api.desk import Desk
from api.problem import Problem
from api.routes import respond
from blog.comment import MAX_TEXT
from blog.counting import bake
from blog.moderation import held
from tests.template import ROOT
from tests.unit.api.reader import FIREFOX, FORM, OURS, POST, event, make_desk

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
SIZES = {
    "fits": COMMENT,
    "4,001 characters in a field": COMMENT | {"text": "a" * (MAX_TEXT + 1)},
    "21 fields": COMMENT | {f"f{number}": "" for number in range(18)},
    "50,001 bytes": COMMENT | {"text": "a" * 50_001},
}
COMMENTS, LIKES = "/api/comments", "/api/likes"
LIKE = {"post": POST}
LIKE_SIZES = {
    "fits": LIKE,
    "21 fields": LIKE | {f"f{number}": "" for number in range(20)},
    "50,001 bytes": LIKE | {"comment": "a" * 50_001},
}
# For an address: what is sent, how it is answered if it is kept, and how much is kept.
KEPT: dict[str, tuple[dict[str, dict[str, str]], int, Callable[[Desk], int]]] = {
    COMMENTS: (SIZES, 303, lambda desk: len(held(desk.table))),
    LIKES: (LIKE_SIZES, 200, lambda desk: bake(desk.table, POST).likes),
}

Cell = tuple[str, str]


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
