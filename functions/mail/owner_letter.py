"""Letters to the owner: about a comment that waits, or once a day about all that do. Pure; in English."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from blog.held import Decision, Held
from blog.offer import offers
from blog.plain_text import clean_line
from mail.letter import Letter, harmless, quoted, short_title

WORDS = {Decision.APPROVED: "Approve", Decision.REJECTED: "Reject", Decision.SPAM: "Reject, and learn that it is spam"}
MOST = 50  # comments in one letter
LINE = "-" * 40


def letter(held: Held, site_url: str, key: bytes, now: datetime) -> Letter:
    """About a comment that waits; with a link for each decision, which `key` seals."""
    text = "\n".join([*_about(held, site_url, key, now), *_on_links(f"show {held.comment.id}")])
    return Letter(f"A comment waits on “{short_title(held.title)}”", f"{text}\n")


def digest(waiting: Sequence[Held], site_url: str, key: bytes, now: datetime) -> Letter:
    """About all comments that wait, the oldest first: of more than 50 the rest is a number."""
    shown, more = waiting[:MOST], len(waiting) - MOST
    lines = [line for each in shown for line in (*_about(each, site_url, key, now), LINE, "")]
    rest = [f"There {_are(more, 'more comment', 'that')} not in this letter.", ""] if more > 0 else []
    subject = "A comment waits" if len(waiting) == 1 else f"{len(waiting)} comments wait"
    return Letter(subject, "\n".join([*lines, *rest, *_on_links("list")]) + "\n")


def _about(held: Held, site_url: str, key: bytes, now: datetime) -> Iterator[str]:
    comment = held.comment
    yield f"{harmless(clean_line(comment.name))} wrote on “{clean_line(held.title)}”,"
    yield f"{site_url}{held.url}"
    yield f"on {comment.at:%Y-%m-%d} at {comment.at:%H:%M} UTC:"
    yield ""
    yield from quoted(comment.text)
    if comment.website:
        yield f"Website: {harmless(comment.website)}"
    yield ""
    yield from (f"- {harmless(reason)}" for reason in held.reasons)
    yield f"Score: {held.score}"
    yield ""
    for offer in offers(comment.id, held.edition, now):
        yield from (f"{WORDS[offer.act]}:", f"{site_url}/api/moderation?{offer.query(key)}", "")


def _on_links(command: str) -> tuple[str, ...]:
    return (
        "A link opens a page that asks once more. It works once, for seven days, and only for",
        "the comment as it is quoted here. Whoever has it can use it: do not forward this letter.",
        "",
        f"Or on a terminal: pressmark comments {command}",
    )


def _are(number: int, what: str, which: str) -> str:
    return f"is 1 {what} {which} is" if number == 1 else f"are {number} {what}s {which} are"
