"""A simulated blog: what its author, its readers, its owner and the clock do."""

from collections import Counter
from copy import copy
from datetime import timedelta

import entry.api
from blog import keys
from blog.keys import post_id
from blog.moderation import approve, approved, held, remove
from blog.record import record_of
from publisher.lists import LIST_CARDS
from publisher.touch import touch
from publisher.touched import EVERYTHING
from tests.simulation.cloud import URL
from tests.simulation.events import notification, request
from tests.simulation.machinery import Machinery

ACCEPTED, COUNTED = 303, 200
REMEMBERED = timedelta(minutes=5)  # what a FIFO queue has seen

# What a copy has of its own; the rest is made from these or empty while nobody is at work.
STATE = {
    *("now", "changes", "divided", "schedules", "trace", "written", "hinted", "findings", "waiting", "approved"),
    *(
        "views",
        "liked",
        "readers",
        "calls",
        "items",
        "bytes",
        "moves",
        "dead_changes",
        "pace",
        "stream_batch",
        "tokens",
    ),
}


class Blog(Machinery):
    """`hinted` are all notifications; `waiting` and `approved` the comments that were accepted, by their ids.

    `liked` tells who likes a post or a comment, by its identity or id.
    """

    def __init__(self, list_cards: int = LIST_CARDS) -> None:
        super().__init__(list_cards)
        self.hinted: list[str] = []
        self.waiting: list[str] = []
        self.approved: list[str] = []
        self.views: Counter[str] = Counter()
        self.liked: dict[str, frozenset[str]] = {}
        self.readers = 0

    def copy(self) -> "Blog":
        """Another blog in the same state; nobody may be at work."""
        other = Blog(self.list_cards)
        other.__dict__ |= {name: copy(value) for name, value in self.__dict__.items() if name in STATE}
        other.queues = {name: queue.copy() for name, queue in self.queues.items()}
        other.buckets = {name: bucket.copy() for name, bucket in self.buckets.items()}
        other.table = self.table.copy()
        other.shards = [shard.copy() for shard in self.shards]
        other.given_up = self.given_up.copy()
        return other

    def open(self) -> None:
        """As a deployment ends: everything is built once."""
        touch(self.press.table, self.press.queues, [EVERYTHING])
        self.drain()

    def put(self, key: str, text: str | bytes) -> None:
        self._note("author", f"put {key}", "")
        self.buckets["content"].put(key, text.encode() if isinstance(text, str) else text, self.now)
        self.notify(key)

    def delete(self, key: str) -> None:
        self._note("author", f"delete {key}", "")
        self.buckets["content"].delete(key, self.now)
        self.notify(key)

    def undelete(self, key: str) -> None:
        """Remove the delete marker: the version before is the newest again, and S3 says that something was removed."""
        self._note("author", f"removes the delete marker of {key}", "")
        self.buckets["content"].versions[key].pop()
        self.notify(key)

    def notify(self, key: str) -> None:
        body = notification(key)
        self.hinted.append(body)
        self.queues["hints"].send(body)

    def comment(self, source: str, text: str) -> None:
        before = {each.comment.id for each in held(self.press.table)}
        if self._post("/api/comments", {"post": post_id(source), "name": "Ada", "text": text}) == ACCEPTED:
            self.waiting += [each.comment.id for each in held(self.press.table) if each.comment.id not in before]

    def view(self, source: str) -> None:
        """Somebody new reads a post; each third reader is counted twice, as when the first answer was lost."""
        self.readers += 1
        self.views[self._identity(source)] += self._is_counted("/api/views", {"post": post_id(source)})

    def like(self, source: str, like: str = "yes") -> None:
        """Whoever came last likes a post and each comment on it, or takes that back; another day as somebody else."""
        identity, reader = self._identity(source), frozenset({f"{self.now:%Y-%m-%d} {self._agent}"})
        for comment in ("", *(each.id for each in approved(self.press.table, identity))):
            there = self.liked.get(comment or identity, frozenset())
            if self._is_counted("/api/likes", {"post": post_id(source), "comment": comment, "like": like}):
                self.liked[comment or identity] = there | reader if like == "yes" else there - reader

    def approve(self) -> None:
        """The owner approves all that waits."""
        while self.waiting:
            self.approve_last()

    def approve_last(self) -> None:
        """The owner approves the comment that came last."""
        comment_id = self.waiting.pop() if self.waiting else ""
        self._note("owner", "approves", comment_id)
        if comment_id:
            approve(self.press.table, comment_id)
            self.approved.append(comment_id)

    def remove(self, source: str) -> None:
        """The owner removes all comments of a post."""
        self._note("owner", f"removes the comments of {source}", "")
        for identity in sorted({post_id(source), self._identity(source)}):
            for comment in approved(self.press.table, identity):
                remove(self.press.table, comment.post, comment.id)
                self.approved.remove(comment.id)

    @property
    def _agent(self) -> str:
        return f"Mozilla/5.0 (X11; Linux x86_64; rv:{self.readers}.0) Gecko/20100101 Firefox/{self.readers}.0"

    def _is_counted(self, path: str, form: dict[str, str]) -> bool:
        """Whether what a reader sends is taken; each third reader sends it twice."""
        return COUNTED in [self._post(path, form, self._agent) for _ in range(1 + (self.readers % 3 == 0))]

    def _identity(self, source: str) -> str:
        record = record_of(self.press.table.get(keys.record(post_id(source))))
        return record.identity if record else post_id(source)

    @property
    def minute(self) -> int:
        return int(self.now.timestamp()) // 60

    def wait(self, time: timedelta) -> None:
        """Let time pass; schedules whose moment comes send their hints and are gone."""
        self.now += time
        if time > REMEMBERED:
            for queue in self.queues.values():
                queue.forget()
        self._note("clock", f"{self.now:%Y-%m-%d %H:%M}", "")
        for name in [name for name, each in self.schedules.items() if each.moment <= self.now]:
            body = self.schedules.pop(name).body
            self.hinted.append(body)
            self.queues["hints"].send(body)

    def _post(self, path: str, form: dict[str, str], *agent: str) -> int:
        status: int = entry.api.handler(request(URL, path, form, *agent), None)["statusCode"]
        self._note("reader", f"{path} {form}", str(status))
        return status
