"""Texts: what an author has written of one post, as fields that change one at a time."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO

from PIL import Image

from tests.manuscript import post

KEYS = ("posts/a.md", "posts/b.md", "posts/c.md", "pages/about.md")
LONG = "A text of which lists show only this beginning. " * 12
WORDS = (f"{LONG}One end.", f"{LONG}Other end.", "Words.", "Look: ![A cup](cup.png)")
# Years and months meet; the last one is to come where the day begins late, and past where it begins early.
DATES = ("2025-12-31", "2025-12-30", "2026-01-01", "2026-03-01", "2026-03-15 20:00")


@cache
def photograph(width: int) -> bytes:
    """A picture so wide, and wider than one of its copies."""
    out = BytesIO()
    Image.effect_noise((width, 3), 90).save(out, "PNG")
    return out.getvalue()


@dataclass(frozen=True)
class Text:
    """One manuscript; while `draft` is set or `publish` is to come, title and words carry what nobody may see."""

    title: str = "One"
    words: str = WORDS[0]
    date: str = DATES[0]
    tags: tuple[str, ...] = ("x",)
    authors: tuple[str, ...] = ()
    series: str = ""
    slug: str = ""
    id: str = ""
    draft: bool = False
    publish: datetime | None = None
    expires: datetime | None = None

    @property
    def mark(self) -> str:
        if self.draft:
            return "UNSEEN "
        return f"UNSEEN-UNTIL-{int(self.publish.timestamp()) // 60} " if self.publish else ""

    def written(self) -> str:
        fields = {
            "authors": f"[{', '.join(self.authors)}]" if self.authors else "",
            "series": self.series,
            "slug": self.slug,
            "id": self.id,
            "draft": "true" if self.draft else "",
            "publish": self.publish.isoformat() if self.publish else "",
            "expires": self.expires.isoformat() if self.expires else "",
        }
        more = {name: value for name, value in fields.items() if value}
        tags = f"[{', '.join(self.tags)}]"
        return post(self.mark + self.title, self.date, self.mark + self.words, tags=tags, **more)
