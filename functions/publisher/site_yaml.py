"""site.yaml: from its bytes to the site's settings, or to what is wrong with them."""

import re
from contextlib import suppress
from dataclasses import fields as fields_of
from datetime import UTC
from difflib import get_close_matches
from functools import partial

from blog.paths import decoded, href
from blog.settings import HtmlPolicy, Link, Moderation, Settings, Typeface
from publisher.date import zone_named
from publisher.fields import Fields
from publisher.manuscript import read_text
from publisher.permalink import check
from publisher.problem import Problem, SourceError
from publisher.redirects import read_redirects
from publisher.share import SERVICES
from publisher.value import as_language, as_line, as_switch, is_web_address
from publisher.yaml_fields import read_yaml

KNOWN = tuple(field.name for field in fields_of(Settings))
MOST = 100_000  # days or minutes
_PERIOD = re.compile(r"(?P<number>\d{1,6})\s*(?P<unit>[a-z]*)")
_NEVER = ("never", "no", "false", "off", "0", "none")
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def read_settings(key: str, data: bytes, *, sends_letters: bool = True) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings and warnings; an empty file is all defaults. Raises SourceError with all problems.

    `sends_letters` says that the blog was deployed with an address to send them from.
    """
    if not data.strip():
        return Settings(), ()
    text, warnings = read_text(key, data)
    fields = Fields(read_yaml(key, text))
    settings = _settings(fields, sends_letters)
    if fields.errors:
        raise SourceError(key, *fields.errors)
    return settings, (*warnings, *fields.warnings, *_unknown(fields))


def _settings(fields: Fields, sends_letters: bool) -> Settings:
    usual = Settings()
    return Settings(
        title=fields.read(("title",), as_line, usual.title),
        tagline=fields.read(("tagline",), as_line, usual.tagline),
        description=fields.read(("description",), as_line, usual.description),
        author=fields.read(("author",), as_line, usual.author),
        language=fields.read(("language", "lang"), as_language, usual.language),
        time_zone=fields.read(("time_zone", "timezone"), _time_zone, usual.time_zone, lenient=True),
        navigation=fields.read(("navigation",), _navigation, usual.navigation),
        accent=fields.read(("accent",), _colour, usual.accent),
        typeface=fields.read(("typeface", "font"), _typeface, usual.typeface),
        logo=fields.read(("logo",), _logo, usual.logo),
        share=fields.read(("share",), _share, usual.share),
        footer=fields.read(("footer",), as_line, usual.footer),
        comments=fields.read(("comments",), as_switch, usual.comments),
        comments_close_after=fields.read(("comments_close_after",), _days, usual.comments_close_after),
        comments_change_within=fields.read(("comments_change_within",), _minutes, usual.comments_change_within),
        moderation=fields.read(("moderation",), _moderation, usual.moderation),
        reply_letters=fields.read(("reply_letters",), partial(_letters, sends_letters), False, lenient=True),
        views=fields.read(("views",), as_switch, usual.views),
        likes=fields.read(("likes",), as_switch, usual.likes),
        permalink=fields.read(("permalink", "permalinks"), _permalink, usual.permalink),
        html=fields.read(("html",), _html_policy, usual.html),
        redirects=read_redirects(fields),
    )


def _days(value: object) -> int:
    return _period(value, "day", "90 days", {"": 1, "day": 1, "week": 7, "month": 30, "year": 365})


def _minutes(value: object) -> int:
    return _period(value, "minute", "15 minutes", {"": 1, "minute": 1, "min": 1, "hour": 60, "day": 1440})


def _period(value: object, unit: str, example: str, units: dict[str, int]) -> int:
    """How many of a unit: `90`, `90 days`, `never` (0)."""
    text = as_line(value).lower()
    if text in _NEVER:
        return 0
    found = _PERIOD.fullmatch(text)
    name = found["unit"].removesuffix("s") if found else unit
    if found is None or name not in units or int(found["number"]) * units[name] > MOST:
        raise ValueError(f"“{text}” is not a time such as {example}.")
    return int(found["number"]) * units[name]


def _letters(sends_letters: bool, value: object) -> bool:
    if as_switch(value) and not sends_letters:
        raise ValueError("No letters are sent: the blog was deployed without a SenderAddress.")
    return as_switch(value)


def _time_zone(value: object) -> str:
    name = as_line(value)
    if name not in ("UTC", "Etc/UTC") and zone_named(name) is UTC:
        raise ValueError(f"“{name}” is not a time zone such as Europe/London; UTC is used.")
    return name


def _permalink(value: object) -> str:
    return check(as_line(value))


def _colour(value: object) -> str:
    text = as_line(value)
    if not _COLOUR.fullmatch(text):
        raise ValueError(f'“{text}” is not a colour such as "#9c4a2c" (the quotes are needed).')
    return text.lower()


def _typeface(value: object) -> Typeface:
    text = as_line(value).lower()
    try:
        return Typeface("sans" if text == "sans-serif" else text)
    except ValueError as error:
        raise ValueError(f"“{text}” is neither serif nor sans.") from error


def _logo(value: object) -> str:
    """The encoded path of a picture of the blog's own: pages ask nobody else for anything."""
    text = as_line(value)
    if not re.fullmatch(r"/?(?:media|static)/[^/].*", text):
        raise ValueError(f"“{text}” is not a picture of this blog, such as /media/logo.svg.")
    return href(decoded("/" + text.removeprefix("/").removeprefix("static/")))


def _share(value: object) -> tuple[str, ...]:
    """Names in the owner's order; a switch is none, or the usual ones."""
    if not isinstance(value, list):
        with suppress(ValueError):
            return Settings().share if as_switch(value) else ()
        value = [value]
    names = tuple(as_line(name).lower() for name in value)
    if strange := [name for name in names if name not in SERVICES]:
        raise ValueError(f"“{strange[0]}” is none of {', '.join(SERVICES)}.")
    return tuple(dict.fromkeys(names))


def _html_policy(value: object) -> HtmlPolicy:
    text = as_line(value).lower()
    try:
        return HtmlPolicy("sanitised" if text == "sanitized" else text)
    except ValueError as error:
        raise ValueError(f"“{text}” is neither trusted nor sanitised.") from error


def _moderation(value: object) -> Moderation:
    text = as_line(value).lower()
    try:
        return Moderation(text)
    except ValueError as error:
        raise ValueError(f"“{text}” is none of all, first and open.") from error


def _navigation(value: object) -> tuple[Link, ...]:
    if isinstance(value, dict):
        return tuple(_link({"title": title, "url": url}) for title, url in value.items())
    if not isinstance(value, list):
        raise ValueError("This must be a list of links, each with title and url.")  # noqa: TRY004  # for the author
    return tuple(_link(item) for item in value)


def _link(value: object) -> Link:
    if not isinstance(value, dict) or not value.get("title") or not value.get("url"):
        raise ValueError("Each link needs a title and a url.")
    title, url = as_line(value["title"]), as_line(value["url"])
    if not title:
        raise ValueError("Each link needs a title that can be read.")
    if not (re.match(r"/(?!/)", url) or url.startswith("mailto:") or is_web_address(url)):
        raise ValueError(f"“{url}” is not an address; write /about/ or https://….")
    return Link(title, url)


def _unknown(fields: Fields) -> tuple[Problem, ...]:
    return tuple(field.problem(_not_a_setting(field.name)) for field in fields.unused())


def _not_a_setting(name: str) -> str:
    near = get_close_matches(name.lower(), KNOWN, n=1)
    return "This is not a setting" + (f"; did you mean {near[0]}?" if near else f"; there are {', '.join(KNOWN)}.")
