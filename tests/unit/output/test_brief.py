"""The brief as a whole: sections, citations, periods, limits; Markdown and terminal that no article can break."""

import io

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from dragoman.knowledge.phrases import load_phrases
from dragoman.merge import merge_events
from dragoman.output import make_brief, render_markdown, render_terminal
from dragoman.output.clean import plain, shorten, unquoted
from dragoman.output.markdown import escape, link_target
from dragoman.records import Act, Status
from tests.records_made import NAMES, Page, on, person, speaker, state, unnamed, vaguely

PHRASES = load_phrases()
PER, CHL = state("PER"), state("CHL")
RIOS = person("Lucía Ríos", "PER", "President")
HOSTILE = '<script>alert(1)</script> [x](javascript:1) | `a` \x1b[31m\u202e evil www.bad.example & "'


def brief_of(*pages: Page, pair=("PER", "CHL"), since=None):
    """The brief about Peru and Chile made from some pages."""
    articles = [page.coded() for page in pages]
    return make_brief(pair, articles, merge_events(articles), NAMES, PHRASES, since)


def visits() -> Page:
    """A page with a plan, a finished visit and one told in a teaser."""
    page = Page("She will come soon. She came in 2016. A teaser of a raid.", published="2025-04-23", title="A visit")
    page.event("CONSULT", "She will come soon.", [RIOS], [CHL], mode="visit", status="planned", time=vaguely("soon"))
    page.event("CONSULT", "She came in 2016.", [RIOS], [CHL], mode="visit", time=on("2016"), confidence=0.4)
    return page.event("ASSAULT", "A teaser of a raid.", [PER], [CHL], story=1)


def told_in(brief, key: str) -> list[str]:
    """The sentences of a section; none where the brief has no such section."""
    return [sentence.text for section in brief.sections if section.key == key for sentence in section.sentences]


def terminal(brief) -> str:
    """What the terminal receives, colours off."""
    out = io.StringIO()
    Console(file=out, width=200, color_system=None).print(render_terminal(brief))
    return out.getvalue()


def test_an_empty_brief_says_so_and_in_how_many_articles_it_looked():
    """Nothing found is an answer, not an empty page."""
    brief = brief_of(visits(), pair=("PER", "ISR"))
    assert brief.is_empty
    assert "Nothing that involves both Peru and Israel was found in 1 article." in render_markdown(brief)
    assert "found in 1 article." in terminal(brief)


def test_every_sentence_cites_exact_words():
    """Each number leads to words that stand in the article at the given place."""
    page = visits()
    page.event("ACCUSE", "A teaser", [PER], [CHL])
    brief = brief_of(page)
    numbers = {citation.number: citation for citation in brief.citations}
    sentences = [sentence for section in brief.sections for sentence in section.sentences]
    assert len(sentences) > 3
    for sentence in sentences:
        assert sentence.citations
        for number in sentence.citations:
            citation = numbers[number]
            assert citation.words == page.article.text[citation.start : citation.end]


def test_citations_are_numbered_in_reading_order():
    """The first sentence has the first number."""
    seen = [n for section in brief_of(visits()).sections for s in section.sentences for n in s.citations]
    assert list(dict.fromkeys(seen)) == sorted(set(seen))


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL])
def test_what_is_planned_is_never_told_as_done(act, status):
    """No sentence about a plan has the past form of its verb, and none stands in a section of finished acts."""
    page = Page("Something.").event(act, "Something.", [PER], [CHL], status=status)
    brief = brief_of(page)
    for verb in (v for v in PHRASES.verb if v.act == act):
        past = verb.directed[1].format(targets="Chile")
        assert all(past not in s.text for section in brief.sections for s in section.sentences)
    told = {section.key for section in brief.sections if section.sentences}
    assert told.isdisjoint({"meetings", "cooperation", "disputes", "mediation"})


def test_teasers_are_left_out_and_the_brief_says_so():
    """A teaser's raid is no part of the page's story."""
    text = render_markdown(brief_of(visits()))
    assert "raid" not in text
    assert "1 claim read in teasers of other stories left out." in text


def test_limits_name_the_undated_the_unsure_and_the_unnamed():
    """Whatever weakens a claim is said once at the end, with its words."""
    page = visits().event("ACCUSE", "A teaser", [PER], [CHL], chain=[unnamed()])
    text = render_markdown(brief_of(page))
    assert "2 of 3 claims carry no date; they stand above and not in the chronology." in text
    assert "1 of 3 claims were read with a confidence below 0.6:" in text
    assert "These may rest on one unnamed origin [" in text
    assert "1 report in 1 outlet; 1 origin: all rests on the unnamed source of The Meridian Courier" in text


def test_one_sure_account_makes_a_claim_sure():
    """A doubtful reading beside a sure one of the same happening is no doubt about it; alone it stands apart."""
    page = Page("She came. She came?")
    page.event("CONSULT", "She came?", [RIOS], [CHL], mode="visit", time=on("2016"), confidence=0.3)
    assert told_in(brief_of(page), "unsure") == ["Lucía Ríos visited Chile in 2016"]
    assert told_in(brief_of(page), "meetings") == []
    assert "(unsure reading)" in told_in(brief_of(page), "in_brief")[0]
    page.event("CONSULT", "She came.", [RIOS], [CHL], mode="visit", time=on("2016"))
    assert told_in(brief_of(page), "unsure") == []
    assert "(unsure reading)" not in render_markdown(brief_of(page))


def test_since_leaves_out_what_is_older_and_counts_it():
    """A period keeps what is dated or, undated, was published in it."""
    brief = brief_of(visits(), since="2025-01-01")
    assert "2016" not in render_markdown(brief).split("## Sources")[0]
    assert "Only what is dated or was reported since 2025-01-01; 1 claim left out" in render_markdown(brief)


