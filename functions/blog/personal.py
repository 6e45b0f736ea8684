"""Personal: which items of the table hold something of a reader, and whose. Pure.

One list names every kind of item, so that none is forgotten when somebody asks for what
is kept about them, or for its end; a test holds it to `blog/keys.py`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from blog import keys
from blog.comment import Comment
from blog.item import Item, from_item
from blog.keys import COMMENT, RECORD, Key
from blog.plain_text import clean_line
from blog.record import record_of


class Holds(StrEnum):
    """What an item holds of readers: a `COMMENT` is found by who wrote it, a `BROWSER` by a comment that it sent and a
    `BLOCK` by a name, an `ADDRESS` by itself; an `ID` goes with its comment. A `DIGEST`, a `MARK` and a `COUNT` lead
    to nobody.
    """

    COMMENT = "a comment and its writer's name"
    BROWSER = "the digest of a browser's secret, and what you think of it"
    BLOCK = "a word, a host or a name that you block"
    ADDRESS = "an e-mail address, for letters"
    ID = "the id of a comment"
    DIGEST = "a digest of what was sent"
    MARK = "a mark of somebody, of no meaning without the day's key"
    COUNT = "how many there were, not who"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Kind:
    """Items whose keys look like `pk` and `sk`, as `blog.keys` writes them.

    `kept` says for how long, `seen` by whom. `within` leads to the comment in the item, which
    itself is one if it is empty; `state` is what has become of it, or where the item says so.
    """

    pk: str
    sk: str
    holds: Holds = Holds.NOTHING
    kept: str = ""
    seen: str = ""
    state: str = ""
    within: tuple[str, ...] = ()

    def has(self, key: Key) -> bool:
        return bool(_shape(self.pk).fullmatch(key.pk) and _shape(self.sk).fullmatch(key.sk))

    def copy_in(self, key: Key, item: Item) -> "Copy":
        """The comment of an item of this kind."""
        holder = comment = item
        for name in self.within:
            holder, comment = comment, comment[name]
        state = item.get(self.state, self.state)
        said = holder.get("browser", ""), holder.get("written", {}).get("name", "")
        return Copy(key, state, from_item(Comment, comment), _attributes(item), *said)


@dataclass(frozen=True)
class Copy:
    """A comment as one item keeps it; `attributes` are all that the item says.

    `browser` is the digest of the secret of the browser that sent it, empty if the item does not tell it;
    `written` the name under which it was sent, if the owner has changed its words.
    """

    key: Key
    state: str
    comment: Comment
    attributes: Item
    browser: str = ""
    written: str = ""

    @property
    def is_shown(self) -> bool:
        return self.key.sk.startswith(COMMENT)


_ALWAYS = "as long as the blog"
_EXPIRES = "and a few"  # DynamoDB deletes what has expired some days late (developer guide, "Time to Live")

KINDS = (
    Kind("POST#<id>", "RECORD"),
    Kind(
        "POST#<identity>",
        "COMMENT#<id>",
        Holds.COMMENT,
        kept="until its writer, or you, take it away",
        seen="everybody: it is on the post's page",
        state="approved",
    ),
    Kind(
        "POST#<identity>",
        "LIKES#<id>",
        Holds.ID,
        kept="until it is withdrawn or erased",
        seen="everybody",
    ),
    Kind("POST#<identity>", "COUNT", Holds.COUNT, kept=_ALWAYS, seen="everybody"),
    Kind("POST#<identity>", "BEARER#<key>"),
    Kind("POST#<id>", "TRANSLATION#<key>"),
    Kind("VIEWS#<identity>#<shard>", "TOTAL", Holds.COUNT, kept=_ALWAYS, seen="everybody"),
    Kind("VIEWS#<identity>", "TOTAL", Holds.COUNT, kept=_ALWAYS, seen="everybody"),
    Kind("DAY#<date>#<shard>", "<identity>", Holds.COUNT, kept=_ALWAYS, seen="you"),
    Kind("HELD", "<comment id>", Holds.COMMENT, kept="until you decide", seen="you", state="waiting"),
    Kind(
        "DECIDED",
        "<comment id>",
        Holds.COMMENT,
        kept=f"30 days {_EXPIRES}, after the decision",
        seen="you",
        state="decision",
        within=("held", "comment"),
    ),
    Kind("TALK", "<comment id>", Holds.ID, kept="as long as the comment is shown", seen="everybody"),
    Kind("MAILED#<comment>", "<edition>", Holds.ID, kept=f"two days {_EXPIRES} more", seen="nobody"),
    Kind("TOLD#<comment>", "REPLY", Holds.ID, kept=f"90 days {_EXPIRES} more", seen="nobody"),
    Kind("BLOCKED", "<kind>#<value>", Holds.BLOCK, kept="until you take it back", seen="you"),
    Kind(
        "BROWSER#<digest>", "STANDING", Holds.BROWSER, kept=f"{_ALWAYS}, or until its comments are erased", seen="you"
    ),
    Kind("TEXT#<digest>", "<post identity>", Holds.DIGEST, kept=f"7 days {_EXPIRES}", seen="nobody"),
    Kind("PROOF#<digest>", "SPENT", Holds.DIGEST, kept=f"an hour {_EXPIRES} days", seen="nobody"),
    Kind(
        "WRITER#<digest>",
        "<comment id>",
        Holds.ID,
        kept="as long as the comment, then until somebody asks by the address; taken back or erased, it goes at once",
        seen="nobody",
    ),
    Kind("LETTER#<digest>", "PRIVACY", Holds.DIGEST, kept="seconds, until the letter is written", seen="nobody"),
    Kind("ERASURE", "<digest>", Holds.DIGEST, kept="until it is done: half an hour", seen="you"),
    Kind("SENDING#<digest>", "TAKEN", Holds.DIGEST, kept=f"a day {_EXPIRES} more", seen="nobody"),
    Kind("LEARNED", "SPAM", Holds.COUNT, kept=_ALWAYS, seen="nobody"),
    Kind("SECRET", "MODERATION"),
    Kind("PATH#<path>", "<source key>"),
    Kind("GONE#<path>", "TITLE"),
    Kind("NAME#<name>", "<source key>"),
    Kind("LINKS#<name>", "<post id>"),
    Kind("LIST#archive", "<date>#<id>"),
    Kind("LIST#tag/<slug>", "<date>#<id>"),
    Kind("LIST#author/<slug>", "<date>#<id>"),
    Kind("LIST#series/<slug>", "<date>#<id>"),
    Kind("LIST#pages", "<path>#<id>"),
    Kind("LIST#previews", "<path>"),
    Kind("FIND#<bucket>", "<post id>"),
    Kind("MEDIA#<key>", "RECORD"),
    Kind("SITE", "SETTINGS"),
    Kind("CONTENTS#<path>", "CONTENTS"),
    Kind("PAGE#<target>", "WANT"),
    Kind("STRAYS", "ASSETS"),
    Kind("TERMS#<kind>", "<path>"),
    Kind("VISIT#KEYS", "<date>"),
    Kind("VISIT#<mark>", "RATE#<window>", Holds.MARK, kept=f"two hours {_EXPIRES} days", seen="nobody"),
    Kind("VISIT#<mark>", "SEEN", Holds.MARK, kept=f"two days {_EXPIRES} more", seen="nobody"),
    Kind(
        "PRIVACY#<digest>",
        "INQUIRY",
        Holds.ADDRESS,
        kept=f"a day {_EXPIRES} more, and until an erasure is done; the address of nobody for seconds",
        seen="nobody",
    ),
    Kind(
        "ADDRESS#<digest>",
        "ASKED",
        Holds.ID,
        kept=f"a day {_EXPIRES} more; a year {_EXPIRES} days after the end of letters, without an id",
        seen="nobody",
    ),
    Kind(
        "ADDRESS#<digest>",
        "<comment id>",
        Holds.ADDRESS,
        kept=f"30 days {_EXPIRES}, 7 of them once it was asked; a year {_EXPIRES} days once it was confirmed",
        seen="nobody",
    ),
)


def kind_of(key: Key) -> Kind | None:
    """The kind of the item at a key; None if this list does not know it."""
    return next((kind for kind in KINDS if kind.has(key)), None)


def copies(items: Iterable[Item]) -> Iterator[Copy]:
    """All comments in items of the table, wherever they are kept."""
    for item in items:
        key = Key(item["PK"], item["SK"])
        kind = kind_of(key)
        if kind and kind.holds is Holds.COMMENT:
            yield kind.copy_in(key, item)


def copies_of(who: str, kept: Iterable[Copy]) -> list[Copy]:
    """Those of the comment whose id this is; if there is none, those of whoever wrote under exactly this name.

    The name is cleaned as it was when it was sent. The oldest comment comes first.
    """
    everything = sorted(kept, key=lambda copy: (copy.comment.id, copy.key.pk))
    name = clean_line(who)
    by_id = [copy for copy in everything if copy.comment.id == who.strip()]
    named = {copy.comment.id for copy in everything if name and name in (copy.comment.name, copy.written)}
    return by_id or [copy for copy in everything if copy.comment.id in named]


def copies_with(correspondent: str, kept: Iterable[Copy]) -> list[Copy]:
    """Those of the comments that came with the e-mail address of a digest, the oldest first."""
    found = (copy for copy in kept if correspondent and copy.comment.correspondent == correspondent)
    return sorted(found, key=lambda copy: (copy.comment.id, copy.key.pk))


def browsers_of(found: Iterable[Copy], items: Iterable[Item]) -> dict[str, Item]:
    """What is kept of the browsers that sent these comments, by their digests."""
    rows = {keys.browser(each.browser): each.browser for each in found if each.browser}
    there = ((rows.get(Key(item["PK"], item["SK"])), item) for item in items)
    return {digest: _attributes(item) for digest, item in there if digest}


def blocks_of(who: str, items: Iterable[Item]) -> list[Item]:
    """The owner's blocks of this name; a block knows no upper and lower case."""
    name = keys.blocked("name", clean_line(who).casefold())
    return [_attributes(item) for item in items if Key(item["PK"], item["SK"]) == name]


