"""The words that documents hold, with how many hold each, and the pieces by which a mistyped one is found."""

# ruff: noqa: S608 (only places are put into a statement; every value is bound)

from collections import Counter
from collections.abc import Iterable

from search.analysis import Analysed
from search.nearest import grams
from search.store import Run, places

_MANY = 400  # values in one IN list
_COUNT = (
    "INSERT INTO search_word (word, shown, docs) VALUES (%s, %s, %s) "
    "ON CONFLICT (word) DO UPDATE SET docs = search_word.docs + excluded.docs"
)
# A word that nobody used any more has its pieces still.
_PIECES = "INSERT INTO search_gram (gram, word) VALUES (%s, %s) ON CONFLICT (gram, word) DO NOTHING"


class Learned:
    """What is to be added to the vocabulary. Of a whole index it is added at once: the same words come in each batch."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()
        self._shown: dict[str, str] = {}

    def add(self, texts: Iterable[Analysed]) -> None:
        for text in texts:
            self._counted.update(text.vocabulary.keys())
            self._shown |= text.vocabulary

    def put(self, run: Run) -> None:
        words = sorted(self._counted)
        known = _known(run, words)
        run.insert(_COUNT, ((word, self._shown[word], self._counted[word]) for word in words))
        run.insert(_PIECES, sorted((gram, word) for word in words if word not in known for gram in grams(word)))


def unlearn(run: Run, texts: Iterable[Analysed]) -> None:
    """Words that nobody uses any more stay with a count of 0 until the next rebuild."""
    counted = Counter(word for text in texts for word in text.vocabulary)
    run.insert(_COUNT, sorted((word, word, -number) for word, number in counted.items()))


def _known(run: Run, words: list[str]) -> set[str]:
    known = set()
    for start in range(0, len(words), _MANY):
        some = words[start : start + _MANY]
        sql = f"SELECT word FROM search_word WHERE docs > 0 AND word IN ({places(some)})"
        known |= {row[0] for row in run.rows(sql, some)}
    return known
