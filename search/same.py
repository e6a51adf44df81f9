"""Words that mean the same because staff say so: `collards = greens`. Pure; what is typed is read with them, the index knows nothing of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product

from search.wording import Term, Wording
from search.words import LANGUAGES, PASSING, clean, folded_words, kept, written_words

BETWEEN = "="
MOST_SIDES, MOST_WORDS = 12, 6
# More readings of one text are not looked for.
_MOST_WAYS = 24
Key = tuple[str, ...]


class NotASet(ValueError):
    """A line that names no two words that mean the same."""


class EmptySide(NotASet):
    """A side without a word that can be looked for."""


class TooFew(NotASet):
    """One word, or forms of one word, which the search takes for the same anyway."""


class TooMany(NotASet):
    """More sides, or more words on one side, than can be read at once."""


@dataclass(frozen=True)
class Sets:
    """For each word, in its stem of each language, what else it is called. `edition` is another as soon as any set is another."""

    others: Mapping[Key, Sequence[Term]] = field(default_factory=dict)
    longest: int = 0
    edition: int = 0


NONE = Sets()


def sides(line: str) -> tuple[Term, ...]:
    """The folded words of each side. Raises NotASet."""
    read = [tuple(folded_words(written_words(clean(side)))) for side in line.split(BETWEEN)]
    if not all(_telling(words) for words in read):
        raise EmptySide
    if len(read) > MOST_SIDES or any(len(words) > MOST_WORDS for words in read):
        raise TooMany
    if len({_key(words, LANGUAGES[0]) for words in read}) < 2:
        raise TooFew
    return tuple(dict.fromkeys(read))


def keys(words: Iterable[str]) -> set[Key]:
    """By which these words are found, in each language."""
    telling = _telling(words)
    return {_key(telling, language) for language in LANGUAGES}


def gathered(lines: Iterable[str]) -> Sets:
    """Lines that are no sets are passed over."""
    others: dict[Key, dict[Term, None]] = defaultdict(dict)
    longest = 0
    known = sorted(lines)
    for line in known:
        try:
            terms = sides(line)
        except NotASet:
            continue
        for term in terms:
            longest = max(longest, len(_telling(term)))
            for key in keys(term):
                others[key] |= dict.fromkeys(other for other in terms if other != term)
    return Sets({key: tuple(terms) for key, terms in others.items()}, longest, hash(tuple(known)))


def wider(wording: Wording, sets: Sets) -> Wording:
    """Also reads the words under their other names. What stands in quotes is meant as it stands, and what is left out stays out."""
    if not sets.others or not wording.required:
        return wording
    places = list(_places(wording, sets))
    ways = [tuple(term for terms in way for term in terms) for way in islice(product(*places), 1, _MOST_WAYS + 1)]
    return replace(wording, ways=(*wording.ways, *ways)) if ways else wording


def _places(wording: Wording, sets: Sets) -> Iterator[list[tuple[Term, ...]]]:
    """Stretches of the text, each with all that may stand in its place, itself first."""
    at, terms = 0, wording.required
    while at < len(terms):
        for end in range(min(at + sets.longest, len(terms)), at, -1):
            others = () if wording.quoted.intersection(terms[at:end]) else _others(terms[at:end], sets)
            if others or end == at + 1:
                yield [terms[at:end], *((other,) for other in others)]
                at = end
                break


def _others(terms: Sequence[Term], sets: Sets) -> tuple[Term, ...]:
    found = (sets.others.get(key, ()) for key in sorted(keys(word for term in terms for word in term)))
    return tuple(dict.fromkeys(other for some in found for other in some))


def _telling(words: Iterable[str]) -> list[str]:
    """Without those said in passing, which nobody has to type: `hoja de mostaza`."""
    return [word for word in words if word not in PASSING]


def _key(words: Iterable[str], language: str) -> Key:
    return tuple(kept(word, language) for word in _telling(words))
