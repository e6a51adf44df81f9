"""Whether an index holds what may be found, and nothing else; a difference is mended."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.documents import Document, Key, batches, digest, load
from search.engine import Engine
from search.words import clean


@dataclass(frozen=True)
class Comparison:
    """`there`: what may be found now. `missing` and `stale` of these are not in the index, or not as they are now; `superfluous` are
    in the index and may not be found."""

    there: int
    missing: int
    stale: int
    superfluous: int

    @property
    def differences(self) -> int:
        return self.missing + self.stale + self.superfluous


def compare(engine: Engine, *, mend: bool = False) -> Comparison:
    """Beside a running site: what looks wrong is looked at again, since it may have changed between the two looks. A change that
    still waits for a worker counts as a difference. What is mended is counted too: compare again to see that it is gone."""
    seen: set[str] = set()
    missing = stale = 0
    for kind, keys in batches():
        documents = load(kind, keys)
        seen.update(clean(document.id) for document in documents)
        absent, old = _wrong(engine, kind, _keys_of(documents, kind, keys), documents, mend=mend)
        missing, stale = missing + absent, stale + old
    superfluous = list(_superfluous(engine, seen))
    if mend and superfluous:
        engine.bring([], superfluous, time.time_ns())
    return Comparison(len(seen), missing, stale, len(superfluous))


def _wrong(
    engine: Engine, kind: str, keys: dict[str, Key], documents: Sequence[Document], *, mend: bool
) -> tuple[int, int]:
    """How many are missing, and how many stale."""
    suspects = [keys[document.id] for document in _unlike(engine, documents)]
    if not suspects:
        return 0, 0
    moment = time.time_ns()
    again = _unlike(engine, load(kind, suspects))
    held = engine.digests([document.id for document in again])
    if mend and again:
        engine.bring(again, [], moment)
    return len(again) - len(held), len(held)


def _unlike(engine: Engine, documents: Sequence[Document]) -> list[Document]:
    held = engine.digests([document.id for document in documents])
    return [document for document in documents if held.get(clean(document.id)) != digest(document)]


def _keys_of(documents: Iterable[Document], kind: str, keys: Iterable[Key]) -> dict[str, Key]:
    return {f"{kind}:{key}": key for key in keys}


def _superfluous(engine: Engine, seen: set[str]) -> Iterator[str]:
    """What is in the index and was not seen, unless it came into being since."""
    suspects = {ident for ident in engine.ids() if ident not in seen}
    for kind, keys in batches() if suspects else ():
        known = [key for key in keys if clean(f"{kind}:{key}") in suspects]
        suspects -= {clean(document.id) for document in load(kind, known)} if known else set()
    yield from sorted(suspects)
