"""The tables of the index, in words that SQLite and PostgreSQL both read. Everything in them can be built again."""

from collections.abc import Iterator
from secrets import randbits

# Changes with any change of a table or of the analysis of words: an index of another version is begun anew.
VERSION = 3
# {number}: a whole number that is the row's key; {bytes}: the type of raw bytes;
# {clustered}: what keeps a table in the order of its key, where that is known; {epoch}: a number that no index had before.
TABLES = (
    (
        "CREATE TABLE search_document (doc {number} PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, "
        "digest TEXT NOT NULL, weight DOUBLE PRECISION NOT NULL, lat DOUBLE PRECISION, lon DOUBLE PRECISION, day TEXT, "
        "name_en TEXT NOT NULL, name_es TEXT NOT NULL)"
    ),
    # Apart from the rest: a search looks at thousands of documents and tells of a page of them.
    "CREATE TABLE search_told (doc {number} PRIMARY KEY, told TEXT NOT NULL)",
    "CREATE INDEX search_document_kind ON search_document (kind)",
    # Another number after each write: what was found before may have changed.
    # Another epoch after each rebuild: what a process has copied of the index is worth nothing any more.
    "CREATE TABLE search_state (generation BIGINT NOT NULL, epoch BIGINT NOT NULL)",
    "INSERT INTO search_state (generation, epoch) VALUES (0, {epoch})",
    "CREATE INDEX search_document_place ON search_document (lat, lon)",
    "CREATE TABLE search_facet (doc {number}, facet TEXT, value TEXT, PRIMARY KEY (doc, facet, value)){clustered}",
    "CREATE INDEX search_facet_value ON search_facet (facet, value, doc)",
    # See `search.columns`: what stands for a value, the pieces with how often they were written, and what lies in them.
    "CREATE TABLE search_label (code {number} PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (facet, value))",
    "CREATE TABLE search_piece (piece {number} PRIMARY KEY, written BIGINT NOT NULL)",
    (
        "CREATE TABLE search_column (piece {number}, facet TEXT, layer INTEGER, codes {bytes} NOT NULL, "
        "PRIMARY KEY (piece, facet, layer))"
    ),
    "CREATE TABLE search_number (doc {number}, name TEXT, value BIGINT NOT NULL, PRIMARY KEY (doc, name)){clustered}",
    "CREATE TABLE search_word (word TEXT PRIMARY KEY, shown TEXT NOT NULL, docs INTEGER NOT NULL){clustered}",
    "CREATE TABLE search_gram (gram TEXT, word TEXT, PRIMARY KEY (gram, word)){clustered}",
)
NAMES = (
    "search_document",
    "search_told",
    "search_facet",
    "search_label",
    "search_piece",
    "search_column",
    "search_number",
    "search_word",
    "search_gram",
    "search_text",
)


def statements(*, number: str, raw: str, clustered: str = "") -> Iterator[str]:
    """What makes the tables, in the words of one database: its whole numbers, its raw bytes."""
    epoch = new_number()
    return (statement.format(number=number, bytes=raw, clustered=clustered, epoch=epoch) for statement in TABLES)


def new_number() -> int:
    """A generation or an epoch."""
    return randbits(62)
