"""Journey 2: a steward works at the co-op's desk."""

import re
import secrets
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.browser import shopping
from tests.browser.conftest import Come
from tests.browser.shopping import AT_PICKUP, BAKERY, CARD, FARM, GREENS, LOAF, by_mail
from tests.browser.visitor import ON_A_PHONE, Visitor

DESK = "/desk/morning-shift-bakery/"
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])


def _photo() -> bytes:
    """Larger than a phone's screen, as phones send them."""
    image = Image.new("RGB", (1600, 1200), "#f7c2cc")
    ImageDraw.Draw(image).ellipse((400, 200, 1200, 1000), fill="#8a4b1f")
    written = BytesIO()
    image.save(written, "JPEG", quality=80)
    return written.getvalue()


def _buy(visitor: Visitor, *, pay: str = AT_PICKUP) -> str:
    """Two loaves and greens; the code of the order."""
    shopping.put_in_basket(visitor, LOAF, amount=2)
    shopping.put_in_basket(visitor, GREENS)
    shopping.order(visitor, by_mail(), pay=pay)
    if pay == CARD:
        visitor.press(re.compile(r"^Pay \$"))
    return shopping.code_of(visitor)


def _find_order(desk: Visitor, code: str) -> None:
    desk.go(f"{DESK}orders/?q={code}")
    desk.follow(re.compile(f"^{code}"))


def test_a_steward_signs_in_with_the_code_from_a_letter(come: Come) -> None:
    steward = come()
    page, address = steward.page, "dell@demo.example"
    steward.site.post.skip_old(address)
    steward.go(DESK)
    expect(steward.heading()).to_have_text("Sign in")
    steward.shot("sign-in")
    page.locator("input[name=login]").fill(address)
    steward.press("Send me a code")
    page.locator("input[name=code]").fill(steward.site.post.wait_for(address).code())
    steward.shot("code")
    steward.press("Go on")
    page.wait_for_url(f"**{DESK}")
    steward.sees("Morning Shift Bakery")
    steward.shot("today")


@SCRIPT
def test_accept_pack_and_hand_over_ones_own_part_of_a_purchase(come: Come, script: bool) -> None:
    buyer = come(script=script)
    code = _buy(buyer)
    desk = come("dell", script=script)
    page = desk.page
    desk.go(DESK)
    expect(page.locator("#do")).to_be_visible()
    desk.shot("today")
    _find_order(desk, code)
    expect(page.locator("main")).not_to_contain_text("Collard")
    desk.shot("new-order")
    desk.press("Accept the order")
    desk.shot("accepted")
    desk.press("Packed and ready")
    expect(page.locator(".change-due")).to_have_text(re.compile(r"^\$12\.\d\d$"))
    desk.shot("ready")
    desk.press(re.compile("handed over$"))
    desk.sees("Handed over")
    desk.shot("handed-over")
    buyer.page.reload()
    expect(shopping.part_of(buyer, BAKERY).locator(".state")).to_have_text("Handed over")
    expect(shopping.part_of(buyer, FARM).locator(".state")).not_to_have_text("Handed over")


@SCRIPT
def test_a_line_taken_out_goes_back_to_the_stock_and_the_buyer_hears_why(come: Come, script: bool) -> None:
    buyer, desk, who = come(script=script), come("dell", script=script), by_mail()

    def left() -> int:
        desk.go(f"{DESK}listings/?q=birthday+sheet+cake")
        return int(desk.page.locator("input[name=stock]").first.input_value())

    before = left()
    shopping.put_in_basket(buyer, "birthday-sheet-cake")
    shopping.order(buyer, who, pay=CARD)
    buyer.press(re.compile(r"^Pay \$"))
    code = shopping.code_of(buyer)
    assert left() == before - 1
    _find_order(desk, code)
    desk.follow(re.compile("^Take it out"))
    desk.shot("why")
    desk.press("Take it out and tell the buyer")
    expect(desk.page.locator("#errors")).to_be_visible()
    desk.page.locator("input[name=reason][value=short]").check()
    desk.page.locator("input[name=words]").fill("The oven gave up. We are sorry.")
    desk.press("Take it out and tell the buyer")
    desk.sees("The oven gave up.")
    desk.shot("taken-out")
    assert left() == before
    letter = buyer.site.post.wait_for(who.reach, about="The oven gave up.")
    assert "We do not have enough of it." in letter.text
    buyer.page.reload()
    buyer.sees("Taken out. We do not have enough of it. The oven gave up. We are sorry.")
    buyer.shot("buyer-sees-it")


