"""What was erased is known to whoever asks, at little cost when he asks again."""

import io
import json
from typing import Any

from privacy.erasure import Erasures


class Bucket:
    """S3 as far as it is asked; `after_list` happens once, between a list and what is read of it."""

    class exceptions:  # noqa: N801  # boto3's name
        class NoSuchKey(Exception):
            pass

    def __init__(self, **ids: str) -> None:
        self.objects = {f"erasures/{name.replace('open_', 'open/')}.json": [each] for name, each in ids.items()}
        self.read: list[str] = []
        self.after_list = lambda: None

    def get_paginator(self, _: str) -> "Bucket":
        return self

    def paginate(self, **_: str) -> list[dict[str, Any]]:
        listed = [{"Contents": [{"Key": key} for key in sorted(self.objects)]}]
        self.after_list()
        return listed

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:  # noqa: N803  # boto3's names
        if Key not in self.objects:
            raise self.exceptions.NoSuchKey
        self.read.append(Key)
        return {"Body": io.BytesIO(json.dumps({"comments": self.objects[Key]}).encode())}


def test_what_is_asked_again_is_read_once() -> None:
    bucket = Bucket(a="0a", open_b="0b")
    erasures = Erasures(bucket, "reports")

    first = erasures.erased()
    bucket.objects["erasures/c.json"] = ["0c"]

    assert (first, erasures.erased()) == ({"0a", "0b"}, {"0a", "0b", "0c"})
    assert len(bucket.read) == 3


def test_an_erasure_that_ends_this_moment_is_known_by_its_record() -> None:
    bucket = Bucket(open_b="0b")

    def end() -> None:
        if ids := bucket.objects.pop("erasures/open/b.json", None):
            bucket.objects["erasures/b.json"] = ids

    bucket.after_list = end

    assert Erasures(bucket, "reports").erased() == {"0b"}
