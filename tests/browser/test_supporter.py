"""Journey 5: a supporter finds the nearest chapter, joins under a name of their choice, leaves; or proposes one."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Come

WAYS = pytest.mark.parametrize(
    ("home", "script"),
    [("/", True), ("/es/", True), ("/", False)],
    ids=["English", "Spanish", "English-plain"],
)


@WAYS
def test_find_the_nearest_chapter_join_it_and_leave_it(come: Come, home: str, script: bool) -> None:
    visitor = come(script=script)
    page, address = visitor.page, f"friend-{secrets.token_hex(4)}@mail.example"
    visitor.go(f"{home}join/")
    expect(page.locator("#privacy li")).to_have_count(6)
    visitor.shot("join")
    page.locator("main input[name=q]").fill("Memphis, TN")
    visitor.click(page.locator("main form.searchbar button"))
    near = page.locator("section[aria-labelledby=nearest] li")
    assert near.count() >= 2
    miles = [int(re.sub(r"\D", "", text)) for text in near.locator("strong").all_inner_texts()]
    assert miles == sorted(miles)
    visitor.shot("nearest")
    visitor.click(near.first.locator("h3 a"))
    expect(page.locator("#who ~ ul li")).to_have_count(4)
    visitor.shot("chapter")

    form = page.locator("section[aria-labelledby=form] form")
    form.locator("input[name=name]").fill("River Otter")
    form.locator("input[name=email]").fill("friend at nowhere")
    visitor.click(form.locator("button.btn"))
    expect(form.locator("input[name=email]")).to_have_attribute("aria-invalid", "true")
    expect(form.locator("input[name=name]")).to_have_value("River Otter")
    visitor.shot("wrong")
    form.locator("input[name=email]").fill(address)
    visitor.click(form.locator("button.btn"))
    page.wait_for_url(re.compile("/asked/"))
    visitor.shot("asked")

    visitor.go(visitor.site.post.wait_for(address).link("/chapters/confirm/"))
    expect(page.locator("input[name=name]")).to_have_value("River Otter")
    page.locator("input[name=name]").fill("Heron")
    visitor.shot("confirm")
    visitor.click(page.locator("main form[method=post] button.btn"))
    page.wait_for_url("**/chapters/joined/**")
    visitor.shot("joined")

    visitor.go(visitor.site.post.wait_for(address).link("/chapters/leave/"))
    visitor.shot("leave")
    leave = page.url
    visitor.click(page.locator("main form[method=post] button.btn"))
    page.wait_for_url("**/chapters/left/**")
    expect(page.locator("section[aria-labelledby=er] .ledger > div")).to_have_count(4)
    visitor.shot("left")
    visitor.go(leave, status=404)


@WAYS
def test_propose_a_chapter_and_hear_the_decision(come: Come, home: str, script: bool) -> None:
    word = secrets.token_hex(3)
    name, address = f"Friends on {word} Street", f"starter-{word}@mail.example"
    visitor = come(script=script)
    page = visitor.page
    visitor.go(f"{home}chapters/start/")
    for field, text in {
        "chapter_name": name,
        "place": "Mobile, AL",
        "reason": "We read the Plan on Tuesdays.\n\nWe want to send tools and two pairs of hands.",
        "people": "1",
        "name": "Magnolia",
        "email": address,
    }.items():
        page.locator(f"main [name={field}]").fill(text)
    send = page.locator("main form[method=post] button.btn.big")
    visitor.click(send)
    expect(page.locator("input[name=people]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("textarea[name=reason]")).to_have_value(re.compile("two pairs of hands"))
    visitor.shot("too-few")
    page.locator("input[name=people]").fill("3")
    visitor.click(send)
    page.wait_for_url("**/chapters/applied/**")
    expect(visitor.heading()).to_have_text(name)
    applied = page.url
    visitor.shot("applied")

    june = come("june", script=script)
    june.go("/office/chapters/")
    june.shot("office-chapters")
    june.follow(name)
    june.sees("We read the Plan on Tuesdays.")
    june.shot("proposal")
    if home == "/":
        june.page.locator("input[name=city]").fill("Mobile")
        june.page.locator("input[name=region]").fill("AL")
        june.press("Make it a chapter")
    else:
        june.page.locator("textarea[name=reason]").fill("There is one in Mobile already. Please meet them first.")
        june.press("Say no")
    june.shot("decided")

    visitor.go(applied)
    if home == "/":
        expect(page.locator("main a.btn.big[href*='/chapters/']")).to_be_visible()
    else:
        visitor.sees("There is one in Mobile already.")
    visitor.shot("answer")
    answer = visitor.site.post.wait_for(address, about=name)
    assert answer.to == address
