"""Conversations: what is written when a comment joins its post's page and when it leaves it."""

from blog import keys
from blog.comment import Comment
from blog.item import to_item
from blog.table import Delete, Put


def joining(comment: Comment) -> tuple[Put, ...]:
    """The comment on its page, and the row by which the blog's feed of comments finds it; fails if it is there."""
    there = Put(keys.comment(comment.post, comment.id), to_item(comment), 0)
    return there, Put(keys.talk(comment.id), {"post": comment.post})


def leaving(comment: Comment) -> tuple[Delete, ...]:
    """The same back; fails if the comment is not on its page."""
    return Delete(keys.comment(comment.post, comment.id), must_exist=True), Delete(keys.talk(comment.id))
