"""Comments: what a reader sends, checked; and how a comment is named and kept."""

from dataclasses import dataclass
from datetime import datetime


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
