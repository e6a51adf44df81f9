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
    marks = page.locator("main figure svg a")
    assert marks.count() >= 5
    visitor.shot("map")
    before = page.url
    visitor.click(page.locator("main figure svg a[href*='box=']").first)
    assert page.url != before
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
