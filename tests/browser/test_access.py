"""Every kind of page for everybody: axe, both themes, 400 % zoom, print, other directions of writing, keys alone."""

from pathlib import Path

import pytest

from tests.browser.prepared import ARABIC, HEBREW
from tests.browser.visitor import Visitor


def test_axe_finds_nothing_on_any_kind_of_page(pages: list[str], guest: Visitor) -> None:
    """In the light theme by all rules, in the dark one by those of colours."""
    package = pytest.importorskip("axe_playwright_python", reason="needs axe (a dependency for development)")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    seen = set()
    for path in pages:
        page = guest.look(path)
        if page.url.partition("#")[0] in seen:  # some addresses lead to pages that others lead to
            continue
        seen.add(page.url.partition("#")[0])
        page.evaluate(axe)
        for scheme, rules in (("light", "{}"), ("dark", "{runOnly: ['color-contrast', 'link-in-text-block']}")):
            page.emulate_media(color_scheme=scheme)
            run = f"axe.run({rules}).then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
            assert page.evaluate(run) == [], f"{path}, {scheme}"


def test_text_fits_a_page_of_320_pixels(pages: list[str], guest: Visitor) -> None:
    """1280 at 400 %: nothing goes sideways but a table or a picture in a frame of its own."""
    guest.page.set_viewport_size({"width": 320, "height": 640})
    for path in pages:
        page = guest.look(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert page.evaluate(SIDEWAYS) == [], path


SIDEWAYS = """() => [...document.querySelectorAll("body *")]
  .filter(node => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1
    && getComputedStyle(node).overflowX !== "visible" && !node.matches("input, textarea, select, .unseen")
    && !(node.matches(".scroll") && node.querySelector(":scope > table, :scope > svg")))
  .map(node => node.outerHTML.slice(0, 200))"""
"""Frames that one must scroll sideways or that cut their content, but for tables, pictures and fields."""


def test_prints_cut_nothing(pages: list[str], guest: Visitor) -> None:
    """On the width of an A4 sheet nothing goes over the edge, what is folded is open, and forms and menus are gone."""
    guest.page.emulate_media(media="print")
    guest.page.set_viewport_size({"width": 680, "height": 1000})
    for path in pages:
        page = guest.look(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 680, path
        assert page.evaluate(CUT) == [], path
        shown = page.locator("form:visible, nav:visible, button:visible, .skip:visible")
        assert shown.count() == 0 or path == "/judge", path


CUT = """() => [...document.querySelectorAll("main *")]
  .filter(node => {
    const style = getComputedStyle(node);
    const isOver = style.display !== "inline" && node.getBoundingClientRect().right > innerWidth + 1;
    const isCut = style.overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1 && !node.matches(".unseen");
    const isFolded = node.closest("details:not(.cite, .take)") && !node.closest("form, .go")
      && !node.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true});
    return isOver || isCut || isFolded;
  })
  .map(node => node.outerHTML.slice(0, 200))"""
"""What lies over the right edge, is cut by a frame, or stays folded away."""


def test_paragraphs_go_the_way_of_their_writing(pages: list[str], guest: Visitor) -> None:
    """Arabic and Hebrew begin at the right and English at the left, in one article; marks follow their words."""
    foreign = next(path for path in pages if path.startswith("/articles/art-") and is_foreign(guest, path))
    page = guest.open(foreign)
    box = page.locator(".text").bounding_box()
    starts = page.evaluate(FIRST_LETTERS, [ARABIC[:12], HEBREW[:12], "The ministry"])
    assert [start > box["x"] + box["width"] * 0.8 for start in starts] == [True, True, False]
    assert starts[2] < box["x"] + box["width"] * 0.2
    marks = page.locator(".mark.event").all_inner_texts()
    assert "".join(marks).startswith("وصل وزير الخارجية")
    assert page.locator(".text").evaluate("node => node.textContent").startswith(ARABIC)


FIRST_LETTERS = """texts => texts.map(text => {
  const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(text.slice(0, 4));
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + 1);
    return range.getBoundingClientRect().x;
  }
})"""
"""Where the first letter of each text stands, in pixels from the left."""


def is_foreign(guest: Visitor, path: str) -> bool:
    """Whether an article begins in Arabic."""
    return guest.open(path).inner_text(".text").startswith(ARABIC[:4])


TABBED = (
    "/articles/", "/happenings/hap-", "/review/evt-", "/pairs/AZE/ISR", "/search?q=azerbaijan", "/add", "/judgements",
    "/people/act-",
)  # fmt: skip
"""Beginnings of the pages that are gone through by Tab."""


@pytest.mark.parametrize("beginning", TABBED)
def test_tab_goes_through_a_page_in_its_order(pages: list[str], guest: Visitor, beginning: str) -> None:
    """The first stop skips the menu; every stop is seen, and every link, button and field is one."""
    page = guest.look(next(path for path in pages if path.startswith(beginning)))
    page.emulate_media(reduced_motion="reduce")  # or a stop is still on its way into view
    page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true; })")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip') && document.activeElement.offsetLeft > 0")
    stops, wanted = [0], page.evaluate(NUMBER_STOPS)
    for _ in range(6 * wanted):
        page.keyboard.press("Tab")
        number, is_seen = page.evaluate(STOP)
        if number == -1:
            break
        assert is_seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if number != stops[-1]:
            stops.append(number)
    assert stops == list(range(wanted))


