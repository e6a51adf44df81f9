"""Whatever listens where Elasticsearch should: a search is answered by the embedded engine, never by half an answer."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from search.elastic.engine import Elastic
from search.query import SearchQuery
from search.standing import NotBuilt, Refused, Unavailable

HTML = {"content-type": "text/html"}
JSON = {"content-type": "application/json"}
ITS_OWN = JSON | {"x-elastic-product": "Elasticsearch"}
HITS = {"total": {"value": 0, "relation": "eq"}, "hits": []}


@pytest.fixture
def strange():
    """A server that says the same to everybody."""
    servers = []

    def serve(status, body, headers):
        class Answer(BaseHTTPRequestHandler):
            def do_POST(self):
                self.send_response(status)
                for name, value in (headers | {"content-length": str(len(body))}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return Elastic(f"http://127.0.0.1:{server.server_port}", "test")

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "headers", "trouble"),
    [
        (200, b"<html>It works!</html>", HTML, Unavailable),
        (200, b"{}", JSON, Unavailable),
        (200, b"{not json", ITS_OWN, Unavailable),
        (200, b"{}", ITS_OWN, Unavailable),
        (200, json.dumps({"timed_out": True, "hits": HITS}).encode(), ITS_OWN, Unavailable),
        (200, json.dumps({"timed_out": False, "_shards": {"failed": 1}, "hits": HITS}).encode(), ITS_OWN, Unavailable),
        (302, b"", {"location": "http://127.0.0.1:1/"}, Unavailable),
        (400, b'{"error": "no such thing", "status": 400}', ITS_OWN, Refused),
        (401, b'{"error": "who are you", "status": 401}', ITS_OWN, Unavailable),
        (404, b'{"error": "no such index", "status": 404}', ITS_OWN, NotBuilt),
        (429, b'{"error": "too many", "status": 429}', ITS_OWN, Unavailable),
        (503, b"busy", HTML, Unavailable),
    ],
)
def test_it_is_no_server_to_ask(strange, status, body, headers, trouble):
    engine = strange(status, body, headers)
    with pytest.raises(Unavailable) as raised:
        engine.search(SearchQuery("bread"))
    assert raised.type is trouble


def test_nobody_listens_at_a_name_that_nobody_has():
    with pytest.raises(Unavailable):
        Elastic("http://nowhere.invalid:9200", "test").search(SearchQuery("bread"))
