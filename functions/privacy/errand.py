"""Errands: what readers asked for by the link of a letter, done as the owner's command does it.

A request stays in the table until all of it is done, so whatever happens, the next run goes on with it: from the note
of the erasure, which says which pages are waited for, or from its record, if only the letter is missing.

Backups stay until the owner takes them away, who is told: whoever comments could have them deleted otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from blog import keys
from blog.correspondent import forget
from blog.inquiry import Inquiry, end, inquiry_of
from blog.item import Item
from blog.personal import copies, copies_with
from blog.table import Conflict
from mail.mailbox import Mailbox
from mail.privacy_letter import backups_letter, done_letter
from privacy.eraser import Eraser, NotErased
from privacy.traces import NotRemoved

TRIES_TO_WRITE = timedelta(days=1)  # an address that takes no letters is forgotten all the same
NOTHING: Mapping[str, Any] = {"comments": [], "rewritten": [], "left": []}
REMEMBERED = timedelta(days=2)


@dataclass(frozen=True)
class Outcome:
    """`error` says why it goes on in the next run, and is None if all is done."""

    comments: int = 0
    error: Exception | None = None


@dataclass(frozen=True)
class Errands:
    eraser: Eraser
    mailbox: Mailbox

    def run(self) -> Iterator[Outcome]:
        """Do what was asked, each by itself: one that must wait holds up no other."""
        for request in list(self.eraser.table.collection(keys.ERASURE)):
            try:
                yield self._do(request)
            except (NotErased, NotRemoved, Conflict, ClientError) as error:
                yield Outcome(error=error)

    def _do(self, request: Item) -> Outcome:
        digest = request["SK"]
        done = self.eraser.erasures.record(request["id"]) or self._erase(digest, request["id"])
        inquiry = inquiry_of(self.eraser.table, digest)
        self._tell_owner(done, request["id"])
        if inquiry and inquiry.address:
            self._tell(inquiry, done, datetime.fromisoformat(request["asked"]))
        forget(self.eraser.table, digest)
        end(self.eraser.table, digest)
        return Outcome(len(done["comments"]))

    def _erase(self, digest: str, id_: str) -> Mapping[str, Any]:
        begun = self.eraser.erasures.find(id_)
        if begun is None:
            items = list(self.eraser.table.scan())
            found = copies_with(digest, copies(items))
            if not found:  # its writer was faster
                return NOTHING
            begun = self.eraser.plan(found, items, id_).sparing_backups()
        return self.eraser.erase(begun)

    def _tell_owner(self, done: Mapping[str, Any], id_: str) -> None:
        note = keys.mailed(id_, "left")
        if done["left"] and self.mailbox.owner and not self.mailbox.table.get(note):
            self.mailbox.send_once(note, REMEMBERED, self.mailbox.owner, backups_letter(done["left"], id_))

    def _tell(self, inquiry: Inquiry, done: Mapping[str, Any], asked: datetime) -> None:
        letter = done_letter(inquiry.language, len(done["comments"]), done["rewritten"], self.mailbox.site_url)
        try:
            self.mailbox.send(inquiry.address, letter)
        except ClientError:
            if self.mailbox.now() - asked < TRIES_TO_WRITE:
                raise
