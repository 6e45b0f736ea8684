"""The page of all receipts: its order, its words, and that nothing in it is markup by accident."""

import json
import re
from io import BytesIO
from typing import Any

import pytest

from dev.receipts_page import ReceiptsPage, counted, page, tally


def problem(message: str = "Mend this.", line: int | None = None, column: int | None = None, field: str = "") -> dict:
    return {"message": message, "line": line, "column": column, "field": field}


def receipt(key: str, **more: Any) -> dict[str, Any]:
    plain = {"key": key, "status": "published", "url": None, "errors": [], "warnings": [], "source_version": "v1"}
    return plain | {"words": None, "minutes": None, "preview": None} | more


def test_what_has_errors_comes_first_then_what_has_warnings() -> None:
    html = page([
        receipt("posts/fine.md"),
        receipt("posts/b.md", warnings=[problem()]),
        receipt("posts/a.md", warnings=[problem()]),
        receipt("posts/z.md", errors=[problem()]),
    ])  # fmt: skip

    assert re.findall(r"<h2>(.*)</h2>", html) == ["posts/z.md", "posts/a.md", "posts/b.md", "posts/fine.md"]
    assert "1 error and 2 warnings in 4 files." in html


def test_a_file_that_was_deleted_is_not_there() -> None:
    html = page([receipt("posts/gone.md", status="unpublished", source_version="")])

    assert "gone.md" not in html
    assert "Nothing to mend in 0 files." in html


def test_each_problem_says_where_it_is() -> None:
    html = page([
        receipt(
            "posts/a.md",
            errors=[problem("Close it.", 3, 7, "title")],
            warnings=[problem("Unlike before."), problem("Spell it.", field="tags")],
        )
    ])  # fmt: skip

    assert '<strong class="error">Error in line 3, column 7, title:</strong> Close it.' in html
    assert '<strong class="warning">Warning:</strong> Unlike before.' in html
    assert '<strong class="warning">Warning in tags:</strong> Spell it.' in html


def test_a_draft_leads_to_its_preview() -> None:
    html = page([receipt("posts/a.md", status="draft", preview="http://localhost:8000/preview/0f/")])

    assert '<p class="facts"><a href="http://localhost:8000/preview/0f/">Preview</a></p>' in html


def test_a_text_leads_to_its_page_and_tells_its_length() -> None:
    html = page([receipt("posts/a.md", url="http://localhost:8000/posts/a/", words=1, minutes=2)])

    assert '<a href="http://localhost:8000/posts/a/">http://localhost:8000/posts/a/</a> 1 word, 2 minutes</p>' in html


def test_what_authors_write_stays_text() -> None:
    script = "<script>alert(1)</script>"

    html = page([receipt(f"posts/{script}.md", url=f'http://x/"{script}', errors=[problem(script, 1, 1, script)])])

    assert script not in html
    assert 'href="http://x/&#34;&lt;script' in html


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [(0, 0, ""), (1, 0, "1 error"), (0, 1_000, "1,000 warnings"), (2, 1, "2 errors and 1 warning")],
)
def test_a_tally_names_only_what_there_is(errors: int, warnings: int, words: str) -> None:
    assert tally([receipt("a", errors=[problem()] * errors), receipt("b", warnings=[problem()] * warnings)]) == words


def test_one_is_not_many() -> None:
    assert [counted(number, "word") for number in (0, 1, 2)] == ["0 words", "1 word", "2 words"]


class Bucket:
    """S3 with one bucket; `reads` are the keys of the objects that were fetched."""

    def __init__(self, **versions: str) -> None:
        self.versions = versions
        self.reads: list[str] = []

    def get_paginator(self, _: str) -> "Bucket":
        return self

    def paginate(self, **_: str) -> list[dict]:
        return [{"Contents": [{"Key": key, "ETag": tag} for key, tag in self.versions.items()]}]

    def get_object(self, Bucket: str, Key: str) -> dict:  # noqa: N803  # boto3's words
        self.reads.append(Key)
        said = receipt(f"posts/{Key}-{self.versions[Key]}.md")
        old = {name: value for name, value in said.items() if name not in {"words", "minutes"}}
        return {"Body": BytesIO(json.dumps(old).encode())}


def test_only_what_has_changed_is_read_again() -> None:
    bucket = Bucket(tea="1", rain="1")
    receipts = ReceiptsPage(bucket, "reports")
    first = receipts.look(("", b""))

    same = receipts.look(first)
    bucket.versions["tea"] = "2"
    second = receipts.look(first)

    assert same is first
    assert bucket.reads == ["tea", "rain", "tea"]
    assert b"posts/tea-2.md" in second[1]
    assert b"posts/rain-1.md" in second[1]
