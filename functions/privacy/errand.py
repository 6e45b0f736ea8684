"""Errands: what readers asked for by the link of a letter, done as the owner's command does it.

A request stays in the table until all of it is done, so whatever happens, the next run goes on with it: from the note
of the erasure, which says which pages are waited for, or from its record, if only the letter is missing.

Backups stay until the owner takes them away, who is told: whoever comments could have them deleted otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import shuffle
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from blog import keys
from blog.correspondent import forget
from blog.inquiry import end, inquiry_of
from blog.item import Item
from blog.known import forget_gone
from blog.personal import copies, copies_with
from blog.table import Conflict
from mail.letter import Letter
from mail.mailbox import Mailbox, NotSent
from mail.privacy_letter import backups_letter, done_letter
from privacy.eraser import Eraser, NotErased
from privacy.traces import NotRemoved

TRIES_TO_WRITE = timedelta(days=1)  # an address that takes no letters is forgotten all the same, and the owner's let be
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
        """Do what was asked, each by itself: one that must wait holds up no other.

        Nor does one at which the function dies, as it may be a later one's turn in the next run.
        """
        requests = list(self.eraser.table.collection(keys.ERASURE))
        shuffle(requests)
        for request in requests:
            try:
                yield self._do(request)
            except (NotErased, NotRemoved, NotSent, Conflict, ClientError, BotoCoreError) as error:
                yield Outcome(error=error)

    def _do(self, request: Item) -> Outcome:
        digest = request["SK"]
        done = self.eraser.erasures.record(request["id"]) or self._erase(digest, request["id"])
        self._tell_reader(done, request)
        self._tell_owner(done, request)
        forget_gone(self.eraser.table, digest)  # of comments that were not there to be erased
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

    def _tell_reader(self, done: Mapping[str, Any], request: Item) -> None:
        inquiry = inquiry_of(self.eraser.table, request["SK"])
        if inquiry and inquiry.address:
            number, url = len(done["comments"]), self.mailbox.site_url
            letter = done_letter(inquiry.language, number, done["rewritten"], url)
            self._tell(inquiry.address, "done", letter, request)

    def _tell_owner(self, done: Mapping[str, Any], request: Item) -> None:
        if done["left"] and self.mailbox.owner:
            self._tell(self.mailbox.owner, "left", backups_letter(done["left"], request["id"]), request)

    def _tell(self, address: str, what: str, letter: Letter, request: Item) -> None:
        """Once; what cannot be sent for a day is given up. Raises NotSent before."""
        note = keys.mailed(request["id"], what)
        if self.mailbox.table.get(note):
            return
        try:
            self.mailbox.send(address, letter)
        except NotSent as error:
            if self.mailbox.now() - datetime.fromisoformat(request["asked"]) < TRIES_TO_WRITE:
                raise
            self.mailbox.given_up(error.code)
        self.mailbox.remember(note, REMEMBERED)
