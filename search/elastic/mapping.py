"""How the server keeps a document. The words are those of every engine (`search.words`), so the server only parts them at spaces.

An index carries the version of its mapping in its name. Another mapping, or another analysis of words, is another version: its index
must be built, which the log says, and until then the embedded engine answers.
"""

import hashlib
import json
from typing import Any

from search import tables

KEPT = ("title_en", "title_es", "keywords", "body_en", "body_es")
# One sign that no facet and no value holds: `clean` makes spaces of control signs.
BETWEEN = "\x1f"
_LONGEST_LABEL = 8_000  # signs; the server refuses words of more than 32,766 bytes
_WORDS = {"type": "text", "analyzer": "whitespace"}
# Typing ahead asks for the beginnings of words: they are kept beside the words.
_BEGUN = {"type": "text", "analyzer": "whitespace", "index_prefixes": {"min_chars": 1, "max_chars": 6}}

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "id": {"type": "keyword"},
        "kind": {"type": "keyword"},
        "weight": {"type": "float"},
        "place": {"type": "geo_point"},
        "day": {"type": "keyword"},
        "name_en": {"type": "keyword"},
        "name_es": {"type": "keyword"},
        # What is handed back, as JSON; and a mark of all that was told, to see whether it is still so.
        "told": {"type": "keyword", "index": False, "doc_values": False},
        "digest": {"type": "keyword", "index": False, "doc_values": False},
        # `facet, BETWEEN, value`
        "labels": {"type": "keyword", "ignore_above": _LONGEST_LABEL},
        "numbers": {"type": "object", "dynamic": True},
        "titled": _BEGUN,
        "names": _BEGUN,
        **dict.fromkeys(KEPT, _WORDS),
        # The vocabulary: folded words, and for those that are written in another way both, with a space between.
        "words": {"type": "keyword"},
        "shown": {"type": "keyword"},
    },
    "dynamic_templates": [{"numbers": {"path_match": "numbers.*", "mapping": {"type": "long"}}}],
    "_source": {"includes": ["id", "kind", "told", "digest", "place"]},
}
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",  # said, so that an index that nobody asked for a while is not behind
    # How long the server remembers the version of what was taken out: an older writer must not put it in again.
    "gc_deletes": "10m",
}
VERSION = hashlib.sha256(json.dumps([tables.VERSION, MAPPINGS, SETTINGS], sort_keys=True).encode()).hexdigest()[:8]