def test_the_chronology_runs_from_old_to_new_and_leaves_out_the_undated():
    """Dates head their lines; what has no date is told in its section alone."""
    page = Page("One. Two. Three.")
    page.event("CONSULT", "One.", [PER], [CHL], time=on("2025-05-05"))
    page.event("CONSULT", "Two.", [PER], [CHL], time=on("2016"))
    page.event("CONSULT", "Three.", [PER], [CHL])
    sections = {section.key: section for section in brief_of(page).sections}
    assert [s.label for s in sections["chronology"].sentences] == ["2016", "5 May 2025"]
    assert "Peru held talks with Chile (no date given)" in told_in(brief_of(page), "meetings")


def test_each_happening_is_told_once_in_its_section():
    """Two articles about one visit make one sentence with two citations and three counts."""
    one = Page("She came.", outlet="The Quill", published="2025-05-06")
    two = Page("She did come.", outlet="The Gull", published="2025-05-07")
    for page in (one, two):
        page.event("CONSULT", page.article.text, [RIOS], [CHL], mode="visit", time=on("2025-05-05"))
    brief = brief_of(one, two)
    (sentence,) = next(section for section in brief.sections if section.key == "meetings").sentences
    assert sentence.text == "Lucía Ríos visited Chile on 5 May 2025; also reported by The Gull"
    assert (len(sentence.citations), brief.supports[0].counts) == (
        2,
        "2 reports in 2 outlets; 2 origins: independent as far as the texts say: The Gull and The Quill",
    )


def test_a_kept_plan_is_told_as_done_and_announced():
    """The earlier announcement is cited beside the visit, and said to be one."""
    plan = Page("She will come.", outlet="The Quill", published="2025-04-23")
    deed = Page("She came.", outlet="The Gull", published="2025-05-07")
    plan.event("CONSULT", "She will come.", [RIOS], [CHL], mode="visit", status="planned")
    deed.event("CONSULT", "She came.", [RIOS], [CHL], mode="visit", time=on("2025-05-05"))
    sections = {section.key: section for section in brief_of(plan, deed).sections}
    (sentence,) = sections["meetings"].sentences
    assert sentence.text == "Lucía Ríos visited Chile on 5 May 2025; announced beforehand"
    assert len(sentence.citations) == 2
    assert "announced" not in sections


def test_hostile_text_makes_no_markup_in_markdown():
    """Titles, names and words are text: no HTML, no link, no table, no code."""
    page = Page(HOSTILE, outlet="<b>Quill</b>", title="[a](http://bad.example)", url='https://ok.example/"><x> y')
    villain = person("<img src=x onerror=1>", "PER", "*President* [b](//bad)")
    page.event("ACCUSE", HOSTILE.split(" &", maxsplit=1)[0], [villain], [CHL], chain=[speaker(villain)])
    text = render_markdown(brief_of(page))
    blocks = MarkdownIt("commonmark").enable("table").parse(text)
    tokens = [token for block in blocks for token in (block, *(block.children or ()))]
    links = {token.attrs["href"] for token in tokens if token.type == "link_open"}
    assert links == {"https://ok.example/%22%3E%3Cx%3E%20y"}
    kinds = {token.type for token in tokens}
    assert kinds.isdisjoint({"html_inline", "html_block", "image", "code_inline", "em_open", "table_open", "fence"})
    assert not set(text) & {"\x1b", "\u202e"}


def test_a_good_url_is_linked_and_a_bad_one_is_not():
    """Only http(s) URLs of one plain line become links."""
    assert link_target("https://ok.example/a?b=1#c") == "https://ok.example/a?b=1#c"
    assert link_target("https://ok.example/a(b)>") == "https://ok.example/a%28b%29%3E"
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//ok.example",
        "https://",
        "https://a.b/\u202e",
        None,
        "http://[x",
    ):
        assert link_target(bad) is None


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# a", "\\# a"),
        ("1. a", "1\\. a"),
        ("- a", "\\- a"),
        ("a\n\n# b", "a # b"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("see https://bad.example", "see https\\://bad.example"),
        ("a@b.example", "a\\@b.example"),
        ("a_b*c", "a\\_b\\*c"),
        ("plain, text.", "plain, text."),
    ],
)
def test_markdown_escapes(text, escaped):
    """Each sign that could make markup is defused, ordinary punctuation stays readable."""
    assert escape(text) == escaped


def test_the_terminal_receives_no_control_and_no_bidirectional_characters():
    """No article can colour, move or reorder what is printed."""
    page = Page(HOSTILE, outlet="Quill\x9b31m", title="A\u2066b")
    page.event("ACCUSE", HOSTILE, [PER], [CHL])
    shown = terminal(brief_of(page))
    assert all(char == "\n" or plain(char) or char == " " for char in shown)
    assert "[x](javascript:1)" in shown


def test_no_missing_value_is_printed():
    """An article of which nothing is known gives no "None"."""
    page = Page("They met.", outlet=None).event("CONSULT", "They met.", [], [PER, CHL])
    brief = brief_of(page)
    assert "None " not in render_markdown(brief).replace("None reported", "")
    assert "Outlet not known, day of publication not known" in render_markdown(brief)
    assert "A party that the text does not name" in render_markdown(brief)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“all”", "all"),
        ("in the ‘near future’", "in the ‘near future’"),
        ("“a” and “b”", "“a” and “b”"),
        ("“open", "open"),
        ("", ""),
    ],
)
def test_outer_quotation_marks_go_and_inner_ones_stay(text, expected):
    """The brief sets its own marks around words."""
    assert unquoted(text) == expected


def test_long_words_are_cut_with_an_ellipsis():
    """A cut never falls inside a word and never hides itself."""
    assert shorten("one two three four", 14) == "one two three…"
