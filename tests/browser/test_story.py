"""Journey 4: communications staff write a story in the Wagtail admin, an editor publishes and translates it."""

import re
import secrets

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.visitor import Visitor

LISTING, COOP = "Granola", "Morning Shift Bakery"
_PAGE = re.compile(r"/admin/pages/(\d+)/")


def _block(writer: Visitor, kind: str) -> None:
    """One more block at the end of the story."""
    writer.page.locator("[data-contentpath=body] button[title='Insert a block']").last.click()
    writer.page.get_by_role("option", name=kind, exact=True).click()


def _choose(writer: Visitor, button: str, title: str) -> None:
    page = writer.page
    page.locator("[data-contentpath=body]").get_by_role("button", name=button).last.click()
    page.locator(".modal input[name=q]").fill(title)
    expect(page.locator(".modal")).to_contain_text("There is 1 match")
    page.locator(".modal a", has_text=title).click()
    expect(page.locator(".modal")).to_have_count(0)


def _write(writer: Visitor, title: str) -> int:
    """A story of four blocks, looked at before it is handed in; returns the number of the page."""
    page = writer.page
    writer.go("/admin/")
    writer.shot("admin")
    writer.follow("Write a story")
    page.locator("#id_title").fill(title)
    page.locator("#id_standfirst").fill("One oven, six owners, and a bag of oats.")
    _block(writer, "Text")
    page.locator("[data-contentpath=body] .public-DraftEditor-content").first.click()
    page.keyboard.type("We began with one oven.")
    _block(writer, "Something for sale")
    _choose(writer, "Choose a listing", LISTING)
    _block(writer, "A co-op")
    _choose(writer, "Choose a co-op", COOP)
    writer.shot("blocks")

    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    preview = page.frame_locator("#w-preview-iframe, iframe[data-preview-panel-target], .preview-panel iframe").first
    expect(preview.locator("h1")).to_have_text(title)
    expect(preview.locator(".inset").first).to_contain_text("$8.00")
    writer.shot("preview")
    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()

    page.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/"))
    number = int(_PAGE.search(page.url).group(1))
    writer.press(re.compile("^Submit to"))
    return number


def _translate(editor: Visitor, number: int, spanish: str) -> None:
    page = editor.page
    editor.go(f"/admin/localize/submit/page/{number}/")
    page.locator("main input[name=locales]").first.check()
    editor.click(page.locator("main form input[type=submit], main form button[type=submit]").first)
    texts = [spanish, "Un horno y seis dueños.", "Empezamos con un solo horno."]
    for text in texts:
        page.get_by_role("button", name="Translate", exact=True).first.click()
        page.locator("main textarea").last.fill(text)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("main")).to_contain_text(text)
        expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    editor.shot("translation")
    editor.press("Publish in Spanish")


def test_write_preview_hand_in_publish_and_translate_a_story(come: Come) -> None:
    word = secrets.token_hex(3)
    title, spanish = f"What the oven taught us {word}", f"Lo que nos enseñó el horno {word}"
    amos, vera, reader = come("amos"), come("vera"), come()
    number = _write(amos, title)
    amos.sees(title)
    path = f"/stories/what-the-oven-taught-us-{word}/"
    reader.go(path, status=404)

    vera.go("/admin/")
    vera.shot("to-review")
    vera.follow(title)
    vera.page.get_by_role("button", name="More actions").click()
    vera.press(re.compile("^Approve and Publish$", re.IGNORECASE))
    reader.go(path)
    expect(reader.heading()).to_have_text(title)
    story = reader.page.locator(".inset").first
    expect(story).to_contain_text("$8.00")
    reader.shot("story")

    desk = come("dell")
    before = _set_stock(desk, "2")
    try:
        reader.page.reload()
        expect(story).to_contain_text("2 left")
        _set_stock(desk, "0")
        reader.page.reload()
        expect(story).to_contain_text("Sold out")
        reader.shot("story-sold-out")
    finally:
        _set_stock(desk, before)
    reader.go("/co-ops/morning-shift-bakery/")
    reader.sees(title)
    reader.shot("co-op-tells-of-it")

    _translate(vera, number, spanish)
    reader.go(path)
    reader.click(reader.page.locator("a[hreflang=es], .top-note a[lang=es]").first)
    expect(reader.page.locator("html")).to_have_attribute("lang", "es")
    expect(reader.heading()).to_have_text(spanish)
    reader.sees("Empezamos con un solo horno.")
    expect(story).to_contain_text("$8.00")
    reader.shot("story-in-Spanish")


def _set_stock(desk: Visitor, number: str) -> str:
    desk.go("/desk/morning-shift-bakery/listings/?q=granola")
    field = desk.page.locator("input[name=stock]").first
    before = field.input_value()
    field.fill(number)
    desk.press(re.compile("^Save"))
    return before


def test_the_admin_speaks_spanish_to_who_wants_it(come: Come) -> None:
    vera = come("vera", afresh=True)
    page = vera.page
    vera.go("/admin/account/")
    expect(page.locator("input[type=email]")).to_have_count(0)  # it is changed, and proved, on the site
    page.locator("select[name$=preferred_language]").select_option("es")
    vera.click(page.locator("main form button[type=submit]").last)
    try:
        vera.go("/admin/")
        expect(page.locator("html")).to_have_attribute("lang", "es")
        vera.shot("admin-in-Spanish")
        page.goto(page.locator("main a[href*='/add/stories/']").get_attribute("href"))
        expect(page.locator("main label[for=id_title]")).to_have_text(re.compile("Título"))
        vera.shot("new-story-in-Spanish")
    finally:
        vera.go("/admin/account/")
        page.locator("select[name$=preferred_language]").select_option("en")
        vera.click(page.locator("main form button[type=submit]").last)
