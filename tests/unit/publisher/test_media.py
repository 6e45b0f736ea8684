import pytest

from publisher.media import is_media_key, key_at, meant, path_of


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("../media/tea.svg", ["media/tea.svg", "posts/media/tea.svg"]),
        ("../../media/tea.svg", ["media/tea.svg"]),
        ("media/tea.svg", ["media/tea.svg", "posts/2026/media/tea.svg"]),
        ("/media/tea.svg", ["media/tea.svg"]),
        ("tea.svg", ["posts/2026/tea.svg", "media/tea.svg", "static/tea.svg"]),
        ("../tea.svg", ["posts/tea.svg", "media/tea.svg", "static/tea.svg"]),
        ("/images/tea.svg", ["static/images/tea.svg", "media/images/tea.svg"]),
        ("/posts/tea.svg", ["posts/tea.svg", "media/posts/tea.svg"]),
        ("{static}/images/tea.svg", ["static/images/tea.svg", "media/images/tea.svg", "posts/2026/images/tea.svg"]),
        ("{attach}tea.svg", ["posts/2026/tea.svg", "media/tea.svg", "static/tea.svg"]),
        ("../../../../etc/tea.svg", ["media/etc/tea.svg", "static/etc/tea.svg"]),
        ("a%20b.svg", ["posts/2026/a b.svg", "media/a b.svg", "static/a b.svg"]),
        ("other.md", []),
        ("#note", []),
        ("", []),
        ("https://tea.example/media/a.svg", []),
        ("//tea.example/media/a.svg", []),
        ("data:image/svg+xml,a.svg", []),
        ("http://[", []),
    ],
)
def test_an_address_may_mean_a_file_beside_the_text_in_media_or_at_the_root(address, keys):
    assert list(meant(address, "posts/2026/tea.md")[0]) == keys


def test_what_stands_behind_the_path_is_kept():
    assert meant("tea.svg?x=1#y", "posts/tea.md")[1] == "?x=1#y"


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("media/tea.svg", "/media/tea.svg"),
        ("posts/2014/tea.jpg", "/posts/2014/tea.jpg"),
        ("pages/tea.jpg", "/pages/tea.jpg"),
        ("static/images/tea.jpg", "/images/tea.jpg"),
    ],
)
def test_a_file_has_one_place_and_a_place_one_file(key, path):
    assert path_of(key) == path
    assert key_at(path) == key
    assert is_media_key(key)


@pytest.mark.parametrize(
    "key", ["static/posts/tea.jpg", "static/media/tea.jpg", "tea.jpg", "media/tea.exe", "posts/a.md"]
)
def test_other_keys_have_none(key):
    assert not is_media_key(key)


def test_an_address_that_no_key_can_have_means_no_file():
    assert meant("a" * 3000 + ".jpg", "posts/tea.md")[0] == ()
    assert meant("/media/" + "é" * 400 + ".jpg", "posts/tea.md")[0] == ()
