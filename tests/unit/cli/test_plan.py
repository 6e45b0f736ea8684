"""A rollback to a publish gives exactly what was there right after it, for any history."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.plan import KEPT_FOR, KEPT_VERSIONS, Plan, Step, plan
from cli.timeline import Version, find, timeline
from tests.template import properties
from tests.unit.cli.make import START, listed, make_version

KEYS = ("media/a.svg", "posts/a.md", "site.yaml")
NOW = START + timedelta(hours=1)
State = dict[str, str]

# A key, a text or None for a deletion, and how many seconds passed before.
actions = st.tuples(st.sampled_from(KEYS), st.sampled_from(["", "A", "B", None]), st.sampled_from([0, 1, 60]))


@dataclass
class Bucket:
    """A versioned bucket that remembers what stood in it after each version."""

    versions: list[Version] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    state: State = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    second: int = 0

    def put(self, key: str, text: str | None, seconds: int) -> None:
        # Within one second nobody can tell the order of two keys, only that of one key's versions.
        is_same_key = bool(self.versions) and self.versions[-1].key == key
        self.second += seconds if is_same_key else max(seconds, 1)
        version = make_version(key, len(self.versions), text, self.second)
        self.versions.append(version)
        self.state = {name: value for name, value in {**self.state, key: text}.items() if value is not None}
        self.texts[version.id] = text or ""
        self.states[version.id] = self.state

    def carry_out(self, planned: Plan) -> None:
        for step in planned.steps:
            for layer in step.layers:
                self.put(step.key, self.texts[layer.id] if layer else None, 1)


def made(history: list[tuple[str, str | None, int]]) -> Bucket:
    bucket = Bucket()
    for action in history:
        bucket.put(*action)
    return bucket


def planned(bucket: Bucket, version_id: str, now: datetime = NOW) -> Plan:
    publishes = timeline(listed(bucket.versions))
    return plan(publishes, next(each for each in publishes if each.version.id == version_id), now)


@given(st.lists(actions, min_size=1, max_size=18), st.data())
def test_a_rollback_gives_the_state_right_after_the_publish(history: list, data: st.DataObject) -> None:
    bucket = made(history)
    target = data.draw(st.sampled_from(bucket.versions)).id
    before = len(bucket.versions)

    bucket.carry_out(planned(bucket, target))

    assert bucket.state == bucket.states[target]
    assert len({version.key for version in bucket.versions[before:]}) == len(bucket.versions) - before
    assert planned(bucket, target).steps == ()


@given(st.lists(actions, min_size=1, max_size=18), st.data())
def test_a_rollback_can_be_rolled_back(history: list, data: st.DataObject) -> None:
    bucket = made(history)
    before, newest = bucket.state, bucket.versions[-1].id

    bucket.carry_out(planned(bucket, data.draw(st.sampled_from(bucket.versions)).id))
    bucket.carry_out(planned(bucket, newest))

    assert bucket.state == before


@given(st.lists(actions, min_size=1, max_size=18))
def test_every_publish_is_found_by_its_id(history: list) -> None:
    publishes = timeline(listed(made(history).versions))

    assert [find(publishes, each.id) for each in publishes] == publishes


def test_what_was_not_there_is_deleted_and_what_was_is_brought_back() -> None:
    bucket = made([("a", "A", 1), ("b", "B", 1), ("a", "C", 1), ("b", None, 1), ("c", "C", 1)])

    steps = planned(bucket, "v1").steps

    a, b, newer_a, _, c = bucket.versions
    assert steps == (Step("a", (a,), newer_a), Step("b", (b,), None), Step("c", (None,), c))


def test_a_file_that_has_the_same_bytes_again_is_left_alone() -> None:
    bucket = made([("a", "A", 1), ("a", "B", 1), ("a", "A", 1)])

    assert planned(bucket, "v0").steps == ()


def newest(key: str, number: int) -> Version:
    """The version that this edit of it was; one second passes before each."""
    return make_version(key, number, f"{number - 1}", number + 1)


def edited_often(times: int) -> Bucket:
    return made([("a", "A", 1), *(("b", f"{number}", 1) for number in range(times))])


@pytest.mark.parametrize(
    ("times", "age", "unknown"),
    [
        (KEPT_VERSIONS + 1, KEPT_FOR + timedelta(hours=1), ("b",)),
        (KEPT_VERSIONS, KEPT_FOR + timedelta(hours=1), ()),
        (KEPT_VERSIONS + 1, KEPT_FOR - timedelta(hours=1), ()),
    ],
)
def test_a_file_whose_earlier_versions_may_have_expired_is_not_deleted(
    times: int, age: timedelta, unknown: tuple[str, ...]
) -> None:
    found = planned(edited_often(times), "v0", START + age)

    assert found == Plan(() if unknown else (Step("b", (None,), newest("b", times)),), unknown)


# ── Broken versions ───────────────────────────────────────────────────────────────────────────────


def steps_of(*texts: str | None, then: int, now: datetime = NOW) -> Plan:
    """Of one source; what begins with an exclamation mark is broken."""
    bucket = made([("a", text, 1) for text in texts])
    publishes = timeline(listed(bucket.versions))
    return plan(publishes, publishes[then], now, lambda version: not version.etag.startswith('"!'))


def layers_of(*texts: str | None, then: int) -> list[str | None]:
    [step] = steps_of(*texts, then=then).steps
    return [layer.id if layer else None for layer in step.layers]


def test_below_a_broken_version_the_last_good_one_comes_back() -> None:
    assert layers_of("A", "!", "C", then=1) == ["v0", "v1"]
    assert layers_of("A", "B", "!", "!!", None, then=3) == ["v1", "v3"]


def test_below_a_broken_version_of_which_nothing_was_shown_nothing_is() -> None:
    assert layers_of("!", "C", then=0) == [None, "v0"]
    assert layers_of("A", None, "!", "C", then=2) == [None, "v2"]


def test_what_lies_there_already_is_not_put_there_again() -> None:
    assert layers_of("A", "!", "A", then=1) == ["v1"]
    assert layers_of("!", None, then=0) == ["v0"]


def test_one_broken_text_is_not_the_same_on_another_good_one() -> None:
    assert layers_of("A", "!", "C", "!", then=1) == ["v0", "v1"]
    assert layers_of("A", "!", None, "!", then=1) == ["v0", "v1"]
    assert steps_of("A", "!", "A", "!", then=1).steps == ()
    assert steps_of("A", "!", "!!", "!", then=1).steps == ()


def test_a_broken_version_below_which_others_may_have_expired_stays_away() -> None:
    texts = ("!", *map(str, range(KEPT_VERSIONS)))
    later = START + KEPT_FOR + timedelta(hours=1)

    assert steps_of(*texts, then=0, now=later) == Plan((), ("a",))
    assert steps_of(*texts, then=0).unknown == ()
    assert steps_of(*texts[:-1], then=0, now=later).unknown == ()


def test_whether_a_version_is_good_is_asked_only_where_it_matters() -> None:
    bucket = made([("a", "A", 1), ("b", "B", 1), ("c", "C", 1), ("b", "D", 1), ("b", "E", 1)])
    publishes = timeline(listed(bucket.versions))
    asked: list[str] = []

    plan(publishes, publishes[2], NOW, lambda version: bool(asked.append(version.id)) or True)

    assert {*asked} == {"v1"}


def test_the_bucket_keeps_as_much_as_the_plan_believes() -> None:
    [rule] = properties("ContentBucket")["LifecycleConfiguration"]["Rules"]

    kept = rule["NoncurrentVersionExpiration"]
    assert kept == {"NoncurrentDays": KEPT_FOR.days, "NewerNoncurrentVersions": KEPT_VERSIONS}
