"""People: what authors, readers and the owner do to a blog, and the clock, as rules of a state machine."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from blog.moderation import reject
from tests.simulation.blog import Blog
from tests.simulation.texts import DATES, KEYS, WORDS, Text, photograph

POSTS = KEYS[:3]
PATTERNS = ("/posts/:slug/", "/:year/:slug/", "/:title.html")
# From where posts may be, were or will be, to what is always there: that one leads nowhere is for its owner to be told.
REDIRECTS = ("", "/old.xml: /feed.xml", "/posts/a/: /archive/", "/posts/shared/: /feed.xml, /2025/a/: /archive/")
ZONES = ("UTC", "Pacific/Auckland", "America/Los_Angeles")

keys = st.sampled_from(KEYS)
titles = st.sampled_from(("One", "Two"))
dates = st.sampled_from(DATES)
tags = st.sampled_from(((), ("x",), ("y",), ("x", "y")))
changes = st.one_of(
    st.fixed_dictionaries({"words": st.sampled_from(WORDS)}),
    st.fixed_dictionaries({"title": titles}),
    st.fixed_dictionaries({"date": dates}),
    st.fixed_dictionaries({"tags": tags}),
    st.fixed_dictionaries({"authors": st.sampled_from(((), ("Ada",), ("Ada", "Grace")))}),
    st.fixed_dictionaries({"series": st.sampled_from(("", "S", "T"))}),
    st.fixed_dictionaries({"slug": st.sampled_from(("", "shared", "a"))}),
    st.fixed_dictionaries({"draft": st.booleans()}),
)
hours = st.sampled_from((6, 18))
place = st.integers(0, 9)  # which of those that wait


class People(RuleBasedStateMachine):
    """Each rule is one thing that somebody does, whatever was done before."""

    def __init__(self) -> None:
        super().__init__()
        self.blog = Blog()
        self.texts: dict[str, Text] = {}
        self.unseen: set[str] = set()  # comments that are never approved
        self.count = 0  # makes what is written differ

    # ── The author ────────────────────────────────────────────────────────────────────────────────

    def put(self, key: str, **changes: Any) -> None:
        """Write a text with some changes to what was written last, whether that is still there or not."""
        self.texts[key] = replace(self.texts.get(key, Text()), **changes)
        self.blog.put(key, self.texts[key].written())

    @rule(key=keys, title=titles, date=dates, tags=tags)
    def create(self, key: str, title: str, date: str, tags: tuple[str, ...]) -> None:
        self.texts[key] = Text(title, date=date, tags=tags)
        self.put(key)

    @rule(key=keys, changes=changes)
    def edit(self, key: str, changes: dict[str, Any]) -> None:
        self.put(key, **changes)

    @rule(key=keys, field=st.sampled_from(("publish", "expires")), hours=hours)
    def schedule(self, key: str, field: str, hours: int) -> None:
        self.put(key, **{field: self.blog.now + timedelta(hours=hours)})

    @rule(key=keys)
    def delete(self, key: str) -> None:
        self.blog.delete(key)

    @rule(key=keys)
    def undelete(self, key: str) -> None:
        """Remove the delete marker, or write once more what is there."""
        if self.blog.buckets["content"].is_marked(key):
            self.blog.undelete(key)
        else:
            self.put(key)

    @rule(key=st.sampled_from(POSTS), to=st.sampled_from(POSTS), keeps_id=st.booleans())
    def rename(self, key: str, to: str, keeps_id: bool) -> None:
        """The same text under another name, perhaps with the identity that it had."""
        text = self.texts.get(key, Text())
        self.blog.delete(key)
        self.texts[to] = replace(text, id=(text.id or key.removeprefix("posts/")) if keeps_id else "")
        self.put(to)

    @rule(kind=st.sampled_from(("picture", "text", "settings")))
    def other_file(self, kind: str) -> None:
        """A picture, a file that was never good, or settings that cannot be read: those before them stay."""
        self.count += 1
        match kind:
            case "picture":
                self.blog.put("posts/cup.png", photograph(500 + self.count))
            case "text":
                self.blog.put("posts/broken.md", "---\ntitle: [UNSEEN\n---\n")
            case _:
                self.blog.put("site.yaml", "title: [UNSEEN\n")

    @rule(title=titles, zone=st.sampled_from(ZONES), comments=st.booleans(), views=st.booleans())
    def set_up(self, title: str, zone: str, comments: bool, views: bool) -> None:
        switches = f"comments: {str(comments).lower()}\nviews: {str(views).lower()}\n"
        self.blog.put("site.yaml", f"title: {title}\ntime_zone: {zone}\n{switches}")

    @rule(pattern=st.sampled_from(PATTERNS), redirects=st.sampled_from(REDIRECTS))
    def lead(self, pattern: str, redirects: str) -> None:
        """Other addresses for all posts, and redirects."""
        self.blog.put("site.yaml", f"permalink: {pattern}\nredirects: {{{redirects}}}\n")

    @rule()
    def set_up_nothing(self) -> None:
        self.blog.delete("site.yaml")

    # ── The readers, the owner, the clock ─────────────────────────────────────────────────────────

    @rule(key=st.sampled_from(POSTS), may_be_seen=st.booleans())
    def comment(self, key: str, may_be_seen: bool) -> None:
        self.count += 1
        before = set(self.blog.waiting)
        self.blog.comment(key, f"Comment {self.count}" if may_be_seen else f"UNSEEN {self.count}")
        if not may_be_seen:
            self.unseen |= {*self.blog.waiting} - before

    @precondition(lambda self: {*self.blog.waiting} - self.unseen)
    @rule(place=place)
    def approve(self, place: int) -> None:
        waiting = self.blog.waiting
        chosen = among([each for each in waiting if each not in self.unseen], place)
        waiting.remove(chosen)
        waiting.append(chosen)
        self.blog.approve_last()

    @precondition(lambda self: self.blog.waiting)
    @rule(place=place)
    def reject(self, place: int) -> None:
        chosen = among(self.blog.waiting, place)
        reject(self.blog.press.table, chosen)
        self.blog.waiting.remove(chosen)

    @precondition(lambda self: self.blog.approved)
    @rule(key=st.sampled_from(POSTS))
    def remove(self, key: str) -> None:
        self.blog.remove(key)

    @rule(key=st.sampled_from(POSTS))
    def view(self, key: str) -> None:
        self.blog.view(key)

    @rule(key=st.sampled_from(POSTS), like=st.sampled_from(("yes", "no")))
    def like(self, key: str, like: str) -> None:
        self.blog.like(key, like)

    @rule(hours=st.sampled_from((6, 12, 24)))
    def wait(self, hours: int) -> None:
        self.blog.wait(timedelta(hours=hours))


def among(those: list[Any], place: int) -> Any:
    return those[place % len(those)]
