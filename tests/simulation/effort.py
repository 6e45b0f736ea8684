"""Effort: an ordinary run of the tests, or the long proof."""

import os


def is_proof() -> bool:
    """Whether the long proof is asked for, by the environment variable PROOF=1."""
    return os.environ.get("PROOF") == "1"
