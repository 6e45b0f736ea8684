"""Permalinks: patterns for the addresses of posts, in the languages of Jekyll, Hugo, Pelican and Eleventy.

Jekyll (jekyllrb.com/docs/permalinks) and Hugo (gohugo.io/configuration/permalinks) write
`/:year/:title/`, Hugo also `/:sections[1:]/`; Pelican (docs.getpelican.com, "URL settings")
`{date:%Y}/{slug}.html`; Eleventy (11ty.dev/docs/permalinks) `/blog/{{ page.fileSlug }}/`.
"""

import re

from blog.name import original_of
from blog.post import Post
from publisher.placeholder import BRACE, BRACES, COLON, DATES, TELLING, Value
from publisher.public_path import checked, public_path

STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
_PLACEHOLDER = re.compile(
    r":(?P<colon>[a-z]+(?:_[a-z]+)*)(?:\[(?P<part>[^\[\]]*)\])?"
    r"|\{\{-?\s*(?P<braces>[^{}]*?)\s*-?\}\}|\{(?P<brace>[^{}]*)\}"
)
_PART = re.compile(r"(?P<one>\d+|last)|(?P<start>\d*):(?P<end>\d*|last)", re.ASCII)
_DATE = re.compile(r"""page\.date\s*\|\s*date:\s*(?P<quote>["'])(?P<format>[^"']*)(?P=quote)""")
_DIRECTIVE = re.compile(r"%(-?[A-Za-z%])")


def expand(pattern: str, post: Post, key: str) -> str:
    """The decoded path that a pattern or a named style gives a post; ValueError names an unknown placeholder."""

    def value(found: re.Match[str]) -> str:
        return _value_of(found)(post, original_of(key) or key).replace("%", "%25")

    return _path(_PLACEHOLDER.sub(value, STYLES.get(pattern, pattern)))


def check(pattern: str) -> str:
    """The pattern, if all posts may have addresses by it; ValueError says what is wrong."""
    found = list(_PLACEHOLDER.finditer(STYLES.get(pattern, pattern)))
    for placeholder in found:
        _value_of(placeholder)
    if not any((each["colon"] or each["brace"] or each["braces"]) in TELLING for each in found):
        raise ValueError(
            f"“{pattern}” gives many posts one address; end it with :title or :slug, as in /:year/:title/."
        )
    checked(_path(_PLACEHOLDER.sub("x", STYLES.get(pattern, pattern))))
    return pattern


def is_pattern(text: str) -> bool:
    """Whether a permalink is a named style or has placeholders."""
    return text in STYLES or bool(re.search(r"(?:^|[/_.-]):[a-z]|\{[^{}]*\}", text))


def _path(text: str) -> str:
    # An empty placeholder leaves two slashes, which at the beginning would be a host's.
    return public_path(re.sub(r"/{2,}", "/", "/" + re.sub(r"^https?://[^/]*", "", text)))


def _value_of(found: re.Match[str]) -> Value:
    colon, brace, braces = found["colon"], found["brace"], found["braces"]
    if colon and colon in COLON:
        return COLON[colon] if found["part"] is None else _part_of(COLON[colon], found)
    if brace and brace in BRACE:
        return BRACE[brace]
    if brace and brace.startswith("date:"):
        return _formatted(brace.removeprefix("date:"))
    if braces and braces in BRACES:
        return BRACES[braces]
    if braces and (date := _DATE.fullmatch(braces)):
        return _formatted(date["format"])
    known = ", ".join(f":{name}" for name in ("year", "month", "day", "title", "slug", "categories"))
    raise ValueError(
        f"The placeholder “{found[0]}” is not known; there are {known} and others of Jekyll, Hugo, Pelican, Eleventy."
    )


def _part_of(whole: Value, found: re.Match[str]) -> Value:
    """Some of the sections, as Hugo chooses them: `[0]`, `[last]`, `[1:]`, `[:2]`, `[1:last]`."""
    part = _PART.fullmatch(found["part"])
    if part is None or found["colon"] != "sections":
        raise ValueError(f"“{found[0]}” cannot be read; write :sections[0], :sections[last], :sections[1:] or [:2].")

    def value(post: Post, key: str) -> str:
        sections = whole(post, key).split("/")
        if part["one"]:
            chosen = sections[-1:] if part["one"] == "last" else sections[int(part["one"]) :][:1]
        else:
            end = -1 if part["end"] == "last" else int(part["end"] or len(sections))
            chosen = sections[int(part["start"] or 0) : end]
        return "/".join(chosen)

    return value


def _formatted(text: str) -> Value:
    wrong = next((name for name in _DIRECTIVE.findall(text) if name not in DATES), None)
    if wrong:
        raise ValueError(
            f"The placeholder “%{wrong}” in “{{date:{text}}}” is not known; there are %Y, %m, %d, %b and more."
        )
    return lambda post, _: _DIRECTIVE.sub(lambda found: DATES[found[1]](post, ""), text)
