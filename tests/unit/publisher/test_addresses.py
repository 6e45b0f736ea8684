"""Where the posts are to be found that a text calls by a name."""

from blog import keys
from blog.keys import Key
from blog.table import Put
from publisher.addresses import address_of
from tests.unit.fake_table import FakeTable


def test_of_several_posts_of_one_name_the_first_by_key_is_meant() -> None:
    rows = [Put(Key(keys.name("tea"), f"posts/{name}.md"), {"path": f"/posts/{name}/"}, None) for name in "ba"]

    assert address_of(FakeTable(*rows), "tea") == "/posts/a/"
    assert address_of(FakeTable(), "tea") is None


def test_of_one_name_the_text_goes_before_its_translation() -> None:
    rows = [Put(Key(keys.name("tea"), f"posts/{name}.md"), {"path": f"/{name}/"}, None) for name in ("tea.de", "tea")]

    assert address_of(FakeTable(*rows), "tea") == "/tea/"


def test_a_name_leads_to_the_file_that_has_it_as_long_as_there_is_one() -> None:
    name = keys.name("posts/tea.md")
    rows = [Put(Key(name, f"posts/{each}.md"), {"path": f"/{each}/"}, None) for each in ("chai", "tea")]

    assert address_of(FakeTable(*rows), "posts/tea.md") == "/tea/"
    assert address_of(FakeTable(rows[0]), "posts/tea.md") == "/chai/"
