"""Effort: every run looks at a part of the schedules, the proof at all of them."""

import os


def is_proof() -> bool:
    return os.environ.get("PROOF") == "1"


def schedules() -> int:
    """How many random schedules."""
    return int(os.environ.get("SCHEDULES", "20000" if is_proof() else "60"))
