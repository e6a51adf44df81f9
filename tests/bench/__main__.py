"""Prints one table of ratios. `--listings 10000` for a bigger market, `--rounds` and `--seconds` for more certainty."""

import argparse
import csv
import io
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NoReturn
from urllib.request import urlopen

from tests.bench import load, servers
from tests.bench.load import Sample
from tests.bench.servers import ROOT, Server
from tests.bench.weight import first_visit

LIMIT = 165.0  # seconds after which no further round begins
WARM_UP = 0.4
ORGANISATIONS = ROOT / "directory/coops/data/mississippi.csv"
IMPORTED = 4_000
CEILING = "ceiling list"


class Target:
    def __init__(self, name: str, measure: Callable[[float], Sample]) -> None:
        self.name, self.measure = name, measure
        self.samples: list[Sample] = []


def main() -> None:
    signal.signal(signal.SIGTERM, _stop)  # ends the servers too
    asked, started = _asked(), time.monotonic()
    scratch = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        first_start = servers.prepare_site(scratch, asked.listings)
        servers.prepare_ceiling(scratch)
        with servers.site(scratch) as site, servers.ceiling(scratch) as ceiling:
            targets = _targets(site, ceiling)
            rounds = _interleave(targets, asked.rounds, asked.seconds, started + LIMIT - 30)
            weight, memory = first_visit(site.url + "/"), site.largest_mb
        _print_speed(targets, rounds, asked.listings)
        _print_sizes(weight, memory)
        say(f"import of {IMPORTED:,} organisations: {_import(scratch)}")
        say(f"first start (migrate, demonstration, index): {first_start:.0f} s")
        say(f"all of it took {time.monotonic() - started:.0f} s")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _stop(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--listings", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0, help="of load on each page in a round")
    return parser.parse_args()


def _targets(site: Server, ceiling: Server) -> list[Target]:
    def page(name: str, server: Server, path: str) -> Target:
        return Target(name, lambda seconds: load.pages(server.url + path, seconds, server.workers))

    return [
        page(CEILING, ceiling, "/"),
        page("market", site, "/market/"),
        page("listing", site, "/market/bench-7-bench7/"),
        page("home", site, "/"),
        page("story", site, _a_story(site)),
        page("search", site, "/search/?q=bread"),
        Target("checkout, listing to ticket", lambda seconds: load.checkouts(site.url, seconds, site.workers)),
    ]


def _a_story(site: Server) -> str:
    with urlopen(f"{site.url}/stories/", timeout=60) as response:  # noqa: S310
        found = re.search(r'href="(?:https?://[^/"]+)?(/stories/[^/"#?]+/)"', response.read().decode())
    if found is None:
        raise SystemExit("there is no story to measure")
    return found[1]


def _interleave(targets: list[Target], rounds: int, seconds: float, deadline: float) -> int:
    """Measure all in turn, every second round backwards; at least once, and not beyond the deadline."""
    for target in targets:
        target.measure(WARM_UP)
    for number in range(rounds):
        for target in targets if number % 2 == 0 else reversed(targets):
            target.samples.append(target.measure(seconds))
        if time.monotonic() > deadline:
            return number + 1
    return rounds


def _print_speed(targets: list[Target], rounds: int, listings: int) -> None:
    by_name = {target.name: target.samples for target in targets}
    ceiling = by_name[CEILING]
    say(f"\n{listings:,} listings, {servers.WORKERS} processes, signed out; medians of {rounds} rounds\n")
    say(f"{'':<28}{'a second':>10}{'spread':>9}{'to ceiling':>12}{'cpu ms':>9}{'cpu to ceiling':>16}")
    for name, samples in by_name.items():
        speeds = [sample.per_second for sample in samples]
        cpu = median(sample.cpu_ms for sample in samples)
        ratio = median(one.per_second / other.per_second for one, other in zip(samples, ceiling, strict=True))
        spread = (max(speeds) - min(speeds)) / median(speeds)
        cheap = median(
            other.cpu_ms / one.cpu_ms if one.cpu_ms else 0 for one, other in zip(samples, ceiling, strict=True)
        )
        say(f"{name:<28}{median(speeds):>10.1f}{spread:>9.0%}{ratio:>12.2f}{cpu:>9.2f}{cheap:>16.2f}")


def _print_sizes(weight: tuple[int, int, int], memory: float) -> None:
    html, before_paint, whole = weight
    say(f"\nhome, gzipped: page {html:,} bytes; before the first paint {before_paint:,} (at most 60,000)")
    say(f"home, first visit with fonts, pictures and scripts: {whole:,} bytes (at most 250,000)")
    say(f"memory of a web process after all this: {memory:.0f} MB (at most 200)")


def _import(scratch: Path) -> str:
    """Read the committed list over and over under other names, as one long list. What the command says of it."""
    rows = list(csv.DictReader(io.StringIO(ORGANISATIONS.read_text(encoding="utf-8"))))
    path = scratch / "organisations.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        for number in range(IMPORTED):
            row, turn = rows[number % len(rows)], number // len(rows)
            writer.writerow(
                {**row, "source": "bench", "source_id": f"{turn}-{number}", "name": f"{row['name']} {turn}"}
            )
    return " ".join(
        reversed(servers.run_site(scratch, "manage.py", "import_organisations", str(path)).splitlines()[-2:])
    )


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
