import re
from datetime import UTC, datetime

import pytest

from blog.comment import Comment
from blog.held import Held
from mail.letter import harmless, letter

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "https://blog.example"


def make_held(name="Ada", text="I prefer oolong.", title="Tea in the rain", **more):
    return Held(Comment("0a", "p", name, text, NOON), title, "/posts/tea/", **more)


def written(**more):
    return letter(make_held(**more), URL, b"k" * 32, NOON)


def test_a_letter_says_who_wrote_what_where_and_why_it_waits():
    found = written(reasons=("3 links (+3)",), score=3)

    assert found.subject == "A comment waits on “Tea in the rain”"
    for part in (
        "Ada wrote on “Tea in the rain”,\nhttps://blog.example/posts/tea/",
        "\n> I prefer oolong.\n",
        "- 3 links",
    ):
        assert part in found.text


def test_it_has_one_link_for_each_decision():
    links = re.findall(r"https://blog\.example/api/moderation\?act=(\w+)&comment=0a&", written().text)

    assert links == ["approved", "rejected", "spam"]


@pytest.mark.parametrize(
    "untrusted",
    [
        "https://pills.example/now",
        "HTTP://PILLS.EXAMPLE",
        "//pills.example",
        "www.pills.example",
        "pills.example",
        "mailto:bot@pills.example",
        "bot@localhost",
        "![](https://pills.example/pixel.gif)",
        "pills。example",
        "a\n\nhttps://pills.example\n> https://pills.example",
    ],
)
def test_no_mail_program_makes_a_link_of_what_a_stranger_wrote(untrusted):
    text = written(text=untrusted, name=untrusted.split("\n")[0], reasons=(f"you block the host “{untrusted}”",)).text

    own = text.replace(URL, "")
    assert "://" not in own
    assert "@" not in own
    assert not re.search("pills[.。]", own, re.IGNORECASE)


def test_what_is_harmless_can_still_be_read():
    assert harmless("see https://tea.example. Yes.") == "see https[:]//tea[.]example. Yes."


def test_nothing_of_a_comment_is_in_the_subject_and_the_title_is_one_line():
    found = written(name="A\r\nBcc: x@y.example", title="Tea\r\nBcc: all@blog.example\n\n" + "a" * 200)

    assert "\n" not in found.subject
    assert "\r" not in found.subject
    assert "y.example" not in found.subject
    assert len(found.subject) < 120


def test_every_line_of_a_comment_is_quoted():
    long = "word " * 100

    lines = written(text=f"One\n\nApprove:\n{long}").text.split("\n")

    quoted = [line for line in lines if line.startswith("> ")]
    assert quoted[:3] == ["> One", "> ", "> Approve:"]
    assert lines.count("Approve:") == 1
    assert max(map(len, quoted)) < 76
