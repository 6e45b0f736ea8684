"""Every way by which words of strangers come to be kept as a comment, each with one text in all of its fields.

A way takes texts and gives the comments that the table has afterwards; what a form refuses in
some field is sent again without that.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from api.owner import ROUTE
from api.routes import respond
from blog import keys
from blog.comment import MAX_NAME, Comment, digest_of
from blog.held import Held
from blog.item import to_item
from blog.moderation import approved, held, hold
from blog.record import Record, rows
from blog.table import Put
from cli.importing import import_file
from cli.pressmark import parser
from tests.unit.api.reader import KEY, NOON, POST, event, make_desk
from tests.unit.cli.exports import disqus, disqus_post, disqus_thread, wxr, wxr_comment, wxr_item
from tests.unit.fake_table import FakeTable
from tests.unit.make import make_post, make_record

TOGETHER = 50  # comments in one table: the one in memory looks at all that it has
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SIGNED = {"authorizer": {"iam": {"userArn": "arn:aws:iam::123456789012:user/owner"}}}
TEA = "<p>Tea.</p>"  # of HTML without a word nothing would be left
LINK = "https://old.example/posts/tea/"

Way = Callable[[Sequence[str], Path], list[Comment]]


def posted(texts: Sequence[str], _: Path) -> list[Comment]:
    """By the form of a page."""
    return [comment for chunk in _chunks(texts) for comment in _posted(chunk)]


def edited(texts: Sequence[str], _: Path) -> list[Comment]:
    """By its writer, afterwards."""
    return [comment for chunk in _chunks(texts) for comment in _changed(chunk, _edit)]


def amended(texts: Sequence[str], _: Path) -> list[Comment]:
    """By the owner, who was tricked into it."""
    return [comment for chunk in _chunks(texts) for comment in _changed(chunk, _amend)]


def from_disqus(texts: Sequence[str], folder: Path) -> list[Comment]:
    said = (
        disqus_post(n, 5, TEA + _cdata(text), name=_xml(text), parent=_quoted(text)) for n, text in enumerate(texts, 1)
    )
    return _imported(disqus(disqus_thread(5, LINK), *said), folder)


def from_wordpress(texts: Sequence[str], folder: Path) -> list[Comment]:
    said = (
        wxr_comment(n, TEA + _cdata(text), name=_cdata(text), url=_xml(text), parent=_xml(text))
        for n, text in enumerate(texts, 1)
    )
    return _imported(wxr(wxr_item(*said, link=LINK)), folder)


def from_export(texts: Sequence[str], folder: Path) -> list[Comment]:
    said = (_exported(number, text) for number, text in enumerate(texts))
    head = '{"format": "pressmark-comments", "version": 1, "comments": [\n'
    return _imported((head + ",\n".join(map(json.dumps, said)) + "\n]}\n").encode(), folder)


WAYS: tuple[Way, ...] = (posted, edited, amended, from_disqus, from_wordpress, from_export)


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[start : start + TOGETHER] for start in range(0, len(texts), TOGETHER))


def _fields(text: str) -> Iterator[dict[str, str]]:
    """In every field; then without what may be refused."""
    yield {"name": text, "text": text, "website": text, "parent": text}
    yield {"name": text[:MAX_NAME] or "x", "text": text, "website": ""}
    yield {"name": "x", "text": text, "website": ""}


def _posted(texts: Sequence[str]) -> list[Comment]:
    desk = make_desk(token=iter(f"{number:012x}" for number in range(9 * TOGETHER)).__next__)
    for number, text in enumerate(texts):
        sender = {"x_viewer_address": f"198.51.{number}.7"}
        for fields in _fields(text):
            if respond(event("POST", "/api/comments", {"post": POST, **fields}, **sender), desk)["statusCode"] == 303:
                break
    return [each.comment for each in held(desk.table)]


def _changed(texts: Sequence[str], change: Callable[..., int]) -> list[Comment]:
    desk = make_desk()
    for number, text in enumerate(texts):
        comment = Comment(f"{number:024x}", POST, "Ada", "Oolong.", NOON, writer=digest_of(KEY))
        hold(desk.table, Held(comment, "Tea", "/posts/tea/"))
        any(change(desk, comment.id, fields) in (200, 303) for fields in _fields(text))
    return [each.comment for each in held(desk.table) if each.comment.edited or each.comment.amended]


def _edit(desk, comment_id: str, fields: dict[str, str]) -> int:
    own = {"post": POST, "id": comment_id, "key": KEY}
    return respond(event("POST", "/api/comments/change", {**fields, **own}), desk)["statusCode"]


def _amend(desk, comment_id: str, fields: dict[str, str]) -> int:
    made = event("POST", f"/owner/comments/{comment_id}/edit", fields)
    made["requestContext"] |= SIGNED
    return respond({**made, "routeKey": ROUTE}, desk)["statusCode"]


def _imported(data: bytes, folder: Path) -> list[Comment]:
    table, record = FakeTable(), _post()
    table.write([Put(keys.record(record.id), to_item(record)), *(Put(key, row) for key, row in rows(record).items())])
    file = folder / "export"
    file.write_bytes(data)
    assert import_file(parser().parse_args(("comments", "import", str(file))), table, frozenset) == 0
    return approved(table, record.identity)


def _post() -> Record:
    return make_record(make_post("Tea", slug="tea"), id=POST, source="posts/tea.md")


def _exported(number: int, text: str) -> dict[str, str]:
    at = datetime(2012, 5, 1, tzinfo=UTC).isoformat()
    own = {"id": f"{number:024x}", "state": "approved", "post": POST, "at": at, "path": text}
    return {**own, "name": text, "text": text, "website": text, "parent": text}


def _xml(text: str) -> str:
    return escape(NOT_IN_XML.sub("", text))


def _quoted(text: str) -> str:
    return escape(NOT_IN_XML.sub("", text), {'"': "&quot;"})


def _cdata(text: str) -> str:
    """In a CDATA section its own end is written in two."""
    return NOT_IN_XML.sub("", text).replace("]]>", "]]]]><![CDATA[>")
