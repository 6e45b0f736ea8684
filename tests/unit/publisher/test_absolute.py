"""Links that lead from anywhere to where they led on their page."""

import pytest
from markupsafe import Markup

from publisher.absolute import absolute_links

HERE = "https://b.example"


@pytest.mark.parametrize(
    ("html", "absolute"),
    [
        ('<a href="/x?a=1&amp;b=2">a</a>', '<a href="https://b.example/x?a=1&amp;b=2">a</a>'),
        ('<p><img alt="" src="cup.png"></p>', '<p><img alt="" src="https://b.example/tea/cup.png"></p>'),
        ('<a href="#note">1</a>', '<a href="https://b.example/tea/#note">1</a>'),
        ('<a href="https://c.example/">c</a>', '<a href="https://c.example/">c</a>'),
        ('<a href="http://[">c</a>', '<a href="http://[">c</a>'),
        ('<img srcset="/a.1.webp 480w, /a.2.webp 960w">', f'<img srcset="{HERE}/a.1.webp 480w, {HERE}/a.2.webp 960w">'),
        ("<p>href=&#34;/x&#34; &lt;</p>", "<p>href=&#34;/x&#34; &lt;</p>"),
    ],
)
def test_addresses_are_resolved_and_all_else_stays(html: str, absolute: str) -> None:
    assert absolute_links(Markup(html), "https://b.example/tea/") == Markup(absolute)
