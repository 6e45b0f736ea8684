"""Drawings: a poster as a picture, its title set in type, in any script of which there is a font; else without words.

Letters are joined and lines reversed here and not by Pillow's own shaping: that needs
FriBiDi on the machine, which Lambda's has not.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO

import arabic_reshaper
from bidi.algorithm import get_display
from PIL import Image, ImageColor, ImageDraw, ImageFont

from blog.settings import direction
from publisher.poster import HEIGHT, WIDTH, Poster

Font = ImageFont.FreeTypeFont

# Noto Sans has Latin, Greek and Cyrillic letters, the others basic Latin beside their own; Rubik the Hebrew ones, the
# last, which comes in one weight, those of Chinese, Japanese and Korean, in their Japanese forms where these differ.
FONTS = (
    ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    ("fontpkg_rubik", "files/Rubik[wght].ttf"),
    ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    ("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf"),
)
BOLD = 700
SIZES = (88, 76, 64, 54, 46)  # the first in which the title fits
NAME_SIZE = 36
LONGEST_TITLE = 200
MARGIN, TEXT_WIDTH, TEXT_HEIGHT = 100, 880, 365
LEADING = 1.25
PAPER, INK, GREY, RIBBON = "#f8f6f2", "#2b2622", "#6a625a", "#1f5a4c"
SMOOTH = 4
INDIC, LATIN_AGAIN, GLAGOLITIC, FORMS = 0x900, 0x1E00, 0x2C00, 0xFB00  # where blocks of Unicode begin
HANGUL = "\uac00-\ud7a3"
IDEOGRAPHIC = "\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003134f"
# Such a line breaks between any two characters, but neither before what closes nor after what opens
# (W3C, Requirements for Japanese Text Layout, section 3.1.7).
OPENING = "([{“‘（［｛「『【〈《〔"
CLOSING = ")]}”’）］｝」』】〉》〕。、，．・：；！？!?,.:;…ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻ゝゞヽヾ"
_SHAPELESS = re.compile(f"[{HANGUL}{IDEOGRAPHIC}]")
_UNIT = re.compile(
    f" *[{re.escape(OPENING)}]*(?:[{IDEOGRAPHIC}]|[^ {IDEOGRAPHIC}{re.escape(OPENING)}]+)?[{re.escape(CLOSING)}]*"
)
NOWHERE = "\uffff"  # no font has a letter for it


def draw(poster: Poster) -> bytes:
    """A PNG of 1200 × 630 pixels."""
    is_rtl = direction(poster.language) == "rtl"
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    picture.paste(*_ribbon(poster.accent, is_rtl=is_rtl))
    pen = ImageDraw.Draw(picture)
    title = " ".join(unicodedata.normalize("NFC", poster.title[:LONGEST_TITLE]).split())
    if path := _font_for(title):
        font, lines = _fitted(title, path)
        for number, line in enumerate(lines):
            _write(pen, line, font, MARGIN + number * font.size * LEADING, INK, is_rtl=is_rtl)
    if path := _font_for(poster.site):
        small = _font(path, NAME_SIZE)
        name = _cut(poster.site, small)
        _write(pen, name, small, HEIGHT - MARGIN - NAME_SIZE, GREY, is_rtl=is_rtl)
    out = BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _ribbon(accent: str, *, is_rtl: bool) -> tuple[Image.Image, tuple[int, int]]:
    """The mark of the site's icon in its colour, at the end of the lines."""
    width, height = 120, 340
    large = Image.new("RGB", (width * SMOOTH, height * SMOOTH), PAPER)
    shape = ((0, 0), (width, 0), (width, height), (width / 2, height - width / 2), (0, height))
    ImageDraw.Draw(large).polygon([(x * SMOOTH, y * SMOOTH) for x, y in shape], fill=_colour(accent))
    left = MARGIN // 2 if is_rtl else WIDTH - MARGIN // 2 - width
    return large.resize((width, height), Image.Resampling.LANCZOS), (left, 0)


def _colour(accent: str) -> str:
    try:
        ImageColor.getrgb(accent)
    except ValueError:
        return RIBBON
    return accent


def _write(pen: ImageDraw.ImageDraw, line: str, font: Font, top: float, colour: str, *, is_rtl: bool) -> None:
    left = WIDTH - MARGIN if is_rtl else MARGIN
    seen = str(get_display(_joined(line), base_dir="R" if is_rtl else "L"))
    pen.text((left, top), seen, fill=colour, font=font, anchor="ra" if is_rtl else "la")


def _joined(text: str) -> str:
    """With the forms that Arabic letters have beside one another."""
    return str(arabic_reshaper.reshape(text))


def _fitted(title: str, path: str) -> tuple[Font, list[str]]:
    """The title in lines, in the largest size in which it fits; in the smallest what fits of it."""
    for size in SIZES:
        font = _font(path, size)
        lines = list(_lines(title, font))
        most = int(TEXT_HEIGHT / (size * LEADING))
        if len(lines) <= most and all(_width(line, font) <= TEXT_WIDTH for line in lines):
            return font, lines
    kept = [_cut(line, font) for line in lines[:most]]
    return font, kept if len(lines) <= most else [*kept[:-1], _cut(f"{kept[-1]}…", font)]


def _lines(text: str, font: Font) -> Iterator[str]:
    line = ""
    for unit in _UNIT.findall(text):  # a word, or what must stay with an ideograph
        if line and _width(line + unit, font) > TEXT_WIDTH:
            yield line
            line = ""
        line = line + unit if line else unit.lstrip()
    yield line


def _cut(line: str, font: Font) -> str:
    """What fits of a line, with an ellipsis if it is not all."""
    if _width(line, font) <= TEXT_WIDTH:
        return line
    kept = line.rstrip("…")
    while kept and _width(f"{kept}…", font) > TEXT_WIDTH:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _width(line: str, font: Font) -> float:
    return font.getlength(_joined(line))


def _font_for(text: str) -> str | None:
    """The file of the first font that has all letters of a text."""
    letters = {letter for letter in _joined(text) if not letter.isspace()} | {"…"}
    if not text or not all(map(_stands_alone, letters)):
        return None
    return next((path for path in _paths() if letters <= _known(path, letters)), None)


def _stands_alone(letter: str) -> bool:
    """Whether it looks the same whatever is beside it: no combining mark, and of no script that must be shaped."""
    is_simple = ord(letter) < INDIC or LATIN_AGAIN <= ord(letter) < GLAGOLITIC or ord(letter) >= FORMS
    return (is_simple or bool(_SHAPELESS.match(letter))) and not unicodedata.category(letter).startswith("M")


def _known(path: str, letters: set[str]) -> set[str]:
    font = _font(path, NAME_SIZE)
    box = bytes(font.getmask(NOWHERE))  # what a font draws for a letter that it does not have
    return {letter for letter in letters if bytes(font.getmask(letter)) != box}


@cache
def _paths() -> tuple[str, ...]:
    return tuple(str(files(package) / name) for package, name in FONTS)


@cache
def _font(path: str, size: int) -> Font:
    font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    try:
        axes = font.get_variation_axes()
    except OSError:  # it has none
        return font
    font.set_variation_by_axes([BOLD if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes])
    return font
