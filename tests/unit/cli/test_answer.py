"""Pages on other sites, which here are all on this machine."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import cli.answer
from cli.answer import NO_HOST, NO_NETWORK, Answer, _failed, ask


class Site(ThreadingHTTPServer):
    """`/410` answers 410, `/405/200` 405 to HEAD and 200 to GET, `/to/x` leads to `/x`, `/slow` takes its time."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: list[tuple[str, str, str]] = []
        self.busy: list[str] = []
        self.most = self.most_of_a_host = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """Whoever hung up does not matter."""


class Page(BaseHTTPRequestHandler):
    server: Site

    def _answer(self) -> None:
        path, host = urlsplit(self.path).path, self.headers["Host"]
        site = self.server
        site.asked.append((self.command, path, self.headers["User-Agent"]))
        site.busy.append(host)
        site.most, site.most_of_a_host = (
            max(site.most, len(site.busy)), max(site.most_of_a_host, site.busy.count(host))
        )  # fmt: skip
        time.sleep({"/slow": 1, "/page": 0.05}.get(path, 0))
        site.busy.remove(host)  # before whoever asked can ask again
        self._send(path)

    def _send(self, path: str) -> None:
        first, _, rest = path.removeprefix("/").partition("/")
        status = {"to": 302, "slow": 200, "page": 200}.get(first) or int(first)
        if rest and first != "to" and self.command == "GET":
            status = int(rest)
        self.send_response(status)
        if first == "to":
            self.send_header("Location", f"/{rest}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815  # the base's names

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def running(site: Site) -> Iterator[Site]:
    thread = threading.Thread(target=site.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(cli.answer, "PAUSE_SECONDS", 0)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with running(Site()) as site:
        yield site


def asked(*addresses: str) -> list[Answer]:
    return list(ask(addresses, lambda _: None).values())


@pytest.mark.parametrize(
    "path", ["/200", "/204", "/405/200", "/403/200", "/501/200", "/404/200", "/429/200", "/to/to/200"]
)
def test_a_page_that_answers_is_there(site: Site, path: str) -> None:
    assert asked(site.url + path) == [Answer()]


@pytest.mark.parametrize("path", ["/404", "/410", "/to/404", "/405/410"])
def test_a_page_that_is_not_there_is_dead(site: Site, path: str) -> None:
    (answer,) = asked(site.url + path)

    assert path[-3:] in answer.dead
    assert not answer.unsure


@pytest.mark.parametrize("status", [401, 403, 418, 429, 500, 503])
def test_a_page_that_is_kept_from_us_is_not_called_dead(site: Site, status: int) -> None:
    assert asked(f"{site.url}/{status}") == [Answer(unsure=f"it answers {status}")]
    assert [method for method, *_ in site.asked] == ["HEAD", "GET"]


def test_a_page_that_keeps_us_waiting_is_dead(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli.answer, "TIMEOUT_SECONDS", 0.2)

    (answer,) = asked(site.url + "/slow")

    assert answer.dead.startswith("no answer within")


def test_nobody_at_a_port_and_what_is_no_address_are_dead() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    (closed,) = asked(f"http://127.0.0.1:{port}/")
    bad = asked("http://[", "https:///tea")

    assert closed.dead == "nobody answers there"
    assert {each.dead for each in bad} == {"it is no address that can be asked"}


@pytest.mark.parametrize(("number", "is_dead"), [(socket.EAI_NONAME, True), (socket.EAI_AGAIN, False)])
def test_a_host_that_is_not_found_is_dead_unless_nobody_could_say(number: int, is_dead: bool) -> None:
    key = ConnectionKey("tea.example", 443, True, True, None, None, None)
    error = aiohttp.ClientConnectorDNSError(key, OSError(number, "not found"))

    assert (_failed(error) == NO_HOST) == is_dead
    assert bool(_failed(error).unsure) != is_dead


def test_no_host_at_all_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nowhere(*_: object) -> Answer:
        return NO_HOST

    monkeypatch.setattr(cli.answer, "_ask", nowhere)

    assert asked("https://a.example/", "https://b.example/") == [NO_NETWORK] * 2


def test_a_certificate_that_nobody_vouches_for_is_told(site: Site, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_self_signed(tmp_path))
    site.socket = context.wrap_socket(site.socket, server_side=True)

    (answer,) = asked(f"https://127.0.0.1:{site.server_port}/200")

    assert "certificate" in answer.dead
    assert "self-signed" in answer.dead


def test_no_host_is_asked_for_two_pages_at_a_time_and_at_most_eight_hosts_are(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", site.url)  # so that every host is this one
    pages = [f"http://site{number % 12}.example/page?{number}" for number in range(24)]
    counted: list[int] = []

    answers = ask([*pages, *pages], counted.append)

    assert answers == dict.fromkeys(pages, Answer())
    assert 1 < site.most <= 8
    assert (site.most_of_a_host, len(site.asked)) == (1, 24)
    assert counted == list(range(1, 25))
    assert all(agent.startswith("Pressmark") for *_, agent in site.asked)


def _self_signed(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
    ).sign(key, hashes.SHA256())
    path = folder / "both.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + certificate.public_bytes(pem))
    return path
