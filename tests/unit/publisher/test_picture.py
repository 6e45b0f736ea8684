import pytest

from publisher.fields import Field, Fields
from publisher.picture import read_picture


def read(**values):
    fields = Fields(Field(name, value, 2) for name, value in values.items())
    return read_picture(fields, "posts/tea.md"), fields.warnings


@pytest.mark.parametrize(
    ("values", "picture"),
    [
        ({"image": "../media/tea.jpg"}, ("/media/tea.jpg", "")),
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
def test_a_picture_has_an_address_and_perhaps_a_text(values, picture):
    assert read(**values) == (picture, [])


@pytest.mark.parametrize(
    "value", ["tea.jpg", "javascript:alert(1)", "data:image/png;base64,AAAA", "//tea.example/a.jpg", {"a": 1}]
)
def test_a_picture_that_cannot_be_shown_is_left_out_with_a_warning(value):
    picture, (warning,) = read(image=value)

    assert picture == ("", "")
    assert (warning.line, warning.field) == (2, "image")


@pytest.mark.parametrize("address", ["https://tea.example/a.jpg", "/assets/a.jpg", "//tea.example/a.jpg"])
def test_a_picture_that_readers_could_not_get_is_left_out_with_a_word(address):
    picture, warnings = read(image=address)

    assert picture == ("", "")
    assert "write /media/a.jpg" in warnings[0].message
