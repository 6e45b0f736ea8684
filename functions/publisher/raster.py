"""Raster images: rid of what cameras write into them, and narrower copies of them for narrower screens."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, JpegImagePlugin

ENDINGS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")  # no decoder but these is ever asked
MOST_UNPACKED = 160_000_000  # bytes: a photograph of 50 million pixels; the function has room for some three times that
EDITION = 1  # one more with each change of what is made of a picture, so that all are made again
WIDTHS = (480, 800, 1200, 1800)
COPY_TYPE = "image/webp"
QUALITY = 80
LONGEST_SIDE = 16_383  # of a WebP image (RFC 9649, section 2.6)
_ORIENTATION = 0x0112  # CIPA DC-008 (Exif 2.32), 4.6.4 A
# What a picture needs to be seen right. All else may tell where and by whom it was taken.
_NEEDED = {"icc_profile", "transparency", "background", "gamma", "srgb", "chromaticity", "interlace", "aspect"}
_HARMLESS = _NEEDED | {"bbox", "blend", "default_image", "disposal", "dpi", "duration", "loop", "timestamp"}


class Unreadable(ValueError):
    """No picture can be made of these bytes; the message is for their author."""


@dataclass(frozen=True)
class Raster:
    """Its size in pixels as it is seen, and its copies: pairs of a width and a WebP file, the narrowest first."""

    width: int
    height: int
    copies: tuple[tuple[int, bytes], ...] = ()


def measure(data: bytes) -> Raster:
    """Its size, once all of it has been read; raises Unreadable."""
    with _opened(data) as image:
        size = _upright(image)
        image.draft("RGB", (1, 1))
        image.load()
        return Raster(*size)


def develop(data: bytes) -> Raster:
    """Measure a picture and copy it; a moving one is only measured. Raises Unreadable."""
    with _opened(data) as image:
        width, height = _upright(image)
        if getattr(image, "is_animated", False):
            return Raster(width, height)
        seen = _shrunk(image)
        wanted = [each for each in (*WIDTHS, width) if each <= min(width, WIDTHS[-1])]
        copies = ((each, _copy(seen, each, round(height * each / width))) for each in sorted(set(wanted)))
        return Raster(width, height, tuple(each for each in copies if 0 < len(each[1]) < len(data)))


def cleaned(data: bytes) -> bytes:
    """The picture upright and without what tells where, when and by whom it was taken; as it is if nothing does.

    Of bytes that are no picture nothing is known, so they are given back.
    """
    try:
        with _opened(data) as image:
            image.load()
            return _saved(image) if _tells(image) else data
    except Unreadable:
        return data


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count ourselves
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                _check_size(image)
                yield image
    except Unreadable:
        raise
    except Image.DecompressionBombError as error:
        raise Unreadable("The picture has far too many pixels to be unpacked; make it smaller.") from error
    except Exception as error:  # what decoders raise on broken bytes is written down nowhere
        raise Unreadable("The file is no picture that can be read, or only a part of one; upload it again.") from error


def _check_size(image: Any) -> None:
    if image.width * image.height * len(image.getbands()) > MOST_UNPACKED:
        size = f"{image.width:,} × {image.height:,}"
        raise Unreadable(f"The picture has {size} pixels, which are too many to be unpacked; make it smaller.")


def _upright(image: Any) -> tuple[int, int]:
    lies = image.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if lies else (image.width, image.height)


def _shrunk(image: Any) -> Any:
    """Upright, in colour, and hardly larger than its largest copy: nothing is done twice on all of its pixels."""
    ratio = max(1, _upright(image)[0] // WIDTHS[-1])
    size = (max(1, image.width // ratio), max(1, image.height // ratio))
    image.draft("RGB", size)  # a JPEG is decoded no larger
    image.load()
    small = _in_colour(image)
    factor = small.width // size[0]
    return ImageOps.exif_transpose(small.reduce(factor) if factor > 1 else small)


def _in_colour(image: Any) -> Any:
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")  # 16 bits of grey would be cut off, not divided
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _copy(image: Any, width: int, height: int) -> bytes:
    """Empty where the format cannot hold it."""
    if not 0 < height <= LONGEST_SIDE:
        return b""
    out = BytesIO()
    copy = image.resize((width, height), Image.Resampling.LANCZOS)
    copy.save(out, "WEBP", quality=QUALITY, icc_profile=image.info.get("icc_profile", b""), exif=b"", xmp=b"")
    return out.getvalue()


def _tells(image: Any) -> bool:
    if image.format in ("JPEG", "MPO"):
        return image.format == "MPO" or any(not _is_needed(*segment) for segment in image.applist)
    return image.format != "GIF" and not _HARMLESS.issuperset(image.info)


def _is_needed(marker: str, segment: bytes) -> bool:
    """JFIF's and Adobe's segments, and colour profiles (ICC.1, annex B.4)."""
    return marker in ("APP0", "APP14") or (marker == "APP2" and segment.startswith(b"ICC_PROFILE\0"))


def _saved(image: Any) -> bytes:
    out = BytesIO()
    if image.format in ("JPEG", "MPO"):
        _save_jpeg(image, out)
    elif getattr(image, "is_animated", False):
        image.save(out, image.format, save_all=True, **_nothing_more(image))
    else:
        image_format, upright = image.format, ImageOps.exif_transpose(image)
        upright.save(out, image_format, **_nothing_more(image))
    return out.getvalue()


def _nothing_more(image: Any) -> dict[str, Any]:
    more = {"exif": b"", "icc_profile": image.info.get("icc_profile", b"")}
    image.info = {name: value for name, value in image.info.items() if name in _NEEDED}
    return more if image.format == "PNG" else {**more, "xmp": b"", "quality": 90}


def _save_jpeg(image: Any, out: BytesIO) -> None:
    """With the quality that it has: its own quantization tables."""
    sampling = JpegImagePlugin.get_sampling(image)
    more = {} if sampling < 0 else {"subsampling": sampling}
    profile, tables = image.info.get("icc_profile", b""), image.quantization
    is_progressive = bool(image.info.get("progressive"))
    ImageOps.exif_transpose(image).save(
        out, "JPEG", qtables=tables, icc_profile=profile, comment=b"", progressive=is_progressive, optimize=True, **more
    )
