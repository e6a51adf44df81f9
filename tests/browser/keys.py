"""A visitor with a keyboard and nothing else. Wherever the focus stands it must be seen."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

_MOST = 120
# An outline that is thick enough and not see-through: of the element, or of the card or label that stands for it.
_SEEN = """() => {
  const one = document.activeElement;
  const seen = element => {
    const style = getComputedStyle(element);
    const line = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== 'rgba(0, 0, 0, 0)';
    const box = element.getBoundingClientRect();
    return line && box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
  };
  const around = one.closest('label, .good');
  return seen(one) || (around !== null && seen(around)) ? '' : one.outerHTML.slice(0, 160);
}"""


class Keys:
    def __init__(self, visitor: Visitor) -> None:
        self.page = visitor.page

    def tab_to(self, target: Locator) -> None:
        """Tab by Tab, as far as it takes; each stop on the way shows where it is."""
        for _ in range(_MOST):
            self.page.keyboard.press("Tab")
            self.sees_focus()
            if target.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{target} was not reached in {_MOST} steps.")

    def sees_focus(self) -> None:
        hidden = self.page.evaluate(_SEEN)
        assert not hidden, f"The focus is not seen on {self.page.url}: {hidden}"

    def press(self, key: str) -> None:
        """A key that leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(key)

    def write(self, target: Locator, text: str) -> None:
        self.tab_to(target)
        self.page.keyboard.type(text)
        expect(target).to_have_value(re.compile(re.escape(text)))
