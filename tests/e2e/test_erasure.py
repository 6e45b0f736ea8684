"""A story of a reader who is erased by a link of a letter; the local stack keeps letters instead of sending them."""

import json
import re
from html import unescape
from urllib.parse import urlsplit

from tests.e2e.blog import Blog, answer, eventually, post, post_id
from tests.e2e.test_privacy import versions
from tests.unit.api.test_add_comment import Fields

ZOE = "zoe@reader.example"


def letters(blog: Blog) -> list[dict[str, str]]:
    """Those to the reader, the oldest first."""
    kept = json.loads(answer(f"{blog.endpoint}/_ministack/ses/messages").text)["messages"]
    return [each for account in kept.values() for each in account if each["To"] == [ZOE]]


def await_letter(blog: Blog, subject: str) -> str:
    """Its text, when it has come."""
    return eventually(lambda: [each["BodyText"] for each in letters(blog) if each["Subject"] == subject], subject)[0]


def have_the_schedule_come(blog: Blog) -> None:
    """As it does every quarter of an hour."""
    client = blog.client("lambda")
    [name] = [
        each["FunctionName"]
        for page in client.get_paginator("list_functions").paginate()
        for each in page["Functions"]
        if "EraseFunction" in each["FunctionName"]
    ]
    done = client.invoke(FunctionName=name)
    assert "FunctionError" not in done, done["Payload"].read()


def test_a_reader_is_erased_by_the_link_of_a_letter(blog: Blog) -> None:
    blog.put("posts/sieve.md", post("Sieve"))
    page = post_id(blog.await_page("/posts/sieve/", 'name="email"'))
    for name, address in {"Zoe Forgotten": ZOE, "Carl Stays": "carl@reader.example"}.items():
        form = {"post": page, "name": name, "text": f"{name} says this of sieves.", "email": address, "tell": "yes"}
        assert blog.send_form("/api/comments", "text/html", **form).status == 303
        blog.command("comments", "approve", blog.waiting(name))
        blog.await_page("/posts/sieve/", f"{name} says this")

    assert blog.send_form("/api/privacy", "text/html", address="nobody@reader.example").status == 202
    assert blog.send_form("/api/privacy", "text/html", address=ZOE.upper()).status == 202
    link = urlsplit(re.search(r"http\S+/api/privacy\?\S+", await_letter(blog, "What is kept about you"))[0])
    shown = blog.answer(f"{link.path}?{link.query}", accept="text/html").text
    assert ("Zoe Forgotten says this" in shown, "Carl" in shown) == (True, False)
    export = blog.answer(f"/api/privacy/export?{link.query}")
    assert {each["name"] for each in json.loads(export.data)["comments"]} == {"Zoe Forgotten"}

    fields = {name: unescape(value) for name, value in Fields(shown).values.items()}
    assert blog.send_form("/api/privacy/erase", "text/html", **fields).status == 200
    have_the_schedule_come(blog)

    done = await_letter(blog, "Your comments are erased")
    assert "1 comment was erased." in done
    assert f"{blog.url}/posts/sieve/" in done
    assert [key for key, data in versions(blog).items() if b"Zoe" in data] == []
    assert blog.shows("/posts/sieve/", "Carl Stays says this")
    assert "Zoe" not in str(blog.answer("/comments.xml").data)
    assert blog.send_form("/api/privacy/erase", "text/html", **fields).status == 410
    assert '"comments": []' in blog.command("privacy", "export", ZOE)
