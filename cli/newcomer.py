"""Newcomer: a comment of another system as it would be here, checked and cleaned like one that a reader sends. Pure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from blog.comment import ID, MAX_NAME, Comment, Draft, comment_id
from blog.plain_text import is_blank
from blog.words import Words
from cli.foreign import Foreign, State, System, token_of
from cli.xml_records import LONGEST

NAMELESS = "Anonymous"
FIRST = datetime(1990, 1, 1, tzinfo=UTC)  # there was no web before
TOLERATED = timedelta(days=1)  # of a clock that is fast


def judged(system: System, foreign: Foreign, now: datetime) -> tuple[Comment | None, str]:
    """The comment as it would be here, its post and parent still to be found; or None and why it cannot be."""
    if foreign.state not in (State.APPROVED, State.WAITING):
        return None, ""
    if len(foreign.untrusted_text) > LONGEST:
        return None, f"its text has more than {LONGEST:,} characters"
    try:
        draft = _draft(system, foreign)
    except ValueError as error:
        return None, str(error)
    if foreign.at is None or not FIRST < foreign.at < now + TOLERATED:
        return None, "it does not say when it was written"
    made = foreign.own_id or comment_id(foreign.at, token_of(system.name, foreign.id))
    if not foreign.id or not ID.fullmatch(made):
        return None, f"it has no id, or none that can be kept: {foreign.id!r}"
    why = " ".join(f"{each.field}: {each.message}" for each in draft.errors(Words()))
    comment = Comment(made, "", draft.name, draft.text, foreign.at, draft.website)
    return replace(comment, edited=foreign.edited, amended=foreign.amended), why


def _draft(system: System, foreign: Foreign) -> Draft:
    """Cleaned as what a reader sends; a name that is missing or too long, or a website that is none, is no reason."""
    form = {
        "name": foreign.untrusted_name,
        "text": system.marked(foreign.untrusted_text),
        "website": foreign.untrusted_website,
    }
    draft = Draft.of(form)
    name = NAMELESS if is_blank(draft.name) else draft.name[:MAX_NAME].strip()
    is_wrong = any(each.field == "website" for each in draft.errors(Words()))
    return replace(draft, name=name, website="" if is_wrong else draft.website)
