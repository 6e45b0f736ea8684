"""Values: what an author's field may hold, turned into what a post needs; a ValueError's text is for the author."""

import html
import re
from urllib.parse import urlsplit

from publisher.fields import is_empty
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
        raise ValueError("This must be text, not a list or a map.")  # noqa: TRY004  # for the author
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


def as_names(value: object) -> str:
    """Names, of people for instance, as text or a list of texts or of maps with `name`: "Ada, Grace"."""
    if isinstance(value, list):
        return ", ".join(as_names(item) for item in value if not is_empty(item))
    return as_line(_first_of(value, ("name", "display_name")) if isinstance(value, dict) else value)


def as_web_address(value: object) -> str:
    """An absolute address that a link may have: http or https."""
    text = as_line(value)
    if not is_web_address(text):
        raise ValueError(f"“{text}” is not a web address; it must begin with https:// or http://.")
    return text


def as_language(value: object) -> str:
    """A language tag (BCP 47) such as en or pt-BR; raises ValueError."""
    text = as_line(value)
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"“{text}” is not a language tag such as en, de or pt-BR.")
    language, *rest = re.split("[-_]", text)
    return "-".join([language.lower(), *(part.upper() if len(part) == len("BR") else part.title() for part in rest)])


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # "http://[" and the like
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in text


def _first_of(value: dict[str, object], names: tuple[str, ...]) -> object:
    found = next((value[name] for name in names if not is_empty(value.get(name))), None)
    if found is None:
        raise ValueError(f"This map needs the key “{names[0]}”.")
    return found
