"""Fetching one address within limits, against real servers on loopback, which the ordinary policy refuses."""

from __future__ import annotations

import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loopready.adapters import fetch
from loopready.adapters.addresses import IPAddress, is_public
from loopready.adapters.fetch import MOST_BYTES, WebFetcher, shown
from loopready.model import InputError, LoopreadyError, OutsideError

from . import local_site
from .local_site import Site, Wire, drip, drip_headers, page, sends_to

HTML = b"<html><h1>Engineer</h1><p>You build.</p></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with local_site.open_site() as opened:
        yield opened


def on_loopback(address: IPAddress) -> bool:
    return address == ipaddress.ip_address("127.0.0.1") or is_public(address)


def fetcher(
    site: Site, *, seconds: float = 10.0, hosts: dict[str, list[str]] | None = None, trusted: ssl.SSLContext | None = None
) -> WebFetcher:
    """A fetcher that may go to the test's own server, by any name that is not listed."""
    known = hosts or {}
    return WebFetcher(
        allowed=on_loopback, open_ports=frozenset((80, 443, site.port)), seconds=seconds, trusted=trusted,
        resolver=lambda host, port: known.get(host, ["127.0.0.1"]),
    )  # fmt: skip


def error_of(run: Callable[[], object]) -> LoopreadyError:
    with pytest.raises(LoopreadyError) as caught:
        run()
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400
    return caught.value


def test_a_page_comes_as_it_is(site: Site) -> None:
    site.answers["/jobs/1"] = page(HTML)
    got = fetcher(site).fetch(f"http://jobs.example:{site.port}/jobs/1?token=secret#top")
    assert (got.data, got.charset) == (HTML, "utf-8")
    assert got.name == f"http://jobs.example:{site.port}/jobs/1" and "secret" not in got.name
    head = site.heads[0]
    assert head.startswith("GET /jobs/1?token=secret HTTP/1.1\r\n") and f"Host: jobs.example:{site.port}\r\n" in head
    assert "User-Agent: loopready" in head and "ookie" not in head and "Referer" not in head


def test_the_ordinary_policy_refuses_loopback(site: Site) -> None:
    site.answers["/"] = page(HTML)
    error = error_of(lambda: WebFetcher(open_ports=frozenset((site.port,))).fetch(f"http://127.0.0.1:{site.port}/"))
    assert isinstance(error, InputError) and error.code == "address_refused" and "127.0.0.1" in str(error)
    error = error_of(lambda: WebFetcher().fetch(f"http://127.0.0.1:{site.port}/"))
    assert error.code == "address" and f"port {site.port}" in str(error)
    assert site.heads == []


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "address_refused"), ("http://metadata.example/", "address_refused"),
        ("http://[::1]/", "address_refused"), ("//mixed.example/", "address_refused"), ("file:///etc/passwd", "address"),
        ("http://inner.example:6379/", "address"), ("http://me:pw@jobs.example/", "address"),
    ],
)  # fmt: skip
def test_every_hop_is_checked(site: Site, target: str, code: str) -> None:
    hosts = {
        "169.254.169.254": ["169.254.169.254"],
        "metadata.example": ["10.1.2.3"],
        "::1": ["::1"],
        "mixed.example": ["8.8.8.8", "10.0.0.1"],
    }
    site.answers["/a"] = sends_to(target)
    error = error_of(lambda: fetcher(site, hosts=hosts).fetch(f"http://jobs.example:{site.port}/a"))
    assert isinstance(error, InputError) and error.code == code
    assert len(site.heads) == 1


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers otherwise the second time gains nothing: it is asked once, and the connection goes to a number."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.answers["/"] = page(HTML)
    connected: list[tuple[str, int]] = []
    connect = socket.create_connection

    def watched(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address)
        return connect(address, timeout=timeout)

    monkeypatch.setattr(socket, "create_connection", watched)
    told = WebFetcher(allowed=on_loopback, open_ports=frozenset((site.port,)), resolver=lambda host, port: next(answers))
    assert told.fetch(f"http://rebind.example:{site.port}/").data == HTML
    assert connected == [("127.0.0.1", site.port)] and next(answers) == ["10.0.0.1"]


