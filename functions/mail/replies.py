"""Replies: who is written to when a comment joins its page: its own writer, who may want to be told of replies to it,
and the writer of the comment that it replies to, who has confirmed that.
"""

from collections.abc import Iterator
from datetime import timedelta

from blog import keys
from blog.comment import Comment
from blog.correspondent import correspondent_of, wait_for_answer
from blog.item import Item, from_item
from blog.offer import offer_key
from blog.paths import href
from blog.record import record_of
from blog.settings import settings_of
from blog.table import Conflict, Put, Table
from blog.unix_time import unix_after
from blog.words import words_for
from mail.mailbox import Mailbox
from mail.reply_letter import Recipient, question, reply_letter

BETWEEN_QUESTIONS = timedelta(days=1)
REMEMBERED = timedelta(days=90)  # an edit or a decision may have a comment join its page again


def ask_writer(mailbox: Mailbox, comment: Comment) -> bool:
    """Ask whoever left an address with the comment whether to write there; at most once a day; whether it was done."""
    table, now = mailbox.table, mailbox.now()
    found = correspondent_of(table, comment.correspondent, comment.id, now) if comment.correspondent else None
    to = _recipient(mailbox, comment) if found and found.is_new else None
    if found is None or to is None or not _stands(table, comment) or not _may_ask(mailbox, comment):
        return False
    is_sent = mailbox.send_or_give_up(found.address, question(to, mailbox.site_url, offer_key(table), now))
    wait_for_answer(table, comment.correspondent, found, now)
    return is_sent


def tell_of_reply(mailbox: Mailbox, reply: Comment) -> bool:
    """Write to the writer of the comment that it replies to, once, and not about their own; whether it was done."""
    table, now = mailbox.table, mailbox.now()
    comment = _replied_to(table, reply)
    if comment is None or not comment.correspondent or _is_same_writer(comment, reply):
        return False
    found = correspondent_of(table, comment.correspondent, comment.id, now)
    to = _recipient(mailbox, comment) if found and found.is_confirmed else None
    if found is None or to is None or _was_told(mailbox, reply) or not _stands(table, reply):
        return False
    written = reply_letter(to, reply, mailbox.site_url, offer_key(table), now)
    return mailbox.send_once(keys.told(reply.id), REMEMBERED, found.address, written)


def _was_told(mailbox: Mailbox, reply: Comment) -> bool:
    """Or would have been, as far as is remembered: an old one comes when the owner moves it to another post."""
    return reply.at + REMEMBERED < mailbox.now() or mailbox.table.get(keys.told(reply.id)) is not None


def _stands(table: Table, comment: Comment) -> bool:
    return table.get(keys.comment(comment.post, comment.id)) is not None


def _replied_to(table: Table, reply: Comment) -> Comment | None:
    """The comment on the same page."""
    if not reply.parent:
        return None
    items = (table.get(keys.comment(place, reply.parent)) for place in _places(table, reply.post))
    return next((from_item(Comment, item) for item in items if item), None)


def _places(table: Table, post: str) -> Iterator[str]:
    """The ids below which a post's record and comments stand: this, and those of the files that bear it as theirs."""
    yield post
    for bearer in table.collection(keys.post(post), keys.BEARER):
        yield keys.post_id(bearer["SK"].removeprefix(keys.BEARER))


def _is_same_writer(one: Comment, other: Comment) -> bool:
    return one.correspondent == other.correspondent or bool(one.writer and one.writer == other.writer)


def _recipient(mailbox: Mailbox, comment: Comment) -> Recipient | None:
    """With the post where the comment stands, as it is now; None if readers cannot see it."""
    table = mailbox.table
    records = (record_of(table.get(keys.record(place))) for place in _places(table, comment.post))
    record = next((each for each in records if each and each.is_published), None)
    if record is None or record.post is None:
        return None
    site = settings_of(table.get(keys.SETTINGS))
    words = words_for(record.post.language or site.language, site.language)
    url = mailbox.site_url + href(record.path)
    return Recipient(comment.correspondent, comment.id, record.post.title, url, words)


def _may_ask(mailbox: Mailbox, comment: Comment) -> bool:
    """Whether no other question went to the address today; of two at the same moment one goes."""
    key, now = keys.asked(comment.correspondent), mailbox.now()
    last: Item = mailbox.table.get(key) or {}
    if last.get("comment") == comment.id:  # it failed to be sent
        return True
    if last.get("expires", 0) > now.timestamp():
        return False
    generation = last.get("generation", 0)
    expires = unix_after(now, BETWEEN_QUESTIONS)
    try:
        mailbox.table.put(
            Put(key, {"comment": comment.id, "expires": expires, "generation": generation + 1}, generation)
        )
    except Conflict:
        return False
    return True
