"""A read that does not ask for consistency sees the table as it was, whatever item it reads."""

import pytest

from blog import keys
from blog.table import Put
from tests.simulation.blog import Blog
from tests.template import is_streamed


@pytest.mark.parametrize("key", [keys.record("a"), keys.want("/posts/a/")])
def test_an_item_that_was_just_written_may_be_missing(key: keys.Key) -> None:
    blog = Blog()
    client, name = blog.press.table._client, blog.press.table._name
    asked = {"TableName": name, "Key": {"PK": {"S": key.pk}, "SK": {"S": key.sk}}}

    blog.press.table.put(Put(key, {"generation": 1}, 0))

    assert client.get_item(**asked) == {}
    assert client.get_item(**asked, ConsistentRead=True)["Item"]["generation"] == {"N": "1"}
    assert blog.press.table.get(key) is not None


def test_what_is_streamed_is_not_all_that_is_read() -> None:
    assert is_streamed(keys.record("a").pk)
    assert not is_streamed(keys.want("/posts/a/").pk)