def test_redirects_are_followed_five_times(site: Site) -> None:
    for i in range(5):
        site.answers[f"/{i}"] = sends_to(f"/{i + 1}")
    site.answers["/5"] = page(HTML)
    got = fetcher(site).fetch(f"http://jobs.example:{site.port}/0")
    assert got.data == HTML and got.url.endswith("/5")
    site.answers["/5"], site.answers["/6"] = sends_to("/6"), page(HTML)
    assert error_of(lambda: fetcher(site).fetch(f"http://jobs.example:{site.port}/0")).code == "redirects"


def test_a_redirect_loop_ends(site: Site) -> None:
    site.answers["/a"] = sends_to("/a")
    assert error_of(lambda: fetcher(site).fetch(f"http://jobs.example:{site.port}/a")).code == "redirects"
    assert len(site.heads) == fetch.MOST_REDIRECTS + 1


@pytest.mark.parametrize("target", ["/login?next=/a", "/users/sign_in", "//accounts.example/x", "/auth/realms/x", "/SSO/start"])
def test_a_redirect_to_a_login_is_named(site: Site, target: str) -> None:
    site.answers["/a"] = sends_to(target.replace("accounts.example", f"accounts.example:{site.port}"))
    assert error_of(lambda: fetcher(site).fetch(f"http://jobs.example:{site.port}/a")).code == "needs_login"


@pytest.mark.parametrize(
    ("answer", "code", "outside"),
    [
        (page(b"", status="404 Not Found"), "gone", False), (page(b"", status="410 Gone"), "gone", False),
        (page(b"", status="401 Unauthorized"), "needs_login", False), (page(b"no", status="403 Forbidden"), "needs_login", False),
        (page(b"<title>Just a moment...</title>", status="403 Forbidden"), "needs_browser", False),
        (page(b"solve the captcha", status="503 Service Unavailable"), "needs_browser", False),
        (page(b"", status="503 Service Unavailable"), "site_failed", True),
        (page(b"", status="429 Too Many Requests"), "site_failed", True),
        (page(b"", status="500 Oh"), "site_failed", True), (page(b"", status="418 I'm a teapot"), "refused", False),
        (page(b"", status="204 No Content"), "refused", False), (page(b"", status="302 Found"), "refused", False),
        (page(HTML, length=MOST_BYTES + 1), "too_large", False), (page(HTML, length=10**30), "too_large", False),
        (page(HTML, length=len(HTML) + 9), "cut_off", True), (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (MOST_BYTES + 1), "too_large", False),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFF\r\nabc", "cut_off", True),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc", "cut_off", True),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "site_failed", True), (b"", "site_failed", True),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", "site_failed", True),
        (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n", "site_failed", True),
        (page(HTML, headers="Content-Encoding: br"), "site_failed", True),
        (page(b"no gzip", headers="Content-Encoding: gzip"), "cut_off", True),
        (page(gzip.compress(HTML, mtime=0)[:-12], headers="Content-Encoding: gzip"), "cut_off", True),
        (page(gzip.compress(b" " * 80_000_000, mtime=0), headers="Content-Encoding: gzip"), "too_large", False),
        (page(gzip.compress(HTML, mtime=0), headers="Content-Encoding: gzip, gzip"), "site_failed", True),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_one_clear_error(site: Site, answer: bytes, code: str, outside: bool) -> None:
    site.answers["/a"] = answer
    error = error_of(lambda: fetcher(site).fetch(f"http://jobs.example:{site.port}/a?token=secret"))
    assert (error.code, isinstance(error, OutsideError)) == (code, outside)
    assert f"http://jobs.example:{site.port}/a: " in str(error) and "secret" not in str(error)


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(HTML, mtime=0)),
        ("deflate", zlib.compress(HTML)),
        ("deflate", zlib.compress(HTML, wbits=-15)),
        ("identity", HTML),
    ],
)
def test_a_packed_body_is_unpacked(site: Site, coding: str, packed: bytes) -> None:
    site.answers["/"] = page(packed, headers=f"Content-Encoding: {coding}")
    assert fetcher(site).fetch(f"http://jobs.example:{site.port}/").data == HTML


