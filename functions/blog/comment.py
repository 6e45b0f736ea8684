"""Comments: what a reader sends, checked; and how a comment is named and kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest

from blog.mail_address import is_mail_address
from blog.plain_text import clean_line, clean_text, is_blank
from blog.web_address import is_web_address
from blog.words import Words

MAX_NAME = 80
MAX_TEXT = 4000
MAX_WEBSITE = 200
ID = re.compile(r"[0-9a-f]{24}")
KEY = re.compile(r"[0-9a-f]{32}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class Comment:
    """One comment as it is kept: plain text with marks (`comment_html.py`), to be escaped or cleaned where it is shown.

    `id` sorts by time and cannot be guessed; `post` is the post's identity; `at` is in UTC, as
    `edited` is, when its writer changed it last; `website` is empty or the absolute address of
    another site; `parent` the id of the comment that it replies to, which need not be shown;
    `amended` is when the owner changed it last;
    `writer` the digest of the key that its writer's browser keeps, `correspondent` that of the
    address to which its writer wants letters about replies (`correspondent.py`).
    """

    id: str
    post: str
    name: str
    text: str
    at: datetime
    website: str = ""
    parent: str = ""
    edited: datetime | None = None
    writer: str = ""
    correspondent: str = ""
    amended: datetime | None = None

    def is_by(self, untrusted_key: str) -> bool:
        """Whether whoever shows this key wrote it; it takes the same time for each wrong one."""
        return bool(self.writer) and compare_digest(digest_of(untrusted_key), self.writer)


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of a form, in words for the person who filled it in."""

    field: str
    message: str


@dataclass(frozen=True)
class Draft:
    """A comment as somebody wrote it: cleaned, but perhaps empty or too long. `parent` is an id or empty.

    `email` is for letters about replies, if it `tells` that these are wanted; else it is left alone.
    """

    name: str = ""
    text: str = ""
    website: str = ""
    parent: str = ""
    email: str = ""
    tells: bool = False

    @classmethod
    def of(cls, untrusted_form: Mapping[str, str]) -> "Draft":
        untrusted_parent = untrusted_form.get("parent", "")
        return cls(
            clean_line(untrusted_form.get("name", "")),
            clean_text(untrusted_form.get("text", "")),
            _website(clean_line(untrusted_form.get("website", ""))),
            untrusted_parent if ID.fullmatch(untrusted_parent) else "",
            clean_line(untrusted_form.get("email", "")),
            bool(untrusted_form.get("tell")),
        )

    def is_of(self, comment: Comment) -> bool:
        """Whether the comment says just this already."""
        return (self.name, self.text, self.website) == (comment.name, comment.text, comment.website)

    @property
    def address(self) -> str:
        """Where its writer wants letters; empty if none are wanted."""
        return self.email if self.tells else ""

    def without_letters(self) -> "Draft":
        return replace(self, email="", tells=False)

    def errors(self, words: Words) -> tuple[FieldError, ...]:
        """Empty when it can be kept."""
        name = _error("name", self.name, MAX_NAME, words.gettext("Please write your name."), words)
        text = _error("text", self.text, MAX_TEXT, words.gettext("Please write a comment."), words)
        return name + self._errors_of_email(words) + self._errors_of_website(words) + text

    def _errors_of_email(self, words: Words) -> tuple[FieldError, ...]:
        if not self.tells or is_mail_address(self.email):
            return ()
        return (FieldError("email", words.gettext("Please write an e-mail address such as ada@example.org.")),)

    def _errors_of_website(self, words: Words) -> tuple[FieldError, ...]:
        if not self.website:
            return ()
        if not is_web_address(self.website):
            return (FieldError("website", words.gettext("Please write an address such as https://example.org.")),)
        return _error("website", self.website, MAX_WEBSITE, "", words)


def comment_id(at: datetime, token: str) -> str:
    """24 hexadecimal digits: 12 of the time in milliseconds (10 overflowed in 2004), 12 of chance."""
    return f"{int(at.timestamp() * 1000):012x}{token}"


def sent_at(comment_id: str) -> datetime:
    """When the comment of this id was sent."""
    return datetime.fromtimestamp(int(comment_id[:12], 16) / 1000, UTC)


def digest_of(key: str) -> str:
    """What is kept of a writer's key. It has at least 122 bits of chance, so nobody finds it by trying."""
    return sha256(key.encode(errors="replace")).hexdigest()[:32]


def _website(address: str) -> str:
    """With a scheme: people write `example.org`."""
    return f"https://{address}" if address and not _SCHEME.match(address) else address


def _error(field: str, text: str, limit: int, empty: str, words: Words) -> tuple[FieldError, ...]:
    if is_blank(text):
        return (FieldError(field, empty),)
    if len(text) > limit:
        too_long = words.gettext("At most %(limit)s characters, please; there are %(length)s.")
        figures = {"limit": words.digits(limit), "length": words.digits(len(text))}
        return (FieldError(field, too_long % figures),)
    return ()
