"""What the simulation sees of a page's links, and that it minds where they lead to nothing."""

import pytest

from tests.simulation.invariants import Divergence, check_quiet, watch
from tests.simulation.links import links
from tests.simulation.stories import SHOWING, begun, photo, settings

BY_YEAR = settings("permalink: /:year/:slug/")


def test_a_page_leads_where_its_text_and_what_it_says_to_machines_lead() -> None:
    page = b"""<a href="/2026/b/#comments">B</a><a href=/about/>Us</a><link href="https://blog.example/tags/%D7%A9/">
        <script>{"url":"/posts/a/"}</script>&lt;a href=&quot;https://blog.example/old/b.html&quot;&gt;<br class="x"/>
        <a href="//other.example/c/">C</a><a href="https://other.example/d/">D</a><a href="/feed.xml">Feed</a>
        <a href="/tags/"></a><a href="/tags/x/rss.xml"></a><a href="/posts/a/comments.xml"></a>
        <form action="/api/likes"><img src="/media/a.svg"><img src="/assets/a.1a2b.css"></form>
        <!-- generation 3 -->\n"""

    pages = {f"{name}/index.html" for name in ("2026/b", "about", "tags/ש", "posts/a")}
    assert links("/", page) == {*pages, "old/b.html", "feed.xml"}
    assert links("/posts/cup.png", page) == set()


@pytest.mark.parametrize(
    ("key", "metadata"),
    [
        ("2025/b/index.html", {"status": "410"}),
        ("archive/2025/index.html", None),
        ("assets/pictures/", None),
    ],
)
def test_when_all_is_quiet_nothing_leads_to_what_is_gone(key: str, metadata: dict[str, str] | None) -> None:
    blog = begun(50, (BY_YEAR, SHOWING, photo(900)))
    site = blog.buckets["site"]
    with blog.at_work():
        check_quiet(blog)
        for each in [each for each in site.present() if each.startswith(key)]:
            there = site.newest(each)
            assert there is not None
            if metadata:
                site.put(each, there.data or b"", blog.now, Metadata=there.more["Metadata"] | metadata)
            else:
                site.delete(each, blog.now)

        with pytest.raises(Divergence, match=f"I3: .* leads to .*{key}"):
            check_quiet(blog)


def test_a_page_is_looked_at_as_it_is_written() -> None:
    blog = begun(50, (BY_YEAR,))
    watch(blog)

    blog.press.site._client.put_object(
        Bucket="site", Key="index.html", Body=b'<a href="/2026/z/">Z</a><a href="/2025/b/">B</a>', Metadata={}
    )

    assert blog.findings == ["I3: index.html leads to 2026/z/index.html, which does not exist"]
