"""Stamps keep each kind of file valid and make each generation's bytes different."""

import json
from xml.etree import ElementTree as ET

import pytest

from publisher.stamp import stamped

STAMPED = {
    "text/html; charset=utf-8": b"<!doctype html><title>x</title>\n",
    "application/atom+xml; charset=utf-8": b"<feed/>\n",
    "application/xml; charset=utf-8": b"<urlset/>\n",
    "application/json; charset=utf-8": b'{"posts": []}\n',
    "application/manifest+json; charset=utf-8": b'{"name": "Tea"}\n',
    "text/plain; charset=utf-8": b"User-agent: *\n",
}


@pytest.mark.parametrize("content_type", STAMPED)
def test_each_generation_has_bytes_of_its_own(content_type: str) -> None:
    data = STAMPED[content_type]

    assert len({stamped(data, content_type, generation) for generation in (1, 2, 3)}) == 3


def test_xml_and_json_stay_readable() -> None:
    assert ET.fromstring(stamped(b"<feed/>\n", "application/atom+xml", 7)).tag == "feed"
    assert json.loads(stamped(b'{"posts": []}', "application/json", 7)) == {"generation": 7, "posts": []}


def test_a_picture_is_left_as_it_is() -> None:
    for content_type in ("image/png", "image/svg+xml", "application/pdf"):
        assert stamped(b"<svg/>", content_type, 7) == b"<svg/>"
