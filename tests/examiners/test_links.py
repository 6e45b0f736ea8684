"""All links of a site lead somewhere."""

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import html5lib
import pytest

from blog.paths import decoded, href
from tests.examiners.printed import Printed
from tests.simulation.cloud import URL

ADDRESSES = {"href", "src", "action"}
ELSEWHERE = ("http://", "https://", "mailto:")


class Document:
    """A page as a browser reads it: its links and what may be linked to in it."""

    def __init__(self, data: bytes) -> None:
        elements = list(html5lib.parse(data, namespaceHTMLElements=False, transport_encoding="utf-8").iter())
        self.ids = [each.get("id") for each in elements if each.get("id")]
        self.links = [each.get(name) for each in elements for name in ADDRESSES if each.get(name) is not None]
        for each in elements:
            self.links += [part.split()[0] for part in (each.get("srcset") or "").split(",") if part.strip()]


def broken(site: Printed) -> Iterator[str]:
    documents = {path: Document(found.data) for path, found in site.pages.items()}
    for path, document in documents.items():
        for link in document.links:
            address, fragment = urldefrag(urljoin(URL + href(path), link))
            if not address.startswith(URL + "/"):
                if not link.startswith(ELSEWHERE):
                    yield f"{path}: {link} is no address"
                continue
            target = decoded(urlsplit(address).path)
            if target.startswith("/api/"):
                continue
            if target not in site.objects:
                yield f"{path}: nothing is at {link}"
            elif fragment and decoded(fragment) not in documents[target].ids:
                yield f"{path}: {link} leads to no place in its page"


@pytest.mark.parametrize("name", ["sample", "hebrew", "large", "empty"])
def test_all_links_lead_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    site: Printed = request.getfixturevalue(name)

    assert list(broken(site)) == []


def test_no_page_has_an_id_twice(sample: Printed) -> None:
    twice = {path: ids for path, found in sample.pages.items() if len(ids := Document(found.data).ids) > len(set(ids))}

    assert twice == {}
