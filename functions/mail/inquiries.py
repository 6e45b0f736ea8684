"""Inquiries: who asked by an e-mail address what is kept about it is written to, if anything came with it."""

from dataclasses import replace

from blog.correspondent import comments_of
from blog.inquiry import PATH, Inquiry, forget_address, inquiry_of, told
from blog.known import forget_gone
from blog.offer import offer_key
from mail.mailbox import Mailbox
from mail.privacy_letter import link_letter


def answer_inquiry(mailbox: Mailbox, digest: str) -> bool:
    """Send a link to all that came with the address, once; whether that was done.

    If nothing did, nobody is written to; then, and if SES refuses the letter, the address is forgotten at once.
    """
    inquiry = inquiry_of(mailbox.table, digest)
    if inquiry is None or not inquiry.address or inquiry.is_told:
        return False
    to = _known(mailbox, digest, inquiry)
    if not to:
        forget_address(mailbox.table, digest, inquiry)
        return False
    query = inquiry.query(digest, offer_key(mailbox.table))
    written = link_letter(inquiry.language, f"{mailbox.site_url}{PATH}?{query}", mailbox.site_url)
    if not mailbox.send_or_give_up(to, written):
        forget_address(mailbox.table, digest, inquiry)
        return False
    told(mailbox.table, digest, replace(inquiry, address=to))
    return True


def _known(mailbox: Mailbox, digest: str, inquiry: Inquiry) -> str:
    """The address as it came with a comment or, if it is kept no more, as it was asked about; empty if none is left."""
    kept = next((each.address for each in comments_of(mailbox.table, digest)), inquiry.address)
    return kept if forget_gone(mailbox.table, digest) else ""
