"""Other shapes of a brief: HTML, one page, and what changed since an older one."""

import re
from html.parser import HTMLParser

import pytest

from dragoman.knowledge.phrases import load_phrases
from dragoman.merge import merge_events
from dragoman.output import Brief, changes_between, make_brief, on_one_page, render_changes, render_page
from dragoman.records import CodedArticle, Horizon
from tests.records_made import NAMES, Page, on, person, state

PER, CHL = state("PER"), state("CHL")
RIOS = person("Lucía Ríos", "PER", "Foreign Minister")


def visit(words: str, published: str, publisher: str, **fields: object) -> CodedArticle:
    """An article about a visit of Ríos to Chile."""
    page = Page(words, outlet=publisher, published=published, title="<b>Title</b>", url="https://example.org/a?b=1&c=2")
    return page.event("CONSULT", words, [RIOS], [CHL], mode="visit", **fields).coded()  # type: ignore[arg-type]


PLAN = visit("Lucía Ríos will visit Chile.", "2025-04-23", "The Quill", status="planned")
DEED = visit("Lucía Ríos visited Chile.", "2025-05-08", "The Gull", time=on("2025-05-07"))
HOSTILE = visit('Lucía Ríos <script>alert(1)</script> "visited" Chile \u202e now.', "2025-05-09", "<i>Evil</i>")


def brief(*articles: CodedArticle, as_of: str | None = None) -> Brief:
    """A brief about Peru and Chile."""
    return make_brief(
        ("CHL", "PER"), articles, merge_events(articles), NAMES, load_phrases(), None, Horizon(as_of=as_of)
    )


def test_a_brief_as_of_a_day_says_so() -> None:
    """The note stands with the limits."""
    made = brief(PLAN, as_of="2025-04-30")
    assert any("As of 2025-04-30" in note for section in made.sections for note in section.notes)


def test_what_changed_is_new_changed_or_gone() -> None:
    """The plan that was carried out is told otherwise; nothing else changed."""
    changes = changes_between(brief(PLAN), brief(PLAN, DEED))
    texts = [change.new or "" for change in (*changes.added, *changes.changed)]
    assert any("7 May 2025" in text for text in texts)
    assert "7 May 2025" in render_changes(changes, load_phrases())


def test_nothing_changed_between_equal_briefs() -> None:
    """And the text says so."""
    changes = changes_between(brief(PLAN), brief(PLAN))
    assert (changes.added, changes.changed, changes.gone) == ((), (), ())
    assert "Nothing changed" in render_changes(changes, load_phrases())


def test_one_page_keeps_the_words_of_its_sentences_and_no_others() -> None:
    """Every number in the text has its words below."""
    made = on_one_page(brief(PLAN, DEED))
    cited = {n for section in made.sections for sentence in section.sentences for n in sentence.citations}
    assert {citation.number for citation in made.citations} == cited
    assert {section.key for section in made.sections} <= {"in_brief", "announced", "relations", "sources"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("articles", [(PLAN, DEED), (HOSTILE,)])
def test_a_page_runs_nothing_and_asks_for_nothing(articles: tuple[CodedArticle, ...]) -> None:
    """Article text is text; links go to words on the page or to http(s)."""
    page = render_page(brief(*articles))
    reader = _Reader()
    reader.feed(page)
    assert not {"script", "img", "iframe", "i", "b", "link"} & set(reader.tags)
    assert all(re.match(r"#w\d+$|https?://", link) for link in reader.links)
    assert "\u202e" not in page
    assert "default-src 'none'" in page
    numbers = {link for link in reader.links if link.startswith("#")}
    assert all(f'id="{number[1:]}"' in page for number in numbers)
