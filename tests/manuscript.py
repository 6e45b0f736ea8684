"""Manuscripts: what an author would upload."""

from io import BytesIO
from typing import Any

from PIL import Image


def post(title: str, date: str = "2026-03-14", body: str = "Some words to read.", **fields: str) -> str:
    more = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\n\n{body}\n"


def photograph(width: int, height: int = 40, **more: Any) -> bytes:
    """A JPEG that is large enough to have copies; `more` is for Pillow, such as `exif`."""
    out = BytesIO()
    Image.effect_noise((width, height), 60).save(out, "JPEG", **more)
    return out.getvalue()
