"""The reading room as a person uses it: add, read, find the happening, see its chain, correct, undo."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.visitor import Visitor
from tests.end_to_end.newsroom import HOSTILE

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"

PAGES = (
    "/",
    "/articles",
    "/pairs",
    "/pairs/AZE/ISR",
    "/pairs/AZE/ISR/brief",
    "/happenings",
    "/map",
    "/map?area=world",
    "/network",
    "/search?state=AZE&q=visit",
    "/search?q=azerbaijan+visit+planned+embassy",
    "/search",
    "/people",
    "/people?kind=office",
    "/add",
    "/failures",
    "/keys",
    "/judgements",
    "/review/list",
)


@pytest.fixture(scope="module")
def filled(browser: Any, address: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The server with two articles of one story, one that names a place, and a hostile one, added by its own pages."""
    hostile = tmp_path_factory.mktemp("hostile") / "hostile.md"
    hostile.write_text(HOSTILE, encoding="utf-8")
    context = browser.new_context()
    person = Visitor(context, address)
    person.add(ARTICLES / "a01.txt", ARTICLES / "a02.txt", ARTICLES / "c02.txt", hostile)
    assert "4 added, 0 known before, 0 failed" in person.page.inner_text("main")
    person.keep_picture("add")
    context.close()
    assert person.elsewhere == person.complaints == []
    return address


def open_visit(person: Visitor) -> Any:
    """The happening that is the planned visit, found as a person would: pair, happening."""
    page = person.open("/pairs/AZE/ISR")
    page.locator("section", has=page.locator("#planned")).get_by_role(
        "link", name="happening", exact=True
    ).first.click()
    return page


def test_a_planned_visit_is_found_with_its_chain_and_its_words(filled: str, visitor: Visitor) -> None:
    """From the pair to the happening, its hops, and the marked words in the article."""
    page = open_visit(visitor)
    text = page.inner_text("main")
    assert "planned" in text
    assert "consult · visit" in text
    assert "independent origins" in text
    visitor.keep_picture("happening")
    chains = page.locator("ol.chain").all_inner_texts()
    assert any("unnamed" in chain for chain in chains)
    page.get_by_role("link", name="words in the article").first.click()
    words = page.locator(":target")
    assert words.inner_text()
    assert words.evaluate("node => document.activeElement === node")
    visitor.keep_picture("article")


