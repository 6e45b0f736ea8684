import pytest

from publisher.media import media_address


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../media/tea.svg", "/media/tea.svg"),
        ("../../media/tea.svg", "/media/tea.svg"),
        ("media/tea.svg", "/media/tea.svg"),
        ("./media/a/../tea.svg?x=1", "/media/tea.svg?x=1"),
        ("/media/tea.svg", "/media/tea.svg"),
        ("other.md", "other.md"),
        ("#note", "#note"),
        ("", ""),
        ("https://tea.example/media/a.svg", "https://tea.example/media/a.svg"),
        ("//tea.example/media/a.svg", "//tea.example/media/a.svg"),
        ("mailto:a@tea.example", "mailto:a@tea.example"),
        ("http://[", "http://["),
    ],
)
def test_media_stand_at_the_sites_root(address, expected):
    assert media_address(address, "posts/2026/tea.md") == expected
