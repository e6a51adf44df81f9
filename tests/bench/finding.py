"""`python -m tests.bench.finding`: how fast the search finds among BENCH_SIZE things (100,000), beside SQL written by hand in the same run.

On SQLite, and on PostgreSQL where DATABASE_URL names one. Milliseconds are of this machine; the ratios are what counts.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from search import scratch  # noqa: E402 - needs Django to stand
from search.query import SearchQuery  # noqa: E402
from search.scratch import Embedded  # noqa: E402
from tests.bench import by_hand, goods  # noqa: E402
from tests.bench.by_hand import ByHand  # noqa: E402

T = TypeVar("T")
SIZE = int(os.environ.get("BENCH_SIZE", "100000"))
ROUNDS = 3
SAY = "{:<12} {:<34} {:>8} {:>8} {:>8}"


def main() -> None:
    name = "sqlite" if settings.DATABASE_IS_SQLITE else "postgresql"
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, scratch.engine(name) as engine:
        hand: ByHand = (
            by_hand.OnSqlite(Path(folder) / "by-hand.sqlite3")
            if name == "sqlite"
            else by_hand.OnPostgres(os.environ["DATABASE_URL"])
        )
        before = _peak_mb()
        took = _seconds(lambda: engine.rebuild(map(goods.document, goods.goods(SIZE))))
        grown = _peak_mb() - before
        hand.fill(goods.goods(SIZE))
        _say(f"{SIZE:,} things on {engine.name}", "", "p50 ms", "p95 ms", "x hand")
        _compare(engine, hand)
        _alone(engine)
        print(f"indexing: {SIZE / took:,.0f} documents a second; the process grew by {grown:.0f} MB")  # noqa: T201
        print(f"reading: the process grew by {_peak_mb() - before - grown:.0f} MB more")  # noqa: T201


def _compare(engine: Embedded, hand: ByHand) -> None:
    """Both ways take turns, so that a busy moment falls on both."""
    asked = goods.queries()
    ours = [lambda text=text: engine.search(_query(text)) for text in asked]
    theirs = [lambda text=text: hand.find(text) for text in asked]
    for text in asked[:5]:
        found = engine.search(_query(text, literal=True)).total
        if abs(found - hand.find(text)) > 0.1 * found + 3:
            sys.exit(f"They do not find the same for {text}: {found} and {hand.find(text)}")
    both = _interleaved(engine, [*ours, *theirs])
    mine, by_hands = both[: len(asked)], both[len(asked) :]
    _report("by hand", "three facets", by_hands)
    _report(engine.name, "three facets", mine, by_hands)


def _alone(engine: Embedded) -> None:
    asked = goods.queries()
    chosen = {"topic": ("topic-3", "topic-7"), "county": ("county-5",)}
    kinds: dict[str, Sequence[Callable[[], object]]] = {
        "two facets chosen, three values": [lambda t=t: engine.search(_query(t, facets=chosen)) for t in asked],
        "a price range": [lambda t=t: engine.search(_query(t, numbers={"price": (500, 1500)})) for t in asked],
        "sorted by price": [lambda t=t: engine.search(_query(t, sort="price")) for t in asked],
        "one letter wrong": [lambda t=t: engine.search(_query(_slip(t))) for t in asked],
        "the market itself, no word": [lambda n=n: engine.search(_query("", page=n)) for n in range(1, 6)],
        "suggestions": [lambda t=t: engine.suggest(t, "en") for t in goods.beginnings()],
    }
    for what, calls in kinds.items():
        _report(engine.name, what, _interleaved(engine, calls))


def _query(text: str, **more: object) -> SearchQuery:
    return SearchQuery(text=text, size=by_hand.SIZE, **more)  # type: ignore[arg-type]


def _slip(text: str) -> str:
    """Two letters swapped."""
    return text[:2] + text[3:4] + text[2:3] + text[4:]


def _interleaved(engine: Embedded, calls: Sequence[Callable[[], object]]) -> list[float]:
    """The median seconds of each, after one to warm up. What the engine remembers of earlier answers is forgotten."""
    times: list[list[float]] = [[] for _ in calls]
    for turn in range(ROUNDS + 1):
        engine.forget()
        for call, own in zip(calls, times, strict=True):
            took = _seconds(call)
            if turn:
                own.append(took)
    return [median(own) for own in times]


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _report(who: str, what: str, times: Sequence[float], hand: Sequence[float] = ()) -> None:
    ratio = f"{_p95(times) / _p95(hand):.2f}" if hand else ""
    _say(who, what, f"{median(times) * 1e3:.1f}", f"{_p95(times) * 1e3:.1f}", ratio)


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[18]


def _say(*cells: str) -> None:
    print(SAY.format(*cells), flush=True)  # noqa: T201


def _peak_mb() -> float:
    """The most memory that this process has had so far, in million bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / 1e6


if __name__ == "__main__":
    main()
