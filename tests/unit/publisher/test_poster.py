"""Posters: their paths, and that titles in any script are set in type, or left out."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from blog.settings import Settings
from publisher.poster import Poster, poster_at, poster_of
from publisher.poster_drawing import PAPER, RIBBON, SIZES, draw
from tests.unit.make import make_post

TEA = Poster("Tea in the rain", "Two Rooms", "en", "")
ID = "0123456789abcdef"
HEBREW, PERSIAN = (
    "\u05ea\u05d4 \u05d1\u05d2\u05e9\u05dd",
    "\u0686\u0627\u06cc \u062f\u0631 \u0628\u0627\u0631\u0627\u0646",
)


def drawn(**changes: Any) -> Image.Image:
    return Image.open(BytesIO(draw(replace(TEA, **changes)))).convert("RGB")


def words(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of what is written in the title's place, on either side of the ribbon."""
    left, right = (picture.crop((each, 90, each + 880, 480)) for each in (100, 220))
    boxes = [side.point(lambda value: 255 if value < 90 else 0).convert("L").getbbox() for side in (left, right)]
    return boxes[0] if picture.getpixel((1100, 5)) != _rgb(PAPER) else boxes[1]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def test_a_poster_has_a_path_of_its_own_for_all_that_it_shows() -> None:
    others = [replace(TEA, **{name: "x"}) for name in ("title", "site", "language", "accent")]

    assert len({each.path(ID) for each in (TEA, *others)}) == 5
    assert TEA.path(ID) == replace(TEA).path(ID)
    assert poster_at(TEA.path(ID)) == ID


@pytest.mark.parametrize("path", ["/assets/posters/x.png", "/assets/posters/", f"/assets/posters/{ID}.png", "/"])
def test_other_paths_are_those_of_no_poster(path: str) -> None:
    assert poster_at(path) is None


def test_a_poster_is_in_the_language_of_its_post_or_else_the_sites() -> None:
    settings = Settings(title="Two Rooms", language="de", accent="#336699")

    assert poster_of(make_post("Tea"), settings) == Poster("Tea", "Two Rooms", "de", "#336699")
    assert poster_of(make_post("Tea", language="he"), settings).language == "he"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Tea & rain, “again” — 2026"),
        ("vi", "e\u0301"),
        ("vi", "Ti\u1ebfng Vi\u1ec7t"),
        ("el", "\u0391\u03ba\u03bf\u03cd\u03b3\u03bf\u03bd\u03c4\u03b1\u03c2"),
        ("uk", "\u0427\u0430\u0439 \u0456 \u0434\u043e\u0449"),
        ("he", HEBREW),
        ("fa", PERSIAN),
        ("ar", "\u0627\u0644\u0645\u0637\u0631 (2)"),
        ("ja", "\u96e8\u306e\u97f3"),
        ("zh", "\u542c\u96e8\uff1aTea"),
        ("ko", "\ube57\uc18c\ub9ac"),
    ],
)
def test_a_title_is_set_in_type(language: str, title: str) -> None:
    picture = drawn(title=title, language=language)

    assert picture.size == (1200, 630)
    assert words(picture) is not None


@pytest.mark.parametrize(
    "title",
    [
        "\u96e8 \U0001f375",
        "\u0e44\u0e17\u0e22",
        "Tea \U0001f375",
        "\u0939\u093f\u0928\u094d\u0926\u0940",
        "q\u0301",
        "",
    ],
)
def test_what_no_font_has_is_left_out_and_shows_no_boxes(title: str) -> None:
    assert words(drawn(title=title)) is None


def test_right_to_left_begins_at_the_right() -> None:
    english, hebrew = words(drawn(title="Tea")), words(drawn(title=HEBREW, language="he"))

    assert english is not None
    assert hebrew is not None
    assert english[0] < 20
    assert hebrew[2] > 860


def test_arabic_letters_are_joined() -> None:
    """As they are in a word that is written in the forms that its letters have beside one another."""
    forms = "\ufe91\ufe8e\ufead\ufe8d\ufee5"

    assert drawn(title=PERSIAN.split()[2], language="fa").tobytes() == drawn(title=forms, language="fa").tobytes()


def test_the_first_letter_of_a_hebrew_word_stands_at_the_right() -> None:
    """The letter yod is short, the letter lamed is tall."""
    picture = drawn(title="\u05d9\u05dc", language="he")
    left, top, right, bottom = words(picture) or (0, 0, 0, 0)
    word = picture.crop((220 + left, 90 + top, 220 + right, 90 + bottom)).convert("L").point(lambda value: value < 90)

    first = word.crop((word.width - 12, 0, *word.size)).getbbox()
    last = word.crop((0, 0, 12, word.height)).getbbox()

    assert first is not None
    assert last is not None
    assert last[1] + 8 < first[1]


def test_a_title_without_spaces_has_lines_too() -> None:
    found = words(drawn(title="\u96e8\u306e\u97f3\u3002" * 10, language="ja"))

    assert found is not None
    assert found[2] > 700
    assert found[3] > 3 * min(SIZES)


def test_no_line_begins_with_what_closes_or_ends_with_what_opens() -> None:
    rain = "\u96e8"  # ten of them fill a line
    for first, second in ((rain * 9, f"{rain}\u3002{rain}"), (rain * 9, f"\u300c{rain}\u300d\u3002")):
        assert drawn(title=first + second).tobytes() == drawn(title=f"{first} {second}").tobytes(), second


@pytest.mark.parametrize("title", ["word " * 60, "w" * 300])
def test_a_long_title_is_cut_and_stays_in_its_place(title: str) -> None:
    found = words(drawn(title=title))

    assert found is not None
    assert found[2] <= 880
    assert found[3] <= 375


@pytest.mark.parametrize(("accent", "colour"), [("#336699", "#336699"), ("", RIBBON), ("red; x", RIBBON)])
def test_the_ribbon_has_the_accent_if_that_is_a_colour(accent: str, colour: str) -> None:
    assert drawn(accent=accent).getpixel((1100, 20)) == _rgb(colour)


def test_the_same_poster_has_the_same_bytes() -> None:
    assert draw(TEA) == draw(TEA)
