"""Articles that attack whoever reads them: nothing runs, nothing is asked elsewhere, the policy is not even needed."""

import time
from typing import Any

import pytest

from tests.browser.prepared import TRICKS
from tests.browser.visitor import Visitor

FOREIGN = """() => {
  const known = /^(?:\\/(?!\\/)|#)/, kinds = "iframe, object, embed, base, style, img, audio, video, meta[http-equiv]";
  const isForeign = ({name, value}, node) => /^(?:on|hx-|data-hx-|style$|srcdoc$)/.test(name)
    || (/^(?:href|src|action|formaction|xlink:href)$/.test(name) && !known.test(value)
      && !(node.matches("a[rel~=external][rel~=noreferrer]") && /^https?:/.test(value)));
  return [...document.querySelectorAll("*")]
    .filter(node => node.matches(`${kinds}, script:not([src^='/static/']), link:not([href^='/static/'])`)
      || [...node.attributes].some(one => isForeign(one, node)))
    .map(node => node.outerHTML.slice(0, 200));
}"""
"""Elements and attributes that no page of ours has: they could only come out of an article."""


def test_no_kind_of_page_lets_an_article_do_anything(pages: list[str], guest: Visitor) -> None:
    """By its text, title, outlet, actors, chain, place or time: no element, no request, no violation, no dialog."""
    for path in pages:
        page = guest.look(path)
        page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true; })")
        assert page.evaluate(FOREIGN) == [], path
        assert page.title().endswith("· Dragoman"), path
        assert not page.url.startswith("https://evil"), path
        assert guest.complaints == guest.elsewhere == [], path


@pytest.mark.parametrize("words", TRICKS)
def test_a_trick_is_looked_for_as_words(guest: Visitor, words: str) -> None:
    """In the box, in fields and in the address it is a text like any other."""
    page = guest.open("/")
    page.locator("#find").fill(words)
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?**")
    assert page.evaluate(FOREIGN) == []
    for field in ("state", "act", "since", "after", "outlet"):
        guest.look(f"/search?{field}={page.evaluate('encodeURIComponent', words)}")
        assert page.evaluate(FOREIGN) == []


def test_the_words_of_an_attack_are_all_there(pages: list[str], guest: Visitor) -> None:
    """Shown as they were found, controls by their codes; what reorders a line does so in no other."""
    articles = (path for path in pages if path.startswith("/articles/art-"))
    page = next(guest.page for path in articles if "eslaf" in guest.open(path).inner_text("main"))
    assert page.locator(".text").evaluate("node => node.textContent") == "\n".join(TRICKS)
    codes = set(page.locator(".control").evaluate_all("nodes => nodes.map(node => node.dataset.code)"))
    assert {"U+001B", "U+0007", "U+009B", "U+202E", "U+2066", "U+200F", "U+061C"} <= codes
    beyond = page.locator("h1, .cards, .meta").evaluate_all("nodes => nodes.map(node => node.textContent).join('')")
    assert not set(beyond) & set("\x1b\x07\x9b\u202e\u2066\u200f\u061c")


def test_a_paragraph_of_two_million_characters_opens(guest: Visitor) -> None:
    """In seconds, whole, and with its record."""
    page = guest.open("/articles")
    started = time.monotonic()
    page.get_by_role("link", name="Two million characters").click()
    assert page.locator(".text").evaluate("node => node.textContent.length") > 2_000_000
    assert page.locator(".mark.event").first.inner_text() == "Israel thanked Azerbaijan"
    assert time.monotonic() - started < 15  # 1 on an idle machine


def test_whatever_would_run_is_noticed(browser: Any, prepared: tuple[str, Any]) -> None:
    """The tests above would fail where the policy has to stop something, and where something is asked elsewhere."""
    context = browser.new_context()
    person = Visitor(context, prepared[0])
    page = person.open("/keys")
    page.evaluate("""() => {
      try { document.body.setAttribute("onclick", "alert(1)"); } catch { /* that is told too */ }
      const picture = document.createElement("img");
      picture.src = "https://evil.example/x";
      document.body.append(picture);
      const style = document.createElement("style");
      style.textContent = "body { color: red }";
      document.body.append(style);
    }""")
    page.wait_for_timeout(300)
    told = " ".join(person.complaints)
    assert "policy: require-trusted-types-for" in told
    assert "policy: img-src https://evil.example" in told
    assert "policy: style-src-elem" in told
    assert len(page.evaluate(FOREIGN)) == 2
    context.close()
