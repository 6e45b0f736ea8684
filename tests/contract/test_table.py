"""The table behaves alike on every DynamoDB server, and so do the unit tests' fake and the simulator's."""

import pytest

from blog.keys import Key
from blog.table import Add, Check, Conflict, Delete, Put, Table
from tests.unit.fake_table import FakeTable

TEA, COCOA = Key("SHELF", "tea"), Key("SHELF", "cocoa")


def put_letters(table: Table, letters: str) -> None:
    for letter in letters:
        table.put(Put(Key("ABC", letter), {"letter": letter}))


def letters(items) -> str:
    return "".join(item["letter"] for item in items)


def test_an_item_comes_back_as_it_was_put_with_its_key(table):
    table.put(Put(TEA, {"cups": 3, "hot": True, "kinds": ["oolong", {"name": "煎茶"}]}))

    item = table.get(TEA)

    assert item == {"PK": "SHELF", "SK": "tea", "cups": 3, "hot": True, "kinds": ["oolong", {"name": "煎茶"}]}
    assert type(item["cups"]) is int


def test_what_is_not_there_is_none(table):
    assert table.get(TEA) is None


def test_an_item_that_was_read_can_be_changed_without_changing_the_table(table):
    table.put(Put(TEA, {"kinds": ["oolong"]}))

    table.get(TEA)["kinds"].append("sencha")

    assert table.get(TEA)["kinds"] == ["oolong"]


VALUES = (
    *("שלום 煎茶 🍵", 'a\0"\\\n', 2**53, -(2**53), 0, True, None),
    *([], {}, [[], [{"a": [1, {"b": None}]}]], {"é.#": {"x": []}}),
)


@pytest.mark.parametrize("value", VALUES)
def test_every_kind_of_value_comes_back_as_it_was(table, value):
    table.put(Put(TEA, {"value": value}))

    assert table.get(TEA)["value"] == value
    assert type(table.get(TEA)["value"]) is type(value)


def test_a_number_with_a_fraction_is_refused(table):
    with pytest.raises(TypeError):
        table.put(Put(TEA, {"cups": 0.5}))


def test_generation_zero_asks_that_nothing_is_there(table):
    table.put(Put(TEA, {"generation": 1}, 0))

    with pytest.raises(Conflict):
        table.put(Put(TEA, {"generation": 1}, 0))


def test_a_put_with_the_right_generation_replaces_the_whole_item(table):
    table.put(Put(TEA, {"generation": 1, "kind": "oolong"}, 0))

    table.put(Put(TEA, {"generation": 2}, 1))

    assert table.get(TEA) == {"PK": "SHELF", "SK": "tea", "generation": 2}


@pytest.mark.parametrize("there", [{"generation": 2}, {"kind": "no generation at all"}, None])
def test_a_put_with_another_generation_conflicts_and_changes_nothing(table, there):
    if there:
        table.put(Put(TEA, there))
    before = table.get(TEA)

    with pytest.raises(Conflict):
        table.put(Put(TEA, {"generation": 2, "kind": "late"}, 1))

    assert table.get(TEA) == before


def test_a_transaction_is_written_as_a_whole(table):
    table.put(Put(TEA, {"cups": 1}))

    table.write([Delete(TEA, must_exist=True), Put(COCOA, {"cups": 2}, 0)])

    assert [table.get(TEA), table.get(COCOA)["cups"]] == [None, 2]


def test_a_transaction_with_one_conflict_writes_nothing(table):
    table.put(Put(TEA, {"cups": 1}))

    with pytest.raises(Conflict):
        table.write([Delete(TEA), Put(COCOA, {"cups": 2}), Delete(Key("SHELF", "coffee"), must_exist=True)])

    assert [table.get(TEA)["cups"], table.get(COCOA)] == [1, None]


def test_a_check_asks_and_changes_nothing(table):
    table.put(Put(TEA, {"generation": 3}))
    before = table.get(TEA)

    table.write([Check(TEA, 3), Check(Key("SHELF", "coffee"), 0), Put(COCOA, {"cups": 1})])
    table.write([Check(TEA), Put(COCOA, {"cups": 1})])

    assert [table.get(TEA), table.get(COCOA)["cups"]] == [before, 1]


@pytest.mark.parametrize("check", [Check(TEA, 2), Check(TEA, 0), Check(COCOA, 3), Check(COCOA)])
def test_a_check_that_fails_undoes_the_transaction(table, check):
    table.put(Put(TEA, {"generation": 3}))

    with pytest.raises(Conflict):
        table.write([Put(Key("SHELF", "coffee"), {"cups": 1}), check])

    assert table.get(Key("SHELF", "coffee")) is None


