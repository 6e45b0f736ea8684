"""Closing: whether a post's conversation takes comments; what was said stays readable."""

from datetime import datetime, timedelta

from blog.post import Post
from blog.settings import Settings


def is_open(post: Post, settings: Settings, now: datetime) -> bool:
    """Whether post and site take comments, and the post is not too old for them."""
    moment = closes(post, settings)
    return post.comments and settings.comments and not (moment and moment <= now)


def closes(post: Post, settings: Settings) -> datetime | None:
    """When its age alone closes it; None if it never does."""
    return post.date + timedelta(days=settings.comments_close_after) if settings.comments_close_after else None
