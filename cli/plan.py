"""Plans: what brings the sources back to how they were right after a publish. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cli.timeline import Publish, Version, state

# The content bucket's rule for old versions, in template.yaml.
KEPT_VERSIONS = 20
KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Step:
    """Bring one version back to its key; without a version, delete what is there."""

    key: str
    version: Version | None


@dataclass(frozen=True)
class Plan:
    """The steps, and the `unknown` keys, whose versions of then may have expired: they stay as they are."""

    steps: tuple[Step, ...]
    unknown: tuple[str, ...] = ()


def plan(publishes: Sequence[Publish], until: Publish, now: datetime) -> Plan:
    """From the whole timeline: a source that has the same bytes now as then is left alone."""
    count = publishes.index(until) + 1
    then, there = state(publishes[:count]), state(publishes)
    unknown = _unknown(publishes, count, now)
    changed = [key for key in sorted(then.keys() | there.keys()) if _differs(then.get(key), there.get(key))]
    return Plan(tuple(Step(key, then.get(key)) for key in changed if key not in unknown), tuple(sorted(unknown)))


def _differs(then: Version | None, there: Version | None) -> bool:
    if then is None or there is None:
        return then is not there
    return not then.has_bytes_of(there)


def _unknown(publishes: Sequence[Publish], count: int, now: datetime) -> set[str]:
    """Keys of which nothing is left from before, though there may have been something: the bucket forgets."""
    if publishes[count - 1].moment > now - KEPT_FOR:
        return set()
    left = Counter(each.version.key for each in publishes)
    known_then = {each.version.key for each in publishes[:count]}
    return {key for key, number in left.items() if number > KEPT_VERSIONS and key not in known_then}
