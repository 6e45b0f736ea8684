"""Sites as they are published, made without a stack: by the deployed functions on the simulated clouds."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from api.desk import Desk
from api.routes import respond
from blog.keys import Key
from blog.paths import MISSING, decoded, object_key, of_object
from blog.table import Put, Table
from publisher.kiosk import Kiosk
from publisher.on_demand import make
from tests.simulation.blog import Blog
from tests.simulation.cloud import URL
from tests.simulation.functions import theme
from tests.simulation.s3 import Version
from tests.stack import ROOT
from tests.unit.fake_table import FakeTable

NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)  # when all posts of `content/` are past
MOVED = 301
SEARCH = "/api/search"
ON_DEMAND_LINK = re.compile(
    rb'href="(/[^"]*(?:feed\.xml|rss\.xml|feed\.json|comments\.xml)|/tags/|/authors/|/series/)"'
)
Sources = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Object:
    """What the CDN answers at an address."""

    data: bytes
    content_type: str
    status: int


@dataclass(frozen=True)
class Printed:
    """A site: its objects by path, and what its table holds."""

    objects: Mapping[str, Object]
    table: FakeTable = field(default_factory=FakeTable)

    def search(self, query: Mapping[str, str], headers: Mapping[str, str]) -> Object:
        """What the API answers to a search; `headers` have names in small letters."""
        asked = {"rawPath": SEARCH, "queryStringParameters": query, "headers": headers}
        desk = Desk(self.table, URL, frame=self.objects[MISSING].data.decode)
        answer = respond({"requestContext": {"http": {"method": "GET"}}, **asked}, desk)
        return Object(answer["body"].encode(), answer["headers"]["Content-Type"], answer["statusCode"])

    @property
    def pages(self) -> dict[str, Object]:
        """What a person reads."""
        return {
            path: found
            for path, found in self.objects.items()
            if found.content_type.startswith("text/html") and found.status != MOVED
        }

    def save(self, folder: Path) -> None:
        """The pages as files."""
        for path, found in self.pages.items():
            file = folder / object_key(path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(found.data)


def content() -> dict[str, str | bytes]:
    """The sample blog."""
    folder = ROOT / "content"
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def printed(sources: Sources, talk: Mapping[str, Iterable[str]] | None = None, leaving: Iterable[str] = ()) -> Printed:
    """The site of some sources, with approved comments on some of them, after some have left."""
    blog = Blog()
    blog.now, blog.is_traced = NEW_YEAR, False
    with blog.at_work():
        blog.open()
        for key, data in sources.items():
            blog.put(key, data)
        blog.drain(rounds=10_000)
        for key, text in [(key, text) for key, texts in (talk or {}).items() for text in texts]:
            blog.comment(key, text)
        blog.approve()
        for key in leaving:
            blog.delete(key)
        blog.drain(rounds=10_000)
        assert not blog.queues["wants"].dead, "some pages could not be built"
        bucket = blog.buckets["site"]
        stored = {of_object(key): _object(bucket.versions[key][-1]) for key in bucket.present()}
        assets = {path: Object(asset.data, asset.content_type, 200) for path, asset in theme().assets.items()}
        return Printed(dict(_on_demand(stored, blog)) | assets | stored, _copy(blog.press.table))


def _copy(table: Table) -> FakeTable:
    return FakeTable(*(Put(Key(item["PK"], item["SK"]), item) for item in table.scan()))


def _on_demand(stored: Mapping[str, Object], blog: Blog) -> Iterator[tuple[str, Object]]:
    """The feeds and indexes to which pages link and which are made when somebody asks for them."""
    press = blog.press
    kiosk = Kiosk(press.table, press.content, press.url)
    linked = {path.decode() for found in stored.values() for path in ON_DEMAND_LINK.findall(found.data)}
    for path in linked - stored.keys():
        if made := make(decoded(path), kiosk, theme()):
            yield decoded(path), Object(made.data, made.content_type, made.status)


def _object(version: Version) -> Object:
    status = int(version.more.get("Metadata", {}).get("status", 200))
    return Object(version.data or b"", version.more["ContentType"], status)
