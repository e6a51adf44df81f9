"""Which entry a new row tells of: candidates by keys that both share, then the best of them by its score."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from directory.coops.models import Cooperative, Place, Source, State
from directory.lists.likeness import Score, Sketch, keys, likeness
from directory.lists.models import Likeness
from directory.lists.records import Organisation

# A key that so many share tells nothing.
_MOST_OF_A_KEY = 60
_CHUNK = 2_000
_MOST_AT_ONCE = 900
_PLACE = ("street", "city", "region", "postcode", "lat", "lon")


class Match(NamedTuple):
    """`is_same`: one organisation for certain. Else a person is asked; `other_key` is how the entry is known to that question."""

    coop: int
    score: Score
    is_same: bool
    other_key: str = ""


class _Candidate(NamedTuple):
    score: Score
    coop: int


def row_key(list_name: str, dataset: str, record: str) -> str:
    return f"{list_name}/{dataset}/{record}"


def sketch_of(row: Organisation) -> Sketch:
    return Sketch(
        **{name: getattr(row, name) for name in ("name", "website", *_PLACE)},
        phone=row.texts.get("phone", ""),
        kind=row.kind.value,
    )


def sketches(pks: Iterable[int]) -> Iterator[tuple[int, Sketch]]:
    """With its first place. Two queries."""
    wanted = list(pks)
    firsts: dict[int, tuple[object, ...]] = {}
    for coop, *place in Place.objects.filter(cooperative__in=wanted).order_by("pk").values_list("cooperative", *_PLACE):
        firsts.setdefault(coop, tuple(place))
    for pk, name, website, phone, kind in Cooperative.objects.filter(pk__in=wanted).values_list(
        "pk", "name", "website", "phone", "kind"
    ):
        place = dict(zip(_PLACE, firsts.get(pk, ()), strict=False))
        yield pk, Sketch(name, website=website, phone=phone, kind=kind, **place)


@dataclass
class Matcher:
    """For one import of one list. The index holds a number for a key, some twenty megabytes for 50,000 entries."""

    list_name: str

    def __post_init__(self) -> None:
        self._index: dict[int, list[int]] | None = None
        self._said = _decisions()
        # An entry stands for one row of a list: that list itself says that its rows are different ones.
        self._taken: set[int] = set()

    def find(self, rows: list[Organisation]) -> dict[int, Match]:
        """By the line of the row. Rows of which the same record came by another list already are the same for certain."""
        if not rows:
            return {}
        known = self._same_record(rows)
        found = {row.line: known[row.dataset, row.record] for row in rows if (row.dataset, row.record) in known}
        self._taken |= {match.coop for match in found.values()}
        drafts = {row.line: sketch_of(row) for row in rows if row.line not in found}
        wanted = {line: self._candidates(sketch) for line, sketch in drafts.items()}
        there = _sketches_of(set().union(*wanted.values()))
        names = _keys_of(set(there)) if self._said else {}
        for row in rows:
            if row.line in drafts and wanted[row.line]:
                candidates = {pk: there[pk] for pk in wanted[row.line] if pk in there}
                if match := self._choose(row, drafts[row.line], candidates, names):
                    found[row.line] = match
        asked = _keys_of({match.coop for match in found.values() if not match.is_same})
        return {
            line: match if match.is_same else match._replace(other_key=asked[match.coop][0])
            for line, match in found.items()
        }

    def _choose(
        self, row: Organisation, draft: Sketch, candidates: dict[int, Sketch], names: dict[int, list[str]]
    ) -> Match | None:
        own = row_key(self.list_name, row.dataset, row.record)
        scored = []
        for pk, sketch in candidates.items():
            said = {self._said.get(frozenset((own, name))) for name in names.get(pk, ())}
            if Likeness.State.MERGED in said and pk not in self._taken:
                self._taken.add(pk)
                return Match(pk, likeness(draft, sketch), is_same=True)
            if Likeness.State.APART not in said:
                scored.append(_Candidate(likeness(draft, sketch), pk))
        scored.sort(key=lambda one: (-one.score.points, one.coop))
        if not scored or not (scored[0].score.is_clear or scored[0].score.is_near):
            return None
        best = scored[0]
        is_alone = len(scored) == 1 or not scored[1].score.is_clear
        is_same = best.score.is_clear and is_alone and best.coop not in self._taken
        if is_same:
            self._taken.add(best.coop)
        return Match(best.coop, best.score, is_same)

    def _same_record(self, rows: list[Organisation]) -> dict[tuple[str, str], Match]:
        others = (
            Source.objects.filter(dataset__in={row.dataset for row in rows}, record__in=[row.record for row in rows])
            .exclude(list=self.list_name)
            .exclude(row_hash="")
        )
        certain = Score(100, ())
        return {
            (source.dataset, source.record): Match(source.cooperative_id, certain, is_same=True) for source in others
        }

    def _candidates(self, sketch: Sketch) -> set[int]:
        if self._index is None:
            self._index = self._read()
        found: set[int] = set()
        for key in keys(sketch, around=True):
            sharing = self._index.get(hash(key), ())
            if len(sharing) <= _MOST_OF_A_KEY:
                found.update(sharing)
        return found

    def _read(self) -> dict[int, list[int]]:
        """All entries that this list does not tell of."""
        index: dict[int, list[int]] = {}
        own = Source.objects.filter(list=self.list_name).exclude(record="").values("cooperative")
        pks = Cooperative.objects.exclude(state=State.MERGED).exclude(pk__in=own).order_by("pk")
        for chunk in _chunks(pks.values_list("pk", flat=True).iterator(_CHUNK)):
            for pk, sketch in sketches(chunk):
                for key in set(keys(sketch)):
                    index.setdefault(hash(key), []).append(pk)
        return index


def _chunks(pks: Iterator[int]) -> Iterator[list[int]]:
    chunk: list[int] = []
    for pk in pks:
        chunk.append(pk)
        if len(chunk) == _MOST_AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _sketches_of(pks: set[int]) -> dict[int, Sketch]:
    return {pk: sketch for chunk in _chunks(iter(sorted(pks))) for pk, sketch in sketches(chunk)}


def _keys_of(pks: set[int]) -> dict[int, list[str]]:
    """The names by which decisions know an entry: its rows in lists, oldest first, then its own."""
    names: dict[int, list[str]] = {pk: [] for pk in pks}
    for chunk in _chunks(iter(sorted(pks))):
        for source in Source.objects.filter(~Q(record=""), cooperative__in=chunk).order_by("pk"):
            names[source.cooperative_id].append(_name_of(source))
        for pk, public_id in Cooperative.objects.filter(pk__in=chunk).values_list("pk", "public_id"):
            names[pk].append(f"co-op/{public_id}")
    return names


def _name_of(source: Source) -> str:
    return row_key(source.list, source.dataset, source.record)


def _decisions() -> dict[frozenset[str], str]:
    decided = Likeness.objects.exclude(state=Likeness.State.WAITING).order_by("pk")
    return {
        frozenset((left, right)): state for left, right, state in decided.values_list("left_key", "right_key", "state")
    }
