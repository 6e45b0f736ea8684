"""Values: what an author's field may hold, turned into what a post needs; a ValueError's text is for the author."""

import html
import re
from urllib.parse import urlsplit

from blog.language import as_tag
from publisher.fields import entry, is_empty
from publisher.manuscript import clean

TRUE = frozenset({"true", "yes", "on", "1", "y", "open", "enabled"})
FALSE = frozenset({"false", "no", "off", "0", "n", "closed", "disabled"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# Only tags of HTML: "Vec<T>" stays as it is.
_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|big|br|center|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|small|span|strike"
    r"|strong|sub|sup|tt|u|var|wbr)\b[^<>]*>",
    re.IGNORECASE,
)


def as_line(value: object) -> str:
    """Text on one line, without HTML; numbers and dates as written."""
    if isinstance(value, list | dict):
        raise ValueError("This must be text, not a list or a map; a text that begins with [ or { needs quotes.")  # noqa: TRY004  # for the author
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return " ".join(clean(html.unescape(_TAG.sub(_space_for_break, text))).split())


def _space_for_break(tag: re.Match[str]) -> str:
    return " " if tag[0].lower().startswith(("<br", "<p", "</p", "<div", "</div")) else ""


def is_switch(value: object) -> bool:
    return str(value).strip().lower() in TRUE | FALSE


def as_switch(value: object) -> bool:
    text = str(value).strip().lower()
    if text not in TRUE | FALSE:
        raise ValueError(f"“{value}” is neither true nor false.")
    return text in TRUE


def as_people(value: object) -> tuple[str, ...]:
    """Names of people: `Ada, Grace` or `Lovelace, Ada; Hopper, Grace`, or a list of texts or of maps with `name`."""
    if isinstance(value, str):
        value = re.split("[;；]" if re.search("[;；]", value) else "[,，、]", value)
    people = [as_name(item) for item in (value if isinstance(value, list) else [value]) if not is_empty(item)]
    return tuple(dict.fromkeys(name for name in people if name))


def as_name(value: object) -> str:
    """A name as text, or of a map the one that is called so."""
    if not isinstance(value, dict):
        return as_line(value)
    names = ("name", "display_name", "title")
    found = entry(value, names)
    if found is None:
        raise ValueError(f"This map needs the key “{names[0]}”.")
    return as_line(found)


def as_web_address(value: object) -> str:
    """An absolute address that a link may have: http or https."""
    text = as_line(value)
    if not is_web_address(text):
        raise ValueError(f"“{text}” is not a web address; it must begin with https:// or http://.")
    return text


def as_language(value: object) -> str:
    """A language tag (BCP 47) such as en or pt-BR; raises ValueError."""
    text = as_line(value).removesuffix(".UTF-8")  # of a locale, as in en_US.UTF-8
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"“{text}” is not a language tag such as en, de or pt-BR.")
    return as_tag(text)


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # "http://[" and the like
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in text
