"""The tables of the index, in words that SQLite and PostgreSQL both read. Everything in them can be built again."""

# Changes with any change of a table or of the analysis of words: an index of another version is begun anew.
VERSION = 2
# {number}: a whole number that is the row's key; {bytes}: the type of raw bytes;
# {clustered}: what keeps a table in the order of its key, where that is known.
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
    "CREATE TABLE search_state (generation BIGINT NOT NULL)",
    "INSERT INTO search_state (generation) VALUES (0)",
    "CREATE INDEX search_document_place ON search_document (lat, lon)",
    "CREATE TABLE search_facet (doc {number}, facet TEXT, value TEXT, PRIMARY KEY (doc, facet, value)){clustered}",
    "CREATE INDEX search_facet_value ON search_facet (facet, value, doc)",
    "CREATE TABLE search_bits (facet TEXT, value TEXT, part INTEGER, bits {bytes} NOT NULL, PRIMARY KEY (facet, value, part))",
    "CREATE TABLE search_number (doc {number}, name TEXT, value BIGINT NOT NULL, PRIMARY KEY (doc, name)){clustered}",
    "CREATE TABLE search_word (word TEXT PRIMARY KEY, shown TEXT NOT NULL, docs INTEGER NOT NULL){clustered}",
    "CREATE TABLE search_gram (gram TEXT, word TEXT, PRIMARY KEY (gram, word)){clustered}",
)
NAMES = (
    "search_document",
    "search_told",
    "search_facet",
    "search_bits",
    "search_number",
    "search_word",
    "search_gram",
    "search_text",
)
