"""template.yaml as data: intrinsic functions are kept as `{"Ref": …}` and `{"Fn::…": …}`."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]


class _Loader(yaml.SafeLoader):
    pass


def _intrinsic(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        return {name: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _intrinsic)


@cache
def template() -> dict[str, Any]:
    return yaml.load((ROOT / "template.yaml").read_text(), _Loader)


@cache
def stream_rules() -> list[Any]:
    """The partition keys of which the touch function is told, as its event source mapping filters them."""
    changes = properties("TouchFunction")["Events"]["Changes"]["Properties"]
    pattern = json.loads(changes["FilterCriteria"]["Filters"][0]["Pattern"])
    rules: list[Any] = pattern["dynamodb"]["Keys"]["PK"]["S"]
    return rules


def is_streamed(pk: str) -> bool:
    return any(pk == rule if isinstance(rule, str) else pk.startswith(rule["prefix"]) for rule in stream_rules())


def properties(logical_id: str) -> dict[str, Any]:
    return template()["Resources"][logical_id]["Properties"]
