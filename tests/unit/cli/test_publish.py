"""Files on their way into the content bucket."""

import json
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

import cli.publish
import cli.receipts
from cli.pressmark import main
from cli.publish import key_of
from cli.receipts import lines

ENVIRON = {"CONTENT_BUCKET": "content", "REPORT_BUCKET": "report"}


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/home/posts/blog/posts/2014/tea.md", "posts/2014/tea.md"),
        ("/home/pages/blog/media/a.png", "media/a.png"),
        ("/blog/site.yaml", "site.yaml"),
        ("/blog/tea.markdown", "posts/tea.markdown"),
        ("/blog/a.png", ""),
    ],
)
def test_a_file_is_put_where_its_folder_says(path: str, key: str) -> None:
    assert key_of(Path(path)) == key


@pytest.fixture
def s3(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setattr(cli.receipts, "PATIENCE_SECONDS", 0.5)
    monkeypatch.setattr(cli.publish, "SETTLING_SECONDS", 0.0)
    with mock_aws():
        client = boto3.client("s3")
        for bucket in ENVIRON.values():
            client.create_bucket(Bucket=bucket)
        client.put_bucket_versioning(Bucket="content", VersioningConfiguration={"Status": "Enabled"})
        yield client


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "tea.md").write_text("Tea.")
    (tmp_path / "posts" / ".tea.md.swp").write_text("x")
    return tmp_path


class Answering:
    """S3 of a blog that writes a receipt for each file at once."""

    def __init__(self, s3, errors: list[dict[str, object]]) -> None:
        self._s3, self._errors = s3, errors

    def __getattr__(self, name: str):
        return getattr(self._s3, name)

    def put_object(self, **what) -> None:
        version = self._s3.put_object(**what)["VersionId"]
        receipt = {"key": what["Key"], "status": "published", "url": "https://blog.example/posts/tea/"}
        receipt |= {"errors": self._errors, "warnings": [], "source_version": version}
        self._s3.put_object(Bucket="report", Key=f"receipts/{what['Key']}.json", Body=json.dumps(receipt).encode())


@pytest.mark.parametrize(
    ("errors", "status"), [([], 0), ([{"line": 3, "column": 7, "field": "tags", "message": "This is not YAML."}], 1)]
)
def test_what_the_receipts_say_is_told(s3, folder: Path, capsys, errors, status: int) -> None:
    assert main(["publish", str(folder)], ENVIRON, lambda _: Answering(s3, errors)) == status

    told = capsys.readouterr().out
    assert "posts/tea.md: published at https://blog.example/posts/tea/" in told
    assert ("error in line 3, column 7, tags: This is not YAML." in told) == bool(errors)
    assert [each["Key"] for each in s3.list_objects_v2(Bucket="content")["Contents"]] == ["posts/tea.md"]


def test_the_address_of_a_preview_is_told() -> None:
    draft = {"key": "posts/tea.md", "status": "draft", "url": None, "errors": [], "warnings": []}

    assert lines(draft) == ["  posts/tea.md: draft"]
    (told,) = lines(draft | {"preview": "https://blog.example/preview/0f/"})
    assert told == "  posts/tea.md: draft, preview at https://blog.example/preview/0f/"


def test_a_receipt_that_does_not_come_is_a_failure(s3, folder: Path, capsys) -> None:
    assert main(["publish", str(folder / "posts" / "tea.md")], ENVIRON, lambda _: s3) == 1
    assert "1 of 1 receipts have not come" in capsys.readouterr().err


def test_nothing_is_sent_of_what_has_no_place(s3, tmp_path: Path, capsys) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    (tmp_path / "tea.md").write_text("Tea.")

    assert main(["publish", *map(str, tmp_path.iterdir())], ENVIRON, lambda _: s3) == 1
    assert main(["publish", str(tmp_path / "no.md")], ENVIRON, lambda _: s3) == 1
    assert "a.png" in capsys.readouterr().err
    assert "Contents" not in s3.list_objects_v2(Bucket="content")
