"""Blogs that others wrote, for other systems, say the same here: each file against an independent reader.

The corpus is no part of the project; without it these tests are skipped.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blog.settings import Settings
from publisher.problem import SourceError
from publisher.source import Source, read_source
from tests.corpus.reading import Meant, meant
from tests.template import ROOT

CORPUS = ROOT.parent / "shared/corpora/blogs"
BLOGS = sorted(folder.name for folder in CORPUS.iterdir()) if CORPUS.is_dir() else []
MODIFIED = datetime(2026, 3, 14, 9, tzinfo=UTC)
MOST_REFUSED = 0.005

if not BLOGS:
    pytest.skip(f"there is no corpus at {CORPUS}", allow_module_level=True)


@pytest.fixture(scope="module")
def sources() -> dict[Path, Source | SourceError]:
    return {path: _read(path) for blog in BLOGS for path in sorted((CORPUS / blog).iterdir())}


def _read(path: Path) -> Source | SourceError:
    try:
        return read_source(f"posts/{path.name}", path.read_bytes(), Settings(), MODIFIED)
    except SourceError as error:
        return error


@pytest.fixture(scope="module")
def pairs(sources) -> list[tuple[Path, Source, Meant]]:
    return [(path, source, meant(path)) for path, source in sources.items() if isinstance(source, Source)]


def test_hardly_a_file_is_refused_and_each_refusal_has_its_reason(sources):
    refused = [error for error in sources.values() if isinstance(error, SourceError)]

    print(f"{len(refused)} of {len(sources)} refused", *refused, sep="\n")
    assert len(refused) < MOST_REFUSED * len(sources)
    assert all(problem.message and problem.line for error in refused for problem in error.problems)


def test_each_file_is_called_what_its_author_called_it(pairs):
    titles = [(path.name, source.post.title, said.title) for path, source, said in pairs if said.title]

    assert [each for each in titles if each[1] != each[2]] == []
    assert len(titles) > len(pairs) / 2


def test_each_file_is_dated_as_its_author_dated_it(pairs):
    dates = [(path.name, source.post.date, said.date or MODIFIED) for path, source, said in pairs]

    assert [each for each in dates if each[1] != each[2]] == []


def test_each_file_has_the_tags_of_its_author(pairs):
    tags = [(path.name, [tag.name for tag in source.post.tags], said.tags) for path, source, said in pairs]

    assert [each for each in tags if each[1] != each[2]] == []
    assert any(found for _, found, _ in tags)


def test_each_file_has_the_address_that_its_author_or_its_name_gave_it(pairs):
    slugs = [(path.name, source.post.slug, said.slug) for path, source, said in pairs]

    assert [each for each in slugs if each[1] != each[2]] == []


def test_what_is_not_used_is_told_in_one_warning_a_file(pairs):
    warnings = [[problem for problem in source.warnings if "Not used" in problem.message] for _, source, _ in pairs]

    assert all(len(each) <= 1 for each in warnings)
