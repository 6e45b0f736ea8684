"""Mail addresses: what can be written to, and stands in a letter's header as it is."""

import re

LONGEST = 254  # RFC 5321, section 4.5.3.1.3, without its brackets
LONGEST_LOCAL = 64  # section 4.5.3.1.1
_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
# What browsers take for valid (HTML standard, "Valid email address"), with a dot: nobody comments from a bare host.
_ADDRESS = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,{LONGEST_LOCAL}}}@{_LABEL}(?:\.{_LABEL})+")


def is_mail_address(untrusted: str) -> bool:
    """One address in ASCII, without a name, a comment, a space or a comma. SES takes no others."""
    return len(untrusted) <= LONGEST and bool(_ADDRESS.fullmatch(untrusted))