def test_what_must_exist_to_be_written_over_is_not_made(table):
    table.put(Put(TEA, {"cups": 1}))
    with pytest.raises(Conflict):
        table.write([Put(COCOA, {"cups": 2}), Put(Key("SHELF", "coffee"), {"cups": 1}, must_exist=True)])
    assert (table.get(Key("SHELF", "coffee")), table.get(COCOA)) == (None, None)

    table.write([Put(TEA, {"cups": 9}, must_exist=True)])
    assert table.get(TEA)["cups"] == 9


def test_what_must_exist_must_have_its_generation_too_where_one_is_named(table):
    table.put(Put(TEA, {"generation": 2}))

    with pytest.raises(Conflict):
        table.write([Put(TEA, {"generation": 3}, 1, must_exist=True)])
    table.write([Put(TEA, {"generation": 3}, 2, must_exist=True)])

    assert table.get(TEA)["generation"] == 3


def test_deleting_what_is_not_there_is_fine_unless_it_must_exist(table):
    table.write([Delete(TEA)])

    with pytest.raises(Conflict):
        table.write([Delete(TEA, must_exist=True)])


def test_a_transaction_never_names_an_item_twice(table):
    with pytest.raises(Exception, match=r"[Tt]ransact"):
        table.write([Put(TEA, {"cups": 1}), Delete(TEA)])


def test_adding_starts_at_nothing_and_says_the_sum(table):
    sums = [table.add(TEA, "cups"), table.add(TEA, "cups", 4), table.add(TEA, "spoons")]

    assert sums == [1, 5, 1]
    assert table.get(TEA) == {"PK": "SHELF", "SK": "tea", "cups": 5, "spoons": 1}


def test_a_number_is_raised_and_never_lowered(table):
    for number in (3, 7, 5):
        table.raise_to(TEA, "cups", number)

    assert table.get(TEA)["cups"] == 7


def test_more_is_set_with_a_number_only_when_it_is_raised(table):
    table.raise_to(TEA, "cups", 2, kind="oolong", size={"ml": [1, 2]})
    table.raise_to(TEA, "cups", 2, kind="late")

    assert table.get(TEA) == {"PK": "SHELF", "SK": "tea", "cups": 2, "kind": "oolong", "size": {"ml": [1, 2]}}


def test_raising_keeps_the_item_s_other_attributes(table):
    table.put(Put(TEA, {"kind": "oolong"}))

    table.raise_to(TEA, "cups", 1)

    assert table.get(TEA)["kind"] == "oolong"


def test_a_collection_is_sorted_and_holds_only_its_own(table):
    put_letters(table, "cab")
    table.put(Put(Key("ABCD", "a"), {"letter": "x"}))

    assert letters(table.collection("ABC")) == "abc"
    assert letters(table.newest("ABC")) == "cba"
    assert letters(table.newest("ABC", limit=2)) == "cb"


def test_a_collection_sorts_by_the_bytes_of_utf_8(table):
    put_letters(table, "\U0001f375\uff5eéz")

    assert letters(table.collection("ABC")) == "zé\uff5e\U0001f375"


def test_a_collection_can_be_read_by_the_beginning_of_its_sort_keys(table):
    for sk in ("COUNT", "COMMENT#2", "COMMENT#1", "RECORD"):
        table.put(Put(Key("POST#1", sk), {"letter": sk[-1]}))

    assert letters(table.collection("POST#1", "COMMENT#")) == "12"
    assert letters(table.newest("POST#1", "COMMENT#", limit=1)) == "2"


def test_items_of_a_collection_can_be_had_by_a_text_that_they_contain(server, table):
    if not server.server.takes_filters:
        pytest.skip("no simulated function searches")
    for sk, words in {"1": " tea:1 ", "2": " teapot:2 水:1 ", "3": " cup:3 "}.items():
        table.put(Put(Key("FIND#1", sk), {"postings": words, "letter": sk}))
    table.put(Put(Key("FIND#2", "1"), {"postings": " tea:1 ", "letter": "x"}))

    assert letters(table.containing("FIND#1", "postings", " tea:")) == "1"
    assert letters(table.containing("FIND#1", "postings", " tea")) == "12"
    assert letters(table.containing("FIND#1", "postings", " 水")) == "2"
    assert letters(table.containing("FIND#3", "postings", " tea:")) == ""


