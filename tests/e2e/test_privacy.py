"""A story of a reader who wants to be forgotten."""

from tests.e2e.blog import Blog, post, post_id


def versions(blog: Blog) -> dict[str, bytes]:
    """All that the site bucket has ever held and still holds."""
    s3, bucket = blog.client("s3"), blog.site_bucket
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=bucket)
    names = [(each["Key"], each["VersionId"]) for page in pages for each in page.get("Versions", ())]
    found = {(key, id_): s3.get_object(Bucket=bucket, Key=key, VersionId=id_)["Body"].read() for key, id_ in names}
    return {f"{key} {id_}": data for (key, id_), data in found.items() if key.endswith(".html")}


def test_who_is_erased_is_in_no_version_of_any_page(blog: Blog) -> None:
    blog.put("posts/ladle.md", post("Ladle"))
    page = post_id(blog.await_page("/posts/ladle/"))
    for name in ("Wilma Forgotten", "Berta Stays"):
        blog.send_form("/api/comments", "text/html", post=page, name=name, text=f"{name} says this of ladles.")
        blog.command("comments", "approve", blog.waiting(name))
        blog.await_page("/posts/ladle/", f"{name} says this")

    said = blog.command("privacy", "erase", "Wilma Forgotten", "--yes")

    assert "rewritten: /posts/ladle/" in said
    assert "the CDN forgets: /comments.xml /posts/ladle/ /posts/ladle/comments.xml /posts/ladle/index.html" in said
    assert [key for key, data in versions(blog).items() if b"Wilma" in data] == []
    assert blog.shows("/posts/ladle/", "Berta Stays says this")
    assert "[]" in blog.command("privacy", "export", "Wilma Forgotten")