def test_rows_are_chosen_by_keys_decided_together_and_undone(filled: str, visitor: Visitor) -> None:
    """X takes one, X all from there to here; a keeps them, u takes all of them back."""
    page = visitor.open("/review/list")
    before = page.locator("input.choose").count()
    for key in ("j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    assert page.locator("input.choose:checked").count() == 3
    assert page.inner_text("[data-chosen]") == ": 3"
    visitor.keep_picture("review-list")
    page.keyboard.press("a")
    page.get_by_text("3 events accepted together").wait_for()
    assert page.locator("input.choose").count() == before - 3
    page.keyboard.press("u")
    page.locator(".lastly").wait_for(state="detached")
    assert page.locator("input.choose").count() == before


def test_a_page_gives_its_file(filled: str, visitor: Visitor) -> None:
    """By the form that works without scripts; the name is ours."""
    page = visitor.open("/pairs/AZE/ISR")
    page.get_by_text("Take away", exact=True).click()
    visitor.keep_picture("take-away")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download").click()
    assert taken.value.suggested_filename == "events-AZE-ISR.zip"


def test_the_text_on_the_page_is_the_text_of_the_file(filled: str, visitor: Visitor) -> None:
    """Marks, greyed regions and numbers add no character to it."""
    page = visitor.open("/articles")
    page.get_by_role("link", name="Georgian opposition").or_(page.get_by_role("link", name="Untitled")).first.click()
    shown = page.locator(".text").evaluate("node => node.textContent")
    assert shown in {file.read_text(encoding="utf-8") for file in ARTICLES.glob("*.txt")}


def test_a_wrong_field_is_corrected_and_undone(filled: str, visitor: Visitor) -> None:
    """The correction stands beside what was read, on every page, until it is undone."""
    page = open_visit(visitor)
    page.get_by_role("link", name="review", exact=True).first.click()
    page.locator("select[name=field]").select_option("targets")
    page.locator("input[name=value]").fill("Georgia")
    page.get_by_role("button", name="Correct", exact=True).click()
    assert page.locator(".record ins").inner_text() == "Georgia (GEO)"
    assert page.locator(".record .was").inner_text().startswith("was ")
    visitor.keep_picture("review")
    review = page.url
    event = review.partition("/review/")[2].partition("?")[0]
    page.goto(f"{visitor.home}/happenings/of/{event}")  # merging goes by the correction: it is another happening now
    assert page.locator("ins").first.inner_text() == "Georgia (GEO)"
    page.goto(review)
    page.keyboard.press("u")
    page.wait_for_selector(".history .undone")
    assert page.locator("ins").count() == 0
    assert "undo" in page.inner_text(".history")


def test_cards_and_words_light_each_other(filled: str, visitor: Visitor) -> None:
    """By pointing and by focus."""
    page = visitor.open("/articles")
    page.get_by_role("link", name="Azerbaijan prepares").click()
    card = page.locator(".card").first
    record = card.get_attribute("data-id")
    card.hover()
    assert "lit" in (page.locator(f'.mark[data-id="{record}"]').first.get_attribute("class") or "")
    page.locator(f'.ref[data-id="{record}"]').first.focus()
    assert "lit" in (card.get_attribute("class") or "")
    page.keyboard.press("j")
    assert page.locator(".card a:focus").count() == 1


def test_keys_lead_to_pages_and_can_be_switched_off(filled: str, visitor: Visitor) -> None:
    """They rest in fields, and for whoever turns them off."""
    page = visitor.open("/articles")
    page.keyboard.press("?")
    page.wait_for_url("**/keys")
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/pairs")
    page.keyboard.press("/")
    page.keyboard.type("?g")
    assert page.locator("#find").input_value() == "?g"
    visitor.open("/keys").get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("h")
    assert page.url.endswith("/keys")


@pytest.mark.parametrize(
    ("path", "marks", "leads"),
    [("/map?area=world", ".atlas a", "**/map/happenings?**"), ("/network", ".network .node", "**/happenings?state=**")],
)
def test_pictures_are_reached_by_keys(filled: str, visitor: Visitor, path: str, marks: str, leads: str) -> None:
    """A mark is shown as focused, and leads to its list; the table beside says the same."""
    page = visitor.open(path)
    visitor.keep_picture(path[1:].partition("?")[0])
    mark = page.locator(marks).first
    page.locator(".picture .scroll").focus()
    page.keyboard.press("Tab")
    assert mark.evaluate("node => node === document.activeElement")
    assert mark.locator("circle").first.evaluate("node => getComputedStyle(node).strokeWidth") in ("3.2px", "4px")
    page.keyboard.press("Enter")
    page.wait_for_url(leads)
    assert page.locator(".row").count() > 0


def test_a_hostile_article_runs_nothing_and_asks_nobody(filled: str, visitor: Visitor) -> None:
    """Its scripts are words on the page; the override reorders nothing outside itself."""
    visitor.page.on("dialog", lambda dialog: visitor.complaints.append(dialog.message))
    page = visitor.open("/articles")
    page.get_by_role("link", name="Kenya | Uganda").click()
    assert "<script>alert(1)</script>" in page.inner_text(".text")
    codes = page.locator(".control").evaluate_all("nodes => nodes.map(node => node.dataset.code)")
    assert {"U+001B", "U+202E", "U+009B"} <= set(codes)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_what_was_read_out_of_real_articles(filled: str, visitor: Visitor, scheme: str) -> None:
    """Their marks lie over each other as no marks made by hand do; the other pages are in test_access.py."""
    package = pytest.importorskip("axe_playwright_python", reason="needs axe (a dependency for development)")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    visitor.page.emulate_media(color_scheme=scheme)
    visitor.open("/articles")
    articles = visitor.page.locator("table a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    visitor.open("/happenings")
    happenings = visitor.page.locator(".row .lead a").evaluate_all("links => links.map(l => l.getAttribute('href'))")
    visitor.open("/review")
    review = visitor.page.url.removeprefix(visitor.home)
    for path in (*articles, happenings[0], review):
        page = visitor.open(path)
        page.evaluate(axe)
        found = page.evaluate("axe.run().then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
        assert found == [], path


@pytest.mark.parametrize("width", [320, 640])
def test_pages_fit_a_narrow_window(filled: str, visitor: Visitor, width: int) -> None:
    """320 pixels are 1280 at 400 %: nothing but tables and long words scrolls sideways."""
    visitor.page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page = visitor.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_pages_work_without_scripts(filled: str, browser: Any, address: str) -> None:
    """Search, read, decide and undo by links and forms alone."""
    context = browser.new_context(java_script_enabled=False)
    person = Visitor(context, address)
    page = person.open("/")
    page.locator("#find").fill("embassy")
    page.get_by_role("button", name="Search").click()
    page.locator(".rows a").first.click()
    page.locator(".ref.event").first.click()
    assert page.locator(".card:target").count() == 1
    page.locator(".card:target").get_by_role("link", name="review").click()
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("button", name="Undo accept").wait_for()
    assert "accepted" in page.inner_text("main")
    page.get_by_role("button", name="Undo accept").click()
    page.locator(".history .undone").first.wait_for()
    assert page.locator(".verdict.accept").count() == 0
    context.close()
    assert person.elsewhere == []


def test_another_browser_is_not_let_in(filled: str, browser: Any, address: str) -> None:
    """Without the token a page says what to do; the style it needs is the only file it gets."""
    context = browser.new_context()
    page = context.new_page()
    home = address.partition("/enter")[0]
    assert page.goto(f"{home}/articles").status == 401
    assert "Open the address that Dragoman printed" in page.inner_text("main")
    context.close()
