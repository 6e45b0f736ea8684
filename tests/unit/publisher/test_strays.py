"""Which of the assets are strays, and since when."""

from datetime import UTC, datetime, timedelta

import pytest

from publisher.known import Known
from publisher.site_bucket import Listed
from publisher.strays import MOST, STRAY_LIFE, old, since, strays

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ASSETS = {"/assets/site.css": None}
KEYS = ("index.html", "media/cup.png", "assets/site.css", "assets/evil.js", "assets/pictures/cup.480.webp")


def found(assets=ASSETS, **editions):
    objects = [Listed(key, "", NOW) for key in KEYS]
    return strays(
        objects, Known(editions={"/": editions.get("home", "ours"), "/media/cup.png": "former"}), assets, "ours"
    )


def test_what_is_neither_the_themes_nor_a_copy_is_a_stray():
    assert found() == {"/assets/evil.js"}


@pytest.mark.parametrize("home", ["former", ""])
def test_nothing_is_one_while_a_page_may_show_it(home):
    assert not found(home=home)


def test_nothing_is_one_where_the_theme_is_unknown():
    assert not found(assets={})


def test_a_stray_is_old_a_day_after_it_was_seen():
    noted = since(["/new", "/old"], {"/old": NOW - STRAY_LIFE - HOUR, "/gone": NOW - STRAY_LIFE - HOUR}, NOW)

    assert (set(noted), old(noted, NOW)) == ({"/new", "/old"}, {"/old"})


def test_no_more_are_noted_than_an_item_holds():
    assert len(since(map(str, range(MOST + 1)), {}, NOW)) == MOST
