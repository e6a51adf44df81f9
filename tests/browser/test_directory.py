"""Journey 6: a visitor of the directory finds a co-op in the list, by filters and on the map, and reads its page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.visitor import ON_A_PHONE

WAYS = pytest.mark.parametrize(
    ("home", "script"),
    [("/", True), ("/es/", True), ("/", False)],
    ids=["English", "Spanish", "English-plain"],
)


def _number(text: str) -> int:
    found = re.search(r"[\d,.]+", text)
    assert found, text
    return int(re.sub(r"\D", "", found.group()))


@WAYS
def test_list_filters_map_and_page(come: Come, home: str, script: bool) -> None:
    visitor = come(script=script)
    page = visitor.page
    visitor.go(f"{home}co-ops/")
    found, rows = page.locator("#list"), page.locator("section[aria-labelledby=list] ul.rows > li")
    everything = _number(found.inner_text())
    assert everything >= 190
    assert rows.count() >= 12
    visitor.shot("list")

    if visitor.device.touch:
        page.locator("details.filters summary").click()
    page.locator("input[name=topics][value=food]").check()
    page.locator("input[name=kinds][value=producer]").check()
    page.locator("input[name=cities][value='Jackson, MS']").check()
    visitor.shot("filters")
    visitor.click(page.locator("details.filters button.btn"))
    narrowed = _number(found.inner_text())
    assert 1 <= narrowed < everything
    assert rows.count() == narrowed
    expect(rows.filter(has_text="Three Creeks Growers")).to_have_count(1)
    expect(rows.filter(has_text="Morning Shift Bakery")).to_have_count(0)
    visitor.shot("narrowed")

    visitor.go(f"{home}co-ops/?view=map")
    expect(page.locator("main figure svg").first).to_be_visible()
    moves = script and not visitor.device.touch  # on a phone when somebody presses for it
    marks = page.locator(".map-mark" if moves else "main figure svg a")
    expect(marks.nth(4)).to_be_visible()
    visitor.shot("map")
    if moves:
        page.locator(".map-mark.several").first.click()
    else:
        visitor.click(page.locator("main figure svg a[href*='box=']").first)
    expect(page).to_have_url(re.compile("box="))
    assert rows.count() >= 2
    visitor.shot("map-closer")

    visitor.go(f"{home}co-ops/?q=Three+Creeks")
    visitor.click(rows.first.locator("h3 a"))
    expect(visitor.heading()).to_have_text("Three Creeks Growers")
    for part in ("who", "facts", "where"):
        expect(page.locator(f"#{part}")).to_be_visible()
    expect(page.locator("main a[href^='tel:']").first).to_be_visible()
    assert page.locator("main table tr").count() == 7
    assert page.locator(f"main a[href*='{home}market/']").count() >= 2, "what it sells"
    assert page.locator(f"main a[href*='{home}stories/']").count() >= 1, "what was written about it"
    visitor.shot("page")


@ON_A_PHONE
@pytest.mark.parametrize("home", ["/", "/es/"], ids=["English", "Spanish"])
def test_an_imported_entry_says_from_which_list_it_comes(come: Come, home: str) -> None:
    visitor = come()
    page = visitor.page
    visitor.go(f"{home}co-ops/?cities=Hattiesburg%2C+MS")
    visitor.click(page.locator("section[aria-labelledby=list] ul.rows h3 a").first)
    expect(page.locator("#sources")).to_be_visible()
    expect(page.locator("section[aria-labelledby=sources] li").first).to_contain_text(re.compile(r"\b20\d\d\b"))
    visitor.shot("imported")


@ON_A_PHONE
def test_a_name_spelled_wrong_is_found_and_one_that_is_not_there_gets_a_next_step(come: Come) -> None:
    visitor = come()
    visitor.go("/search/?q=colard")
    visitor.sees(re.compile("[Cc]ollard"))
    visitor.shot("spelling")
    visitor.go("/search/?q=xylophone+quartet")
    expect(visitor.heading()).to_have_text(re.compile("nothing yet", re.IGNORECASE))
    visitor.shot("nothing")


@ON_A_PHONE
@pytest.mark.parametrize("home", ["/", "/es/"], ids=["English", "Spanish"])
def test_greens_nearby_that_are_open_on_saturday_are_found_in_two_steps(come: Come, home: str) -> None:
    visitor = come()
    page = visitor.page
    words = "greens near 39203, open on Saturday" if home == "/" else "verduras cerca de 39203, abierto el sábado"
    visitor.go(f"{home}search/")
    page.locator("main input[name=q]").fill(words)
    page.locator("main input[name=q]").press("Enter")
    goods = page.locator("main article.good")
    expect(goods.first).to_contain_text(re.compile(r"\d\.\d mil"))
    expect(page.locator("main select[name=open]")).to_have_value("saturday")
    expect(page.locator("main input[name=near]")).to_have_value("39203")
    visitor.shot("near-and-open")
    visitor.click(goods.first.locator("h3 a"))
    expect(visitor.heading()).to_be_visible()


@ON_A_PHONE
def test_the_browser_is_asked_where_one_is_when_the_button_is_pressed_and_not_before(come: Come) -> None:
    visitor = come()
    page = visitor.page
    visitor.go("/co-ops/")
    page.evaluate(
        "() => { navigator.geolocation.getCurrentPosition = (done, fail) => window.knows"
        " ? done({ coords: { latitude: 32.309876, longitude: -90.200123 } }) : fail() }"
    )
    page.locator("main .where-when summary").click()
    button = page.locator("[data-near-me]")
    button.click()
    expect(page.locator("[data-near-me-says]")).to_contain_text("did not tell where it is")
    page.evaluate("window.knows = true")
    visitor.click(button)
    expect(page).to_have_url(re.compile(r"near=32\.310%2C-90\.200|near=32\.31%2C-90\.2"))
    expect(page.locator("section[aria-labelledby=list]")).to_contain_text("miles of where you are")
    visitor.shot("where-i-am")


def test_the_map_moves_the_list_follows_and_back_goes_back(come: Come) -> None:
    visitor = come()
    page = visitor.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visitor.go("/co-ops/?view=map")
    if visitor.device.touch:
        assert not [url for url in asked if "leaflet" in url], "before anybody wants it"
        page.locator("[data-map-move]").click()
    several = page.locator(".map-mark.several")
    expect(several.first).to_be_visible()
    assert page.locator("figure.map > svg").count() == 0
    found = page.locator("#list")
    everything = _number(found.inner_text())
    visitor.shot("moving-map")
    several.first.click()
    expect(page).to_have_url(re.compile("box="))
    expect(found).not_to_have_text(re.compile(rf"^{everything}\b"))
    narrowed = _number(found.inner_text())
    assert 2 <= narrowed < everything
    expect(page.locator("[data-map-says]")).to_have_text(found.inner_text())
    visitor.shot("moving-map-closer")
    page.reload()
    assert _number(found.inner_text()) == narrowed, "the address says what is shown"
    page.go_back()
    expect(found).to_have_text(re.compile(rf"^{everything}\b"))
    hosts = {url.split("/")[2] for url in asked if url.startswith("http")}
    assert len(hosts) == 1, "no other site is asked"
