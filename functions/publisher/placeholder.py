"""Placeholders: what stands for a part of a post in a permalink, by the names of Jekyll, Hugo, Pelican and Eleventy.

Where they differ: `:title` and `:slug` mean what they do in Jekyll if the file's name begins
with a date, as all of Jekyll's do, and else what they do in Hugo. Each system's placeholder
makes its slug as that system does (`system_slug.py`).
"""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from blog.post import Post
from blog.slug import slug
from publisher.file_name import is_dated, name_of, stem_of
from publisher.system_slug import eleventy_slug, hugo_file_slug, hugo_slug, jekyll_slug, pelican_slug

Value = Callable[[Post, str], str]
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905


def _title(post: Post, key: str) -> str:
    if is_dated(key):
        return jekyll_slug(post.written_slug or name_of(key)) or post.slug
    return _hugo_title(post)


def _slug(post: Post, key: str) -> str:
    return post.slug if is_dated(key) else _slug_or_title(post, key)


def _slug_or_title(post: Post, _: str) -> str:
    return hugo_slug(post.written_slug) or _hugo_title(post)


def _hugo_title(post: Post) -> str:
    return hugo_slug(re.sub(r"[/\\]", "-", post.title)) or post.slug


def _slug_or_file_name(post: Post, key: str) -> str:
    return hugo_file_slug(post.written_slug) or _file_name(post, key)


def _file_name(post: Post, key: str) -> str:
    """As Hugo makes it: in lower case, with its date and its dots."""
    return hugo_file_slug(stem_of(key)) or post.slug


def _pelican_slug(post: Post, _: str) -> str:
    return post.written_slug or pelican_slug(post.title) or post.slug


def _path(_: Post, key: str) -> str:
    """The file's whole name below `posts/`, without its ending; of a bundle the folder's."""
    path = PurePosixPath(*PurePosixPath(key).parts[1:])
    is_bundle = path.stem.lower() == "index" and len(path.parts) > 1
    return str(path.parent if is_bundle else path.with_suffix(""))


def _section(_: Post, key: str) -> str:
    return PurePosixPath(key).parts[0]


def _sections(_: Post, key: str) -> str:
    parent = PurePosixPath(key).parent
    folder = parent.parent if PurePosixPath(key).stem.lower() == "index" else parent
    return "/".join(hugo_file_slug(part) for part in folder.parts)


def _categories(post: Post, _: str) -> str:
    parts = [slug(part) for category in post.categories for part in category.split("/")]
    return "/".join(part for part in parts if part)


def _category(post: Post, key: str) -> str:
    """As Pelican has it: the first one, or else the folder's name."""
    folder = PurePosixPath(*PurePosixPath(key).parts[1:]).parent.name
    return "/".join(pelican_slug(part) for part in next(iter(post.categories), folder or "misc").split("/"))


def _author(post: Post, _: str) -> str:
    return pelican_slug(next(iter(post.authors), post.author))


DATES: dict[str, Value] = {
    "Y": lambda post, _: f"{post.date.year:04}",
    "y": lambda post, _: f"{post.date.year % 100:02}",
    "m": lambda post, _: f"{post.date.month:02}",
    "-m": lambda post, _: f"{post.date.month}",
    "d": lambda post, _: f"{post.date.day:02}",
    "-d": lambda post, _: f"{post.date.day}",
    "j": lambda post, _: f"{post.date.timetuple().tm_yday:03}",
    "-j": lambda post, _: f"{post.date.timetuple().tm_yday}",
    "H": lambda post, _: f"{post.date.hour:02}",
    "M": lambda post, _: f"{post.date.minute:02}",
    "S": lambda post, _: f"{post.date.second:02}",
    "B": lambda post, _: _MONTHS[post.date.month - 1],
    "b": lambda post, _: _MONTHS[post.date.month - 1][:3],
    "A": lambda post, _: _DAYS[post.date.weekday()],
    "a": lambda post, _: _DAYS[post.date.weekday()][:3],
    "w": lambda post, _: f"{post.date.isoweekday() % 7}",
    "u": lambda post, _: f"{post.date.isoweekday()}",
    "G": lambda post, _: f"{post.date.isocalendar().year:04}",
    "V": lambda post, _: f"{post.date.isocalendar().week:02}",
    "%": lambda _, __: "%",
}
COLON: dict[str, Value] = {
    "year": DATES["Y"],
    "short_year": DATES["y"],
    "month": DATES["m"],
    "i_month": DATES["-m"],
    "short_month": DATES["b"],
    "long_month": DATES["B"],
    "monthname": lambda post, _: _MONTHS[post.date.month - 1].lower(),
    "day": DATES["d"],
    "i_day": DATES["-d"],
    "y_day": DATES["j"],
    "yearday": DATES["-j"],
    "w_year": DATES["G"],
    "week": DATES["V"],
    "w_day": DATES["u"],
    "short_day": DATES["a"],
    "long_day": DATES["A"],
    "weekday": DATES["w"],
    "weekdayname": lambda post, _: _DAYS[post.date.weekday()].lower(),
    "hour": DATES["H"],
    "minute": DATES["M"],
    "second": DATES["S"],
    "title": _title,
    "slug": _slug,
    "slugortitle": _slug_or_title,
    "name": lambda post, _: post.slug,
    "categories": _categories,
    "slugified_categories": _categories,
    "path": _path,
    "collection": _section,
    "section": _section,
    "sections": _sections,
    "filename": _file_name,
    "contentbasename": _file_name,
    "basename": _file_name,
    "slugorfilename": _slug_or_file_name,
    "slugorcontentbasename": _slug_or_file_name,
    "output_ext": lambda _, __: ".html",
}
BRACE: dict[str, Value] = {
    "slug": _pelican_slug,
    "category": _category,
    "author": _author,
    "lang": lambda post, _: post.language.lower(),
}
# Eleventy's stand in double braces.
BRACES: dict[str, Value] = {
    "page.fileSlug": lambda _, key: name_of(key),
    "title | slugify": lambda post, _: eleventy_slug(post.title) or post.slug,
    "slug": lambda post, _: post.written_slug or post.slug,
}
# One of these must be in a pattern: all else may be the same for two posts.
TELLING = frozenset(
    {
        *("title", "slug", "slugortitle", "name", "path", "filename", "contentbasename", "basename"),
        *("slugorfilename", "slugorcontentbasename"),
        *BRACES,
    }
)
