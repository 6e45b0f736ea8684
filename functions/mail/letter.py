"""Letters: what the owner is written about a comment. Pure.

A letter is plain text. What a stranger wrote is quoted in it so that no mail program makes a
link of it, and in no header at all: the subject has nothing but the post's title.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from textwrap import wrap

from blog.held import Decision, Held
from blog.offer import offers
from blog.plain_text import clean_line

WIDTH = 72
LONGEST_TITLE = 80
WORDS = {Decision.APPROVED: "Approve", Decision.REJECTED: "Reject", Decision.SPAM: "Reject, and learn that it is spam"}
# Whatever mail programs take for an address: a scheme, a dot within a word, an at sign.
_MADE_LINKS = (
    (re.compile(r":(?=//)"), "[:]"),
    (re.compile(r"(?<=\S)[.\u3002\uff0e\uff61](?=\S)"), "[.]"),
    (re.compile("@"), "[at]"),
)


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str


def letter(held: Held, site_url: str, key: bytes, now: datetime) -> Letter:
    """About a comment that waits; with a link for each decision, which `key` seals."""
    comment = held.comment
    title = clean_line(held.title)
    lines = [
        f"{harmless(clean_line(comment.name))} wrote on “{title}”,",
        f"{site_url}{held.url}",
        f"on {comment.at:%Y-%m-%d} at {comment.at:%H:%M} UTC:",
        "",
        *_quoted(comment.text),
        *([f"Website: {harmless(comment.website)}"] if comment.website else []),
        "",
        *(f"- {harmless(reason)}" for reason in held.reasons),
        f"Score: {held.score}",
        "",
    ]
    for offer in offers(comment.id, held.edition, now):
        lines += [f"{WORDS[offer.act]}:", f"{site_url}/api/moderation?{offer.query(key)}", ""]
    lines += [
        "A link opens a page that asks once more. It works once, for seven days, and only for",
        "the comment as it is quoted here. Whoever has it can use it: do not forward this letter.",
        "",
        f"Or on a terminal: pressmark comments show {comment.id}",
    ]
    return Letter(f"A comment waits on “{_cut(title)}”", "\n".join(lines) + "\n")


def harmless(untrusted: str) -> str:
    """The text so that no mail program makes a link of it: `https[:]//pills[.]example`."""
    for pattern, instead in _MADE_LINKS:
        untrusted = pattern.sub(instead, untrusted)
    return untrusted


def _quoted(untrusted: str) -> list[str]:
    return [f"> {part}" for line in untrusted.split("\n") for part in wrap(harmless(line), WIDTH) or [""]]


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"
