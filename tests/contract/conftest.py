"""One server at a time: all that is asked of it, then the next; a fresh table and fresh buckets for each test."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from blog.table import Table
from tests.contract.servers import DYNAMODB_LOCAL, FAKE, MINISTACK, MOTO, SIMULATOR, WEED, Running, Server
from tests.simulation.calls import at_once
from tests.simulation.dynamodb import Collections, DynamoDB
from tests.simulation.s3 import S3, Bucket
from tests.template import properties
from tests.unit.fake_table import FakeTable

DYNAMODB = (MOTO, MINISTACK, DYNAMODB_LOCAL)
SERVERS = {  # by what a test asks for; the first that it names counts
    "table": (*DYNAMODB, FAKE, SIMULATOR),
    "real_table": DYNAMODB,
    "odd_names": (MOTO, MINISTACK),
    "s3": (MOTO, MINISTACK, WEED, SIMULATOR),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    asked = next((servers for fixture, servers in SERVERS.items() if fixture in metafunc.fixturenames), None)
    if asked:
        metafunc.parametrize("server", asked, indirect=True, ids=[each.name for each in asked], scope="package")


@pytest.fixture(scope="package")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    server: Server = request.param
    if missing := server.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    with server.run(tmp_path_factory.mktemp(server.name)) as endpoint:
        yield Running(server, endpoint)


@pytest.fixture(scope="package")
def dynamodb(server: Running) -> Iterator[Any]:
    client = server.client("dynamodb")
    yield client
    client.close()


@pytest.fixture(scope="package")
def s3(server: Running) -> Iterator[Any]:
    if server.server is SIMULATOR:
        yield S3(at_once, {}, lambda: datetime.now(UTC), lambda *_: None)
        return
    client = server.client("s3")
    yield client
    client.close()


@pytest.fixture
def real_table(dynamodb: Any) -> Table:
    """A table of the template's shape, and that of visits."""
    names = {logical_id: f"{logical_id}-{uuid4().hex}" for logical_id in ("Table", "VisitTable")}
    for logical_id, name in names.items():
        shape = properties(logical_id)
        wanted = {key: shape[key] for key in ("BillingMode", "AttributeDefinitions", "KeySchema")}
        dynamodb.create_table(TableName=name, **wanted)
    return Table(dynamodb, *names.values())


@pytest.fixture
def table(server: Running, request: pytest.FixtureRequest) -> Table:
    """A real one, or the fake of the unit tests or the simulated one: they are held to the same."""
    if server.server is SIMULATOR:
        return Table(DynamoDB(at_once, Collections(), [], lambda: True), "table", "visits")
    return FakeTable() if server.server is FAKE else request.getfixturevalue("real_table")


@pytest.fixture(scope="package")
def buckets(s3: Any) -> dict[str, str]:
    """The names of the server's buckets, by their names in the template."""
    return {}


@pytest.fixture
def bucket(s3: Any, buckets: dict[str, str]) -> Callable[[str], str]:
    """An empty bucket by its name in the template, and versioned as it is there."""

    def empty(logical_id: str) -> str:
        if name := buckets.get(logical_id):
            _empty(s3, name)
        else:
            buckets[logical_id] = name = _created(s3, logical_id)
        return name

    return empty


def _created(s3: Any, logical_id: str) -> str:
    name = f"{logical_id.lower()}-{uuid4().hex}"
    if isinstance(s3, S3):
        s3.buckets[name] = Bucket("VersioningConfiguration" in properties(logical_id))
        return name
    s3.create_bucket(Bucket=name)
    if versioning := properties(logical_id).get("VersioningConfiguration"):
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration=versioning)
    return name


def _empty(s3: Any, name: str) -> None:
    if isinstance(s3, S3):
        s3.buckets[name] = Bucket(s3.buckets[name].is_versioned)
        return
    # One bucket serves many tests: weed takes a fifth of a second for the first object of a new one.
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=name):
        for each in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
            s3.delete_object(Bucket=name, Key=each["Key"], VersionId=each["VersionId"])
