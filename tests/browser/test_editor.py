"""Communications staff use every kind of block that a story is told with, and an editor publishes it, now or at its minute."""

import io
import re
import secrets
import time
from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import Error, Locator, Page, expect

from tests.browser.conftest import Come
from tests.browser.visitor import DESKTOP, Visitor

ON_A_DESK = pytest.mark.parametrize("device", [DESKTOP], ids=["desktop"], indirect=True)
CHAPTER, COOP, LISTING = "Friends of Cooperation Jackson, Atlanta", "Morning Shift Bakery", "Granola"
SHOWN = "Six bakers around one oven"
_PATIENCE = 40_000  # milliseconds: the admin's pages are large
_PRESSES = 5
_MOST = 300  # seconds until a page that is due is there, or a picture is cut: the worker looks once a minute


def _last(page: Page, part: str) -> Locator:
    """The field of the block that was added last."""
    return page.locator(f"[data-contentpath=body] [name^=body-][name$={part}]").last


def _block(page: Page, kind: str) -> None:
    """A window that is just closing takes the focus back and shuts the list again; then one presses once more."""
    option = page.get_by_role("option", name=kind, exact=True)
    for _ in range(_PRESSES):
        page.locator("[data-contentpath=body] button[title='Insert a block']").last.click()
        with suppress(Error):
            option.click(timeout=_PATIENCE / _PRESSES)
            return
        page.keyboard.press("Escape")
    pytest.fail(f"the list with {kind} did not stay open")


def _choose(page: Page, button: str, title: str) -> None:
    page.locator("[data-contentpath=body]").get_by_role("button", name=button).last.click()
    page.locator(".modal input[name=q]").fill(title)
    expect(page.locator(".modal")).to_contain_text("There is 1 match", timeout=_PATIENCE)
    page.locator(".modal a", has_text=title).click()
    expect(page.locator(".modal")).to_have_count(0, timeout=_PATIENCE)


