"""The accent: the owner's colour as a hue that the style sheet knows.

Pages may carry no inline style, so a page names the hue (`data-hue`) and
style.css holds a rule for each; lightness stays the theme's own, and with it
the contrast of text in the light and the dark scheme.
"""

import re
from math import atan2, cbrt, degrees, hypot

STEP = 15
GREY = 0.03  # the chroma below which an eye sees no hue
TOE = 0.04045  # where the curve of sRGB begins


def hue(colour: str) -> str:
    """The nearest hue of the OKLCH wheel in steps of 15 degrees, or `grey`.

    Empty for anything but `#rgb` and `#rrggbb`: the theme keeps its own accent.
    """
    rgb = _channels(colour)
    if rgb is None:
        return ""
    a, b = _oklab(*rgb)
    if hypot(a, b) < GREY:
        return "grey"
    return str(round(degrees(atan2(b, a)) / STEP) * STEP % 360)


def _channels(colour: str) -> tuple[float, float, float] | None:
    digits = colour.strip().removeprefix("#")
    if not re.fullmatch("[0-9a-fA-F]{3}|[0-9a-fA-F]{6}", digits):
        return None
    if len(digits) < len("rrggbb"):
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return red, green, blue


def _linear(channel: float) -> float:
    """One channel of sRGB without its gamma (CSS Color 4, section 10.2)."""
    return channel / 12.92 if channel <= TOE else ((channel + 0.055) / 1.055) ** 2.4


def _oklab(red: float, green: float, blue: float) -> tuple[float, float]:
    """The axes a and b of OKLab (CSS Color 4, section 9.2)."""
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )
