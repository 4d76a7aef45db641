"""Only public addresses are fetched, however they are written, and whatever a name answers."""

from __future__ import annotations

import ipaddress
import socket
import time

import pytest

from loopready.adapters.addresses import checked, is_public, place_of, system_resolver
from loopready.model import InputError, OutsideError


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254",         "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.7",
        "203.0.113.9", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::ffff:8.8.8.8",         "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "2002:7f00:1::", "2002:a00:1::1",
        "2001:0:4136:e378::1", "2001:db8::1",
        "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "2606:4700::1111%1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "193.0.6.139", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"])
def test_a_public_address(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0x7f.1",
        "127.1",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "localhost",
        "0",
        "127.0.0.1.",
    ],
)  # fmt: skip
def test_loopback_in_any_spelling_is_refused(host: str) -> None:
    place = place_of(f"http://{host}/job", name="x")
    with pytest.raises(InputError) as caught:
        checked(place, resolver=system_resolver, allowed=is_public, seconds=5, name="x")
    assert caught.value.code == "address_refused" and "no public address" in str(caught.value)


@pytest.mark.parametrize("host", ["2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "[::ffff:a9fe:a9fe]", "169.254.169.254"])
def test_the_metadata_address_in_any_spelling_is_refused(host: str) -> None:
    with pytest.raises(InputError, match=r"169\.254\.169\.254|a9fe:a9fe"):
        checked(place_of(f"http://{host}/", name="x"), resolver=system_resolver, allowed=is_public, seconds=5, name="x")


@pytest.mark.parametrize(
    "answers", [["8.8.8.8", "10.0.0.1"], ["10.0.0.1", "8.8.8.8"], ["2606:4700::1111", "::1"], ["8.8.8.8", "fe80::1%eth0"]]
)
def test_one_private_answer_spoils_all(answers: list[str]) -> None:
    place = place_of("https://mixed.example/job", name="x")
    with pytest.raises(InputError) as caught:
        checked(place, resolver=lambda host, port: answers, allowed=is_public, seconds=5, name="x")
    assert caught.value.code == "address_refused" and "mixed.example" in str(caught.value)


def test_public_answers_are_given_in_order() -> None:
    answers = ["8.8.8.8", "1.1.1.1"]
    place = place_of("https://jobs.example/1", name="x")
    assert checked(place, resolver=lambda host, port: answers, allowed=is_public, seconds=5, name="x") == answers


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), InputError, "no_such_host"),
        (socket.gaierror(socket.EAI_AGAIN, "try again"), OutsideError, "no_network"),
        (UnicodeError("label too long"), InputError, "no_such_host"),
    ],
)
def test_a_name_that_is_not_found(error: Exception, kind: type[Exception], code: str) -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise error

    with pytest.raises(kind) as caught:
        checked(place_of("https://nowhere.example/", name="x"), resolver=resolver, allowed=is_public, seconds=5, name="x")
    assert getattr(caught.value, "code", None) == code and "nowhere.example" in str(caught.value)


def test_a_resolver_that_hangs_is_left() -> None:
    def resolver(host: str, port: int) -> list[str]:
        time.sleep(3)
        return ["8.8.8.8"]

    with pytest.raises(OutsideError) as caught:
        checked(place_of("https://slow.example/", name="x"), resolver=resolver, allowed=is_public, seconds=0.05, name="x")
    assert caught.value.code == "too_slow"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/x", "gopher://example.org/", "https://", "https:///job", "https://user:pw@example.org/",
        "https://user@example.org/", "http://example.org:22/", "http://example.org:99999/", "http://[::1/", "http://exa mple.org/",
        "http://example.org\\@10.0.0.1/", "http://example.org/\njob", "https://" + "a" * 300 + ".org/", "https://example.org/" + "a" * 5000,
        "http://\u202eexample.org/", "http://..example.org:x/",
    ],
)  # fmt: skip
def test_no_address(url: str) -> None:
    with pytest.raises(InputError) as caught:
        place_of(url, name="the address")
    assert caught.value.code == "address" and "\n" not in str(caught.value)


def test_an_address_taken_apart() -> None:
    place = place_of("HTTPS://Jöbs.example:443/a b%20c/ü?id=1&x=ä#part".replace(" ", "%20"), name="x")
    assert (place.scheme, place.host, place.port, place.authority) == ("https", "xn--jbs-sna.example", 443, "xn--jbs-sna.example")
    assert place.target == "/a%20b%20c/%C3%BC?id=1&x=%C3%A4"
    assert place.name == "https://xn--jbs-sna.example/a%20b%20c/%C3%BC"
    assert place_of("http://[2606:4700::1111]/", name="x").authority == "[2606:4700::1111]"
