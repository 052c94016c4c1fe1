"""What is always true of briefs."""

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dragoman.knowledge.phrases import load_phrases
from dragoman.merge import merge_events
from dragoman.merge.relations import relate
from dragoman.output import make_brief, render_markdown
from dragoman.output.clean import plain
from dragoman.output.markdown import escape
from tests.records_made import NAMES, Page, on, outlet, person, speaker, state, unnamed, unspecified, vaguely

PHRASES = load_phrases()
PER, CHL = state("PER"), state("CHL")
RIOS = person("Lucía Ríos", "PER", "President")
TIMES = [None, on("1997"), on("2025-04"), on("2025-04-12"), on("2025-04-01", "2025-04-12", "earlier"), vaguely("soon")]
CHAINS = [[], [outlet("A")], [outlet("B"), unnamed()], [speaker(RIOS)], [unspecified()]]


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page of arbitrary text with a few arbitrary events."""
    text = draw(st.text(min_size=3, max_size=40))
    page = Page(
        text, outlet=draw(st.none() | st.text(max_size=9)), published=draw(st.sampled_from([None, "2025-04-14"]))
    )
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text) - 1))
        words = text[start : draw(st.integers(start + 1, len(text)))]
        page.event(
            draw(st.sampled_from(["CONSULT", "ASSAULT", "SUPPORT"])),
            words,
            [draw(st.sampled_from([PER, RIOS]))],
            [CHL],
            status=draw(st.sampled_from(["happened", "ongoing", "planned", "called_off", "denied", "hypothetical"])),
            time=draw(st.sampled_from(TIMES)),
            chain=draw(st.sampled_from(CHAINS)),
            mode=draw(st.sampled_from([None, "visit"])),
        )
        quality = draw(st.sampled_from([None, "close", "frozen", "tense"]))
        change = draw(st.sampled_from(["resumed", "broken_off", *([None] if quality else [])]))
        page.tie(words, (PER, CHL), quality, change, draw(st.sampled_from(TIMES)), draw(st.sampled_from(CHAINS)))
    return page


@settings(max_examples=60, deadline=None)
@given(st.lists(pages(), min_size=1, max_size=3, unique_by=lambda page: page.article.id))
def test_every_sentence_has_a_citation_and_every_citation_its_exact_words(made):
    """For any text and any records: no sentence without words, no words that the article does not hold."""
    articles = [page.coded() for page in made]
    texts = {coded.article.id: coded.article.text for coded in articles}
    braces = sum(f"{coded.article.outlet}{coded.article.text}".count("{") for coded in articles)
    relations = relate(("PER", "CHL"), articles)
    brief = make_brief(("PER", "CHL"), articles, merge_events(articles), NAMES, PHRASES, relations=relations)
    numbers = {citation.number for citation in brief.citations}
    for section in brief.sections:
        for sentence in section.sentences:
            assert sentence.citations
            assert numbers.issuperset(sentence.citations)
            assert "{" not in sentence.text.replace("{", "", braces)
    for citation in brief.citations:
        assert citation.words == texts[citation.article][citation.start : citation.end]
    rendered = render_markdown(brief)
    assert "\0" not in rendered
    assert all(f"[{number}]" in rendered for number in numbers)


@settings(max_examples=30, deadline=None)
@given(st.lists(pages(), min_size=2, max_size=3, unique_by=lambda page: page.article.id), st.randoms())
def test_a_brief_does_not_depend_on_the_order_of_its_articles(made, random):
    """The same records give the same brief."""
    articles = [page.coded() for page in made]
    happenings = merge_events(articles)
    shuffled = list(articles)
    random.shuffle(shuffled)
    one = make_brief(("PER", "CHL"), articles, happenings, NAMES, PHRASES, relations=relate(("PER", "CHL"), articles))
    again = relate(("PER", "CHL"), shuffled)
    assert make_brief(("PER", "CHL"), shuffled, happenings, NAMES, PHRASES, relations=again) == one


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab1 .)(-+=#*_`~<>[]!|&;:/@\\\"'{}$\n\t", max_size=24) | st.text(max_size=24))
def test_escaped_text_renders_as_itself(text):
    """A CommonMark reader gives back the very text, as text and nothing else."""
    shown = plain(text)
    blocks = MarkdownIt("commonmark").enable("table").parse(f"- {escape(text)}")
    inline = [token for block in blocks for token in (block.children or ())]
    assert {token.type for token in inline} <= {"text", "text_special"}
    assert {block.type for block in blocks} <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open",
        "paragraph_close", "inline",
    }  # fmt: skip
    assert "".join(token.content for token in inline) == shown