def beside(comment_ids: Collection[str], items: Iterable[Item]) -> Iterator[Key]:
    """The keys of items that hold no comment, but the id of one of these."""
    wanted = frozenset(comment_ids)
    for item in items:
        key = Key(item["PK"], item["SK"])
        kind = kind_of(key)
        ids = {key.sk.rpartition("#")[2], key.pk.rpartition("#")[2], item.get("made")}
        if kind and kind.holds in (Holds.ID, Holds.DIGEST) and not wanted.isdisjoint(ids):
            yield key


def strange(items: Iterable[Item]) -> frozenset[str]:
    """The partition keys, up to their `#`, of items that the list of kinds does not know."""
    there = (Key(item["PK"], item["SK"]) for item in items)
    return frozenset(key.pk.partition("#")[0] for key in there if kind_of(key) is None)


def pages_of(items: Iterable[Item]) -> Mapping[str, tuple[str, ...]]:
    """The paths of the pages on which a post's comments are, by its identity: of renamed files there may be several."""
    found: dict[str, tuple[str, ...]] = {}
    for record in filter(None, (record_of(item) for item in items if item["SK"] == RECORD and "source" in item)):
        if record.is_published:
            found[record.identity] = (*found.get(record.identity, ()), record.path)
    return found


def _attributes(item: Item) -> Item:
    return {name: value for name, value in item.items() if name not in ("PK", "SK")}


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    """`POST#<id>` stands for "POST#" and anything after it."""
    return re.compile(".+".join(map(re.escape, re.split("<[^>]*>", pattern))), re.DOTALL)
