"""Authors: who wrote a post, one or several."""

from blog.post import MOST_TERMS
from publisher.fields import Fields
from publisher.plain_text import shortened
from publisher.problem import Problem
from publisher.value import as_people

LONGEST = 200


def read_authors(fields: Fields) -> tuple[str, ...]:
    """The names of `authors`, or else of `author`; doubtful ones become warnings."""
    nobody: tuple[str, ...] = ()
    names = fields.read(("authors",), as_people, nobody, lenient=True)
    names = names or fields.read(("author", "by", "byline"), _author, nobody, lenient=True)
    if len(names) > MOST_TERMS:
        fields.warnings.append(Problem(f"Of {len(names)} authors the first {MOST_TERMS} were kept.", field="authors"))
    return tuple(shortened(name, LONGEST) for name in names[:MOST_TERMS])


def _author(value: object) -> tuple[str, ...]:
    """One author's text is one name, whatever is in it: "Ada Lovelace, Countess"."""
    return as_people(value if isinstance(value, list) else [value])
