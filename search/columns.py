"""Facets in columns: for each facet an array with one code for each document. Counting a facet then looks at the codes of what was found,
so it costs as much as was found, whether the facet has three values or two thousand.

A document with several values in a facet has the second in a second array (a *layer*), and so on; 0 is no value. The arrays lie in the
index in pieces of 2,048 documents, and each process keeps a copy of them: before it counts it asks which pieces were written since.
The kind of a document is a facet like others, and so is its weight, which nobody chooses or counts.
"""

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import itemgetter, mul
from threading import Lock
from typing import NamedTuple

from search.ranking import Weighed
from search.store import Run, places

KIND, WEIGHT = "kind:", "weight:"  # no facet of a document has these names


class State(NamedTuple):
    """Another generation after each write, another epoch after each rebuild."""

    generation: int
    epoch: int


Label = tuple[str, str]  # facet, value
Counts = dict[str, dict[str, int]]
_PIECE = 2_048  # documents
_CODES = "I"
_MANY = 400  # values in one IN list
_SWAPPED = sys.byteorder == "big"  # pieces are little-endian, wherever they were written


def put(run: Run, labelled: Mapping[int, Sequence[Label]]) -> None:
    """These documents have these labels from now on, and no other."""
    codes = _codes_of(run, {label for labels in labelled.values() for label in labels})
    by_piece: dict[int, list[int]] = defaultdict(list)
    for number in labelled:
        by_piece[number // _PIECE].append(number)
    for piece, numbers in by_piece.items():
        _rewrite(run, piece, {number % _PIECE: _layered(labelled[number], codes) for number in numbers})


def _layered(labels: Sequence[Label], codes: Mapping[Label, int]) -> dict[tuple[str, int], int]:
    """(facet, layer) -> code."""
    depth: Counter[str] = Counter()
    layered = {}
    for label in labels:
        layered[label[0], depth[label[0]]] = codes[label]
        depth[label[0]] += 1
    return layered


def _rewrite(run: Run, piece: int, documents: Mapping[int, Mapping[tuple[str, int], int]]) -> None:
    held = run.rows("SELECT facet, layer, codes FROM search_column WHERE piece = %s", [piece])
    columns = {(facet, layer): _unpacked(codes) for facet, layer, codes in held}
    for at, layered in documents.items():
        for column in columns.values():
            column[at] = 0
        for place, code in layered.items():
            if place not in columns:
                columns[place] = _empty(_PIECE)
            columns[place][at] = code
    run.insert(
        "INSERT INTO search_column (piece, facet, layer, codes) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (piece, facet, layer) DO UPDATE SET codes = excluded.codes",
        [(piece, *place, _packed(column)) for place, column in columns.items()],
    )
    run.insert(
        "INSERT INTO search_piece (piece, written) VALUES (%s, %s) "
        "ON CONFLICT (piece) DO UPDATE SET written = search_piece.written + 1",
        [(piece, 1)],
    )


def _codes_of(run: Run, labels: Iterable[Label]) -> dict[Label, int]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for facet, value in sorted(labels):
        wanted[facet].append(value)
    known = _known(run, wanted)
    last = int(run.rows("SELECT coalesce(max(code), 0) FROM search_label")[0][0])
    fresh = [(facet, value) for facet, values in wanted.items() for value in values if (facet, value) not in known]
    coded = {label: code for code, label in enumerate(fresh, last + 1)}
    run.insert(
        "INSERT INTO search_label (code, facet, value) VALUES (%s, %s, %s)",
        [(code, *label) for label, code in coded.items()],
    )
    return known | coded


def _known(run: Run, wanted: Mapping[str, Sequence[str]]) -> dict[Label, int]:
    known: dict[Label, int] = {}
    for facet, values in wanted.items():
        for start in range(0, len(values), _MANY):
            some = values[start : start + _MANY]
            sql = f"SELECT value, code FROM search_label WHERE facet = %s AND value IN ({places(some)})"  # noqa: S608
            known |= {(facet, value): code for value, code in run.rows(sql, [facet, *some])}
    return known


class Columns:
    """One process's copy, used by one thread at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begin(None)

    def _begin(self, epoch: int | None) -> None:
        self._epoch, self._generation = epoch, -1
        self._written: dict[int, int] = {}
        self._values: list[Label] = [("", "")]  # by code
        self._codes: dict[Label, int] = {}
        self._layers: dict[str, list[array[int]]] = {}
        self._size = 0
        self._weights = {0: 1.0}  # by code
        self._of_all: dict[object, tuple[int, Counts]] = {}

    def count(
        self,
        run: Run,
        state: State,
        found: Sequence[int] | None,
        chosen: Mapping[str, Sequence[str]],
        wanted: Iterable[str] | None,
    ) -> tuple[int, Counts]:
        """How many documents pass every chosen facet, and for each value of the `wanted` facets (all, if None) how many would if it
        were the only one chosen in its facet.

        A facet's own choice is left out when it is counted: so its counts stay right when several of its values are chosen.
        `found`: the documents the text and the other conditions leave; None for all.
        """
        with self._lock:
            self._refresh(run, state)
            facets = tuple(self._layers.keys() - {WEIGHT} if wanted is None else wanted)
            if found is not None:
                return self._counted(found, chosen, facets)
            asked = (tuple(chosen.items()), facets)
            if asked not in self._of_all:  # few ask in so many ways for the whole before something is written
                self._of_all[asked] = self._counted(None, chosen, facets)
            total, counts = self._of_all[asked]
            return total, counts.copy()

    def weighed(
        self, run: Run, state: State, scored: Mapping[int, float], chosen: Mapping[str, Sequence[str]]
    ) -> list[Weighed]:
        """Those that pass every chosen facet, in no order."""
        with self._lock:
            self._refresh(run, state)
            found = self._there(list(scored))
            at = _picker(found)
            weights = map(self._weights.__getitem__, at(self._layer(WEIGHT, 0)))
            scores = map(mul, map(scored.__getitem__, found), weights)
            flags = _all_of(len(found))
            for facet, values in chosen.items():
                flags &= self._passes(facet, values, at)
            weighed = map(Weighed, scores, found, at(self._layer(KIND, 0)))
            return list(compress(weighed, flags.to_bytes(len(found), "little")))

    # --- The copy --------------------------------------------------------------------------------------------------
    def _refresh(self, run: Run, state: State) -> None:
        if state.epoch != self._epoch:
            self._begin(state.epoch)
        if state.generation == self._generation:
            return
        written = dict(map(tuple, run.rows("SELECT piece, written FROM search_piece")))
        changed = sorted(piece for piece, times in written.items() if self._written.get(piece) != times)
        self._grow((max(written, default=-1) + 1) * _PIECE)
        for start in range(0, len(changed), _MANY):
            some = changed[start : start + _MANY]
            sql = f"SELECT piece, facet, layer, codes FROM search_column WHERE piece IN ({places(some)})"  # noqa: S608
            for piece, facet, layer, codes in run.rows(sql, some):
                self._layer(facet, layer)[piece * _PIECE : (piece + 1) * _PIECE] = _unpacked(codes)
        last = len(self._values) - 1
        for code, facet, value in run.rows(
            "SELECT code, facet, value FROM search_label WHERE code > %s ORDER BY code", [last]
        ):
            self._values += [("", "")] * (code + 1 - len(self._values))
            self._values[code] = (facet, value)
            self._codes[facet, value] = code
            if facet == WEIGHT:
                self._weights[code] = float(value)
        self._written, self._generation = written, state.generation
        self._of_all.clear()

    def _grow(self, size: int) -> None:
        for column in self._every():
            column.extend(_empty(size - self._size))
        self._size = size

    def _every(self) -> Iterator["array[int]"]:
        return (column for layers in self._layers.values() for column in layers)

    def _layer(self, facet: str, number: int) -> "array[int]":
        layers = self._layers.setdefault(facet, [])
        while len(layers) <= number:
            layers.append(_empty(self._size))
        return layers[number]

    def _there(self, found: Sequence[int]) -> Sequence[int]:
        """On PostgreSQL each statement sees the newest rows, which may not be those of this copy."""
        return found if max(found, default=-1) < self._size else [number for number in found if number < self._size]

    # --- Counting --------------------------------------------------------------------------------------------------
    def _counted(
        self, found: Sequence[int] | None, chosen: Mapping[str, Sequence[str]], wanted: Iterable[str]
    ) -> tuple[int, Counts]:
        found = None if found is None else self._there(found)
        at = _picker(found)
        there = _flags(map(bool, at(self._layer(KIND, 0)))) if found is None else _all_of(len(found))
        passes = {facet: self._passes(facet, values, at) for facet, values in chosen.items()}
        counts: Counts = {}
        for facet in wanted:
            pool = there
            for other, flags in passes.items():
                pool = pool if other == facet else pool & flags
            counts[facet] = self._values_of(facet, at, pool, _length(found, self._size))
        total = there
        for flags in passes.values():
            total &= flags
        return total.bit_count(), {facet: values for facet, values in counts.items() if values}

    def _passes(self, facet: str, values: Sequence[str], at: "Callable[[array[int]], Sequence[int]]") -> int:
        wanted = {self._codes.get((facet, value), -1) for value in values}
        flags = 0
        for column in self._layers.get(facet, ()):
            flags |= _flags(map(wanted.__contains__, at(column)))
        return flags

    def _values_of(
        self, facet: str, at: "Callable[[array[int]], Sequence[int]]", pool: int, length: int
    ) -> dict[str, int]:
        counted: Counter[int] = Counter()
        chosen = pool.to_bytes(length, "little")
        for column in self._layers.get(facet, ()):
            counted.update(compress(at(column), chosen))
        del counted[0]
        return {self._values[code][1]: number for code, number in counted.items()}


def _picker(found: Sequence[int] | None) -> "Callable[[array[int]], Sequence[int]]":
    """Takes the codes of what was found out of a column."""
    if found is None:
        return lambda column: column
    if len(found) < 2:
        return lambda column: [column[number] for number in found]
    return itemgetter(*found)


def _length(found: Sequence[int] | None, size: int) -> int:
    return size if found is None else len(found)


# Flags are whole numbers of one byte for each document, 0 or 1: those are joined in one go.
def _flags(bits: Iterable[bool]) -> int:
    return int.from_bytes(bytes(bits), "little")


def _all_of(number: int) -> int:
    return int.from_bytes(b"\x01" * number, "little")


def _empty(size: int) -> "array[int]":
    return array(_CODES, bytes(array(_CODES).itemsize * size))


def _packed(column: "array[int]") -> bytes:
    if _SWAPPED:
        column = column[:]
        column.byteswap()
    return column.tobytes()


def _unpacked(codes: bytes) -> "array[int]":
    column = array(_CODES)
    column.frombytes(bytes(codes))
    if _SWAPPED:
        column.byteswap()
    return column