def test_neighbours_are_the_nearest_first_without_the_place_itself(table):
    put_letters(table, "abcde")

    assert letters(table.above("ABC", "c", 1)) == "d"
    assert letters(table.above("ABC", "bb", 9)) == "cde"
    assert letters(table.below("ABC", "c", 9)) == "ba"


def test_several_items_are_answered_in_the_order_of_the_keys(table):
    table.put(Put(TEA, {"cups": 1}))

    assert table.get_in_order(COCOA, TEA) == [None, {"PK": "SHELF", "SK": "tea", "cups": 1}]


def test_a_scan_finds_everything(table):
    put_letters(table, "ab")
    table.put(Put(TEA, {"cups": 1}))

    assert sorted(item["SK"] for item in table.scan()) == ["a", "b", "tea"]
    assert {"PK": "SHELF", "SK": "tea", "cups": 1} in list(table.scan())


def test_items_are_read_in_order_while_another_writes_them(table):
    table.write([Put(TEA, {"cups": 1}), Put(COCOA, {"cups": 1})])

    table.write([Put(TEA, {"cups": 2}), Put(COCOA, {"cups": 2})])

    assert [item["cups"] for item in table.get_in_order(TEA, COCOA)] == [2, 2]


def test_the_fake_says_what_the_stream_would_say():
    table = FakeTable(Put(TEA, {"cups": 1}))

    table.put(Put(TEA, {"cups": 1}))
    table.add(TEA, "cups")
    table.write([Delete(TEA), Delete(COCOA)])

    one, two = ({"PK": "SHELF", "SK": "tea", "cups": cups} for cups in (1, 2))
    assert table.changes == [(one, two), (two, None)]


def test_a_delete_may_ask_for_a_generation(table):
    table.put(Put(TEA, {"generation": 2}))

    with pytest.raises(Conflict):
        table.write([Delete(TEA, must_exist=True, generation=1)])
    table.write([Delete(TEA, must_exist=True, generation=2)])

    assert table.get(TEA) is None


def test_what_is_added_to_may_say_when_it_can_go(table):
    numbers = [table.add(TEA, "cups", expires=1_800_000_000 + place) for place in range(2)]

    assert (numbers, table.get(TEA)["expires"]) == ([1, 2], 1_800_000_001)


def test_several_items_come_in_the_order_in_which_they_were_asked_for(table):
    put_letters(table, "abc")

    found = table.get_all(*(Key("ABC", letter) for letter in "cxa"), Key("VISIT#KEYS", "none"))

    assert [item and item["letter"] for item in found] == ["c", None, "a", None]


def test_more_items_than_a_call_takes_come_all_the_same(table):
    asked = [Key("ABC", f"{number}") for number in range(230)]
    for key in asked[::23]:
        table.put(Put(key, {"letter": key.sk}))

    found = table.get_all(*asked)

    assert [item["SK"] for item in found if item] == [key.sk for key in asked[::23]]


def test_a_transaction_adds_to_numbers_that_are_there_and_to_those_that_are_not(table):
    table.put(Put(TEA, {"cups": 3, "hot": True}))

    table.write([Add(TEA, {"cups": 2, "from:a.example": 1}), Add(COCOA, {"cups": 1})])

    assert table.get(TEA) == {"PK": "SHELF", "SK": "tea", "cups": 5, "hot": True, "from:a.example": 1}
    assert table.get(COCOA)["cups"] == 1


def test_nothing_is_added_by_a_transaction_whose_condition_does_not_hold(table):
    table.put(Put(TEA, {"cups": 3}))

    with pytest.raises(Conflict):
        table.write([Add(COCOA, {"cups": 1}), Put(TEA, {"cups": 4}, 0)])

    assert table.get(COCOA) is None


def test_what_is_of_visits_and_what_is_not_is_written_in_one_transaction(table):
    seen = Key("VISIT#ab", "SEEN")
    actions = [Put(seen, {"expires": 1}, 0), Add(TEA, {"views": 1})]

    table.write(actions)
    with pytest.raises(Conflict):
        table.write(actions)

    assert (table.get(seen)["expires"], table.get(TEA)["views"]) == (1, 1)
    assert [item["SK"] for item in table.collection("VISIT#ab")] == ["SEEN"]
    assert table.get_all(TEA, seen)[1]["SK"] == "SEEN"
