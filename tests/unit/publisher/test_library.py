"""Who stands where: claims on paths, and what is around a post."""

from blog import keys
from blog.keys import Key
from blog.table import Put
from publisher.library import Claim, address_of, misplaced
from tests.unit.fake_table import FakeTable

TEA, SECOND = "/posts/tea/", "/posts/tea-123456/"


def test_the_first_by_key_keeps_the_path_and_the_others_move() -> None:
    claims = [Claim("1", "posts/a.md", TEA), Claim("2", "posts/b.md", TEA)]

    assert misplaced(TEA, claims) == ("posts/b.md",)


def test_who_could_have_the_path_now_is_asked_again() -> None:
    assert misplaced(TEA, [Claim("2", "posts/b.md", SECOND)]) == ("posts/b.md",)


def test_when_all_stand_right_nobody_is_asked() -> None:
    claims = [Claim("1", "posts/a.md", TEA), Claim("2", "posts/b.md", SECOND)]

    assert misplaced(TEA, claims) == ()


def test_an_alias_is_nobodys_rival() -> None:
    claims = [Claim("1", "posts/a.md", "/posts/new/", is_alias=True), Claim("2", "posts/b.md", "/posts/tea/")]

    assert misplaced("/posts/tea/", claims) == ()


def test_of_several_posts_of_one_name_the_first_by_key_is_meant() -> None:
    rows = [Put(Key(keys.name("tea"), f"posts/{name}.md"), {"path": f"/posts/{name}/"}, None) for name in "ba"]

    assert address_of(FakeTable(*rows), "tea") == "/posts/a/"
    assert address_of(FakeTable(), "tea") is None
