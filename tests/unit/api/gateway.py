"""A gateway for tests: from HTTP (by WSGI, PEP 3333) to events of payload format 2.0, and from answers back."""

from base64 import b64decode, b64encode
from http import HTTPStatus
from urllib.parse import parse_qsl


class Gateway:
    """`respond` takes an event; `pages` are what else there is, by path: a type and bytes."""

    def __init__(self, respond, pages):
        self.respond = respond
        self.pages = pages

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] in self.pages:
            media_type, data = self.pages[environ["PATH_INFO"]]
            start_response("200 OK", [("Content-Type", media_type)])
            return [data]
        answer = self.respond(event_of(environ))
        body = answer["body"].encode()
        status = HTTPStatus(answer["statusCode"])
        start_response(f"{status.value} {status.phrase}", list(answer["headers"].items()))
        return [b64decode(body) if answer["isBase64Encoded"] else body]


def event_of(environ):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    return {
        "version": "2.0",
        # PEP 3333 has bytes as if they were Latin-1.
        "rawPath": environ["PATH_INFO"].encode("latin-1").decode(errors="replace"),
        "headers": {name: value.encode("latin-1").decode(errors="replace") for name, value in _headers(environ)},
        "queryStringParameters": _query(environ.get("QUERY_STRING", "")) or None,
        "requestContext": {"http": {"method": environ["REQUEST_METHOD"]}},
        "body": b64encode(body).decode(),
        "isBase64Encoded": True,
    }


def _headers(environ):
    for name, value in environ.items():
        if name.startswith("HTTP_"):
            yield name.removeprefix("HTTP_").replace("_", "-").lower(), value
        elif name in ("CONTENT_TYPE", "CONTENT_LENGTH") and value:
            yield name.replace("_", "-").lower(), value


def _query(untrusted):
    """Values of one name with commas between them."""
    query = {}
    for name, value in parse_qsl(untrusted, keep_blank_values=True, errors="replace"):
        query[name] = f"{query[name]},{value}" if name in query else value
    return query