def test_a_length_that_is_too_short_ends_the_body(site: Site) -> None:
    site.answers["/"] = page(HTML, length=6)
    assert fetcher(site).fetch(f"http://jobs.example:{site.port}/").data == HTML[:6]


@pytest.mark.parametrize("answer", [drip, drip_headers])
def test_a_slow_drip_ends_in_time(site: Site, answer: Callable[[Wire], None]) -> None:
    site.answers["/"] = answer
    error = error_of(lambda: fetcher(site, seconds=0.4).fetch(f"http://jobs.example:{site.port}/"))
    assert isinstance(error, OutsideError) and error.code == "too_slow"


def test_time_is_counted_over_all_hops(site: Site) -> None:
    def late(wire: Wire) -> None:
        threading.Event().wait(0.25)
        wire.send(sends_to("/again"))

    site.answers["/a"] = site.answers["/again"] = late
    assert error_of(lambda: fetcher(site, seconds=0.4).fetch(f"http://jobs.example:{site.port}/a")).code == "too_slow"


def test_nobody_listens(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = WebFetcher(allowed=on_loopback, open_ports=frozenset((port,)), resolver=lambda host, _: ["127.0.0.1"])
    error = error_of(lambda: told.fetch(f"http://jobs.example:{port}/"))
    assert isinstance(error, OutsideError) and error.code == "no_connection"


def test_no_cookie_is_kept(site: Site) -> None:
    site.answers["/a"] = sends_to("/b").replace(b"Location", b"Set-Cookie: id=1\r\nLocation")
    site.answers["/b"] = page(HTML)
    fetcher(site).fetch(f"http://jobs.example:{site.port}/a")
    assert all("cookie" not in head.lower() for head in site.heads)


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(key, "http://127.0.0.1:9")
    site.answers["/"] = page(HTML)
    assert fetcher(site).fetch(f"http://jobs.example:{site.port}/").data == HTML


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for jobs.example that it signed itself, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with")
    made = tmp_path_factory.mktemp("tls") / "site.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=jobs.example", "-addext",
               "subjectAltName=DNS:jobs.example", "-keyout", str(made), "-out", str(made) + ".crt"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    made.write_bytes(made.read_bytes() + Path(str(made) + ".crt").read_bytes())
    return made


def test_https_asks_for_the_name_and_checks_the_certificate(certificate: Path) -> None:
    trusted = ssl.create_default_context(cafile=str(certificate) + ".crt")
    with local_site.open_site(certificate=certificate) as site:
        site.answers["/"] = page(HTML)
        assert fetcher(site, trusted=trusted).fetch(f"https://jobs.example:{site.port}/").data == HTML
        error = error_of(lambda: fetcher(site, trusted=trusted).fetch(f"https://other.example:{site.port}/"))
        assert isinstance(error, OutsideError) and error.code == "tls" and "certificate" in str(error)
        error = error_of(lambda: fetcher(site).fetch(f"https://jobs.example:{site.port}/"))
        assert isinstance(error, OutsideError) and error.code == "tls"


def test_a_site_without_tls_is_named(site: Site) -> None:
    error = error_of(lambda: fetcher(site).fetch(f"https://jobs.example:{site.port}/"))
    assert isinstance(error, OutsideError) and error.code in ("tls", "no_connection")


def test_messages_and_names_hold_nothing_secret() -> None:
    assert shown("https://me:pw@jobs.example/a?token=1#x") == "https://jobs.example/a"


def test_nothing_of_the_network_is_imported_before_it_is_used() -> None:
    program = "import sys, loopready.adapters.fetch; print([m for m in ('http.client', 'certifi', 'urllib.request') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
