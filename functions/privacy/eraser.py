"""The eraser: what takes readers' words out of the table, the pages, all their old versions, backups and the CDN.

Each step can be done again, in this order: rows, pages, what to remove, removal, the CDN.
A page is built again on purpose once the rows are gone: a builder that reads the wanted
generation after that sees no row, and one that came before cannot write over it any more
(`docs/publishing.md`). So a page that has been built with that generation stays clean.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from json import dumps
from typing import Any

from blog import keys
from blog.comment import sent_at
from blog.environment import required
from blog.item import Item
from blog.keys import Key
from blog.moderation import NotApproved, remove
from blog.paths import COMMENTS, comments_feed, is_page, of_object
from blog.personal import Copy, beside, browsers_of, copies, pages_of
from blog.standing import Word
from blog.table import Delete, Table
from privacy import cdn
from privacy.erasure import FOLDER, Erasure, Erasures
from privacy.traces import Traces
from publisher.media import is_file
from publisher.queues import Queues, Want
from publisher.touch import touch

ATTEMPTS = 4
RECEIPTS = "receipts/"  # they tell of the author's files
LONG = 24  # characters of a text that nobody else is likely to have written


Wait = Callable[[Callable[[], list[bool]]], int]
"""Looks until all are there, or patience ends; how many are missing then."""


class NotErased(Exception):
    """It could not be finished; what has been done stays done, and the next time goes on from there."""


@dataclass(frozen=True)
class Eraser:
    """`distribution` is the CDN's id, empty where none is known; `wait` waits for pages."""

    table: Table
    queues: Queues
    site: Traces
    reports: Traces
    erasures: Erasures
    cloudfront: Any
    distribution: str
    wait: Wait

    @classmethod
    def of(cls, environ: Mapping[str, str], client: Callable[[str], Any], wait: Wait) -> "Eraser":
        """From variables and a maker of boto3 clients; raises MissingVariable."""
        names = ("SITE_BUCKET", "REPORT_BUCKET", "CONTENT_QUEUE_URL", "BUILD_QUEUE_URL")
        site, reports, content_url, build_url = (required(environ, name) for name in names)
        s3, distribution = client("s3"), environ.get("DISTRIBUTION_ID", "")
        return cls(
            Table(client("dynamodb"), required(environ, "TABLE_NAME"), required(environ, "VISIT_TABLE_NAME")),
            Queues(client("sqs"), content_url, build_url),
            Traces(s3, site),
            Traces(s3, reports),
            Erasures(s3, reports),
            client("cloudfront") if distribution else None,
            distribution,
            wait,
        )

    def plan(self, found: Sequence[Copy], items: Sequence[Item], name: str) -> Erasure:
        """What is to be erased: some comments, and backups with them or their texts. Nothing is changed.

        What is known of a browser goes too, unless it sent other comments or is blocked.
        """
        kept = [copy.comment for copy in found]
        ids = tuple(sorted({each.id for each in kept}))
        posts = tuple(sorted({each.post for each in kept}))
        browsers = tuple(sorted(_to_forget(found, items)))
        since = min(each.at for each in kept)
        plan = Erasure(name, ids, posts, since, browsers, tuple(sorted({each.correspondent for each in kept} - {""})))
        texts = {*ids, *(form for each in kept for form in _forms(each.text))}
        return replace(plan, backups=tuple(self.reports.find(texts, plan.searched_from, _may_be_backup)))

    def plan_again(self, ids: Collection[str], items: Sequence[Item], name: str) -> Erasure:
        """The same for comments that were erased before, wherever they are by now: restored, or left in backups."""
        found = [copy for copy in copies(items) if copy.comment.id in ids]
        posts = tuple(sorted({copy.comment.post for copy in found}))
        plan = Erasure(name, tuple(sorted(ids)), posts, min(map(sent_at, ids)))
        return replace(plan, backups=tuple(self.reports.find(ids, plan.searched_from, _may_be_backup)))

    def erase(self, erasure: Erasure) -> dict[str, Any]:
        """Do all of it, or the rest of it; what was done, to be told. Raises NotErased and what AWS says."""
        erasure = erasure if erasure.wanted else self._begin(erasure)
        for _ in range(ATTEMPTS):
            self._await(erasure)
            erasure = self._look(erasure)
            if not erasure.wanted:
                return self._end(erasure)
        raise NotErased(f"still on {', '.join(_targets(erasure))}, although the pages were built again")

    def _begin(self, erasure: Erasure) -> Erasure:
        """Nobody brings the rows back, so this need not be done again once pages are wanted."""
        self.erasures.note(erasure)
        pages = pages_of(self._forget_rows(erasure))
        return self._ask(erasure, {path for post in erasure.posts for path in pages.get(post, ())})

    def _look(self, erasure: Erasure) -> Erasure:
        """Find where the comments are in what was there before; a page that shows them is wanted once more."""
        found = self.site.find(erasure.comments, erasure.searched_from, _may_show)
        return self._ask(erasure.with_found(found), {of_object(each.key) for each in found if each.is_newest})

    def _end(self, erasure: Erasure) -> dict[str, Any]:
        self.site.remove(erasure.versions)
        markers = self.site.lone_markers({each.key for each in erasure.versions})
        self.site.remove(markers)
        self.reports.remove(erasure.backups)
        addresses = cdn.addresses_of([*erasure.paths, *_feeds(erasure.paths)])
        done = {
            "comments": list(erasure.comments),
            "paths": list(erasure.paths),
            "rewritten": list(erasure.rewritten),
            "versions": len(erasure.versions),
            "markers": len(markers),
            "backups": sorted({each.key for each in erasure.backups}),
            "left": list(erasure.left),
            "addresses": list(addresses),
            "invalidations": self._tell_cdn(addresses, erasure.id),
        }
        return {**done, "record": self.erasures.finish(erasure, done)}

    def _forget_rows(self, erasure: Erasure) -> list[Item]:
        """Until none is left: a comment may be moved, by an approval, while its row is deleted. All items then."""
        for _ in range(ATTEMPTS):
            items = list(self.table.scan())
            left = [copy for copy in copies(items) if copy.comment.id in erasure.comments]
            if not left:
                for key in (*beside(erasure.comments, items), *_keys_of(erasure)):
                    self.table.write([Delete(key)])
                return items
            for copy in left:
                self._forget(copy)
        raise NotErased("others are changing these comments")

    def _forget(self, copy: Copy) -> None:
        if copy.key.sk.startswith(keys.COMMENT):
            try:  # as the owner would, with all that follows from it; what is kept of it then goes in the next round
                remove(self.table, copy.comment.post, copy.comment.id)
            except NotApproved:
                return
        else:
            self.table.write([Delete(copy.key)])

    def _ask(self, erasure: Erasure, paths: set[str]) -> Erasure:
        """Have pages made again without the comments."""
        touch(self.table, self.queues, paths)
        wants = (Want(path, (self.table.get(keys.want(path)) or {})["generation"]) for path in sorted(paths))
        asked = replace(erasure, wanted=tuple(wants))
        self.erasures.note(asked)
        return asked

    def _await(self, erasure: Erasure) -> None:
        """Raises NotErased if they do not come."""
        if missing := self.wait(lambda: list(map(self._is_built, erasure.wanted))):
            raise NotErased(
                f"{missing} of {len(erasure.wanted)} pages have not been built; the build function's log says why"
            )

    def _is_built(self, want: Want) -> bool:
        return bool((self.table.get(keys.want(want.target)) or {}).get("built", 0) >= want.generation)

    def _tell_cdn(self, addresses: tuple[str, ...], reference: str) -> list[str]:
        if not (self.distribution and addresses):
            return []
        return cdn.forget(self.cloudfront, self.distribution, addresses, reference)


