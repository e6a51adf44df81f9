"""One site and one browser for all journeys; each test gets visitors with cookies of their own.

pytest -m browser tests/browser
SHOTS=/tmp/shots pytest -m browser tests/browser        each step as a picture
pytest -n 2 -m browser tests/browser                    two at once, each with a site and a browser of its own
SITE_FOLDER=/tmp/site pytest -m browser tests/browser   keeps the site's data for the next run, which starts sooner
"""

import fcntl
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.site import Site
from tests.browser.visitor import DESKTOP, PHONE, Device, Visitor

# The same engine without a window around it starts and draws in two thirds of the time.
_WITHOUT_WINDOW, _WHOLE = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
CHROMIUM = Path(os.environ.get("CHROMIUM") or (_WITHOUT_WINDOW if _WITHOUT_WINDOW.exists() else _WHOLE))
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing = f"There is no Chromium at {CHROMIUM} (CHROMIUM says where)."
        pytest.fail(missing) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(missing)
    with pytest.MonkeyPatch.context() as patch:
        # Playwright's loop stands in this thread until the package is done; Django would take a test's queries for async.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            yield chromium
            chromium.close()


def _prepared(folder: Path) -> Site:
    """A site that is not served: the first of several workers prepares it, and each serves a copy of its own."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        site = Site(folder)
        if not (folder / "ready").exists():
            site.prepare()
            (folder / "ready").touch()
    return site


@pytest.fixture(scope="package")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Site]:
    kept = os.environ.get("SITE_FOLDER")
    site = Site(Path(kept) if kept else tmp_path_factory.mktemp("site"))
    if hasattr(request.config, "workerinput") and not kept:
        site.take_over(_prepared(tmp_path_factory.getbasetemp().parent / "prepared"))
    site.start()
    failed = request.session.testsfailed
    try:
        yield site
    finally:
        site.stop()
        if request.session.testsfailed > failed:
            print(f"\nThe site wrote last:\n{site.said()}")  # noqa: T201 - pytest shows it with the failures


@pytest.fixture(params=[PHONE, DESKTOP], ids=lambda device: device.name)
def device(request: pytest.FixtureRequest) -> Device:
    return request.param


Come = Callable[..., Visitor]


@pytest.fixture
def come(browser: Browser, site: Site, device: Device, request: pytest.FixtureRequest) -> Iterator[Come]:
    """`come()` a person without an account; `come("dell")` one of the demonstration's people, signed in;
    `come(script=False)` one whose browser runs no JavaScript. All are watched to the end. `afresh`: signs in anew,
    for what ends the session that others share, such as saving the admin's settings.
    """
    visitors: list[Visitor] = []

    def arrive(person: str = "", *, script: bool = True, afresh: bool = False) -> Visitor:
        sign_in = signed_in_afresh if afresh else signed_in
        state = sign_in(browser, site, person) if person else None
        name = re.sub(r"\W+", "-", request.node.name.removeprefix("test_")).strip("-")
        visitors.append(Visitor(browser, site, device, name=name, script=script, state=state))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.close()


_STATES: dict[tuple[str, str], dict] = {}


def signed_in(browser: Browser, site: Site, person: str) -> dict:
    """The cookies of a person of the demonstration, who signs in once for all tests."""
    known = (site.url, person)
    if known not in _STATES:
        _STATES[known] = signed_in_afresh(browser, site, person)
    return _STATES[known]


def signed_in_afresh(browser: Browser, site: Site, person: str) -> dict:
    """A session of one's own, with the printed password."""
    visitor = Visitor(browser, site, DESKTOP, name="sign-in")
    visitor.go("/account/login/")
    visitor.page.locator("input[name=login]").fill(f"{person}@demo.example")
    visitor.page.locator("input[name=password]").fill(f"{person}-likes-collards")
    visitor.page.locator("button[name=with][value=password]").click()
    visitor.page.wait_for_url("**/account/")
    state = visitor.context.storage_state()
    visitor.close()
    return state


@pytest.fixture
def visitor(come: Come) -> Visitor:
    return come()
