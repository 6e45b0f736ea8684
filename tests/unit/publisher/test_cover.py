import pytest

from blog.picture import Picture
from publisher.cover import read_cover
from publisher.fields import Field, Fields
from publisher.media import Media, path_of

SIZE = Picture(1000, 600)


def read(there=("media/tea.jpg", "media/a.jpg"), **values):
    fields = Fields(Field(name, value, 2) for name, value in values.items())
    cover = read_cover(fields, "posts/tea.md", lambda key: Media(path_of(key), SIZE) if key in there else None)
    return cover, fields.warnings


@pytest.mark.parametrize(
    ("values", "picture"),
    [
        ({"image": "../media/tea.jpg"}, ("/media/tea.jpg", "")),
        ({"image": "tea.jpg"}, ("/media/tea.jpg", "")),
        ({"cover": "media/tea.jpg", "image_alt": "A cup"}, ("/media/tea.jpg", "A cup")),
        ({"featured_image": {"src": "/media/tea.jpg", "alt": "A cup"}}, ("/media/tea.jpg", "A cup")),
        ({"image": ["media/a.jpg"]}, ("/media/a.jpg", "")),
        ({"images": ["media/a.jpg", "media/b.jpg"]}, ("/media/a.jpg", "")),
        ({"cover": {"image": "media/a.jpg", "caption": "A cup", "relative": True}}, ("/media/a.jpg", "A cup")),
        ({"image": {"path": "/media/a.jpg", "lqip": "data:x"}}, ("/media/a.jpg", "")),
        ({"image": {"feature": "", "url": {"src": "/media/a.jpg", "alt": "A cup"}}}, ("/media/a.jpg", "A cup")),
        ({"extra": {"ogImage": "media/a.jpg"}}, ("/media/a.jpg", "")),
        ({"image": None, "image_alt": "A cup"}, ("", "")),
        ({"image": "false"}, ("", "")),
    ],
)
def test_a_cover_has_an_address_and_perhaps_a_text(values, picture):
    cover, warnings = read(**values)

    assert ((cover.url, cover.alt), warnings) == (picture, [])
    assert cover.picture == (SIZE if cover.url else None)


@pytest.mark.parametrize(
    "value", ["tea.tiff", "javascript:alert(1)", "data:image/png;base64,AAAA", "//tea.example/a.jpg", {"a": 1}]
)
def test_a_cover_that_cannot_be_shown_is_left_out_with_a_warning(value):
    cover, (warning,) = read(image=value)

    assert (cover.url, cover.alt, cover.picture) == ("", "", None)
    assert (warning.line, warning.field) == (2, "image")


@pytest.mark.parametrize("address", ["https://tea.example/b.jpg", "/assets/b.jpg", "//tea.example/b.jpg", "b.jpg"])
def test_a_cover_that_readers_could_not_get_is_left_out_with_a_word(address):
    cover, warnings = read(image=address)

    assert cover.url == ""
    assert "write /media/b.jpg" in warnings[0].message


def test_a_cover_that_is_not_there_yet_is_asked_for_at_all_its_places():
    assert read(image="b.jpg")[0].asked == ("posts/b.jpg", "media/b.jpg", "static/b.jpg")
