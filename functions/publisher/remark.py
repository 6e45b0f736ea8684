"""Remarks: what the author of a post should know of others with its address, alias, title or identity. Pure."""

from collections.abc import Callable, Iterable

from blog.item import Item
from blog.name import name_of_identity, original_of
from blog.record import Record
from publisher.problem import Problem


def moved(record: Record) -> tuple[Problem, ...]:
    """That another post has the address that this one asks for."""
    if not record.is_published or record.path == record.natural:
        return ()
    text = f"Another post has the address {record.natural}, so this one is at {record.path}; give it a slug of its own."
    return (Problem(text, field="slug"),)


def not_alone(source: str, namesake: str) -> tuple[Problem, ...]:
    """What the author should know of another post with his title; a translation may well have it."""
    if not namesake or (original_of(source) or source) == (original_of(namesake) or namesake):
        return ()
    text = f"Another post has the same title ({namesake}), so neither readers nor links by title can tell them apart."
    return (Problem(text, field="title"),)


def shared(record: Record, bearing: Callable[[str], Iterable[Item]]) -> tuple[Problem, ...]:
    """That another published post has the identity that its author wrote: both show the same comments.

    `bearing` are the rows of a name.
    """
    if not record.is_published or not record.written_identity:
        return ()
    rows = bearing(name_of_identity(record.written_identity))
    others = sorted(row["SK"] for row in rows if row["SK"] != record.source)
    if not others:
        return ()
    text = f"{others[0]} has this id too, so both have the same comments and views, and feed readers show one of them."
    return (Problem(text, field="id"),)


def taken(record: Record, claims: Callable[[str], Iterable[Item]]) -> tuple[Problem, ...]:
    """What the author should know about aliases at which a post stands: they lead nowhere as long as it does.

    `claims` are the rows of a path, of posts and of aliases.
    """
    aliases = record.post.aliases if record.post and record.is_published else ()
    rows = {alias: list(claims(alias)) for alias in aliases}
    return tuple(
        Problem(f"{who} {alias}, so this address does not lead here.", field="aliases")
        for alias, others in rows.items()
        if (who := _before(record, alias, others))
    )


def _before(record: Record, alias: str, claims: Iterable[Item]) -> str:
    """Who has an address before this record's alias; empty if nobody has."""
    others = [row for row in claims if row["SK"] != record.source]
    if any(row["path"] == alias for row in others):
        return "A post stands at"
    return "Another file has the alias" if any(row["SK"] < record.source for row in others) else ""
