import pytest

from publisher.embed import provider_of
from tests.unit.publisher.converting import html, told


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.youtube.com/watch?v=abc", "YouTube"),
        ("https://youtu.be/abc?t=3", "YouTube"),
        ("https://www.youtube-nocookie.com/embed/abc", "YouTube"),
        ("https://vimeo.com/123", "Vimeo"),
        ("https://player.vimeo.com/video/123", "Vimeo"),
        ("https://twitter.com/ada/status/1", "X"),
        ("https://mastodon.example/@ada/109876543210", "Mastodon"),
        ("https://www.youtube.com/", ""),
        ("https://tea.example/youtu.be/abc", ""),
        ("https://youtube.com.evil.example/watch?v=abc", ""),
        ("javascript://youtu.be/abc", ""),
        ("http://[", ""),
        ("/watch", ""),
    ],
)
def test_a_provider_is_known_by_the_address(address, name):
    assert provider_of(address) == name


@pytest.mark.parametrize("link", ["https://youtu.be/abc", "<https://youtu.be/abc>"])
def test_a_lone_link_to_a_video_is_a_card(link):
    assert html(f"Tea.\n\n{link}\n") == (
        '<p>Tea.</p>\n<p><a class="embed" href="https://youtu.be/abc"><strong>YouTube</strong> youtu.be/abc</a></p>'
    )


def test_a_card_has_the_links_own_words():
    assert "<strong>YouTube</strong> How to *steep*</a>" not in html("[How to steep](https://youtu.be/abc) now")
    assert "<strong>YouTube</strong> How to steep</a>" in html("[How to steep](https://youtu.be/abc)")


def test_a_link_within_a_sentence_stays_a_link():
    assert "embed" not in html("See https://youtu.be/abc now.")


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://www.youtube.com/embed/ab-c?rel=0&amp;start=30", "https://www.youtube.com/watch?v=ab-c&amp;t=30"),
        ("//player.vimeo.com/video/123", "https://vimeo.com/123"),
    ],
)
def test_a_frame_of_a_known_site_is_a_card(source, address):
    page = html(f'<div class="film"><iframe width="560" src="{source}" allowfullscreen></iframe></div>')

    assert page.startswith(f'<div class="film"><a class="embed" href="{address}"><strong>')
    assert "<iframe" not in page
    assert told(page) == []


def test_any_other_frame_is_told():
    ((line, message),) = told('Tea.\n\n<iframe src="https://tea.example/x"></iframe>')

    assert line == 3
    assert "tea.example" in message
