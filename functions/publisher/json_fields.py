"""JSON: from text to fields with their lines."""

import json

from publisher.fields import Field
from publisher.problem import Problem, SourceError
from publisher.yaml_fields import read_yaml


def read_json(key: str, text: str, start: int, first_line: int = 1) -> tuple[list[Field], int]:
    """The fields of the object that begins at `start`, and where it ends; the text begins in line `first_line`.

    Raises SourceError.
    """
    line = first_line + text.count("\n", 0, start)
    try:
        _, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except json.JSONDecodeError as error:
        message = f"This is not JSON: {error.msg}.{_hint(error.msg)} Nothing was published."
        raise SourceError(key, Problem(message, first_line + error.lineno - 1, error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(key, Problem("This JSON is nested too deeply; nothing was published.", line)) from error
    # JSON is YAML, save for tabs between tokens; so the fields get their lines.
    return read_yaml(key, text[start:end].replace("\t", " "), line), end


def _hint(reason: str) -> str:
    if reason.startswith(("Expecting property name", "Illegal trailing comma")):
        return ' Keys need double quotes ("title": "Tea"), and no comma follows the last one.'
    return " Put a comma between two fields." if reason.startswith("Expecting ',' delimiter") else ""
