"""`make look`: start the site, walk through it, write the index, say what is wrong."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.browser.site import ROOT, Site
from tests.look.walk import crew, index, vnu
from tests.look.walk.found import WIDTHS, Brought, Finding, is_meant


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.look.walk", description=__doc__)
    parser.add_argument("--check", action="store_true", help="hold each page against axe, vnu and the house rules")
    parser.add_argument("--only", default="", help="names of addresses, separated by commas")
    asked = parser.parse_args()
    folder = Path(os.environ.get("LOOK_DIR") or ROOT / "var" / "look")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "html").mkdir(parents=True)
    started = time.monotonic()
    whole = _walked(folder, check=asked.check, only=[name for name in asked.only.split(",") if name])
    if asked.check:
        whole.findings += _checked_html(folder, whole)
    whole.findings = [finding for finding in whole.findings if not is_meant(finding)]
    widths = () if asked.check else WIDTHS  # a check takes no pictures
    page = index.write(folder, whole.shown, whole.findings, widths)
    _say(whole, len(whole.shown) * len(widths), f"{time.monotonic() - started:.0f} s: {page}")
    return 1 if whole.findings else 0


def _walked(folder: Path, *, check: bool, only: list[str]) -> Brought:
    with tempfile.TemporaryDirectory() as scratch:
        site = Site(Path(os.environ.get("SITE_FOLDER") or scratch))
        site.start()
        try:
            crew.ready(site.environment())
            return crew.walk(site.environment(), folder, check=check, only=only)
        finally:
            site.stop()


def _checked_html(folder: Path, whole: Brought) -> list[Finding]:
    pages = {page.stem: page for page in whole.shown}
    return [Finding(pages[stem], 0, words) for stem, words in vnu.check(folder / "html")]


def _say(whole: Brought, pictures: int, rest: str) -> None:
    for finding in whole.findings:
        print(finding)  # noqa: T201
    if os.environ.get("LOOK_SLOWEST"):
        for name, seconds in sorted(whole.seconds.items(), key=lambda pair: -pair[1])[:20]:
            print(f"{seconds:6.1f} s  {name}")  # noqa: T201
    print(f"{len(whole.shown)} pages and states, {pictures} pictures, {len(whole.findings)} findings, {rest}")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
