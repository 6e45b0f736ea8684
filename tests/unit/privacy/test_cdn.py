"""What the CDN calls a page, and how it is asked to forget many."""

from typing import Any

from privacy import cdn
from privacy.cdn import addresses_of, forget


class CloudFront:
    def __init__(self) -> None:
        self.batches: list[dict[str, Any]] = []

    def create_invalidation(self, DistributionId: str, InvalidationBatch: dict[str, Any]) -> dict[str, Any]:  # noqa: N803  # boto3's names
        assert DistributionId == "E1"
        self.batches.append(InvalidationBatch)
        return {"Invalidation": {"Id": f"I{len(self.batches)}"}}


def test_a_page_is_called_as_readers_ask_for_it_and_as_the_function_rewrites_that() -> None:
    assert addresses_of(["/posts/a+b/", "/feed.xml"]) == (
        "/feed.xml",
        "/posts/a%2Bb/",
        "/posts/a%2Bb/index.html",
    )


def test_many_are_asked_for_in_several_requests_each_with_a_reference_of_its_own(monkeypatch: Any) -> None:
    monkeypatch.setattr(cdn, "MOST", 2)
    cloudfront = CloudFront()

    assert forget(cloudfront, "E1", ("/a/", "/b/", "/c/"), "one") == ["I1", "I2"]

    assert [each["Paths"] for each in cloudfront.batches] == [
        {"Quantity": 2, "Items": ("/a/", "/b/")},
        {"Quantity": 1, "Items": ("/c/",)},
    ]
    assert len({each["CallerReference"] for each in cloudfront.batches}) == 2
