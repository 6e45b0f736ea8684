"""A whole Pressmark on moto: resources from template.yaml, events carried by hand to the deployed entry points.

moto sends no event for a delete in a versioned bucket and runs no function, so
`World` writes the notifications itself, in S3's shape, and drains the queues and
the stream until all is quiet.
"""

import json
import pickle
from base64 import b64decode
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote_plus

import boto3
from aws_lambda_powertools.utilities.batch.exceptions import BatchProcessingError
from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID

import entry.build
import entry.on_demand
import entry.reconcile
import entry.touch
from blog.paths import object_key
from blog.table import Table
from publisher.library import body_of
from tests.template import is_streamed, properties

BUCKETS = {"CONTENT_BUCKET": "ContentBucket", "SITE_BUCKET": "SiteBucket", "REPORT_BUCKET": "ReportBucket"}
KEPT = {"s3": "aws", "dynamodb": "us-east-1"}  # of a saved world: its queues are empty
URL = "https://blog.example"


@dataclass
class World:
    names: dict[str, str] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    shard_iterator: str = ""
    may_fail: bool = False
    failed: list[tuple[str, str]] = field(default_factory=list)
    session: Any = field(default_factory=boto3.Session)  # apart from the functions', whose calls are counted

    @cached_property
    def s3(self) -> Any:
        return self.session.client("s3")

    @cached_property
    def sqs(self) -> Any:
        return self.session.client("sqs")

    @cached_property
    def dynamodb(self) -> Any:
        return self.session.client("dynamodb")

    @cached_property
    def streams(self) -> Any:
        return self.session.client("dynamodbstreams")

    @cached_property
    def table(self) -> Table:
        return Table(self.dynamodb, self.names["TABLE_NAME"], self.names["VISIT_TABLE_NAME"])

    def make(self) -> None:
        """The resources, from the template's own properties."""
        for variable, logical_id in BUCKETS.items():
            name = logical_id.lower()
            self.s3.create_bucket(Bucket=name)
            if versioning := properties(logical_id).get("VersioningConfiguration"):
                self.s3.put_bucket_versioning(Bucket=name, VersioningConfiguration=versioning)
            self.names[variable] = name
        table = properties("Table")
        self.dynamodb.create_table(
            TableName="table",
            BillingMode=table["BillingMode"],
            AttributeDefinitions=table["AttributeDefinitions"],
            KeySchema=table["KeySchema"],
            StreamSpecification={"StreamEnabled": True, **table["StreamSpecification"]},
        )
        visits = properties("VisitTable")
        shape = {name: visits[name] for name in ("BillingMode", "AttributeDefinitions", "KeySchema")}
        self.dynamodb.create_table(TableName="visits", **shape)
        self.names |= {
            "TABLE_NAME": "table",
            "VISIT_TABLE_NAME": "visits",
            "CONTENT_QUEUE_URL": self._queue("ContentQueue", "content"),
            "BUILD_QUEUE_URL": self._queue("BuildQueue", "build.fifo"),
            "TOUCH_DEAD_LETTER_QUEUE_URL": self._queue("TouchDeadLetterQueue", "touch-dead"),
            "BUILD_DEAD_LETTER_QUEUE_URL": self._queue("BuildDeadLetterQueue", "build-dead.fifo"),
            "CONTENT_QUEUE_ARN": "arn:aws:sqs:us-east-1:123456789012:content",
            "SCHEDULE_GROUP": "schedules",
            "SCHEDULE_ROLE_ARN": "arn:aws:iam::123456789012:role/schedule",
            "SITE_URL": URL,
            "PREVIEW_SECRET": "secret",
            "ORIGIN_SECRET": "secret",
            "SENDER_ADDRESS": "blog@blog.example",
        }
        self.session.client("scheduler").create_schedule_group(Name="schedules")
        self.shard_iterator = self._iterator("TRIM_HORIZON")

    def save(self) -> bytes:
        """A quiet world as it is now, for `load` in another: moto takes long to come here again."""
        return pickle.dumps({name: _backend(name).__dict__ for name in KEPT})

    def load(self, saved: bytes) -> None:
        for name, state in pickle.loads(saved).items():  # our own, of a moment ago
            _backend(name).__dict__.update(state)
        self.shard_iterator = self._iterator("LATEST")

    # ── What an author does ───────────────────────────────────────────────────────────────────────

    def put(self, key: str, text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        self.s3.put_object(Bucket=self.names["CONTENT_BUCKET"], Key=key, Body=data)
        self.notify(key, "ObjectCreated:Put")

    def delete(self, key: str) -> None:
        self.s3.delete_object(Bucket=self.names["CONTENT_BUCKET"], Key=key)
        self.notify(key, "ObjectRemoved:DeleteMarkerCreated")

    def notify(self, key: str, name: str = "ObjectCreated:Put") -> None:
        """S3's notification, form-encoded as S3 does it."""
        bucket = {"name": self.names["CONTENT_BUCKET"]}
        record = {
            "eventSource": "aws:s3",
            "eventName": name,
            "s3": {"bucket": bucket, "object": {"key": quote_plus(key)}},
        }
        self.sqs.send_message(QueueUrl=self.names["CONTENT_QUEUE_URL"], MessageBody=json.dumps({"Records": [record]}))

    # ── What the machinery does ───────────────────────────────────────────────────────────────────

    def settle(self, *, may_fail: bool = False, watch: Callable[[], None] = lambda: None) -> None:
        """Deliver everything until all is quiet; `watch` looks on after every delivery.

        A message that fails is an error, or with `may_fail` is left in its queue for the next time.
        """
        self.may_fail = may_fail
        for url, receipt in self.failed:
            self.sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=0)
        self.failed.clear()
        for _ in range(1000):
            busy = [self._step(deliver, watch) for deliver in (self._reconcile, self._touch, self._build)]
            if not any(busy):
                return
        raise AssertionError("the queues never ran dry")

    def settle_but_for_building(self) -> None:
        """Deliver until only pages are waited for."""
        while any([self._reconcile(), self._touch()]):
            continue

    def _step(self, deliver: Callable[[], bool], watch: Callable[[], None]) -> bool:
        is_busy = deliver()
        watch()
        return is_busy

    def _reconcile(self) -> bool:
        return self._deliver(self.names["CONTENT_QUEUE_URL"], entry.reconcile.handler, 5)

    def _build(self) -> bool:
        return self._deliver(self.names["BUILD_QUEUE_URL"], entry.build.handler, 10)

    def _touch(self) -> bool:
        answer = self.streams.get_records(ShardIterator=self.shard_iterator, Limit=100)
        self.shard_iterator = answer["NextShardIterator"]
        records = [record for record in answer["Records"] if is_streamed(record["dynamodb"]["Keys"]["PK"]["S"])]
        if records:
            entry.touch.handler({"Records": records}, None)
        return bool(answer["Records"])

    def _deliver(self, url: str, handler: Any, size: int) -> bool:
        messages = self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=size, AttributeNames=["All"]).get(
            "Messages", []
        )
        if not messages:
            return False
        failed = self._failures(handler, messages)
        assert self.may_fail or not failed, f"{len(failed)} messages failed"
        for message in messages:
            if message["MessageId"] not in failed:
                self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        self.failed += [(url, message["ReceiptHandle"]) for message in messages if message["MessageId"] in failed]
        return True

    def calls_of(self, action: Callable[[], None]) -> Counter[str]:
        """The AWS calls that the functions make for something that an author does, as if they had just started."""
        body_of.cache_clear()
        before = self.calls.copy()
        action()
        self.settle()
        return self.calls - before

    def count_calls(self) -> None:
        """From now on; a client takes over what its session counts when it is made."""
        boto3.setup_default_session()
        boto3._get_default_session().events.register("before-call", self._count)

    def _count(self, model: Any, **_: Any) -> None:
        self.calls[f"{model.service_model.service_name}:{model.name}"] += 1

    # ── What readers and authors see ──────────────────────────────────────────────────────────────

    def page(self, path: str) -> str | None:
        """A page's text; None where nothing is, or where the answer would be 410."""
        answer = self.answer(path)
        return answer["Body"].read().decode() if answer and answer["Metadata"].get("status") != "410" else None

    def on_demand(self, path: str) -> dict[str, Any]:
        """What the function answers for a path that no object holds, asked by the CDN."""
        headers = {"x-origin-secret": self.names["ORIGIN_SECRET"]}
        request = {"http": {"method": "GET", "path": path}}
        found = entry.on_demand.handler({"rawPath": path, "headers": headers, "requestContext": request}, None)
        return found | {"body": b64decode(found["body"]).decode()} if found.get("isBase64Encoded") else found

    def tombstone(self, path: str) -> str:
        """The text of a page that is answered with 410."""
        answer = self.answer(path)
        assert answer, path
        assert answer["Metadata"]["status"] == "410"
        return str(answer["Body"].read().decode())

    def text(self, key: str) -> str:
        """An object of the site as text, whatever it is."""
        answer = self.s3.get_object(Bucket=self.names["SITE_BUCKET"], Key=key)
        return str(answer["Body"].read().decode(errors="replace"))

    def answer(self, path: str) -> dict[str, Any] | None:
        try:
            return self.s3.get_object(Bucket=self.names["SITE_BUCKET"], Key=object_key(path))
        except self.s3.exceptions.NoSuchKey:
            return None

    def site(self) -> dict[str, str]:
        """Each object of the site and its entity tag."""
        listed = self.s3.list_objects_v2(Bucket=self.names["SITE_BUCKET"]).get("Contents", [])
        return {each["Key"]: each["ETag"] for each in listed}

    def receipt(self, key: str) -> dict[str, Any]:
        answer = self.s3.get_object(Bucket=self.names["REPORT_BUCKET"], Key=f"receipts/{key}.json")
        return json.loads(answer["Body"].read())

    def _failures(self, handler: Any, messages: list[dict[str, Any]]) -> set[str]:
        try:
            return {each["itemIdentifier"] for each in handler(_sqs_event(messages), None)["batchItemFailures"]}
        except BatchProcessingError:
            if not self.may_fail:
                raise
            return {message["MessageId"] for message in messages}

    def _queue(self, logical_id: str, name: str) -> str:
        wanted = properties(logical_id)
        attributes = {"VisibilityTimeout": str(wanted["VisibilityTimeout"])}
        for flag in ("FifoQueue", "ContentBasedDeduplication"):
            if wanted.get(flag):
                attributes[flag] = "true"
        return self.sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]

    def _iterator(self, start: str) -> str:
        arn = self.dynamodb.describe_table(TableName="table")["Table"]["LatestStreamArn"]
        shard = self.streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
        iterator = self.streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType=start)
        return iterator["ShardIterator"]


def _backend(name: str) -> Any:
    return get_backend(name)[DEFAULT_ACCOUNT_ID][KEPT[name]]


def _sqs_event(messages: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "Records": [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message["Attributes"],
                "messageAttributes": {},
                "md5OfBody": message["MD5OfBody"],
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:queue",
                "awsRegion": "us-east-1",
            }
            for message in messages
        ]
    }
