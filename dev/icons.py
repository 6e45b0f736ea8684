"""The theme's icon in pixels, for systems that take no SVG: `python -m dev.icons` draws it anew."""

from PIL import Image, ImageDraw

from dev.stack import ROOT

STATIC = ROOT / "site_templates" / "static"
SIZES = (180, 192, 512)  # Apple's home screen; the web manifest's
SMOOTH = 4
PAPER, RIBBON = "#f8f6f2", "#1f5a4c"
SHAPE = ((11, 0), (21, 0), (21, 27), (16, 22), (11, 27))  # icon.svg's, in a square of 32


def icon(size: int) -> Image.Image:
    """A whole square: systems cut their own corners."""
    large = Image.new("RGB", (size * SMOOTH, size * SMOOTH), PAPER)
    scale = size * SMOOTH / 32
    ImageDraw.Draw(large).polygon([(x * scale, y * scale) for x, y in SHAPE], fill=RIBBON)
    return large.resize((size, size), Image.Resampling.LANCZOS).quantize(16)


if __name__ == "__main__":
    for size in SIZES:
        icon(size).save(STATIC / f"icon-{size}.png", optimize=True)
