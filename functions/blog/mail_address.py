"""Mail addresses: what can be written to, and stands in a letter's header as it is."""

import re

LONGEST = 254  # RFC 5321, section 4.5.3.1.3, without its brackets
LONGEST_LOCAL = 64  # section 4.5.3.1.1
_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
# Dot-atoms (RFC 5322, section 3.2.3; RFC 5321, section 4.1.2), stricter than browsers (HTML standard, "Valid email
# address"): SES refuses dots side by side or at an end. And a host with a dot: nobody comments from a bare one.
_ATOM = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = rf"(?=[^@]{{1,{LONGEST_LOCAL}}}@){_ATOM}(?:\.{_ATOM})*"
_ADDRESS = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})+")


def is_mail_address(untrusted: str) -> bool:
    """One address in ASCII, without a name, a comment, a space or a comma. SES takes no others."""
    return len(untrusted) <= LONGEST and bool(_ADDRESS.fullmatch(untrusted))