def _photo() -> dict:
    file = io.BytesIO()
    Image.effect_noise((1600, 1000), 60).convert("RGB").save(
        file, "JPEG"
    )  # never twice the same: Wagtail asks about doubles
    return {"name": "oven.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def _add_picture(page: Page) -> None:
    _block(page, "Picture")
    page.locator("[data-contentpath=body]").get_by_role("button", name="Choose an image").last.click()
    modal = page.locator(".modal")
    modal.get_by_role("tab", name="Upload").click()
    modal.locator("input[type=file]").set_input_files(_photo())
    modal.locator("input[name$=title]").last.fill("Oven")  # Wagtail takes the file's name, if it listens already
    modal.get_by_role("button", name="Upload").click()
    expect(modal).to_have_count(0, timeout=_PATIENCE)


def _begin(page: Page, writer: Visitor, title: str) -> None:
    writer.context.set_default_timeout(_PATIENCE)
    writer.go("/admin/")
    writer.follow("Write a story")
    page.locator("#id_title").fill(title)
    page.locator("#id_standfirst").fill("One oven, six owners, and a bag of oats.")


def _say(page: Page, words: str) -> None:
    page.locator("[data-contentpath=body] .public-DraftEditor-content").last.click()
    page.keyboard.type(words)


def _fill_all(page: Page) -> None:
    _block(page, "Text")
    _say(page, "We began with one oven.")
    _add_picture(page)
    _last(page, "alt_text").fill(SHOWN)
    _last(page, "caption").fill("Before six in the morning.")
    _block(page, "Pull quote")
    _last(page, "quote").fill("Nobody here works for somebody else.")
    _last(page, "who").fill("Dell Whitfield, baker")
    _block(page, "Claim with its source")
    _say(page, "The oven was bought used.")
    _last(page, "source").fill("Receipt in the bakery’s books")
    _last(page, "read_on").fill("2026-11-02")
    page.keyboard.press("Escape")
    _block(page, "Something for sale")
    _choose(page, "Choose a listing", LISTING)
    _block(page, "A co-op")
    _choose(page, "Choose a co-op", COOP)
    _block(page, "A Friends chapter")
    _choose(page, "Choose a chapter", CHAPTER)


def _is_told(where: Page | Locator | object, title: str) -> None:
    """All of the story stands on the page: on the preview, and as readers see it."""
    expect(where.locator("h1")).to_have_text(title, timeout=_PATIENCE)
    article = where.locator("article")
    for words in ("We began with one oven.", "Nobody here works for somebody else.", "Dell Whitfield, baker"):
        expect(article).to_contain_text(words, timeout=_PATIENCE)
    expect(article).to_contain_text("The oven was bought used.", timeout=_PATIENCE)
    expect(where.locator("body")).to_contain_text("Receipt in the bakery’s books", timeout=_PATIENCE)
    for words in (LISTING, COOP, CHAPTER):
        expect(where.locator(".inset", has_text=words).first).to_be_visible(timeout=_PATIENCE)


@ON_A_DESK
def test_a_story_of_every_kind_of_block_is_previewed_handed_in_and_published(come: Come) -> None:
    word = secrets.token_hex(3)
    title = f"Six bakers {word}"
    amos = come("amos")
    page = amos.page
    _begin(page, amos, title)
    _fill_all(page)

    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/"), timeout=_PATIENCE)  # it saves itself
    amos.shot("blocks")

    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    preview = page.frame_locator("#w-preview-iframe, iframe[data-preview-panel-target], .preview-panel iframe").first
    _is_told(preview, title)
    amos.shot("preview")
    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    page.get_by_role("button", name="More actions").click()
    amos.press(re.compile("^Submit to"))

    path, reader = f"/stories/six-bakers-{word}/", come()
    reader.go(path, status=404)
    vera = come("vera")
    vera.context.set_default_timeout(_PATIENCE)
    vera.go("/admin/")
    vera.follow(title)
    vera.page.get_by_role("button", name="More actions").click()
    vera.press(re.compile("^Approve and Publish$", re.IGNORECASE))
    reader.go(path)
    _is_told(reader.page, title)
    _wait(reader, path, lambda: reader.page.locator(f"article img[alt='{SHOWN}']").count() == 1)
    figure = reader.page.locator("article figure.photo", has_text="Before six in the morning.")
    wide = "one => [one.querySelector('img').clientWidth, one.clientWidth]"
    assert len(set(figure.evaluate(wide))) == 1, "The picture fills its frame."
    reader.shot("story")


def _wait(reader: Visitor, path: str, is_there) -> None:
    """Asks again until the worker has done its part."""
    until = time.monotonic() + _MOST
    while not is_there():
        assert time.monotonic() < until, f"The worker has not done it in {_MOST} s."
        time.sleep(3)
        reader.page.goto(path)


@ON_A_DESK
def test_a_story_comes_out_at_the_minute_that_the_editor_chose(come: Come) -> None:
    word = secrets.token_hex(3)
    title = f"Later today {word}"
    vera, reader = come("vera"), come()
    page = vera.page
    _begin(page, vera, title)
    _block(page, "Text")
    _say(page, "It is said when it is time.")
    soon = datetime.now(ZoneInfo("America/Chicago")) + timedelta(seconds=150)
    page.get_by_role("button", name=re.compile("toggle status", re.IGNORECASE)).click()
    page.get_by_role("button", name="Set schedule").click()
    page.locator("#id_go_live_at").fill(f"{soon:%Y-%m-%d %H:%M}")
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1, timeout=_PATIENCE)
    page.get_by_text("Choose when this page should go live").click()
    expect(calendar).to_have_count(0, timeout=_PATIENCE)
    vera.shot("schedule")
    page.get_by_role("button", name="Save schedule").click()
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/"), timeout=_PATIENCE)
    page.get_by_role("button", name="More actions").click()
    vera.press("Schedule to publish")
    vera.sees(re.compile("scheduled", re.IGNORECASE))

    path = f"/stories/later-today-{word}/"
    assert datetime.now(soon.tzinfo) < soon.replace(second=0, microsecond=0), "It took too long to write."
    for place in (path, f"/es{path}"):
        reader.go(place, status=404)
    _wait(reader, path, lambda: reader.page.locator("h1", has_text=title).count() == 1)
    assert datetime.now(soon.tzinfo) >= soon.replace(second=0, microsecond=0)
    reader.sees("It is said when it is time.")
    reader.shot("out")
    reader.go(f"/es{path}")
