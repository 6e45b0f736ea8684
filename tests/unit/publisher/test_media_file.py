from datetime import UTC, datetime
from io import BytesIO

from PIL import Image

from blog.picture import Picture
from publisher.content import Object
from publisher.media_file import MAX_BYTES, MediaFile, read_media, shown

KEY = "posts/Grüner Tee.png"


def file(data, version="v1", key=KEY):
    return Object(key, version, datetime(2026, 1, 1, tzinfo=UTC), data)


def png(width=900):
    out = BytesIO()
    Image.effect_noise((width, 20), 60).save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_measured_and_copied_under_paths_that_its_copies_make():
    read = read_media(KEY, [file(png())])

    assert (read.version, read.newest, read.problems) == ("v1", "v1", ())
    assert (read.picture.width, read.picture.height) == (900, 20)
    assert [each.width for each in read.picture.copies] == [480, 800, 900]
    assert [each.url for each in read.picture.copies] == [path.replace("ü", "%C3%BC") for path, _ in read.copies]
    assert read.copies[0][0].startswith("/assets/pictures/grüner-tee.")
    assert read.copies[0][0].endswith(".480.webp")


def test_other_files_are_taken_as_they_are():
    assert read_media("media/a.pdf", [file(b"%PDF", key="media/a.pdf")]) == MediaFile("v1", "v1")
    assert shown("media/a.svg", b"<svg/>") == b"<svg/>"


def test_of_a_broken_picture_the_last_good_version_is_shown_and_the_newest_is_told():
    read = read_media(KEY, [file(b"no", "v3"), file(b"neither", "v2"), file(png(), "v1")])

    assert (read.version, read.newest, read.picture.width) == ("v1", "v3", 900)
    assert len(read.problems) == 1


def test_of_a_version_that_is_known_nothing_is_made_again():
    picture = Picture(900, 20)

    def develop(_):
        raise AssertionError("it was developed again")

    read = read_media(KEY, [file(png())], {"v1": picture}.get, develop)

    assert (read.version, read.picture, read.copies) == ("v1", picture, ())
    assert read_media(KEY, [file(png())], {"v0": picture}.get).copies


def test_what_was_deleted_before_is_not_shown_again():
    read = read_media(KEY, [file(b"no", "v3"), None, file(png(), "v1")])

    assert (read.version, read.newest, len(read.problems)) == ("", "v3", 1)


def test_what_is_gone_is_gone():
    assert read_media(KEY, [None]) == MediaFile()


def test_a_file_that_is_too_large_is_told():
    read = read_media("media/a.pdf", [file(bytes(MAX_BYTES + 1))])

    assert (read.version, "25 MB" in read.problems[0].message) == ("", True)
