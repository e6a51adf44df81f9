"""What is fetched, how far, how much and how long."""

import contextlib
import socket
import threading
import time

import pytest

from ground.fetching import NotFetched, Why, fetch
from ground.fetching.fetcher import MOST_REDIRECTS
from tests.ground.fetching.conftest import NAMES


def why(fetcher, address, **more):
    with pytest.raises(NotFetched) as refusal:
        fetcher.fetch(address, **more)
    return refusal.value.why


def redirect(to, status=302):
    return (status, {"Location": to}, b"")


def test_a_page_is_fetched_and_we_say_who_asks(server, fetcher, settings):
    settings.SITE_URL = "https://jackson.example"
    server.pages["/bread?day=sat"] = (200, {"Content-Type": "text/html"}, b"Bread")
    answer = fetcher.fetch(server.at("/bread?day=sat"))
    assert (answer.status, answer.body, answer.is_cut, answer.headers["content-type"]) == (
        200,
        b"Bread",
        False,
        "text/html",
    )
    assert answer.address == server.at("/bread?day=sat")
    assert set(server.agents) == {"CoopDirectory/1.0 (+https://jackson.example/co-ops/)"}


def test_whatever_the_status_it_is_an_answer(server, fetcher):
    assert fetcher.fetch(server.at("/gone")).status == 404


def test_a_site_that_is_switched_off_asks_nobody(server, settings):
    settings.ASK_OUTSIDE = False
    with pytest.raises(NotFetched) as refusal:
        fetch(server.at("/"))
    assert (refusal.value.why, server.asked) == (Why.SWITCHED_OFF, [])


def test_by_its_own_rules_the_site_does_not_reach_this_machine(server, settings):
    settings.ASK_OUTSIDE = True
    with pytest.raises(NotFetched) as refusal:
        fetch("http://127.0.0.1:8080/")
    assert refusal.value.why == Why.PRIVATE


class TestRedirects:
    def test_are_followed_and_checked_each_time(self, server, fetcher):
        server.pages |= {"/a": redirect("/b"), "/b": redirect(server.at("/c", "other.example")), "/c": (200, {}, b"C")}
        answer = fetcher.fetch(server.at("/a"))
        assert (answer.address, answer.body) == (server.at("/c", "other.example"), b"C")

    @pytest.mark.parametrize(
        ("to", "reason"),
        [
            ("http://inner.example/", Why.PRIVATE),
            ("http://10.0.0.1/", Why.PRIVATE),
            ("//inner.example/", Why.PRIVATE),
            ("file:///etc/passwd", Why.ADDRESS),
            ("http://name:word@coop.example/", Why.ADDRESS),
            ("http://coop.example:22/", Why.ADDRESS),
            ("http://[::1", Why.ADDRESS),
            ("http://nowhere.example/", Why.NAME),
        ],
    )
    def test_lead_nowhere_that_one_may_not_go_at_first(self, server, fetcher_for, to, reason):
        server.pages["/a"] = redirect(to)
        known = NAMES | {"inner.example": ["192.168.0.1"], "10.0.0.1": ["10.0.0.1"]}
        assert why(fetcher_for(known), server.at("/a")) == reason

    def test_are_counted(self, server, fetcher):
        server.pages["/a"] = redirect("/a")
        assert why(fetcher, server.at("/a")) == Why.REDIRECTS
        assert server.asked == ["/robots.txt", *["/a"] * (MOST_REDIRECTS + 1)]

    def test_without_an_address_are_an_answer(self, server, fetcher):
        server.pages["/a"] = (302, {}, b"where?")
        assert fetcher.fetch(server.at("/a")).status == 302


def test_a_name_is_looked_up_once_and_what_was_checked_is_what_is_asked(server, fetcher_for):
    """The second answer of such a name server leads inside; it is never asked for again."""
    answers = {"coop.example": iter([["127.0.0.1"], ["127.0.0.1"], ["192.168.0.1"]])}
    server.pages["/a"] = (200, {}, b"A")
    fetcher = fetcher_for(resolve=lambda host, _port: next(answers[host]))
    # Once for the page, once for its robots.txt.
    assert fetcher.fetch(server.at("/a")).body == b"A"
    assert next(answers["coop.example"]) == ["192.168.0.1"]


class TestSize:
    def test_of_a_body_is_bounded(self, server, fetcher):
        server.pages["/a"] = (200, {}, b"x" * 5_000)
        answer = fetcher.fetch(server.at("/a"), most=1_000)
        assert (len(answer.body), answer.is_cut) == (1_000, True)

    def test_that_is_just_right_is_whole(self, server, fetcher):
        server.pages["/a"] = (200, {}, b"x" * 1_000)
        answer = fetcher.fetch(server.at("/a"), most=1_000)
        assert (len(answer.body), answer.is_cut) == (1_000, False)

    def test_of_nothing_reads_nothing(self, server, fetcher):
        server.pages["/a"] = (200, {}, b"x" * 1_000)
        assert fetcher.fetch(server.at("/a"), most=0).body == b""

    def test_that_never_ends_does_not_matter(self, server, fetcher):
        def forever(handler):
            handler.send_response(200)
            handler.end_headers()
            with contextlib.suppress(OSError):
                while True:
                    handler.wfile.write(b"x" * 10_000)

        server.pages["/a"] = forever
        assert len(fetcher.fetch(server.at("/a"), most=100_000).body) == 100_000

    def test_of_headers_is_bounded(self, server, fetcher):
        server.pages["/a"] = (200, {f"X-{n}": "x" for n in range(200)}, b"")
        server.pages["/b"] = (200, {"X-Long": "x" * 70_000}, b"")
        assert [why(fetcher, server.at(path)) for path in ("/a", "/b")] == [Why.NONSENSE, Why.NONSENSE]


class TestTime:
    @pytest.fixture
    def hasty(self, fetcher_for):
        return fetcher_for(seconds=0.6)

    @pytest.mark.parametrize("begins", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"])
    def test_is_over_however_slowly_one_speaks(self, server, hasty, begins):
        """A letter each 50 ms never lets a socket wait long."""

        def drip(handler):
            with contextlib.suppress(OSError):
                handler.wfile.write(begins)
                while True:
                    handler.wfile.write(b"x")
                    time.sleep(0.05)

        server.pages["/a"] = drip
        begun = time.monotonic()
        reason = why(hasty, server.at("/a"), most=1_000_000)
        assert reason == Why.SILENT
        assert time.monotonic() - begun < 1.5

    def test_is_one_for_the_whole_way(self, server, hasty):
        def late(handler):
            time.sleep(0.25)
            handler.send_response(302)
            handler.send_header("Location", "/a")
            handler.end_headers()

        server.pages["/a"] = late
        assert why(hasty, server.at("/a")) == Why.SILENT

    def test_is_over_for_one_that_takes_the_call_and_says_nothing(self, fetcher_for):
        with socket.create_server(("127.0.0.1", 0)) as mute:
            port = mute.getsockname()[1]
            fetcher = fetcher_for(ports=frozenset({port}), seconds=0.3)
            assert why(fetcher, f"http://coop.example:{port}/") == Why.SILENT


def test_a_closed_door_is_said(fetcher_for):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert why(fetcher_for(ports=frozenset({port})), f"http://coop.example:{port}/") == Why.CLOSED


def test_what_is_no_http_is_said(fetcher_for):
    with socket.create_server(("127.0.0.1", 0)) as odd:
        port = odd.getsockname()[1]

        def answer():
            line, _who = odd.accept()
            with line:
                line.recv(1_000)
                line.sendall(b"220 mail.example ESMTP\r\n")

        threading.Thread(target=answer, daemon=True).start()
        assert why(fetcher_for(ports=frozenset({port})), f"http://coop.example:{port}/") == Why.NONSENSE


class TestRobots:
    RULES = b"User-agent: CoopDirectory\nDisallow: /private/\n\nUser-agent: *\nDisallow: /\n"

    def test_are_obeyed(self, server, fetcher):
        server.pages |= {"/robots.txt": (200, {}, self.RULES), "/a": (200, {}, b"A"), "/private/a": (200, {}, b"no")}
        assert fetcher.fetch(server.at("/a")).body == b"A"
        assert why(fetcher, server.at("/private/a")) == Why.ROBOTS
        assert "/private/a" not in server.asked

    def test_are_obeyed_on_the_way_too(self, server, fetcher):
        server.pages |= {"/robots.txt": (200, {}, self.RULES), "/a": redirect("/private/a")}
        assert why(fetcher, server.at("/a")) == Why.ROBOTS
        assert "/private/a" not in server.asked

    @pytest.mark.parametrize("odd", ["User-agent: *\nCrawl-delay: ²\n", "User-agent: *\nDisallow: //[\n"])
    def test_that_nobody_can_read_allow_nothing(self, server, fetcher, odd):
        server.pages |= {"/robots.txt": (200, {}, odd.encode()), "/a": (200, {}, b"A")}
        assert why(fetcher, server.at("/a")) == Why.ROBOTS

    def test_are_asked_for_once_a_day(self, server, fetcher):
        for path in ("/a", "/b", "/a"):
            fetcher.fetch(server.at(path))
        assert server.asked == ["/robots.txt", "/a", "/b", "/a"]

    def test_are_of_one_site_each(self, server, fetcher):
        fetcher.fetch(server.at("/a"))
        fetcher.fetch(server.at("/a", "other.example"))
        assert server.asked == ["/robots.txt", "/a", "/robots.txt", "/a"]

    def test_of_a_failing_server_are_not_guessed(self, server, fetcher):
        server.pages["/robots.txt"] = (503, {}, b"")
        assert [why(fetcher, server.at("/a")), why(fetcher, server.at("/a"))] == [Why.FAILING, Why.FAILING]
        assert server.asked == ["/robots.txt", "/robots.txt"]

    def test_that_lead_inside_are_not_followed(self, server, fetcher_for):
        server.pages["/robots.txt"] = redirect("http://inner.example/robots.txt")
        assert why(fetcher_for(NAMES | {"inner.example": ["10.0.0.1"]}), server.at("/a")) == Why.PRIVATE

    def test_of_many_letters_are_read_and_not_kept(self, server, fetcher):
        server.pages["/robots.txt"] = (200, {}, b"# long\n" * 4_000 + self.RULES)
        assert [why(fetcher, server.at("/private/a")) for _time in range(2)] == [Why.ROBOTS, Why.ROBOTS]
        assert server.asked == ["/robots.txt", "/robots.txt"]
