"""Forms that forgive: mistakes are led to, and what was typed outlives a reload, a wrong press and a session that has ended."""

import re

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser.conftest import Come
from tests.browser.visitor import ON_A_PHONE

pytestmark = ON_A_PHONE

DESK = "/desk/morning-shift-bakery/"
NEW = f"{DESK}listings/new/"
START = "/chapters/start/"
PRESS = pytest.mark.parametrize(
    ("person", "path", "button", "first"),
    [("dell", NEW, "Put it on sale", "title"), ("", START, "Send it to Jackson", "chapter_name")],
    ids=["desk", "public"],
)


def _field(page: Page, name: str) -> Locator:
    return page.locator(f"main [name={name}]")


@PRESS
def test_what_is_wrong_is_summed_up_and_each_line_leads_to_its_field(
    come: Come, person: str, path: str, button: str, first: str
) -> None:
    visitor = come(person)
    page = visitor.page
    visitor.go(path)
    visitor.press(button)
    summary = page.locator("#errors")
    expect(summary).to_be_focused()
    expect(summary).to_have_attribute("role", "alert")
    visitor.shot("summed-up")
    for link in summary.locator("a").all():
        target = page.locator(link.get_attribute("href") or "")
        group = page.locator(".field.wrong", has=target)
        marked = group.locator("[aria-invalid=true]").first
        expect(marked).to_be_visible()
        told = group.locator("[aria-describedby]").or_(group.locator("xpath=self::*[@aria-describedby]")).first
        names = (told.get_attribute("aria-describedby") or "").split()
        assert "error" in (page.locator(f"[id='{names[-1]}']").get_attribute("class") or "")
    summary.locator("a").first.click()
    expect(_field(page, first)).to_be_focused()
    visitor.shot("led-to-it")


def test_a_form_of_the_desk_whose_page_was_too_old_is_led_back_to(come: Come) -> None:
    desk = come("dell")
    page = desk.page
    desk.go(NEW)
    _field(page, "title").fill("Peach cobbler")
    desk.context.clear_cookies(name="csrftoken")
    desk.press("Put it on sale")
    desk.sees("Your page was too old, or you signed in again in another window.")
    desk.shot("too-old")
    desk.click(page.get_by_role("link", name="Back to the form"))
    desk.sees("We kept what you typed. Check it and send it again.")
    expect(_field(page, "title")).to_have_value("Peach cobbler")
    desk.shot("back")
    page.goto(f"/es{NEW}")
    desk.context.clear_cookies(name="csrftoken")
    page.locator("main form button.btn").first.click()
    desk.sees("Su página era demasiado antigua")
    desk.shot("too-old-es")


def test_a_form_of_the_desk_outlives_a_session_that_has_ended(come: Come) -> None:
    desk = come("dell")
    page = desk.page
    desk.go(NEW)
    _field(page, "title").fill("Peach cobbler")
    page.get_by_label("Groceries").first.check()
    page.locator("summary", has_text="The same in Spanish").click()
    _field(page, "other_title").fill("Cobbler de durazno")
    desk.context.clear_cookies(name="sessionid")
    desk.press("Put it on sale")
    desk.sees("Nothing was saved yet: you were signed out.")
    desk.shot("signed-out")
    page.locator("input[name=login]").fill("dell@demo.example")
    page.locator("input[name=password]").fill("dell-likes-collards")
    desk.press("Sign in with the password")
    assert page.url.endswith(NEW)
    desk.sees("We kept what you typed. Check it and send it again.")
    expect(_field(page, "title")).to_have_value("Peach cobbler")
    expect(_field(page, "other_title")).to_be_visible()
    expect(_field(page, "other_title")).to_have_value("Cobbler de durazno")
    desk.shot("kept")
    _field(page, "price").fill("$7,50")
    desk.press("Save, do not show yet")
    desk.sees("Saved. Nobody sees it yet.")
    expect(_field(page, "price")).to_have_value("7.50")


def _leave_anyway(dialog: Dialog) -> None:
    dialog.accept()


def test_what_was_typed_outlives_a_reload_until_it_is_sent_or_thrown_away(come: Come) -> None:
    desk = come("dell")
    page = desk.page
    page.on("dialog", _leave_anyway)
    desk.go(NEW)
    _type(_field(page, "title"), "Sweet potato pie")
    _type(_field(page, "price"), "12")
    page.locator("summary", has_text="The same in Spanish").click()
    _type(_field(page, "other_title"), "Pay de camote")
    _field(page, "unit").select_option("loaf")
    page.reload()
    told = page.locator("[data-draft-told]")
    expect(told).to_be_visible()
    expect(_field(page, "title")).to_have_value("Sweet potato pie")
    expect(_field(page, "unit")).to_have_value("loaf")
    expect(_field(page, "other_title")).to_be_visible()
    desk.shot("put-back")
    told.get_by_role("button").click()
    expect(told).to_be_hidden()
    expect(_field(page, "title")).to_have_value("")
    page.reload()
    expect(told).to_be_hidden()
    expect(_field(page, "title")).to_have_value("")

    _type(_field(page, "title"), "Sweet potato pie")
    _type(_field(page, "price"), "12")
    page.get_by_label("Groceries").first.check()
    desk.press("Save, do not show yet")
    desk.sees("Saved. Nobody sees it yet.")
    desk.go(NEW)
    expect(told).to_be_hidden()
    expect(_field(page, "title")).to_have_value("")


def _type(field: Locator, text: str) -> None:
    field.click()
    field.press_sequentially(text)


def test_a_supporters_name_is_kept_nowhere_and_signing_out_forgets_the_rest(come: Come) -> None:
    visitor = come("ruth", afresh=True)
    page = visitor.page
    page.on("dialog", _leave_anyway)
    visitor.go(START)
    _type(_field(page, "chapter_name"), "Mill Street Friends")
    _type(_field(page, "name"), "Heron")
    _type(_field(page, "email"), "heron@mail.example")
    stored = page.evaluate("JSON.stringify(sessionStorage)")
    assert "Mill Street Friends" in stored
    assert "heron" not in stored.lower()
    visitor.go("/account/")
    visitor.press("Sign out")
    assert "Mill Street" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_a_warning_stands_before_the_way_out_and_none_before_the_way_on(come: Come) -> None:
    desk = come("dell")
    page, asked = desk.page, []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    desk.go(f"{DESK}profile/hours/")
    opens = page.locator("main input[type=time][value]").first
    before = opens.input_value()
    opens.click()
    opens.fill("06:30")
    page.get_by_role("link", name="Go back").click()
    page.wait_for_function("() => true")
    assert asked == ["beforeunload"]
    assert page.url.endswith("/hours/")
    opens.fill(before)
    desk.press("Save the hours")
    expect(desk.heading()).to_have_text("Profile")
    assert asked == ["beforeunload"]


def test_a_form_that_came_back_with_mistakes_counts_as_unsaved(come: Come) -> None:
    desk = come("dell")
    page, asked = desk.page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.go(NEW)
    _type(_field(page, "title"), "Half a form")
    desk.press("Put it on sale")
    page.locator("#errors a").first.click()
    desk.follow(re.compile("^Go back"))
    assert asked == ["beforeunload"]
