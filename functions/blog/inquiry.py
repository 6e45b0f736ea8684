"""Inquiries: somebody asks by an e-mail address what is kept about it, and may have all of that erased.

    asked ──▶ told by a letter, or forgotten ──▶ to be erased ──▶ forgotten

What is asked is kept the same for an address that nobody knows, so neither an answer nor its time tells whether
somebody does. The address lies in the table that forgets; what the stream tells of, and who follows it, is a digest.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from blog import keys
from blog.correspondent import digest_of
from blog.item import from_item, to_item
from blog.offer import offer_key
from blog.seal import sealed, unsealed
from blog.table import Conflict, Delete, Put, Table
from blog.unix_time import unix_after

LASTS = timedelta(days=1)  # a letter's link
PAUSE = LASTS  # between two letters to one address: a good link needs no other
ERASES = timedelta(days=30)  # at the latest: it is done within the hour
PATH = "/api/privacy"
ACT = "privacy"
FIELDS = ("act", "address", "edition")


class Spent(Exception):
    """The link was used to erase all, or is of a letter before that."""


@dataclass(frozen=True)
class Inquiry:
    """`edition` is what the links to it name; `address` is empty once it is known that no comment came with it."""

    asked: datetime
    expires: int
    address: str = ""
    language: str = ""
    edition: str = ""
    is_told: bool = False
    is_erasing: bool = False
    generation: int = 1

    def fields(self, digest: str, key: bytes) -> dict[str, str]:
        """What the link carries; the forms of its page hand on the same (`handed_on`)."""
        said = {"act": ACT, "address": digest, "edition": self.edition}
        return sealed(said, unix_after(self.asked, LASTS), key)

    def query(self, digest: str, key: bytes) -> str:
        return urlencode(self.fields(digest, key))


def inquiry_of(table: Table, digest: str) -> Inquiry | None:
    item = table.get(keys.inquiry(digest))
    return from_item(Inquiry, item) if item else None


def inquire(table: Table, address: str, language: str, now: datetime, edition: str) -> None:
    """Have a letter written to an address if it is known; once a day at most, and not while it is erased."""
    digest = digest_of(table, address)
    before = inquiry_of(table, digest)
    if before and (before.is_erasing or now < before.asked + PAUSE):
        return
    asked = Inquiry(now, unix_after(now, LASTS), address, language, edition)
    due = {"asked": now.isoformat(), "expires": asked.expires}
    with suppress(Conflict):  # another asks at the same moment
        table.write([_put(digest, asked, before), Put(keys.letter(digest), due)])


def told(table: Table, digest: str, inquiry: Inquiry) -> None:
    """The letter was sent."""
    with suppress(Conflict):  # its link was used already
        table.put(_put(digest, replace(inquiry, is_told=True), inquiry))
    table.write([Delete(keys.letter(digest))])


def forget_address(table: Table, digest: str, inquiry: Inquiry) -> None:
    """Nobody is known by it; all that stays for a while is that somebody asked."""
    nobody = Inquiry(inquiry.asked, unix_after(inquiry.asked, PAUSE))
    with suppress(Conflict):
        table.put(_put(digest, nobody, inquiry))
    table.write([Delete(keys.letter(digest))])


def read_link(table: Table, untrusted: Mapping[str, str], now: datetime) -> tuple[str, Inquiry]:
    """Whose link it is, and what was asked; raises what `unsealed` does, and Spent."""
    said = unsealed(untrusted, FIELDS, offer_key(table), now)
    found = inquiry_of(table, said["address"])
    if found is None or not found.edition or found.edition != said["edition"]:
        raise Spent
    return said["address"], found


def handed_on(link: Mapping[str, str]) -> dict[str, str]:
    """The fields of a link that was read, for the forms of its page: sealed anew they would outlast it."""
    return {name: link[name] for name in (*FIELDS, "until", "seal")}


def have_erased(table: Table, digest: str, inquiry: Inquiry, now: datetime, token: str) -> None:
    """Ask for the end of all comments that came with the address, once; raises Conflict if others write this moment."""
    erasing = replace(inquiry, is_erasing=True, expires=unix_after(now, ERASES))
    name = f"{now:%Y-%m-%dT%H%M%SZ}-{token}"
    try:
        table.write(
            [_put(digest, erasing, inquiry), Put(keys.erasure(digest), {"id": name, "asked": now.isoformat()}, 0)]
        )
    except Conflict:
        now_there = inquiry_of(table, digest)
        if now_there is None or not now_there.is_erasing:  # as it is if the form was sent twice
            raise


def end(table: Table, digest: str) -> None:
    """All is done: nothing of it stays."""
    table.write([Delete(keys.inquiry(digest)), Delete(keys.erasure(digest))])


def _put(digest: str, new: Inquiry, before: Inquiry | None) -> Put:
    generation = before.generation if before else 0
    return Put(keys.inquiry(digest), to_item(replace(new, generation=generation + 1)), generation)
