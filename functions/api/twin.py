"""Twins: whether the same text was sent before, to this post or another, without keeping any text."""

import re
from hashlib import sha256

from api.desk import Desk
from blog import keys
from blog.comment import Comment
from blog.table import Action, Put

SHORTEST = 25  # letters: everybody writes "Thank you!"
REMEMBERED = 7 * 24 * 3600  # seconds


def twin_of(desk: Desk, comment: Comment) -> str:
    """Where it was: "this post", "another post", or empty; what the comment itself said before is no twin of it."""
    digest = _digest(comment)
    if not digest:
        return ""
    now = desk.now().timestamp()
    rows = (each for each in desk.table.collection(keys.text(digest)) if each["expires"] > now)
    posts = {each["SK"] for each in rows if each.get("made") != comment.id}
    if comment.post in posts:
        return "this post"
    return "another post" if posts else ""


def memory_of(desk: Desk, comment: Comment, twin: str) -> list[Action]:
    """What is kept of its text, beside the comment or not at all; of two on one post the first is remembered."""
    digest = _digest(comment)
    if not digest or twin == "this post":
        return []
    expires = int(desk.now().timestamp()) + REMEMBERED
    return [Put(keys.Key(keys.text(digest), comment.post), {"made": comment.id, "expires": expires})]


def _digest(comment: Comment) -> str:
    """The same for texts that differ in case, spaces and marks only; empty for what is too short to be told apart."""
    letters = re.sub(r"[\W_]+", "", comment.text.casefold())
    return sha256(letters.encode()).hexdigest()[:32] if len(letters) >= SHORTEST else ""
