"""What people have set on their device: less motion, colours of their own, marks seen small."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from directory.coops.marks import FAMILY, mark_svg
from ground.stylesheet import sew
from tests.browser.conftest import Come
from tests.browser.site import ROOT
from tests.browser.visitor import ON_A_PHONE

PLACES = ("/", "/market/", "/co-ops/", "/basket/", "/join/", "/account/login/")
_MOVES = """() => {
  const moving = style => [style.transitionDuration, style.animationDuration].some(
    said => said.split(',').some(one => parseFloat(one) > 0.001));
  return [...document.querySelectorAll('*')].filter(one => ['', '::before', '::after'].some(
    part => moving(getComputedStyle(one, part || null)) && !['none'].includes(
      getComputedStyle(one, part || null).transitionProperty)
  )).slice(0, 3).map(one => one.outerHTML.slice(0, 100));
}"""
_BORDERLESS = """() => [...document.querySelectorAll('.btn, .sheet > li, main input:not([type=hidden]), select, textarea')].filter(one => {
  if (!one.getClientRects().length) return false;
  const style = getComputedStyle(one);
  return !['Top', 'Left', 'Bottom', 'Right'].some(
    side => parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== 'none');
}).filter(one => getComputedStyle(one).appearance === 'none' || one.matches('.btn, .sheet > li'))
  .slice(0, 3).map(one => one.outerHTML.slice(0, 100))"""


@ON_A_PHONE
@pytest.mark.parametrize("path", PLACES)
def test_nothing_moves_for_who_wants_less_motion(come: Come, path: str) -> None:
    visitor = come()
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.go(path)
    assert visitor.page.evaluate(_MOVES) == []
    assert visitor.page.evaluate("document.getAnimations().length") == 0


@ON_A_PHONE
@pytest.mark.parametrize("path", PLACES)
def test_what_can_be_pressed_keeps_its_border_in_forced_colours(come: Come, path: str) -> None:
    visitor = come()
    visitor.page.emulate_media(forced_colors="active")
    visitor.go(path)
    assert visitor.page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert visitor.page.evaluate(_BORDERLESS) == []


_PIXELS = """async shot => {
  const image = new Image();
  image.src = `data:image/png;base64,${shot}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
  const paint = canvas.getContext('2d');
  paint.drawImage(image, 0, 0);
  const blocks = [];
  for (let n = 0; n < 200; n++)
    blocks.push(paint.getImageData(n % 20 * 32, Math.floor(n / 20) * 32, 24, 24).data.join());
  return [new Set(blocks).size, blocks.length, blocks.filter(one => new Set(one.split(',')).size < 3).length];
}"""


def test_two_hundred_blocks_differ_at_24_pixels(browser: Browser) -> None:
    """As they are drawn on the screen: what differs in the file may look the same when it is small."""
    kinds = sorted(FAMILY)
    marks = (mark_svg(f"coop-{n:04d}", kinds[n % len(kinds)]) for n in range(200))
    placed = "".join(
        f'<div style="position:absolute;left:{n % 20 * 32}px;top:{n // 20 * 32}px;width:24px;height:24px">{mark}</div>'
        for n, mark in enumerate(marks)
    )
    style = (
        f"<style>{sew(Path(ROOT / 'static' / 'css'))} svg.mark {{ width: 24px; height: 24px; display: block }}</style>"
    )
    page = browser.new_page(viewport={"width": 660, "height": 340})
    page.set_content(f"<!doctype html>{style}<body>{placed}</body>")
    shot = base64.b64encode(page.screenshot()).decode()
    different, drawn, blank = page.evaluate(_PIXELS, shot)
    page.close()
    assert (different, drawn, blank) == (200, 200, 0)
