"""What the first visit of a page loads, in bytes as a server that compresses sends them.

python -m tests.bench.weight http://localhost:8000    one page of each kind that can be reached from the first one
"""

import gzip
import re
import sys
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

MOST_BEFORE_PAINT = 60_000

_TAG = re.compile(r"<(link|script|img|source)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]+)"')
_CSS_URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


class Weight(NamedTuple):
    """`html`: the page alone. `before_paint`: with its styles and preloaded fonts. `first_visit`: with all fonts of the
    styles, all pictures, drawings and scripts.
    """

    html: int
    before_paint: int
    first_visit: int


def first_visit(url: str) -> Weight:
    html, text = _fetched(url)
    early: set[str] = set()
    later: set[str] = set()
    for tag, inside in _TAG.findall(text):
        attributes = dict(_ATTRIBUTE.findall(inside))
        address = attributes.get("href") if tag == "link" else attributes.get("src") or _smallest(attributes)
        if not address or address.startswith("data:"):
            continue
        if attributes.get("rel") in ("stylesheet", "preload"):
            early.add(urljoin(url, address))
        elif tag != "link" or attributes.get("rel") == "icon":
            later.add(urljoin(url, address))
    sizes = {address: _fetched(address) for address in early | later}
    for address in early:
        if ".css" in address:
            later |= {
                urljoin(address, inner)
                for inner in _CSS_URL.findall(sizes[address][1])
                if not inner.startswith("data:")
            }
    sizes |= {address: _fetched(address) for address in later - sizes.keys()}
    before = html + sum(sizes[address][0] for address in early)
    return Weight(html, before, before + sum(sizes[address][0] for address in later - early))


def _smallest(attributes: dict[str, str]) -> str:
    return attributes.get("srcset", "").split(" ")[0]


def public_pages(start: str) -> list[str]:
    """Addresses of pages, one of each kind, that links lead to from the first one, without signing in."""
    found: dict[str, str] = {}
    waiting = [start]
    while waiting:
        url = waiting.pop(0)
        kind = _kind(urlsplit(url).path)
        if kind in found:
            continue
        try:
            _size, text = _fetched(url)
        except HTTPError:
            continue
        if "<html" not in text[:200]:
            continue
        found[kind] = url
        links = (urljoin(url, link).partition("#")[0] for link in _LINK.findall(text))
        waiting += [link for link in links if link.startswith(start) and "?" not in link]
    return list(found.values())


def _kind(path: str) -> str:
    """Pages below the same first part, and equally deep, are of one kind."""
    parts = [part for part in path.split("/") if part]
    lead = 2 if parts[:1] == ["es"] else 1
    return "/".join([*parts[:lead], *("*" for _part in parts[lead:])])


def main() -> None:
    start = sys.argv[1].rstrip("/") + "/"
    rows = [(first_visit(url), url) for url in public_pages(start)]
    sys.stdout.write(f"{'page':>8}{'before paint':>14}{'first visit':>13}\n")
    for weight, url in sorted(rows, key=lambda row: -row[0].before_paint):
        sys.stdout.write(
            f"{weight.html:>8,}{weight.before_paint:>14,}{weight.first_visit:>13,}  {urlsplit(url).path}\n"
        )
    heavy = [url for weight, url in rows if weight.before_paint > MOST_BEFORE_PAINT]
    if heavy:
        raise SystemExit(f"More than {MOST_BEFORE_PAINT:,} bytes before the first paint: {', '.join(heavy)}")


def _fetched(url: str) -> tuple[int, str]:
    """Bytes on the way, gzipped as by a proxy where the site does not do it, and the text."""
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=60) as response:  # noqa: S310
        body: bytes = response.read()
        if response.headers["Content-Encoding"] == "gzip":
            return len(body), gzip.decompress(body).decode(errors="replace")
        is_text = response.headers.get_content_maintype() == "text" or "xml" in response.headers.get_content_type()
        return len(gzip.compress(body, 6)) if is_text else len(body), body.decode(errors="replace")


if __name__ == "__main__":
    main()
