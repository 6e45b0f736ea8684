"""A large file is read piece by piece, and one that would grow is refused."""

import tracemalloc
from io import BytesIO

import pytest

from cli.xml_records import LONGEST, Unreadable, records

WANTED = {"a/b": frozenset({"@id", "t", "c@id", "d/e"}), "a/b/in": frozenset({"t"})}


def read(text):
    return list(records(BytesIO(text if isinstance(text, bytes) else text.encode()), WANTED))


def test_records_have_the_fields_that_are_wanted_and_their_lines() -> None:
    found = read(
        '<a><b x:id="1" no="2" xmlns:x="u">\n<t>T&amp;<![CDATA[<i>]]></t><c id="3"/>'
        "<d><e>E</e><f>F</f></d></b>\n<b/></a>"
    )

    assert [(each.fields, each.line) for each in found] == [
        ({"@id": "1", "t": "T&<i>", "c@id": "3", "d/e": "E"}, 1),
        ({}, 3),
    ]


def test_a_record_in_another_comes_first_and_says_in_which_it_is() -> None:
    inner, outer, alone = read("<a><b><t>out</t><in><t>in</t></in></b><b/></a>")

    assert (inner.fields, inner.within) == ({"t": "in"}, outer)
    assert (outer.fields, outer.within, alone.number) == ({"t": "out"}, None, 3)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('<!DOCTYPE a [<!ENTITY x "y">]>\n<a><b><t>&x;</t></b></a>', 1),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd">\n<a/>', 1),
        ("<a>\n<b>&x;</b></a>", 2),
        ("<a>\n<b></a>", 2),
        ("<a>\n<b>", 2),
        ("", 1),
        ("<a>" * 100, 1),
        (b"<a>\n<b><t>\xff</t></b></a>", 2),
    ],
    ids=str,
)
def test_what_is_broken_or_would_grow_is_refused_with_its_line(text, line) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)

    assert refused.value.line == line


def test_control_characters_which_no_xml_may_have_are_left_out() -> None:
    assert read(b"<a><b><t>t\x00ea</t></b></a>".replace(b"\x00", b"\x08"))[0].fields == {"t": "tea"}


def test_memory_does_not_grow_with_the_file() -> None:
    tracemalloc.start()
    for _ in records(
        _Endless(b"<a>", b"<b><t>" + b"x" * 5_000 + b"</t><skip>" + b"y" * 5_000 + b"</skip></b>", b"</a>", 2_000),
        WANTED,
    ):
        continue
    found = read(b"<a><b><t>" + b"z" * 3_000_000 + b"</t></b></a>")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(found[0].fields["t"]) == LONGEST + 1
    assert most < 12_000_000  # of 20 and of 3 million bytes, the latter held by the test itself


class _Endless:
    """A file of one part many times, which is nowhere as a whole."""

    def __init__(self, head, part, tail, times):
        self._parts = iter((head, *(part for _ in range(times)), tail))

    def read(self, _):
        return next(self._parts, b"")
