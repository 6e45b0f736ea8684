import pytest

from publisher.link_target import Target
from tests.unit.publisher.converting import converted, html, sanitised, told

LINKS = {"posts/green.md": "/posts/green/", "green": "/posts/green/", "2014-03-12-green": "/posts/green/"}


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("[x](green.md)", "/posts/green/"),
        ("[x](green.md#part)", "/posts/green/#part"),
        ("[x][1]\n\n[1]: green.md", "/posts/green/"),
        ("[x]({filename}/blog/green.md)", "/posts/green/"),
        ("[x](@/blog/green.md)", "/posts/green/"),
        ('[x]({{< ref "green.md" >}})', "/posts/green/"),
        ('[x]({{< ref "posts/green.md" >}})', "/posts/green/"),
        ('[x]({{< ref "posts/tea/green.md" >}})', "/posts/green/"),
        ('[x]({{< relref "/blog/green.md#part" >}})', "/posts/green/#part"),
        ("[x]({{% ref green.md %}})", "/posts/green/"),
        ("[x]({% post_url 2014-03-12-green %})", "/posts/green/"),
        ("[x]({% link _posts/green.md %})", "/posts/green/"),
        ("[x]({{ site.baseurl }}{% post_url 2014-03-12-green %})", "/posts/green/"),
        ("[x]({{site.baseurl}}/about/)", "/about/"),
        ('[x]({{ "/about/" | relative_url }})', "/about/"),
        ("[x]({{ '/about/' | prepend: site.baseurl }})", "/about/"),
        ("[x]({tag}Green tea)", "/tags/green-tea/"),
        ("[x]({index})", "/"),
        ("[[Green|x]]", "/posts/green/"),
        ("[[green#A part|x]]", "/posts/green/#a-part"),
        ("[x](/posts/green/)", "/posts/green/"),
        ("[x](https://tea.example/a.md)", "https://tea.example/a.md"),
        ("[x]({static}leaf.pdf)", "/media/leaf.pdf"),
        ("[x]({attach}../media/leaf.pdf)", "/media/leaf.pdf"),
        ('<a href="green.md#part">x</a>', "/posts/green/#part"),
    ],
)
def test_a_link_leads_to_where_the_source_stands(body, address):
    page = converted(body, links=LINKS)

    assert page.html == f'<p><a href="{address}">x</a></p>'
    assert page.problems == ()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("[x](black.md)", "<span>x</span>"),
        ("[*x*](black.md)", "<span><em>x</em></span>"),
        ('[x]({{< ref "black.md" >}})', "<span>x</span>"),
        ("[x]({% post_url 2014-01-01-black %})", "<span>x</span>"),
        ("[[black]]", "black"),
        ("[[black|x]]", "x"),
        ("{% post_url black %}", "{% post_url black %}"),
    ],
)
def test_a_link_that_leads_nowhere_is_its_text_and_is_told(body, shown):
    assert html(f"Tea.\n\n{body}") == f"<p>Tea.</p>\n<p>{shown}</p>"
    assert [(line, "black" in message) for line, message in told(f"Tea.\n\n{body}", first_line=5)] == [(7, True)]


def test_all_targets_are_told_found_or_not():
    page = converted("[a](green.md) [b](black.md) [[White]] [c](green.md)", links=LINKS)

    asked = {Target("key", "posts/green.md"), Target("key", "posts/black.md"), Target("name", "white")}
    assert set(page.targets) == asked
    assert len(page.targets) == 3


def test_the_same_link_twice_is_told_at_both_places():
    assert [line for line, _ in told("[a](black.md)\n\n[b](black.md)")] == [1, 3]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("![](../media/cup.svg)", "no words"),
        ('<img src="/media/cup.svg">', "no words"),
        ("![A cup](https://tea.example/cup.jpg)", "another site (tea.example)"),
        ("![A cup](http://tea.example/cup.jpg)", "another site (tea.example)"),
        ('<img alt="A cup" src="//tea.example/cup.jpg">', "another site (tea.example)"),
        ("![A cup](cup.jpg)", "not in media/"),
        ("![A cup](/images/cup.jpg)", "not in media/"),
    ],
)
def test_what_keeps_a_picture_from_a_reader_is_told(body, words):
    ((line, message),) = told(f"Tea.\n\n{body}")

    assert line == 3
    assert words in message


@pytest.mark.parametrize(
    "body",
    [
        "![A cup](../media/cup.svg)",
        '<img src="/media/cup.svg" alt="">',
        "`![](cup.svg)`",
        "    ![](cup.svg)",
        "```\n<img src=x>\n```",
    ],
)
def test_nothing_is_told_about_a_good_picture_or_about_code(body):
    assert told(f"Tea.\n\n{body}") == []


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("![A cup]({static}/images/cup.svg)", "/media/images/cup.svg"),
        ("![A cup]({attach}cup.svg)", "/media/cup.svg"),
        ("![A cup](|filename|../media/cup.svg)", "/media/cup.svg"),
        ('<img alt="A cup" src="../media/cup.svg">', "/media/cup.svg"),
        ("![[cup.svg|A cup]]", "/media/cup.svg"),
    ],
)
def test_a_picture_is_in_media(body, address):
    assert f'src="{address}"' in html(body)
    assert told(body) == []


def test_a_picture_may_have_a_width():
    assert 'width="300"' in html("![[cup.svg|300]]")
    assert 'height="200"' in html("![[cup.svg|300x200]]")


def test_films_and_sounds_can_be_played_and_load_nothing_before():
    film = '<video aria-label="A film" controls="" preload="none" src="/media/a.mp4"><a href="/media/a.mp4">A film</a>'

    assert film in html("![A film](../media/a.mp4)")
    assert 'preload="none" src="/media/a.mp3"><a href="/media/a.mp3">a.mp3</a></audio>' in html("![](media/a.mp3)")
    assert film in sanitised("![A film](../media/a.mp4)").replace(' rel="nofollow noopener ugc"', "")
