"""Effort: how much of a search is worth its time, in every test run or in the long proof."""

import os


def is_proof() -> bool:
    """Whether this is the long proof (`PROOF=1`)."""
    return os.environ.get("PROOF", "") not in ("", "0")
