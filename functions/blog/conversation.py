"""Conversations: what is written when a comment joins its post's page and when it leaves it."""

from dataclasses import fields

from blog import keys
from blog.comment import Comment
from blog.item import Item, to_item
from blog.table import Delete, Put

OF_ITEM = frozenset(field.name for field in fields(Comment)) | {"PK", "SK"}


def joining(comment: Comment) -> tuple[Put, ...]:
    """The comment on its page, and the row by which the blog's feed of comments finds it; fails if it is there."""
    there = Put(keys.comment(comment.post, comment.id), to_item(comment), 0)
    return there, Put(keys.talk(comment.id), {"post": comment.post})


def beside(item: Item) -> Item:
    """What a comment's item on a page holds beside the comment itself, such as a count."""
    return {name: value for name, value in item.items() if name not in OF_ITEM}


def leaving(comment: Comment) -> tuple[Delete, ...]:
    """The same back; fails if the comment is not on its page."""
    return Delete(keys.comment(comment.post, comment.id), must_exist=True), Delete(keys.talk(comment.id))
