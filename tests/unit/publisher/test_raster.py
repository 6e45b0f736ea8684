from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile, PngImagePlugin

from publisher import raster
from publisher.raster import MOST_UNPACKED, Raster, Unreadable, cleaned, develop, measure

SECRET = "Ada's camera at home"
SIDEWAYS = 6


def picture(width=1000, height=600):
    return Image.merge("RGB", [Image.effect_noise((width, height), 60)] * 3)


def encoded(image, image_format, **more):
    out = BytesIO()
    image.save(out, image_format, **more)
    return out.getvalue()


def exif(orientation=1):
    found = Image.Exif()
    found[0x0112], found[0x010F] = orientation, SECRET
    found.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    return found


def opened(data):
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_where_and_by_whom_a_picture_was_taken_is_not_published(image_format):
    data = encoded(picture(), image_format, exif=exif())
    assert SECRET.encode() in data

    clean = cleaned(data)

    assert SECRET.encode() not in clean
    assert not opened(clean).getexif()
    assert opened(clean).size == (1000, 600)
    assert cleaned(clean) == clean


def test_neither_is_what_was_written_into_it():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SECRET)
    notes.add_itxt("XML:com.adobe.xmp", SECRET)

    assert SECRET.encode() not in cleaned(encoded(picture(), "PNG", pnginfo=notes))
    assert SECRET.encode() not in cleaned(encoded(picture(), "JPEG", comment=SECRET.encode()))
    assert SECRET.encode() not in cleaned(encoded(picture(), "WEBP", xmp=SECRET.encode()))


def test_neither_is_what_stands_behind_the_first_of_two_pictures_in_a_file():
    second = picture(300, 200)
    second.encoderinfo = {"exif": exif()}
    data = encoded(picture(), "MPO", save_all=True, append_images=[second])
    assert data.count(b"\xff\xd8\xff") > 1

    assert cleaned(data).count(b"\xff\xd8\xff") == 1


def test_a_picture_that_tells_nothing_is_left_as_it_is():
    for image_format in ("JPEG", "PNG", "WEBP", "GIF", "AVIF"):
        data = encoded(picture(300, 200), image_format)

        assert cleaned(data) == data


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright(image_format):
    data = encoded(picture(), image_format, exif=exif(SIDEWAYS))

    assert (develop(data).width, develop(data).height) == (600, 1000)
    assert opened(cleaned(data)).size == (600, 1000)
    assert opened(develop(data).copies[0][1]).size == (480, 800)


def test_a_jpeg_keeps_its_quality():
    fine, coarse = (cleaned(encoded(picture(), "JPEG", quality=quality, exif=exif())) for quality in (95, 40))

    assert opened(fine).quantization == opened(encoded(picture(), "JPEG", quality=95)).quantization
    assert opened(coarse).quantization == opened(encoded(picture(), "JPEG", quality=40)).quantization


def test_a_picture_has_copies_no_wider_than_itself_and_no_larger():
    found = develop(encoded(picture(2400, 1000), "JPEG", quality=95))
    small = encoded(picture(300, 200), "JPEG", quality=5)

    assert [width for width, _ in found.copies] == [480, 800, 1200, 1800]
    assert [opened(data).size for _, data in found.copies] == [(480, 200), (800, 333), (1200, 500), (1800, 750)]
    assert {opened(data).format for _, data in found.copies} == {"WEBP"}
    assert all(len(data) < len(small) for _, data in develop(small).copies)


def test_a_copy_is_the_same_each_time():
    data = encoded(picture(), "JPEG")

    assert develop(data) == develop(data)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_kind_have_copies(mode):
    image = picture().convert("L").convert("I").point(lambda value: value * 256) if mode == "I;16" else picture()
    data = encoded(image.convert(mode), "PNG")

    widths = [width for width, _ in develop(data).copies]
    shown = opened(develop(data).copies[0][1]).convert("L")

    assert widths[0] == 480
    assert 90 < shown.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)) < 166


def test_what_can_be_seen_through_stays_so():
    image = picture().convert("RGBA")
    image.putalpha(7)

    assert opened(develop(encoded(image, "PNG")).copies[0][1]).getpixel((5, 5))[3] == 7


def test_a_moving_picture_is_measured_and_goes_on_moving():
    frames = [picture(300, 200) for _ in range(3)]
    gif = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    webp = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], exif=exif())

    assert develop(gif) == develop(webp) == Raster(300, 200)
    assert opened(cleaned(webp)).n_frames == 3
    assert SECRET.encode() not in cleaned(webp)


@pytest.mark.parametrize("size", [(1, 1), (1, 40_000), (40_000, 1), (3, 2000)])
def test_odd_shapes_are_measured(size):
    found = develop(encoded(Image.new("RGB", size), "PNG"))

    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        b"RIFF....WEBPVP8 ",
        b"<svg/>",
        b"%!PS-Adobe-3.0",
        encoded(picture(), "JPEG")[:9000],
        encoded(picture(), "PNG")[:9000],
        encoded(picture(), "TIFF"),
    ],
    ids=range(10),
)
def test_what_is_no_whole_picture_of_a_known_kind_is_refused_and_left_alone(data):
    for look in (develop, measure):
        with pytest.raises(Unreadable, match="no picture that can be read"):
            look(data)
    assert cleaned(data) == data


@pytest.mark.parametrize("side", [8_000, 15_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(side, monkeypatch):
    data = bomb(side)
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("it was unpacked"))

    with pytest.raises(Unreadable, match="too many"):
        develop(data)


def bomb(side):
    """The beginning of a PNG file of so many pixels by so many, which is all that a bomb needs."""
    assert side * side * 3 > MOST_UNPACKED
    small = bytearray(encoded(Image.new("RGB", (1, 1)), "PNG"))
    small[16:24] = side.to_bytes(4, "big") * 2
    small[29:33] = PngImagePlugin._crc32(bytes(small[12:29])).to_bytes(4, "big")
    return bytes(small)


def test_a_photograph_of_fifty_million_pixels_is_none():
    data = bytearray(encoded(Image.new("L", (9_000, 5_500)), "JPEG"))

    assert measure(bytes(data)) == Raster(9_000, 5_500)


@given(st.sampled_from(("GIF", "JPEG", "PNG", "WEBP")), st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255))))
@settings(max_examples=200, deadline=None)
def test_a_picture_with_some_bytes_changed_is_read_or_refused(image_format, changes):
    data = bytearray(SMALL[image_format])
    for place, byte in changes:
        data[place % len(data)] = byte
    try:
        found = develop(bytes(data))
    except Unreadable:
        return
    assert found.width * found.height > 0
    assert cleaned(bytes(data))


SMALL = {each: encoded(Image.effect_noise((60, 40), 60), each) for each in ("GIF", "JPEG", "PNG", "WEBP")}


def test_only_known_decoders_are_asked():
    assert set(raster.FORMATS) == {"AVIF", "GIF", "JPEG", "PNG", "WEBP"}
