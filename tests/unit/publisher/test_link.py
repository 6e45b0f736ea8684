import re

import pytest

from blog.picture import Copy, Picture
from blog.settings import HtmlPolicy
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
        ("[x]({category}Green tea)", "/tags/green-tea/"),
        ("[x]({author}Ada)", "/authors/ada/"),
        ("[x]({index})", "/"),
        ("[[Green|x]]", "/posts/green/"),
        ("[[green#A part|x]]", "/posts/green/#a-part"),
        ("[x](/posts/green/)", "/posts/green/"),
        ("[x](https://tea.example/a.md)", "https://tea.example/a.md"),
        ("[x]({static}leaf.pdf)", "/leaf.pdf"),
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
        ("![A cup](cup.jpg)", "upload it as posts/cup.jpg"),
        ("![A cup](/images/cup.jpg)", "upload it as static/images/cup.jpg"),
        ('<img alt="A cup" src="../media/cup.jpg">', "upload it as media/cup.jpg"),
        ("![A film](cup.mp4)", "upload it as posts/cup.mp4"),
        ("![A cup](cup.tiff)", "of a type that is not published"),
    ],
)
def test_what_keeps_a_picture_from_a_reader_is_told(body, words):
    ((line, message),) = told(f"Tea.\n\n{body}", files={"media/cup.svg": None})

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
        ("![A cup]({static}/images/cup.svg)", "/images/cup.svg"),
        ("![A cup]({attach}cup.svg)", "/posts/cup.svg"),
        ("![A cup](|filename|../media/cup.svg)", "/media/cup.svg"),
        ('<img alt="A cup" src="../media/cup.svg">', "/media/cup.svg"),
        ("![[cup.svg|A cup]]", "/posts/cup.svg"),
    ],
)
def test_a_picture_is_served_where_it_lies(body, address):
    assert f'src="{address}"' in html(body)
    assert told(body) == []


@pytest.mark.parametrize(
    ("address", "file", "expected"),
    [
        ("cup.jpg", "posts/cup.jpg", "/posts/cup.jpg"),
        ("cup.jpg", "media/cup.jpg", "/media/cup.jpg"),
        ("cup.jpg", "static/cup.jpg", "/cup.jpg"),
        ("images/cup.jpg", "media/images/cup.jpg", "/media/images/cup.jpg"),
        ("/images/cup.jpg", "static/images/cup.jpg", "/images/cup.jpg"),
        ("/images/cup.jpg", "media/images/cup.jpg", "/media/images/cup.jpg"),
        ("/posts/cup.jpg", "posts/cup.jpg", "/posts/cup.jpg"),
        ("a%20cup.jpg", "posts/a cup.jpg", "/posts/a%20cup.jpg"),
        ("../media/cup.jpg?x=1", "media/cup.jpg", "/media/cup.jpg?x=1"),
        ("cup.jpg", "elsewhere/cup.jpg", "/posts/cup.jpg"),
    ],
)
def test_the_file_that_is_there_is_shown(address, file, expected):
    assert f'src="{expected}"' in html(f"![A cup](<{address}>)", files={file: None})
    assert f'src="{expected}"' in html(f'<img alt="A cup" src="{address}">', files={file: None})


CUP = Picture(1000, 600, (Copy(480, "/assets/pictures/cup.1.480.webp"), Copy(1000, "/assets/pictures/cup.2.1000.webp")))


def test_a_picture_says_its_size_and_where_its_copies_are_and_all_but_the_first_may_come_later():
    page = html(
        "![a](cup.jpg)\n\n![b](cup.jpg)\n\n![c](leaf.svg)", files={"posts/cup.jpg": CUP, "posts/leaf.svg": None}
    )
    first, second, third = re.findall("<img[^>]*>", page)

    assert f'srcset="{CUP.srcset}"' in first
    assert 'width="1000"' in first
    assert 'height="600"' in first
    assert "lazy" not in first
    assert 'loading="lazy"' in second
    assert "srcset" not in third
    assert "width" not in third


@pytest.mark.parametrize("body", ["![a](cup.jpg)", '<img alt="a" src="cup.jpg">'])
def test_sanitised_text_keeps_the_copies(body):
    assert f'srcset="{CUP.srcset}"' in converted(body, files={"posts/cup.jpg": CUP}, html=HtmlPolicy.SANITISED).html


def test_sanitised_text_names_no_copies_but_ours():
    assert "srcset" not in sanitised('<img alt="a" src="/media/a.svg" srcset="https://evil.example/x.png 1w">')


@pytest.mark.parametrize(
    "body",
    ["![a](cup.jpg){width=300}", '<img alt="a" src="cup.jpg" WIDTH="300">', '<img width=300 alt="a" src="cup.jpg">'],
)
def test_a_picture_of_the_author_s_own_width_has_its_copies_all_the_same(body):
    page = html(body, files={"posts/cup.jpg": CUP})

    assert f'srcset="{CUP.srcset}"' in page
    assert "height" not in page


def test_what_an_author_wrote_is_not_said_again():
    page = html('<img alt="a" src="x.svg">\n<img loading="eager" alt="a" src="cup.jpg">', files={"posts/cup.jpg": CUP})

    assert page.count("loading=") == 1
    assert 'srcset="' in page


def test_the_size_that_an_author_wrote_stays():
    page = html('![a](cup.jpg){width=300}\n\n<img alt="b" src="cup.jpg" width="200">', files={"posts/cup.jpg": CUP})

    assert re.findall('width="([0-9]+)"', page) == ["300", "200"]
    assert "height" not in page


def test_the_files_are_told_by_which_it_was_looked_for_up_to_the_one_that_is_there():
    page = converted("![a](cup.jpg) ![b](leaf.svg)", files={"media/cup.jpg": CUP})

    asked = ("posts/cup.jpg", "media/cup.jpg", "posts/leaf.svg", "media/leaf.svg", "static/leaf.svg")
    assert page.media == asked


def test_a_picture_may_have_a_width():
    assert 'width="300"' in html("![[cup.svg|300]]")
    assert 'height="200"' in html("![[cup.svg|300x200]]")


def test_films_and_sounds_can_be_played_and_load_nothing_before():
    film = '<video aria-label="A film" controls="" preload="none" src="/media/a.mp4"><a href="/media/a.mp4">A film</a>'

    assert film in html("![A film](../media/a.mp4)")
    assert 'preload="none" src="/media/a.mp3"><a href="/media/a.mp3">a.mp3</a></audio>' in html("![](media/a.mp3)")
    assert film in sanitised("![A film](../media/a.mp4)").replace(' rel="nofollow noopener ugc"', "")
