"""Mutants: the engine with one rule broken, in the engine's own source; each must be found by these simulations."""

import builtins
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dis import get_instructions
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.simulation import clean, functions, hunts, stories

Hunt = Callable[[], None]


@dataclass(frozen=True)
class Mutant:
    """`patches` are (module, what stands there once, what stands there instead); `hunts` are said to find it."""

    name: str
    patches: tuple[tuple[str, str, str], ...]
    hunts: tuple[Hunt, ...]

    @contextmanager
    def at_large(self) -> Iterator[None]:
        """The engine has the mutation, wherever its functions are used."""
        originals = [original for patch in self.patches for original in _replaced(*patch)]
        _forget()
        try:
            yield
        finally:
            for function, code in originals:
                function.__code__ = code
            _forget()


def mutant(name: str, *patches: tuple[str, str, str], by: tuple[Hunt, ...]) -> Mutant:
    return Mutant(name, patches, by)


def _replaced(name: str, old: str, new: str) -> Iterator[tuple[FunctionType, CodeType]]:
    """Give a module's functions the code of its changed source; each function that changed, with its code before."""
    module = importlib.import_module(name)
    source = Path(str(module.__file__)).read_text()
    if source.count(old) != 1:
        raise ValueError(f"{name} has {source.count(old)} times {old!r}")
    changed = dict(_functions(_executed(module, source.replace(old, new))))
    found = False
    for path, function in _functions(module.__dict__):
        if path in changed and changed[path].__code__ != function.__code__:
            found = True
            if unknown := _unknown(changed[path].__code__, function.__globals__):
                raise ValueError(f"{path} of {name} would know nothing of {sorted(unknown)}")
            before, function.__code__ = function.__code__, changed[path].__code__
            yield function, before
    if not found:
        raise ValueError(f"{new!r} changes nothing in {name}")


def _unknown(code: CodeType, known: dict[str, Any]) -> set[str]:
    """The global names that a function would not find: whoever fails over these breaks no rule."""
    within = (_unknown(each, known) for each in code.co_consts if isinstance(each, CodeType))
    asked = {each.argval for each in get_instructions(code) if each.opname == "LOAD_GLOBAL"}
    return (asked - known.keys() - vars(builtins).keys()).union(*within)


def _executed(module: ModuleType, source: str) -> dict[str, Any]:
    namespace = {"__name__": module.__name__, "__file__": module.__file__}
    exec(compile(source, str(module.__file__), "exec"), namespace)  # our own source, with one change
    return namespace


def _functions(namespace: dict[str, Any], within: str = "") -> Iterator[tuple[str, FunctionType]]:
    module = namespace.get("__name__")
    for name, value in list(namespace.items()):
        if isinstance(value, property) and isinstance(value.fget, FunctionType):
            yield f"{within}{name}", value.fget
        elif isinstance(value, FunctionType) and (within or value.__module__ == module):
            yield f"{within}{name}", value
        elif isinstance(value, type) and not within and value.__module__ == module:
            yield from _functions(dict(value.__dict__), f"{name}.")


def _forget() -> None:
    """What was made by another engine."""
    functions.forget()
    clean.forget()
    stories.forget()


def is_found(mutant: Mutant) -> str:
    """What was found, in one line; empty if nothing was."""
    with mutant.at_large():
        for hunt in mutant.hunts:
            try:
                hunt()
            except AssertionError as error:
                return str(error).splitlines()[0]
            except hunts.BROKEN as error:
                return f"{type(error).__name__}: {error}"
    return ""
