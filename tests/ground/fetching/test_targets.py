"""Which addresses are asked, and which machines."""

import ipaddress

import pytest

from ground.fetching import Fetcher, NotFetched, Why
from ground.fetching.targets import is_public, machines_of, target_of

PRIVATE = " ".join(
    [
        "0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.254 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 172.31.255.255",
        "192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250",
        "240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1",
        "64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1 fc00::1",
        "fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 5f00::1",
    ]
).split()


@pytest.mark.parametrize("machine", PRIVATE)
def test_no_machine_is_asked_that_is_not_public(machine):
    assert not is_public(ipaddress.ip_address(machine))


@pytest.mark.parametrize("machine", ["1.1.1.1", "93.184.216.34", "192.0.1.1", "2606:4700::1111", "2a00:1450::1"])
def test_public_machines_are_asked(machine):
    assert is_public(ipaddress.ip_address(machine))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "coop.example",
        "//coop.example/",
        "ftp://coop.example/",
        "file:///etc/passwd",
        "gopher://coop.example:80/",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "http://name:word@coop.example/",
        "http://name@coop.example/",
        "http://@coop.example/",
        "http://coop.example:22/",
        "http://coop.example:6379/",
        "http://coop.example:0/",
        "http://coop.example:99999/",
        "http://coop.example:http/",
        "http://[::1/",
        "http://coop.example/a b",
        "http://coop.example/\r\nHost: other.example",
        "http://coop.example/\x00",
        "http://coop.example\\@other.example/",
        "http://" + "a" * 64 + ".example/",
        "http://a..example/",
        "http://coop.example/" + "a" * 2_000,
    ],
)
def test_what_is_no_plain_address_is_not_asked(address):
    with pytest.raises(NotFetched) as refusal:
        target_of(address)
    assert refusal.value.why == Why.ADDRESS


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("http://coop.example", "http://coop.example/"),
        ("HTTPS://Coop.Example.:443/a?b=c#d", "https://coop.example/a?b=c"),
        ("http://coop.example:8080/pan%20dulce", "http://coop.example:8080/pan%20dulce"),
        ("http://panadería.example/día?q=maíz", "http://xn--panadera-i2a.example/d%C3%ADa?q=ma%C3%ADz"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_an_address_is_asked_as_it_is_meant(address, asked):
    assert target_of(address).address == asked


def _why(found, may_reach=is_public):
    with pytest.raises(NotFetched) as refusal:
        machines_of(target_of("http://coop.example/"), lambda _host, _port: found, may_reach)
    return refusal.value.why


def test_a_name_that_leads_to_a_private_machine_beside_a_public_one_is_not_asked():
    assert _why(["1.1.1.1", "127.0.0.1"]) == Why.PRIVATE


@pytest.mark.parametrize("found", [[], ["not a machine"]])
def test_a_name_without_a_machine_is_no_name(found):
    assert _why(found) == Why.NAME


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_other_ways_to_write_this_machine_are_seen_through(host):
    """The machine's own resolver reads them, without asking anybody."""
    with pytest.raises(NotFetched) as refusal:
        Fetcher().fetch(f"http://{host}/")
    assert refusal.value.why == Why.PRIVATE
