import re
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from blog.comment import Comment
from blog.notice import Act, read_notice
from blog.words import words_for
from mail.reply_letter import Recipient, question, reply_letter
from tests.unit.mail.post_office import URL

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = b"k" * 32
TO = Recipient("d" * 32, "a" * 24, "Tea in the rain", f"{URL}/posts/tea/", words_for("en"))
EVIL = "https://pills.example/now bot@pills.example ![](https://pills.example/pixel.gif)"


def reply(name="Bob", text="So do I."):
    return Comment("b" * 24, "p", name, text, NOON)


def written(**more):
    return reply_letter(TO, reply(**more), URL, KEY, NOON)


def links(text, path):
    return re.findall(rf"{URL}{path}\?(\S+)", text)


def test_the_question_leads_to_a_page_that_confirms():
    found = question(TO, URL, KEY, NOON)

    [query] = links(found.text, "/api/notices/confirm")
    assert read_notice(Act.CONFIRM, dict(parse_qsl(query)), KEY, NOON).comment == TO.comment
    assert f"{URL}/posts/tea/#comment-{TO.comment}" in found.text
    assert found.subject == "Do you want to be told of replies?"


def test_a_letter_about_a_reply_quotes_it_and_leads_to_it():
    found = written()

    assert found.subject == "A reply to your comment on “Tea in the rain”"
    assert "Bob replied to your comment on “Tea in the rain”:\n\n> So do I.\n" in found.text
    assert f"\n{URL}/posts/tea/#comment-{'b' * 24}\n" in found.text


@pytest.mark.parametrize("make", [written, lambda: question(TO, URL, KEY, NOON)])
def test_each_letter_can_be_the_last_with_one_click(make):
    headers = make().headers

    link = urlsplit(headers["List-Unsubscribe"].removeprefix("<").removesuffix(">"))
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{URL}/api/notices/stop"
    assert read_notice(Act.STOP, dict(parse_qsl(link.query)), KEY, NOON).address == TO.address
    assert headers["Auto-Submitted"] == "auto-generated"


def test_the_same_link_is_in_the_text():
    found = written()

    assert found.headers["List-Unsubscribe"][1:-1] in found.text


def test_nothing_that_a_stranger_wrote_is_a_link_or_in_a_header():
    found = written(name=EVIL + "\r\nBcc: x@y.example", text=EVIL)

    own = found.text.replace(URL, "")
    assert "://" not in own
    assert "@" not in own
    assert "pills" in own
    assert not re.search("pills|y.example|[\r\n]", found.subject + "".join(found.headers.values()))


def test_headers_are_as_short_as_ses_takes_them_and_in_ascii():
    """870 characters (SES API reference, MessageHeader)."""
    assert all(len(value) < 870 and value.isascii() and value.isprintable() for value in written().headers.values())


def test_a_letter_is_in_the_words_of_the_post():
    to = Recipient(TO.address, TO.comment, "Tee im Regen", TO.post_url, words_for("de"))

    assert "Tee im Regen" in reply_letter(to, reply(), URL, KEY, NOON).subject
    assert "replied" not in reply_letter(to, reply(), URL, KEY, NOON).text
    assert question(to, URL, KEY, NOON).subject != question(TO, URL, KEY, NOON).subject
