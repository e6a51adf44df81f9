"""What the first visit of a page loads, in bytes as a server that compresses sends them."""

import gzip
import re
from typing import NamedTuple
from urllib.parse import urljoin
from urllib.request import Request, urlopen

_TAG = re.compile(r"<(link|script|img|source)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
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


def _fetched(url: str) -> tuple[int, str]:
    """Bytes on the way, gzipped as by a proxy where the site does not do it, and the text."""
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=60) as response:  # noqa: S310
        body: bytes = response.read()
        if response.headers["Content-Encoding"] == "gzip":
            return len(body), gzip.decompress(body).decode(errors="replace")
        is_text = response.headers.get_content_maintype() == "text" or "xml" in response.headers.get_content_type()
        return len(gzip.compress(body, 6)) if is_text else len(body), body.decode(errors="replace")
