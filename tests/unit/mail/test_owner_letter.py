import re
from datetime import UTC, datetime

import pytest

from blog.comment import Comment
from blog.held import Held
from mail.owner_letter import MOST, digest, letter

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "https://blog.example"


def make_held(name="Ada", text="I prefer oolong.", title="Tea in the rain", comment_id="0a", **more):
    return Held(Comment(comment_id, "p", name, text, NOON), title, "/posts/tea/", **more)


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


def test_a_digest_has_all_that_waits_each_with_its_links():
    found = digest([make_held(comment_id="0a"), make_held(comment_id="0b", name="Bob")], URL, b"k" * 32, NOON)

    links = re.findall(r"https://blog\.example/api/moderation\?act=(\w+)&comment=(\w+)&", found.text)
    assert found.subject == "2 comments wait"
    assert links == [(act, comment) for comment in ("0a", "0b") for act in ("approved", "rejected", "spam")]
    assert "Bob wrote on “Tea in the rain”" in found.text
    assert "not in this letter" not in found.text


def test_one_that_waits_alone_is_no_number():
    assert digest([make_held()], URL, b"k" * 32, NOON).subject == "A comment waits"


@pytest.mark.parametrize(("more", "rest"), [(1, "There is 1 more comment that is"), (2, "There are 2 more comments")])
def test_a_digest_is_no_longer_than_can_be_read_and_says_what_it_leaves_out(more, rest):
    found = digest([make_held(comment_id=f"{n:02x}") for n in range(MOST + more)], URL, b"k" * 32, NOON)

    assert found.text.count("Approve:") == MOST
    assert rest in found.text
