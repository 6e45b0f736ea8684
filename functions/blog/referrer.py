"""Referrers: from which host a reader came; never from which page."""

import re

OTHERS = "others"  # no host's name: it has no dot
HOST = re.compile(r"(?=.{4,100}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])", re.ASCII)
HOSTS = 50  # of a post, a day and a shard are told apart; whoever invents hosts fills these and no more


def referrer(untrusted_host: str, own: str) -> str:
    """The host in small letters without port and `www.`; empty for the site itself and for what is no host's name.

    An address in numbers is none: it may be that of somebody's own machine.
    """
    host = untrusted_host.strip().lower().partition(":")[0].removesuffix(".").removeprefix("www.")
    is_another = host != own.lower().partition(":")[0].removeprefix("www.")
    return host if is_another and HOST.fullmatch(host) else ""


def told_apart(host: str, known: frozenset[str]) -> str:
    """Under which name a host is counted beside those that are known already."""
    return host if not host or host in known or len(known) < HOSTS else OTHERS
