"""Requests: what an HTTP API's event (payload format 2.0) says, as plain text and without trust."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from api.problem import Malformed, NotAForm, TooLarge

FORM = "application/x-www-form-urlencoded"
# 4,000 characters of any script: up to four bytes each, and three characters for each byte.
MAX_BODY = 50_000
MAX_FIELDS = 20
MAX_LANGUAGES = 200


@dataclass(frozen=True)
class Request:
    """`headers` have lower-case names; `body` is as it came, perhaps in base64."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: str = ""
    is_base64: bool = False

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> "Request":
        # API Gateway writes names of headers in lower case, `sam local` as they came.
        return cls(
            method=event["requestContext"]["http"]["method"],
            path=event["rawPath"],
            headers={name.lower(): value for name, value in (event.get("headers") or {}).items()},
            query=event.get("queryStringParameters") or {},
            body=event.get("body") or "",
            is_base64=bool(event.get("isBase64Encoded")),
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """What the reader likes to read, best first: browsers send it in that order (RFC 9110, section 12.5.4)."""
        ranges = self.headers.get("accept-language", "")[:MAX_LANGUAGES].split(",")
        return tuple(each.partition(";")[0].strip() for each in ranges)

    @property
    def wants_json(self) -> bool:
        return "application/json" in self.headers.get("accept", "").lower()

    @property
    def wants_page(self) -> bool:
        return not self.wants_json and "text/html" in self.headers.get("accept", "").lower()

    def form(self) -> dict[str, str]:
        """The untrusted fields of the body; raises NotAForm, TooLarge or Malformed."""
        if not self._is_form:
            raise NotAForm
        try:
            # The URL standard knows forms in UTF-8 only; what is not becomes U+FFFD.
            fields = parse_qsl(self._data().decode(errors="replace"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
        except ValueError as error:
            raise Malformed from error
        return dict(fields)

    @property
    def _is_form(self) -> bool:
        said = Message()
        said["Content-Type"] = self.headers.get("content-type", "")
        is_plain = self.headers.get("content-encoding", "identity").lower() == "identity"
        return is_plain and said.get_content_type() == FORM and said.get_content_charset("utf-8") in ("utf-8", "utf8")

    def _data(self) -> bytes:
        data = _decoded(self.body) if self.is_base64 else self.body.encode(errors="replace")
        if len(data) > MAX_BODY:
            raise TooLarge
        return data


def _decoded(body: str) -> bytes:
    try:
        return b64decode(body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed from error
