"""The whole way of a person through the reading room, on articles of our own: from an empty workspace to its copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import serving, visiting
from tests.browser.test_access import CUT
from tests.browser.visitor import Visitor
from tests.end_to_end.newsroom import Shell
from tests.end_to_end.test_cli_import import ASKED

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"

WORDS = "is expected to travel to Azerbaijan"
"""Of the first article: a visit that is planned, told by two outlets from sources that are not named."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the workspace "ws" is."""
    return tmp_path


@pytest.fixture
def person(browser: Any, folder: Path) -> Iterator[Visitor]:
    """Somebody at a new, empty workspace."""
    with serving(folder) as address, visiting(browser, address) as somebody:
        yield somebody


def test_the_whole_way(person: Visitor, folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Add, find, follow to the words, correct and undo, compare accounts, print, take away and take in again."""
    add_in_three_ways(person, folder)
    happening = find_the_planned_visit(person)
    see_its_chain(person)
    event = open_its_words(person)
    correct_and_undo(person, event, happening)
    find_a_conflict(person)
    print_a_brief(person)
    take_away_and_in_again(Shell(folder, capsysbinary), folder)


def add_in_three_ways(person: Visitor, folder: Path) -> None:
    """Files, a folder with something else in it, and a text by hand."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for name in ("a03.md", "a04.txt", "a05.html"):
        shutil.copy(ARTICLES / name, inbox)
    (inbox / "picture.png").write_bytes(b"\x89PNG")
    person.add(ARTICLES / "a01.txt", ARTICLES / "a02.txt", ARTICLES / "b02.md")
    assert "3 added, 0 known before, 0 failed" in person.page.inner_text("main")
    person.page.set_input_files("input[webkitdirectory]", str(inbox))
    person.page.get_by_role("button", name="Add the folder").click()
    person.wait_until_added("Done: 3 documents")
    assert "3 added, 0 known before, 0 failed" in person.page.inner_text("main")
    person.page.get_by_label("Title").fill("Kenya, Ethiopia hold secret talks")
    person.page.get_by_label("Outlet").fill("Sahel Record")
    person.page.get_by_label("Published").fill("2025-05-13")
    person.page.get_by_label("Text", exact=True).fill((ARTICLES / "b01.txt").read_text(encoding="utf-8"))
    person.page.get_by_role("button", name="Add the text").click()
    person.wait_until_added("Done: 1 document")
    assert "1 added, 0 known before, 0 failed" in person.page.inner_text("main")


def find_the_planned_visit(person: Visitor) -> str:
    """By the box, as chips, then to its happening; gives its address."""
    page = person.open("/")
    page.locator("#find").fill("israel azerbaijan visit planned")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    chips = " ".join(page.locator(".chip").all_inner_texts())
    assert all(word in chips for word in ("Israel", "Azerbaijan", "visit", "planned"))
    page.locator(".row", has_text=WORDS).get_by_role("link", name="happening", exact=True).click()
    page.wait_for_url("**/happenings/hap-*")
    return str(page.url)


def see_its_chain(person: Visitor) -> None:
    """The three counts with a reason, and who rests on whom."""
    page = person.page
    names, values = (page.locator(f".numbers {part}").all_inner_texts() for part in ("dt", "dd"))
    numbers = dict(zip(names, values, strict=True))
    assert int(numbers["reports"]) > 1
    assert int(numbers["outlets"]) > 1
    assert numbers["independent origins"][0].isdigit()
    assert page.locator(".reasons li").count() >= 1
    chain = page.locator(".account", has_text=WORDS).locator("ol.chain").inner_text()
    assert chain.index("The Meridian Courier") < chain.index("Kanal Zafon") < chain.index("two unnamed officials")


def open_its_words(person: Visitor) -> str:
    """Marked in the article, in view; gives the id of the event."""
    page = person.page
    page.locator(".account", has_text=WORDS).get_by_role("link", name="words in the article").click()
    page.wait_for_url("**/articles/art-*#at-evt-*")
    marked = page.locator(":target")
    assert WORDS in "".join(page.locator(".mark.found").all_text_contents())
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert marked.evaluate("node => getComputedStyle(node).backgroundColor") != paper
    page.wait_for_function("document.querySelector(':target').getBoundingClientRect().bottom < innerHeight")
    return str(page.url).rpartition("#at-")[2]


def correct_and_undo(person: Visitor, event: str, happening: str) -> None:
    """The other actor shows wherever the event does, and nowhere once that is undone."""
    page = person.open(f"/review/{event}")
    article = page.get_by_role("link", name="words in the article").get_attribute("href").partition("#")[0]
    places = (
        f"/review/{event}", article, "/search?q=israel+georgia+visit+planned", "/pairs/ISR/GEO",
        f"/happenings/of/{event}", "/people?name=Noa+Harel",
    )  # fmt: skip
    page.locator("select[name=field]").select_option("targets")
    page.locator("input[name=value]").fill("Georgia")
    page.get_by_role("button", name="Correct", exact=True).click()
    for path in places:
        assert "Georgia (GEO)" in shown(person, path), path
    assert person.look(happening.removeprefix(person.home)).locator("ins").count() == 0
    assert WORDS not in person.open("/pairs/AZE/ISR").inner_text("#planned ~ ul")
    person.open(f"/review/{event}").keyboard.press("u")
    person.page.wait_for_selector(".history .undone")
    for path in places:
        assert "Georgia (GEO)" not in shown(person, path), path
    assert WORDS in person.open("/pairs/AZE/ISR").inner_text("#planned ~ ul")


def shown(person: Visitor, path: str) -> str:
    """What is told as corrected on a page, or on that of the first person in a list."""
    page = person.look(path)
    if path.startswith("/people?"):
        page.locator("tbody a").first.click()
    return " ".join(page.locator("ins").all_text_contents())


def find_a_conflict(person: Visitor) -> None:
    """Two accounts side by side, each in its words."""
    page = person.open("/happenings?state=Kenya&with=Ethiopia")
    page.locator(".row", has_text="accounts differ").first.get_by_role("link").first.click()
    page.wait_for_url("**/happenings/hap-*")
    sides = page.locator("section[aria-labelledby=conflicts] .account")
    assert len(set(sides.locator(".lead").all_inner_texts())) > 1
    assert all(sides.locator("q.words").all_inner_texts())
    articles = sides.locator(".source a").evaluate_all("links => links.map(link => link.href)")
    assert len(set(articles)) > 1


def print_a_brief(person: Visitor) -> None:
    """Every sentence, every note, nothing cut, and no button on paper."""
    page = person.open("/pairs/AZE/ISR")
    page.get_by_role("link", name="Brief", exact=True).click()
    cited = {link.removeprefix("#") for link in page.locator("a.cite").evaluate_all("l => l.map(a => a.hash)")}
    sheet = page.pdf(format="A4")
    assert sheet.startswith(b"%PDF")
    assert sheet.count(b"/Type /Page\n") > 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    assert page.evaluate(CUT) == []
    assert {node for node in cited if page.locator(f"#{node}").is_visible()} == cited != set()
    assert page.locator("button:visible, form:visible, nav:visible").count() == 0
    page.emulate_media(media="screen")


def take_away_and_in_again(shell: Shell, folder: Path) -> None:
    """Out of the workspace that is being served, into a new one: the same records, decisions and briefs."""
    here, there = ("-w", folder / "ws"), ("-w", folder / "copy")
    file = folder / "taken.jsonl"
    shell(*here, "export", "--format", "workspace", file)
    report = shell.json(*there, "import", file, "--json")
    assert (report["articles"], report["judgements"], report["failures"]) == (7, 2, [])
    for command in (*ASKED[:6], ("brief", "Israel", "Azerbaijan", "--json")):
        assert shell(*there, *command)[0] == shell(*here, *command)[0], command
