"""Letters to commenters: whether to write to them about replies, and about a reply. Pure; in the words of the post."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from blog.comment import Comment
from blog.notice import Act, Notice
from blog.plain_text import clean_line
from blog.words import Words
from mail.letter import Letter, harmless, quoted, short_title


@dataclass(frozen=True)
class Recipient:
    """`address` is the digest of one, `comment` the id of the comment that it came with; the post is at `post_url`."""

    address: str
    comment: str
    post_title: str
    post_url: str
    words: Words

    def url_of(self, comment_id: str) -> str:
        return f"{self.post_url}#comment-{comment_id}"


def question(to: Recipient, site_url: str, key: bytes, now: datetime) -> Letter:
    """Whether to write to them. Nothing that anybody typed is in it: they may never have been at the blog."""
    words, title = to.words, clean_line(to.post_title)
    yes = Notice.of(Act.CONFIRM, to.address, to.comment, now).link(key)
    lines = [
        words.gettext("A comment on “%(title)s” came with this address, to be told of replies:") % {"title": title},
        to.url_of(to.comment),
        "",
        words.gettext("If it is yours, please open this link within seven days, and confirm:"),
        f"{site_url}{yes}",
        "",
        words.gettext(
            "Otherwise just leave it: you will get no other letter about this comment, and the address is deleted."
        ),
    ]
    subject = words.gettext("Do you want to be told of replies?")
    return Letter(subject, "\n".join(lines) + "\n", _headers(_stop(to, site_url, key, now)))


def reply_letter(to: Recipient, reply: Comment, site_url: str, key: bytes, now: datetime) -> Letter:
    """That somebody replied, and what; with the link that ends such letters."""
    words = to.words
    stop = _stop(to, site_url, key, now)
    names = {"name": harmless(clean_line(reply.name)), "title": clean_line(to.post_title)}
    lines = [
        words.gettext("%(name)s replied to your comment on “%(title)s”:") % names,
        "",
        *quoted(reply.text),
        "",
        words.gettext("To read it there, and to answer:"),
        to.url_of(reply.id),
        "",
        words.gettext("To get no more letters about replies, and have your address deleted:"),
        stop,
    ]
    subject = words.gettext("A reply to your comment on “%(title)s”") % {"title": short_title(to.post_title)}
    return Letter(subject, "\n".join(lines) + "\n", _headers(stop))


def _stop(to: Recipient, site_url: str, key: bytes, now: datetime) -> str:
    return f"{site_url}{Notice.of(Act.STOP, to.address, to.comment, now).link(key)}"


def _headers(stop: str) -> Mapping[str, str]:
    """The end of letters with one click (RFC 8058), and that no machine is to answer (RFC 3834, section 5)."""
    return {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
