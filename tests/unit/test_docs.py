"""What the documentation names exists."""

import re

import pytest

from tests.template import ROOT

FEATURES = (ROOT / "docs/features.md").read_text()


NAMED = re.findall(r"`((?:unit|contract|simulation|integration|e2e|browser|container|moving)/[^`]*)`", FEATURES)


@pytest.mark.parametrize("named", sorted(set(NAMED)))
def test_every_test_that_the_features_name_is_there(named: str) -> None:
    path, _, test = named.partition("::")
    file = ROOT / "tests" / path

    assert file.exists()
    assert not test or f"def {test}(" in file.read_text()


def test_every_target_that_the_readme_names_is_in_the_makefile() -> None:
    named = set(re.findall(r"\bmake ([a-z0-9-]+)", (ROOT / "README.md").read_text()))
    targets = set(re.findall(r"(?m)^([a-z0-9-]+):", (ROOT / "Makefile").read_text()))

    assert named - {"and"} <= targets