def _keys_of(erasure: Erasure) -> Iterator[Key]:
    """Of what is kept of browsers, and of addresses with these comments."""
    yield from map(keys.browser, erasure.browsers)
    for digest in erasure.correspondents:
        yield from (keys.address(digest, comment) for comment in erasure.comments)


def _targets(erasure: Erasure) -> list[str]:
    return [each.target for each in erasure.wanted]


def _feeds(paths: Iterable[str]) -> set[str]:
    """The feeds of comments, which are made on demand and kept by the CDN."""
    own = set(map(comments_feed, paths))
    return {*own, COMMENTS} if own else own


def _to_forget(found: Iterable[Copy], items: Sequence[Item]) -> set[str]:
    erased = {copy.comment.id for copy in found}
    others = {copy.browser for copy in copies(items) if copy.comment.id not in erased}
    known = browsers_of(found, items)
    return {digest for digest, said in known.items() if digest not in others and said.get("word") != Word.BLOCKED}


def _may_show(key: str) -> bool:
    """Pages and feeds, not the author's files."""
    return is_page(key) and not is_file(of_object(key))


def _may_be_backup(key: str) -> bool:
    return not key.startswith((RECEIPTS, FOLDER))


def _forms(text: str) -> set[str]:
    """A text as it stands in files of several kinds; none of one that others may have written as well."""
    if len(text) < LONG:
        return set()
    return {text, escape(text), escape(text, quote=False), dumps(text)[1:-1], dumps(text, ensure_ascii=False)[1:-1]}
