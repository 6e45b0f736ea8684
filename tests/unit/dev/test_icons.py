"""The theme's icons are those that are drawn."""

import pytest
from PIL import Image, ImageChops

from dev.icons import PAPER, RIBBON, SIZES, STATIC, icon


@pytest.mark.parametrize("size", SIZES)
def test_the_icons_in_the_theme_are_drawn_from_the_same_shape_as_its_svg(size: int) -> None:
    with Image.open(STATIC / f"icon-{size}.png") as kept:
        difference = ImageChops.difference(kept.convert("RGB"), icon(size).convert("RGB"))

        assert kept.size == (size, size)
        assert max(high for _, high in difference.getextrema()) < 16
    svg = (STATIC / "icon.svg").read_text()
    assert PAPER in svg
    assert RIBBON in svg
