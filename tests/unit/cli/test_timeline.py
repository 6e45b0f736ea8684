"""Publishes in their order, what each was, and how one is found."""

import pytest

from cli.timeline import NoSuchPublish, Version, find, timeline
from tests.unit.cli.make import listed, make_version


def deeds(*texts: str | None) -> list[str]:
    versions = [make_version("posts/tea.md", number, text, number) for number, text in enumerate(texts)]
    return [publish.deed.value for publish in timeline(listed(versions))]


def keys_and_ids(versions: list[Version]) -> list[tuple[str, str]]:
    return [(each.version.key, each.version.id) for each in timeline(versions)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("A",), ["added"]),
        (("A", "B"), ["added", "changed"]),
        (("A", "A", "A"), ["added", "changed", "changed"]),
        (("A", None), ["added", "deleted"]),
        (("A", None, "A"), ["added", "deleted", "restored"]),
        (("A", None, "B"), ["added", "deleted", "added"]),
        (("A", "B", "A"), ["added", "changed", "restored"]),
        ((None, None), ["deleted", "deleted"]),
    ],
)
def test_a_publish_is_named_for_what_it_did(texts: tuple[str | None, ...], expected: list[str]) -> None:
    assert deeds(*texts) == expected


def test_an_empty_bucket_has_no_publish() -> None:
    assert timeline([]) == []


def test_publishes_of_several_files_are_in_the_order_of_their_times() -> None:
    versions = [make_version("b", 1, "A", 1), make_version("a", 2, "A", 2), make_version("b", 3, "B", 3)]

    assert keys_and_ids(listed(versions)) == [("b", "v1"), ("a", "v2"), ("b", "v3")]


def test_in_one_second_s3_s_order_counts_within_a_key_and_the_key_between_keys() -> None:
    versions = [make_version("b", 1, "A"), make_version("b", 2, None), make_version("b", 3, "C")]

    found = keys_and_ids(listed([*versions, make_version("a", 4, "A")]))

    assert found == [("a", "v4"), ("b", "v1"), ("b", "v2"), ("b", "v3")]


def test_a_clock_that_went_back_does_not_turn_a_key_s_versions_around() -> None:
    versions = [make_version("a", 1, "A", 5), make_version("a", 2, "B", 3), make_version("b", 3, "A", 4)]

    assert keys_and_ids(listed(versions)) == [("b", "v3"), ("a", "v1"), ("a", "v2")]


def test_an_id_stays_the_same_when_others_are_added() -> None:
    first, second = make_version("a", 1, "A"), make_version("a", 2, "B", 1)

    [alone] = timeline([first])

    assert alone.short_id == timeline([second, first])[0].short_id
    assert len(alone.short_id) == 8
    assert alone.short_id != timeline([make_version("b", 1, "A")])[0].short_id


def test_a_publish_is_found_by_the_beginning_of_its_id() -> None:
    publishes = timeline(listed([make_version("a", number, "A", number) for number in range(5)]))

    assert find(publishes, publishes[3].short_id.upper()) == publishes[3]


def test_digits_that_name_none_or_several_are_refused() -> None:
    publishes = timeline(listed([make_version("a", number, "A", number) for number in range(40)]))

    with pytest.raises(NoSuchPublish, match="there is no publish 'zzzz'"):
        find(publishes, "zzzz")
    with pytest.raises(NoSuchPublish, match="there is no publish ''"):
        find(publishes, "")
    twice = next(each.id[0] for each in publishes if sum(other.id[0] == each.id[0] for other in publishes) > 1)
    with pytest.raises(NoSuchPublish, match=r"could be [0-9a-f]{16} \(a\) or ") as caught:
        find(publishes, twice)
    assert len(caught.value.candidates) > 1
