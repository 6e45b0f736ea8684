"""Dates: the shapes in which authors write them, read strictly."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "t|tember", "ober", "ember", "ember")
# RFC 2822, section 4.3
_ZONES = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "UT": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    # And of Europe, where bloggers' tools write them; BST and IST are of several places.
    "WET": 0,
    "WEST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "JST": 9,
}
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH = rf"(?P<name>{'|'.join(f'{name}(?:{rest})?' for name, rest in zip(_MONTHS, _LONG, strict=True))})\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?:\s*(?P<half>[ap])\.?m\.?)?"
_ZONE = r"(?:\s*(?:(?:utc|gmt)(?=[+-]))?(?P<zone>[a-z]{1,4}|[+-]\d{1,2}(?::?\d{2})?)(?:\s+utc)?)?"
_AFTER = rf"(?:(?:t|,?\s+(?:at\s+)?){_TIME}{_ZONE})?"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE | re.ASCII)
    for shape in (
        rf"(?P<y>\d{{4}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}}){_AFTER}",
        rf"(?P<y>\d{{4}})(?P<m>\d{{2}})(?P<d>\d{{2}}){_AFTER}",
        rf"(?P<y>\d{{4}})年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日{_AFTER}",
        rf"(?P<y>\d{{4}})[\s-]+{_MONTH}[\s-]+{_DAY}{_AFTER}",
        rf"{_WEEKDAY}{_DAY}[\s-]+{_MONTH},?[\s-]+(?P<y>\d{{4}}){_AFTER}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<y>\d{{4}}){_AFTER}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+{_TIME}\s+(?P<y>\d{{4}}){_ZONE}",  # asctime, git
    )
)
# The day or the month may come first; a number above twelve tells.
_SHORT = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<sep>[-/.])(?P<two>\d{{1,2}})(?P=sep)(?P<y>\d{{4}}){_AFTER}", re.IGNORECASE | re.ASCII
)
_EITHER_FIRST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b.*")
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}", re.ASCII)
_UPDATED = ("updated", "modified", "lastmod")
LONGEST = 60
YEARS = range(1000, 9999)  # the last year has no room for a zone


def read_date(value: object, zone: tzinfo) -> datetime:
    """The moment that a value names; without a zone of its own it is in `zone`. Raises ValueError."""
    if isinstance(value, dict):
        return read_date(_of_map(value, ("created", "published", "date", "posted")), zone)
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime.combine(value, time())
    else:
        moment = _of_text(str(value).strip())
    if moment.year not in YEARS:
        raise ValueError(f"The year {moment.year} is not between {YEARS[0]} and {YEARS[-1]}.")
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).replace(microsecond=0)


def zone_named(name: str) -> tzinfo:
    """The time zone of an IANA name such as Europe/London; UTC if there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, a path, or a folder such as "Europe"
        return UTC


def read_updated(value: object, zone: tzinfo) -> datetime:
    """The second moment of a map such as `date: {created: …, updated: …}`. Raises ValueError."""
    return read_date(_of_map(value if isinstance(value, dict) else {}, _UPDATED), zone)


def has_updated(value: object) -> bool:
    return isinstance(value, dict) and any(value.get(name) for name in _UPDATED)


def _of_map(value: dict[str, object], names: tuple[str, ...]) -> object:
    for name in names:
        if value.get(name):
            return value[name]
    raise ValueError(f"This map has no date; write 2026-03-14 or {{{names[0]}: 2026-03-14}}.")


def _of_text(text: str) -> datetime:
    if len(text) > LONGEST:
        raise ValueError(f"“{text[:LONGEST]}…” is not a date; write 2026-03-14 or 2026-03-14 09:30 +0200.")
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text) if len(text) <= len("1394633460") else int(text[:-3]), UTC)
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found:
            return _of_parts(text, found.groupdict())
    short = _SHORT.fullmatch(text)
    if short and (order := _order(short["one"], short["two"])):
        return _of_parts(text, {**short.groupdict(), "m": short[order[0]], "d": short[order[1]]})
    if _EITHER_FIRST.fullmatch(text):
        raise ValueError(f"“{text}” may begin with the day or the month; write the year first, as in 2026-03-14.")
    raise ValueError(f"“{text}” is not a date that can be read; write 2026-03-14 or 2026-03-14 09:30 +0200.")


def _order(one: str, two: str) -> tuple[str, str] | None:
    """Which of two numbers is the month, and which the day; None if either may be."""
    months = range(1, len(_MONTHS) + 1)
    if int(one) in months and (int(two) not in months or int(one) == int(two)):
        return "one", "two"
    return ("two", "one") if int(one) not in months and int(two) in months else None


def _of_parts(text: str, parts: dict[str, str | None]) -> datetime:
    name = parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["m"] or 0)
    try:
        day = datetime(int(parts["y"] or 0), month, int(parts["d"] or 0))  # noqa: DTZ001  # the zone comes below
        return day.replace(
            hour=_hour(parts), minute=_number(parts, "minute"), second=_number(parts, "second"), tzinfo=_zone(parts)
        )
    except (ValueError, KeyError) as error:
        raise ValueError(f"“{text}” is in no calendar or on no clock.") from error


def _number(parts: dict[str, str | None], name: str) -> int:
    return int(parts[name] or 0)


def _hour(parts: dict[str, str | None]) -> int:
    hour = _number(parts, "hour")
    if not parts["half"]:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004  # a clock's face
        raise ValueError(hour)
    return hour % 12 + (12 if parts["half"].lower() == "p" else 0)


def _zone(parts: dict[str, str | None]) -> tzinfo | None:
    text = parts["zone"]
    if not text:
        return None
    if text[0] not in "+-":
        return timezone(timedelta(hours=_ZONES[text.upper()]))
    digits = text[1:].replace(":", "")
    hours, minutes = divmod(int(digits), 100) if len(digits) > len("14") else (int(digits), 0)
    if hours > 14 or minutes > 59:  # noqa: PLR2004  # Kiritimati is the farthest
        raise ValueError(text)
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
