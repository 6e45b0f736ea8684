"""Stories of an owner's templates and styles."""

from pathlib import Path

import pytest

import entry.build
from publisher.theme_error import ThemeError
from tests.integration.world import World
from tests.manuscript import post

OWN = '{% extends "default/post.html" %}\n{% block main %}<p>Set by hand.</p>{{ super() }}{% endblock %}\n'


def deploy(world: World, own_theme: Path, template: str) -> None:
    """Have every page built anew with this template of a post."""
    (own_theme / "post.html").write_text(template)
    entry.build.theme.cache_clear()
    world.put("site.yaml", f"title: Number {world.calls.total()}")


def test_an_owners_template_shows_on_every_page_that_it_is_for(world: World, own_theme: Path) -> None:
    world.put("posts/rain.md", post("Listening for rain"))
    world.settle()
    assert "Set by hand." not in world.page("/posts/rain/")

    deploy(world, own_theme, OWN)
    world.put("posts/sun.md", post("Sun at last"))
    world.settle()

    for path in ("/posts/rain/", "/posts/sun/"):
        assert "<p>Set by hand.</p>" in world.page(path), path
    assert "Set by hand." not in world.page("/")


def test_a_broken_template_leaves_all_that_was_published_until_it_is_mended(world: World, own_theme: Path) -> None:
    deploy(world, own_theme, OWN)
    world.put("posts/rain.md", post("Listening for rain"))
    world.settle()
    before = world.site()

    deploy(world, own_theme, OWN + "\n{{ page.titel }}\n{% block head %}{{ page.titel }}{% endblock %}\n")
    world.put("posts/sun.md", post("Sun at last"))
    world.settle(may_fail=True)

    assert world.site() == before
    with pytest.raises(ThemeError, match=r"^theme/post.html, line 5: .* has no attribute 'titel'"):
        entry.build.theme()

    deploy(world, own_theme, OWN.replace("by hand", "anew"))
    world.settle()

    for path in ("/posts/rain/", "/posts/sun/"):
        assert "<p>Set anew.</p>" in world.page(path), path
    assert "Sun at last" in world.page("/")
