"""Disclosure: all that is kept about somebody, as it is handed out to them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from blog import keys
from blog.correspondent import Correspondent
from blog.item import Item, from_item, to_item
from blog.paths import href
from blog.personal import Copy, blocks_of, browsers_of, copies, pages_of
from blog.table import Table

Pages = Mapping[str, Sequence[str]]
"""The paths at which a post's comments are, by its identity."""
# What the screen found and what taught it (`Held`, `Decided`), what the owner said of a browser, and blocks.
JUDGEMENT = frozenset({"reasons", "score", "by_rule", "taught", "word", "blocks"})


def disclosed(
    who: str,
    found: Sequence[Copy],
    items: Sequence[Item],
    pages: Pages,
    *,
    addresses: Iterable[Correspondent],
    url: str,
    now: datetime,
) -> dict[str, Any]:
    """All that is kept, with everything that each item says: what a later release adds is there, too. Pure.

    `items` are those among which browsers and blocks are looked for, `url` is the site's.
    """
    return {
        "who": who,
        "at": now.isoformat(timespec="seconds"),
        "comments": [
            {
                "state": each.state,
                "shown_at": _shown_at(each, pages, url),
                "id": each.comment.id,
                "name": each.comment.name,
                "text": each.comment.text,
                "sent": each.comment.at.isoformat(),
                "kept": each.attributes,
            }
            for each in found
        ],
        "addresses": [to_item(each) for each in addresses],
        "browsers": [{"digest": digest, **said} for digest, said in sorted(browsers_of(found, items).items())],
        "blocks": blocks_of(who, items),
    }


def without_judgement(said: Any) -> Any:
    """The same without what the blog or its owner thinks of it, for whoever needs nobody to get it. Pure.

    By that, whoever sends spam would learn what lets it through.
    """
    if isinstance(said, dict):
        return {name: without_judgement(value) for name, value in said.items() if name not in JUDGEMENT}
    return [without_judgement(each) for each in said] if isinstance(said, list | tuple) else said


def items_of(table: Table, digest: str) -> list[Item]:
    """What is kept of the comments that came with the e-mail address of a digest, and of their browsers, by keys."""
    known = [(each["SK"], each["post"]) for each in table.collection(keys.writer(digest))]
    places = [(keys.comment(post, id_), keys.held(id_), keys.decided(id_)) for id_, post in known]
    items = _there(table, *(key for place in places for key in place))
    return items + _there(table, *dict.fromkeys(keys.browser(each.browser) for each in copies(items) if each.browser))


def addresses_of(table: Table, found: Iterable[Copy]) -> list[Correspondent]:
    """The e-mail addresses that are kept with comments."""
    wanted = {keys.address(each.comment.correspondent, each.comment.id) for each in found if each.comment.correspondent}
    return [from_item(Correspondent, each) for each in _there(table, *sorted(wanted, key=lambda key: key.sk))]


def pages_by_key(table: Table, identities: Iterable[str]) -> Pages:
    """The same as `pages_of` gives, without reading everything."""
    found: dict[str, Sequence[str]] = {}
    for identity in sorted(set(identities)):
        written = tuple(each["path"] for each in table.collection(keys.post(identity), keys.BEARER))
        found[identity] = written + pages_of(_there(table, keys.record(identity))).get(identity, ())
    return found


def _there(table: Table, *wanted: keys.Key) -> list[Item]:
    return [each for each in table.get_all(*wanted) if each]


def _shown_at(copy: Copy, pages: Pages, url: str) -> list[str]:
    if not copy.is_shown:
        return []
    return [f"{url}{href(path)}#comment-{copy.comment.id}" for path in pages.get(copy.comment.post, ())]
