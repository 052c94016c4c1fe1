"""What is true of the marks on any text, however broken."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.knowledge import Knowledge
from dragoman.records import Article, content_id
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_article
from dragoman.text.regions import mark_regions

# Pieces that meet at random: clutter, glue, headlines, quotes, and what breaks parsers.
PIECES = [
    "Become a member",
    "Kenyan President Ruto visited Oman.",
    "Related Articles",
    "KENYA RECALLS ENVOY",
    "\n",
    "\n\n",
    "\r\n",
    "By Ana Reyes",
    "23 April 2025",
    "Read more: Peru",
    "\u201cHelp us,\u201d he said.",
    "CPC - Caspian Policy Center",
    " ",
    "\xa0",
    "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
    "\u202e",
    "\u200b",
    "\xad",
    "\x00",
    "\U0001f1f0\U0001f1ea\U0001f469\u200d\U0001f680",
    "\u0645\u062d\u0627\u062f\u062b\u0627\u062a \u0627\u0644\u0633\u0644\u0627\u0645",
    "\u548c\u5e73\u4f1a\u8c08\u3002",
    "\u0130STANBUL",
    "www.courier.example",
    "...",
    "(AFP)",
    "[a](b)",
    "**",
    "# ",
    "\ufeff",
    "\u2028",
    "\ud800",
    "U.S. ",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "\u201c",
    "\u2019",
    "#",
    "1/2/2025",
    "Yahoo.Japan ",
]

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=15)), max_size=12).map("".join),
)
tame = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


Mark = Callable[[str], Marked]


@pytest.fixture
def mark(knowledge: Knowledge) -> Mark:
    """Regions and parse of a text, as one function: the knowledge is too large to be shown when a property fails."""

    def marked(text: str) -> Marked:
        article = Article(id=content_id("art", text), sha256="0" * 64, text=text)
        article = mark_regions(article, knowledge)
        assert mark_regions(article, knowledge) == article
        return mark_article(article, knowledge)

    return marked


@tame
@given(text=texts)
def test_regions_are_sorted_apart_and_cover_all_words(text: str, mark: Mark) -> None:
    """No region overlaps another, and only blank text lies between them."""
    article = mark(text).article
    place = 0
    for region in article.regions:
        assert text[place : region.start].strip() == ""
        assert place <= region.start < region.end <= len(text)
        place = region.end
    assert text[place:].strip() == ""


@tame
@given(text=texts)
def test_every_token_gives_back_its_words(text: str, mark: Mark) -> None:
    """The characters of a token stand at its span, in order, whatever was dropped for analysis."""
    marked = mark(text)
    place = 0
    for token in marked.tokens:
        assert place <= token.start < token.end <= len(text)
        letters = iter(text[token.start : token.end])
        assert all(letter in letters for letter in token.text if letter not in "\ufffd ")
        place = token.end


@tame
@given(text=texts)
def test_sentences_lie_in_regions_and_hold_their_tokens(text: str, mark: Mark) -> None:
    """A sentence crosses no region; its tokens, heads and root are its own."""
    marked = mark(text)
    for sentence in marked.sentences:
        region = next(r for r in marked.article.regions if r.start <= sentence.start < r.end)
        assert sentence.end <= region.end
        assert (sentence.region, sentence.story) == (region.kind, region.story)
        for token in marked.sentence_tokens(sentence):
            assert sentence.start <= token.start < token.end <= sentence.end
            assert sentence.first <= token.head < sentence.last
