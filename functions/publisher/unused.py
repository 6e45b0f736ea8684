"""Unused fields: what an author wrote that nothing was made of, told in one warning, with the name that was meant."""

from publisher.fields import Field, Fields, is_empty
from publisher.plain_text import shortened
from publisher.problem import Problem

MOST = 20
LONGEST = 60


def not_used(fields: Fields) -> tuple[Problem, ...]:
    unused = [field for field in fields.unused() if not is_empty(field.value)]
    if not unused:
        return ()
    names = [_with_hint(fields, field) for field in unused[:MOST]]
    more = [f"and {len(unused) - MOST} more"] if len(unused) > MOST else []
    return (Problem(f"Not used: {', '.join([*names, *more])}.", unused[0].line, unused[0].column),)


def _with_hint(fields: Fields, field: Field) -> str:
    name, near = shortened(field.name, LONGEST), fields.near(field.name)
    return f"{name} (did you mean {near}?)" if near else name
