"""The commands import and export as the owner types them, on a simulated AWS."""

import json

import boto3
import pytest

from blog.moderation import approved
from cli.pressmark import main
from tests.unit.cli.exports import disqus, disqus_post, disqus_thread
from tests.unit.cli.test_importing import LINK, TEA, publish

pytestmark = pytest.mark.usefixtures("aws")

ENVIRON = {"TABLE_NAME": "blog", "SITE_URL": "https://kettle.example", "REPORT_BUCKET": "reports"}


def pressmark(*arguments):
    return main(("comments", *map(str, arguments)), ENVIRON, boto3.client)


@pytest.fixture
def reports(aws):
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="reports", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    return s3


def test_comments_are_imported_exported_and_imported_again_without_those_that_were_erased(table, reports, tmp_path):
    publish(table)
    of_disqus, ours = tmp_path / "disqus.xml", tmp_path / "comments.json"
    of_disqus.write_bytes(disqus(disqus_thread(5, LINK), disqus_post(71, 5), disqus_post(72, 5)))

    assert pressmark("import", of_disqus) == 0
    erased, kept = approved(table, TEA)
    assert pressmark("export", ours) == 0
    assert [each["id"] for each in json.loads(ours.read_text())["comments"]] == [erased.id, kept.id]
    boto3.client("dynamodb").delete_table(TableName="blog")
    _make_table_again()
    publish(table)
    reports.put_object(Bucket="reports", Key="erasures/1.json", Body=json.dumps({"comments": [erased.id]}))

    assert pressmark("import", ours) == 0
    assert [each.id for each in approved(table, TEA)] == [kept.id]


def _make_table_again():
    boto3.client("dynamodb").create_table(
        TableName="blog",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("PK", "SK")],
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
    )


def test_whether_something_was_erased_must_be_known(table, tmp_path, capsys):
    publish(table)
    file = tmp_path / "disqus.xml"
    file.write_bytes(disqus(disqus_thread(5, LINK), disqus_post(71, 5)))

    assert main(("comments", "import", str(file)), {"TABLE_NAME": "blog"}, boto3.client) == 1
    assert "REPORT_BUCKET" in capsys.readouterr().err
    assert approved(table, TEA) == []


def test_a_file_that_is_not_there_is_said(table, reports, capsys):
    assert pressmark("import", "nowhere.xml") == 1
    assert "No such file" in capsys.readouterr().err
