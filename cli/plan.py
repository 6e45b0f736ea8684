"""Plans: what brings the sources back to how they were right after a publish. Pure, but for asking what is good."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cli.timeline import Publish, Version

# The content bucket's rule for old versions, in template.yaml.
KEPT_VERSIONS = 20
KEPT_FOR = timedelta(days=90)
IsGood = Callable[[Version], bool]
Layers = tuple[Version | None, ...]


@dataclass(frozen=True)
class Step:
    """Bring `layers` to a key, one on the other: versions, or where it is None a deletion.

    That is one of them, or two for a broken version: readers see what is under it. It is
    done only while the version that was `there` when it was planned still is.
    """

    key: str
    layers: Layers
    there: Version | None

    @property
    def version(self) -> Version | None:
        """What stands at the key in the end."""
        return self.layers[-1]


@dataclass(frozen=True)
class Plan:
    """The steps, and the `unknown` keys, whose versions of then may have expired: they stay as they are."""

    steps: tuple[Step, ...]
    unknown: tuple[str, ...] = ()


def plan(publishes: Sequence[Publish], until: Publish, now: datetime, is_good: IsGood = lambda _: True) -> Plan:
    """From the whole timeline: a source that shows the same bytes now as then is left alone.

    `is_good` tells whether a version can be read: of one that cannot, readers see the last good one before it.
    """
    count = publishes.index(until) + 1
    then, there = _stacks(publishes[:count]), _stacks(publishes)
    changed = [key for key in sorted(there) if _differs(then[key], there[key], is_good)]
    forgetful = [key for key in sorted(there) if len(there[key]) > KEPT_VERSIONS]
    long_ago = now - KEPT_FOR
    unknown = {key for key in forgetful if not then[key]} if until.moment <= long_ago else set()
    unknown |= {key for key in forgetful if key in changed and _is_cut_off(then[key], long_ago, is_good)}
    steps = (_step(key, then[key], there[key], is_good) for key in changed if key not in unknown)
    return Plan(tuple(steps), tuple(sorted(unknown)))


def _stacks(publishes: Iterable[Publish]) -> defaultdict[str, list[Version]]:
    """The versions and delete markers of each key, one on the other."""
    stacks: defaultdict[str, list[Version]] = defaultdict(list)
    for each in publishes:
        stacks[each.version.key].append(each.version)
    return stacks


def _differs(then: Sequence[Version], there: Sequence[Version], is_good: IsGood) -> bool:
    if then[-1:] == there[-1:]:
        return False
    is_same_on_top = _is_same(_top(then), _top(there))
    # Two versions of one text that is broken may lie on different good ones.
    return not is_same_on_top or not all(map(_is_same, _layers(then, is_good), _layers(there, is_good)))


def _step(key: str, then: Sequence[Version], there: Sequence[Version], is_good: IsGood) -> Step:
    layers, top = _layers(then, is_good), _top(there)
    is_there = len(layers) > 1 and _is_same(layers[0], top)
    return Step(key, layers[1:] if is_there else layers, top)


def _layers(stack: Sequence[Version], is_good: IsGood) -> Layers:
    """What decides what readers see: the newest, and below a broken one the last good one, or that there was none."""
    top = _top(stack)
    if top is None or is_good(top):
        return (top,)
    below = _below(stack, is_good)
    return (None if below is None or below.is_marker else below, top)


def _is_cut_off(stack: Sequence[Version], long_ago: datetime, is_good: IsGood) -> bool:
    """Whether a good version may have lain below a broken one, before those that are kept."""
    is_broken = len(stack) > 0 and len(_layers(stack, is_good)) > 1
    return is_broken and stack[0].modified <= long_ago and _below(stack, is_good) is None


def _below(stack: Sequence[Version], is_good: IsGood) -> Version | None:
    """Below the top the last version that is good, or the deletion that no version before it outlives."""
    return next((each for each in reversed(stack[:-1]) if each.is_marker or is_good(each)), None)


def _top(stack: Sequence[Version]) -> Version | None:
    return stack[-1] if stack and not stack[-1].is_marker else None


def _is_same(one: Version | None, other: Version | None) -> bool:
    return one is other if one is None or other is None else one.has_bytes_of(other)
