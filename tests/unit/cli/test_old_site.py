"""The addresses of the old site, by what its generator made."""

from pathlib import Path

from cli.old_site import old_paths


def test_pages_and_feeds_have_the_addresses_that_readers_know(tmp_path: Path) -> None:
    names = (
        "index.html",
        "a/index.html",
        "b.html",
        "feed.xml",
        "ü/index.html",
        "100%25.html",
        "a/cup.jpg",
        "c#/index.html",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    found = old_paths(tmp_path)

    assert found == {"/", "/a/", "/b.html", "/feed.xml", "/ü/", "/100%25.html", "/c#/index.html"}
