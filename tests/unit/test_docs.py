"""What the documentation names exists."""

import re

import pytest

from tests.template import ROOT

FEATURES = (ROOT / "docs/features.md").read_text()


FOLDERS = "browser|container|contract|corpus|e2e|examiners|integration|moving|simulation|unit"
NAMED = re.findall(rf"`((?:{FOLDERS})/[^`]*)`", FEATURES)


@pytest.mark.parametrize("named", sorted(set(NAMED)))
def test_every_test_that_the_features_name_is_there(named: str) -> None:
    path, _, test = named.partition("::")
    file = ROOT / "tests" / path

    assert file.exists()
    assert not test or f"def {test}(" in file.read_text()


def test_as_many_of_what_people_look_for_are_there_as_are_said_to_be() -> None:
    """A row for each, of those who comment elsewhere: what is not there has no row."""
    section = FEATURES.partition("### What people look for who comment elsewhere\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ") and "`" in line]

    assert re.findall(r"That is (\d+) of 39\.", section) == [str(len(rows))]


def test_every_target_that_the_readme_names_is_in_the_makefile() -> None:
    named = set(re.findall(r"\bmake ([a-z0-9-]+)", (ROOT / "README.md").read_text()))
    targets = set(re.findall(r"(?m)^([a-z0-9-]+):", (ROOT / "Makefile").read_text()))

    assert named - {"and"} <= targets
