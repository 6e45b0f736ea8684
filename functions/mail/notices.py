"""Notices: which letters follow from a change of the table."""

from blog import keys
from blog.comment import Comment
from blog.item import Item, from_item
from mail.inquiries import answer_inquiry
from mail.mailbox import Mailbox
from mail.owner import tell_owner
from mail.replies import ask_writer, tell_of_reply


def tell(mailbox: Mailbox, before: Item | None, after: Item | None) -> int:
    """Write what is to be written when an item becomes another; how many letters were sent.

    `before` and `after` are whole items as the table's stream has them, or None.
    """
    if after is None:
        return 0
    if after["PK"] == keys.HELD:
        return int(tell_owner(mailbox, before, after))
    if after["PK"].startswith(keys.LETTER):
        return int(answer_inquiry(mailbox, after["PK"].removeprefix(keys.LETTER)))
    if before is None and after["SK"].startswith(keys.COMMENT):
        comment = from_item(Comment, after)
        return int(tell_of_reply(mailbox, comment)) + int(ask_writer(mailbox, comment))
    return 0
