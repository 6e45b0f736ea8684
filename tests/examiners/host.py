"""The CDN on this machine: a printed site by HTTP, compressed and with the headers that template.yaml says."""

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

from blog.paths import MISSING, decoded
from tests.examiners.printed import SEARCH, Object, Printed
from tests.template import properties

ANSWERS = {"/api/views": {"views": 12, "text": "12 views"}, "/api/comments": {"message": "Thank you."}}


@contextmanager
def hosted(site: Printed) -> Iterator[str]:
    """The address of the site while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    site: Printed
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        self._send(self._searched(query) if path == SEARCH else self._found(decoded(path)))

    def _found(self, path: str) -> Object:
        missing = self.site.objects[MISSING]
        return self.site.objects.get(path) or Object(missing.data, missing.content_type, 404)

    def _searched(self, query: str) -> Object:
        headers = {name.lower(): value for name, value in self.headers.items()}
        return self.site.search(dict(parse_qsl(query)), headers)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._send(Object(json.dumps(ANSWERS[self.path]).encode(), "application/json", 200))

    def _send(self, found: Object) -> None:
        data = packed(found)
        self.send_response(found.status)
        for name, value in security_headers().items():
            self.send_header(name, value)
        if data is not found.data:
            self.send_header("Content-Encoding", "gzip")
        age = "max-age=31536000, immutable" if self.path.startswith("/assets/") else "max-age=0"
        self.send_header("Cache-Control", age)
        self.send_header("Content-Type", found.content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""


def packed(found: Object) -> bytes:
    """What goes over the wire: gzip at its usual level; CloudFront leaves pictures alone."""
    is_text = found.content_type.split(";")[0].endswith(("xml", "json", "html", "css", "javascript"))
    return gzip.compress(found.data, 6, mtime=0) if is_text else found.data


@cache
def security_headers() -> Mapping[str, str]:
    """Those that the template tells the CDN to send, of which a browser on this machine can keep to."""
    config = properties("ResponseHeaders")["ResponseHeadersPolicyConfig"]
    custom = {item["Header"]: item["Value"] for item in config["CustomHeadersConfig"]["Items"]}
    policy = config["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    return {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", **custom}
