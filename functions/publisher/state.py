"""States: whether an author meant a post to be public; what cannot be understood never is."""

from collections.abc import Iterable
from datetime import tzinfo
from functools import partial

from publisher.date import read_date
from publisher.fields import Fields
from publisher.value import as_line, as_switch, is_switch

_HIDING = ("draft", "private", "hidden", "unlisted", "headless", "eleventy_exclude_from_collections")
_SHOWING = ("published", "publish", "dg_publish")  # a switch in some systems, a date in others
# Pages that Zola and Eleventy do not make; other values of these keys say something else.
_RENDERING = ("render", "permalink")
_NIKOLA = frozenset({"draft", "private"})  # tags that are states there
_STATES = {
    **dict.fromkeys(("published", "publish", "public", "live", "final", "featured"), False),
    **dict.fromkeys(("draft", "hidden", "private", "pending", "unlisted", "unpublished", "archived"), True),
}


def is_draft(fields: Fields, zone: tzinfo) -> bool:
    """Whether any of `draft`, `published`, `status` and their like holds the post back."""
    hidden = [fields.read((name,), as_switch, True) for name in _HIDING if fields.find((name,))]
    shown = [fields.read((name,), partial(_is_shown, zone=zone), True) for name in _SHOWING]
    left_out = any((field := fields.find((name,))) and _is_off(field.value) for name in _RENDERING)
    return any(hidden) or not all(shown) or left_out or fields.read(("status",), _is_held_back, False)


def is_draft_by_tag(tags: Iterable[str], dialect: str) -> bool:
    """Whether a tag says that the post is a draft, as in Nikola, and only there."""
    return dialect == "nikola" and any(tag.lower() in _NIKOLA for tag in tags)


def _is_shown(value: object, zone: tzinfo) -> bool:
    if is_switch(value):
        return as_switch(value)
    try:
        read_date(value, zone)
    except ValueError as error:
        raise ValueError(f"“{value}” is neither true nor false nor a date; write true, false or 2026-03-14.") from error
    return True


def _is_off(value: object) -> bool:
    return str(value).strip().lower() in ("false", "never")


def _is_held_back(value: object) -> bool:
    text = as_line(value).lower()
    if text not in _STATES:
        raise ValueError(f"The status “{text}” is not known; write draft or published.")
    return _STATES[text]
