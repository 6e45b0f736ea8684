"""Robots: programs that say by their user agent that no reader sits before them.

The patterns are isbot's, which many use and mend, in the package `is-bot`. They are
loaded when somebody first asks: the start of a function does not wait for them.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from is_bot import Bots

LONGEST = 500  # characters; a browser's has some 150, an app's within it up to 400


def is_robot(untrusted_agent: str) -> bool:
    """Whether a user agent is a program's: one that says so, and one that says nothing."""
    return not untrusted_agent.strip() or _patterns().is_bot(untrusted_agent[:LONGEST])


@cache
def _patterns() -> "Bots":
    from is_bot import Bots  # noqa: PLC0415  # see above

    return Bots()
