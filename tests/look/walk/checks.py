"""What must be true of every page of ours, asked of the page as it stands in the browser."""

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[3]
_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# All rules of axe but these: those of WCAG 2.2 A, AA and AAA, best practice, and those that are still being tried.
_LEFT_OUT = {
    "color-contrast-enhanced": "AAA: grey and berry on a coloured stock reach 4.9 and more (tests/look/test_colours.py), not 7",
    "p-as-heading": "still being tried: takes the phone number, set large, for a heading",
    "hidden-content": "finds nothing: asks a person to look at what is hidden",
    "duplicate-id": "axe has given it up, vnu asks the same",
    "duplicate-id-active": "axe has given it up, vnu asks the same",
    "aria-roledescription": "axe has given it up",
    "audio-caption": "axe has given it up",
    "landmark-complementary-is-top-level": "axe has given it up",
}
_RUN_AXE = """async leftOut => {
  const rules = axe.getRules().map(rule => rule.ruleId).filter(rule => !leftOut.includes(rule));
  const found = await axe.run(document, {runOnly: {type: 'rule', values: rules}, resultTypes: ['violations']});
  return found.violations.map(rule => `axe ${rule.id}: ${rule.help}: ` +
    rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ') + ` (${rule.nodes.length})`);
}"""
_OWN_STYLE_OR_SCRIPT = re.compile(
    r"""<[^>]*\sstyle=["']|<style|<[^>]*\son[a-z]+=["']|javascript:|<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)"""
)
# The elements that reach furthest beyond the edge, to say what is too wide.
_TOO_WIDE = """edge => {
  if (document.documentElement.scrollWidth <= edge) return '';
  const wide = [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > edge + 1);
  const last = wide.filter(one => ![...one.children].some(child => wide.includes(child))).slice(0, 3);
  return `${document.documentElement.scrollWidth} px wide: ` + last.map(one => one.outerHTML.slice(0, 120)).join(' | ');
}"""
# Text that is cut off: words that reach out of a box which hides what runs over. What is hidden from the eye on purpose
# stands in a box of one pixel.
_CUT = """() => {
  const said = [];
  const hides = one => ['hidden', 'clip'].some(way => getComputedStyle(one).overflowX === way || getComputedStyle(one).overflowY === way);
  const tiny = one => { const is = one.getBoundingClientRect(); return is.width < 4 || is.height < 4; };
  const boxes = [...document.body.querySelectorAll('*')].filter(one => hides(one) && !tiny(one) && !one.closest('svg'));
  for (const box of boxes) {
    const edge = box.getBoundingClientRect();
    const words = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const text = words.currentNode, around = text.parentElement;
      if (!text.data.trim() || around.closest('[aria-hidden=true], svg')) continue;
      let inner = around;
      while (inner !== box && !tiny(inner)) inner = inner.parentElement;
      if (inner !== box) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const is = range.getBoundingClientRect();
      if (is.right > edge.right + 2 || is.bottom > edge.bottom + 2 || is.left < edge.left - 2 || is.top < edge.top - 2)
        said.push(`${text.data.trim().slice(0, 40)} in ${box.outerHTML.slice(0, 100)}`);
    }
  }
  return said.slice(0, 3).join(' | ');
}"""
_LARGER_TEXT = "document.documentElement.style.fontSize = '200%'"


def bring_axe(page: Page) -> None:
    page.evaluate(_AXE.read_text(encoding="utf-8") + "; null")


def axe(page: Page) -> list[str]:
    return list(page.evaluate(_RUN_AXE, list(_LEFT_OUT)))


def sideways(page: Page, edge: int) -> Iterator[str]:
    if wide := page.evaluate(_TOO_WIDE, edge):
        yield f"scrolls sideways: {wide}"


def large_text(page: Page, edge: int) -> Iterator[str]:
    """With letters twice as large, as some people set them: nothing runs out of the page and nothing is cut."""
    page.evaluate(_LARGER_TEXT)
    if wide := page.evaluate(_TOO_WIDE, edge):
        yield f"scrolls sideways with text at 200 %: {wide}"
    if cut := page.evaluate(_CUT):
        yield f"cuts text at 200 %: {cut}"


def own_style_or_script(html: str) -> Iterator[str]:
    for found in _OWN_STYLE_OR_SCRIPT.findall(html)[:3]:
        yield f"has a style or script of its own: {found[:120]}"