NUMBER_STOPS = """() => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(node => node.tabIndex >= 0 && node.type !== "hidden" && node.checkVisibility() && !node.disabled
      && !node.closest("svg"));
  stops.forEach((node, number) => { node.dataset.stop = number; });
  return stops.length;
}"""

STOP = """() => {
  const node = document.activeElement;
  if (node === document.body) return [-1, false];
  const box = node.getBoundingClientRect(), style = getComputedStyle(node);
  const isInside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return [Number(node.dataset.stop ?? -2), isInside && style.outlineStyle !== "none" && style.outlineWidth !== "0px"];
}"""


def test_the_skip_link_leads_past_the_menu(guest: Visitor) -> None:
    """Enter on it, and the next stop is in the page itself."""
    page = guest.open("/articles")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_keys_that_lead_somewhere_do(guest: Visitor) -> None:
    """Each "g then …" of the key sheet, by the sheet itself."""
    sheet = guest.open("/keys").locator("kbd").all_inner_texts()
    going = [key.removeprefix("g then ") for key in sheet if key.startswith("g then ")]
    assert len(going) >= 9
    reached = set()
    for key in going:
        page = guest.open("/keys")
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(lambda url: not url.endswith("/keys"))
        reached.add(page.url)
    assert len(reached) == len(going)


def test_a_person_reviews_by_keys_alone(pages: list[str], guest: Visitor) -> None:
    """From a list to the record, a decision, the next one, a correction begun and left, and the decision undone."""
    page = guest.open("/search?state=AZE&act=CONSULT")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('[data-step]') === document.querySelector('[data-step]')")
    page.keyboard.press("o")
    page.wait_for_url("**/articles/*#at-*")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/review/*")
    first = page.url
    page.keyboard.press("s")
    page.wait_for_url(lambda url: url != first)
    second = page.url
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "field"
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.wait_for_url(lambda url: url not in (first, second))
    page.goto(second)
    assert page.locator(".verdict.reject").count() == 1
    page.keyboard.press("u")
    page.wait_for_selector(".history .undone")
    assert page.locator(".verdict.reject").count() == 0
    page.keyboard.press("a")
    page.wait_for_url(lambda url: url != second)
    page.goto(second)
    page.keyboard.press("u")
    page.wait_for_selector(".history .undone >> nth=1")
    page.keyboard.press("/")
    page.keyboard.type("baku")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=baku")
    page.keyboard.press("?")
    page.wait_for_url("**/keys")
