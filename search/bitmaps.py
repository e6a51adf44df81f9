"""Facets as sets of bits: for each value of a facet one bit for each document. Counting a facet is then a few ANDs of whole
numbers, so counts cost the same whether ten documents are found or a hundred thousand.

A set is kept in rows of 8,192 bits; a row without a bit is not there. The kind of a document is a facet like others.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from search.store import Run

KIND = "kind:"  # the name of the facet of kinds; `embedded` never stores a facet of that name
_ROW_BITS = 8_192
_ROW_BYTES = _ROW_BITS // 8

Label = tuple[str, str]  # facet, value
Labelled = Iterable[tuple[int, Iterable[Label]]]


def change(run: Run, labelled: Labelled, *, on: bool) -> None:
    """Sets or clears the bits of these documents."""
    masks: dict[tuple[str, str, int], int] = defaultdict(int)
    for number, labels in labelled:
        row, bit = divmod(number, _ROW_BITS)
        for facet, value in labels:
            masks[facet, value, row] |= 1 << bit
    changed = []
    for place, mask in masks.items():
        held = run.rows("SELECT bits FROM search_bits WHERE facet = %s AND value = %s AND part = %s", place)
        bits = int.from_bytes(held[0][0], "little") if held else 0
        bits = bits | mask if on else bits & ~mask
        changed.append((*place, bits.to_bytes(_ROW_BYTES, "little")))
    run.insert(
        "INSERT INTO search_bits (facet, value, part, bits) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (facet, value, part) DO UPDATE SET bits = excluded.bits",
        changed,
    )


def read(run: Run, facets: Sequence[str] | None = None) -> dict[str, dict[str, int]]:
    """All sets, or those of some facets: facet -> value -> bits."""
    where, values = "", list(facets or ())
    if facets is not None:
        where = f" WHERE facet IN ({', '.join(['%s'] * len(values))})"
    sets: dict[str, dict[str, int]] = defaultdict(dict)
    for facet, value, part, bits in run.rows(f"SELECT facet, value, part, bits FROM search_bits{where}", values):  # noqa: S608
        own = sets[facet]
        own[value] = own.get(value, 0) | int.from_bytes(bits, "little") << (part * _ROW_BITS)
    return sets


def of_numbers(numbers: Iterable[int]) -> int:
    """The set of these documents."""
    flags = bytearray(_ROW_BYTES)
    for number in numbers:
        if number >> 3 >= len(flags):
            flags.extend(bytes((number >> 3) + 1 - len(flags) + _ROW_BYTES))
        flags[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(flags, "little")


def count(
    sets: Mapping[str, Mapping[str, int]], base: int | None, chosen: Mapping[str, Sequence[str]]
) -> tuple[int, dict[str, dict[str, int]]]:
    """How many documents pass every chosen facet, and for each value how many would if it were the only one chosen in its facet.

    A facet's own choice is left out when it is counted: so its counts stay right when several of its values are chosen. `base`:
    the documents the text and the other conditions leave; None for all.
    """
    everything = _union(sets.get(KIND, {}).values()) if base is None else base
    passes = {facet: _union(sets.get(facet, {}).get(value, 0) for value in values) for facet, values in chosen.items()}
    counts: dict[str, dict[str, int]] = {}
    for facet, values in sets.items():
        pool = _narrowed(everything, [bits for other, bits in passes.items() if other != facet])
        found = {value: (bits & pool).bit_count() for value, bits in values.items()}
        counts[facet] = {value: number for value, number in found.items() if number}
    return _narrowed(everything, passes.values()).bit_count(), counts


def _union(sets: Iterable[int]) -> int:
    bits = 0
    for one in sets:
        bits |= one
    return bits


def _narrowed(bits: int, sets: Iterable[int]) -> int:
    for one in sets:
        bits &= one
    return bits