@SCRIPT
def test_put_something_on_sale_change_it_and_hide_it(come: Come, script: bool) -> None:
    desk, title = come("dell", script=script), f"Benne wafers {secrets.token_hex(3)}"
    page = desk.page
    desk.go(f"{DESK}listings/")
    desk.shot("listings")
    desk.follow("Put something on sale")
    desk.press("Put it on sale")
    expect(page.locator("#errors")).to_be_visible()
    desk.shot("empty")
    page.locator("input[name=title]").fill(title)
    page.locator("input[name=price]").fill("four")
    page.locator("select[name=unit]").select_option("bag")
    page.locator("input[name=stock]").fill("12")
    page.locator("input[name=tax_class][value=groceries]").check()
    page.locator("input[name=photo]").set_input_files(
        {"name": "wafers.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
    )
    page.locator("input[name=alt]").fill("Thin brown wafers on a pink cloth")
    desk.press("Put it on sale")
    expect(page.locator("input[name=price]")).to_have_attribute("aria-invalid", "true")
    desk.sees("Your photo is here. You need not choose it again.")
    desk.shot("price-wrong")
    page.locator("input[name=price]").fill("4.50")
    desk.press("Put it on sale")
    desk.sees("As shoppers see it")
    desk.shot("on-sale")

    shopper = come(script=script)
    public = page.get_by_role("link", name="Open its page").get_attribute("href")
    shopper.go(public)
    expect(shopper.heading()).to_have_text(title)
    shopper.sees("$4.50")
    picture = shopper.page.locator("main figure img")
    for _try in range(20):  # until the worker has cut it the listing stands on its seller's cloth
        if picture.count():
            break
        shopper.page.wait_for_timeout(250)
        shopper.page.reload()
    expect(picture).to_have_attribute("alt", "Thin brown wafers on a pink cloth")
    assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") >= 300
    shopper.shot("as-shoppers-see-it")

    page.locator("input[name=price]").fill("5.00")
    page.locator("input[name=stock]").fill("3")
    desk.press("Save")
    shopper.page.reload()
    shopper.sees("$5.00")
    shopper.sees("3 left")
    desk.press("Hide it from shoppers")
    desk.shot("hidden")
    shopper.go(public, status=404)
    shopper.go(f"/search/?q={title.replace(' ', '+')}&kind=listing")
    found = shopper.page.locator("main").get_by_role("link", name=title)
    for _try in range(20):  # until the worker has told the search
        if not found.count():
            break
        shopper.page.wait_for_timeout(250)
        shopper.page.reload()
    expect(found).to_have_count(0)


@ON_A_PHONE
def test_a_packer_and_a_stranger_get_no_further_than_they_may(come: Come) -> None:
    packer = come("otis")
    packer.go(DESK)
    packer.shot("packer")
    packer.go(f"{DESK}listings/", status=403)
    packer.shot("not-allowed")
    other = come("pearl")
    other.go(DESK, status=404)
    other.shot("not-found")


@ON_A_PHONE
def test_what_a_listing_needs_can_be_hit_with_a_thumb(come: Come) -> None:
    """Three things to type, each at least 44 px high; all else is chosen or may stay empty."""
    desk = come("dell")
    desk.go(f"{DESK}listings/new/")
    for name in ("title", "price", "stock"):
        box = desk.page.locator(f"input[name={name}]").bounding_box()
        assert box["height"] >= 44, name
