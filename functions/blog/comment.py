"""Comments: what a reader sends, checked; and how a comment is named and kept."""

from dataclasses import dataclass
from datetime import datetime

from blog.plain_text import clean_line, clean_text, is_blank
from blog.words import Words

MAX_NAME = 80
MAX_TEXT = 4000


@dataclass(frozen=True)
class Comment:
    """One comment as it is kept: plain text, to be escaped wherever it is shown.

    `id` sorts by time and cannot be guessed; `post` is the post's id; `at` is in UTC.
    """

    id: str
    post: str
    name: str
    text: str
    at: datetime


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of a form, in words for the person who filled it in."""

    field: str
    message: str


@dataclass(frozen=True)
class Draft:
    """A comment as somebody wrote it: cleaned, but perhaps empty or too long."""

    name: str
    text: str

    @classmethod
    def of(cls, untrusted_name: str, untrusted_text: str) -> "Draft":
        return cls(clean_line(untrusted_name), clean_text(untrusted_text))

    def errors(self, words: Words) -> tuple[FieldError, ...]:
        """Empty when it can be kept."""
        name = _error("name", self.name, MAX_NAME, words.gettext("Please write your name."), words)
        text = _error("text", self.text, MAX_TEXT, words.gettext("Please write a comment."), words)
        return name + text


def comment_id(at: datetime, token: str) -> str:
    """24 hexadecimal digits: 12 of the time in milliseconds (10 overflowed in 2004), 12 of chance."""
    return f"{int(at.timestamp() * 1000):012x}{token}"


def _error(field: str, text: str, limit: int, empty: str, words: Words) -> tuple[FieldError, ...]:
    if is_blank(text):
        return (FieldError(field, empty),)
    if len(text) > limit:
        too_long = words.gettext("At most %(limit)s characters, please; there are %(length)s.")
        figures = {"limit": words.digits(limit), "length": words.digits(len(text))}
        return (FieldError(field, too_long % figures),)
    return ()
