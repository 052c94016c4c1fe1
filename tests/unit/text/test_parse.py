"""The parse: offsets into the text as found, whatever was folded for analysis."""

import msgspec
import pytest

from dragoman.knowledge import Knowledge
from dragoman.records import Article, Region, RegionKind
from dragoman.text.parse import LONGEST_BLOCK, mark_article, mark_articles, mark_text, mark_texts
from tests.texts import article_of, quote


def test_tokens_keep_their_place_over_invisible_characters(knowledge: Knowledge) -> None:
    """A soft hyphen, a no-break space and marks of direction are not seen by the parser, and no offset moves."""
    text = "Ken\u00adya\u00a0 \u200evisited\u202c Oman\x00."
    marked = mark_text(text, knowledge)
    assert [token.text for token in marked.tokens] == ["Kenya", "visited", "Oman", "."]
    assert marked.words(marked.tokens[0].span) == "Ken\u00adya"
    assert marked.words(marked.tokens[2].span) == "Oman"


def test_a_long_run_of_one_character_costs_little(knowledge: Knowledge) -> None:
    """100,000 exclamation marks are folded for analysis; what follows keeps its place."""
    text = "Talks failed" + "!" * 100_000 + " Kenya left."
    marked = mark_text(text, knowledge)
    assert any(token.span == quote(text, "Kenya") for token in marked.tokens)


def test_links_of_markdown_leave_their_words(knowledge: Knowledge) -> None:
    """The address of a link and bold marks are no tokens."""
    marked = mark_text("[Kenya](https://courier.example/kenya) **recalled** its envoy.", knowledge)
    assert [token.text for token in marked.tokens] == ["Kenya", "recalled", "its", "envoy", "."]


def test_a_headline_in_capitals_is_parsed_as_a_sentence(knowledge: Knowledge) -> None:
    """Tokens keep their capitals, tags and lemmas are those of sentence case."""
    text = "KENYA RECALLS AMBASSADOR FROM SUDAN\nKenya recalled its ambassador from Sudan on Friday."
    title = Region(kind=RegionKind.TITLE, start=0, end=35)
    body = Region(kind=RegionKind.BODY, start=36, end=len(text))
    marked = mark_article(_with_regions(text, title, body), knowledge)
    verb = marked.tokens[1]
    assert (verb.text, verb.lemma, verb.pos) == ("RECALLS", "recall", "VERB")
    assert [sentence.region for sentence in marked.sentences] == [RegionKind.TITLE, RegionKind.BODY]


def test_a_headline_is_one_sentence(knowledge: Knowledge) -> None:
    """A title with a stop or a question inside is not divided."""
    text = "Sanctions lifted. What now? Lima waits"
    title = Region(kind=RegionKind.TITLE, start=0, end=len(text))
    assert len(mark_article(_with_regions(text, title), knowledge).sentences) == 1


def test_hard_wrapped_lines_are_parsed_as_one_paragraph(knowledge: Knowledge) -> None:
    """A sentence goes on over the line break of wrapped text."""
    text = (
        "The foreign ministers of Kenya and Uganda met in Kampala on Friday to\n"
        "discuss the border at Migingo, which both of the states claim, and to\n"
        "send a joint team of surveyors in May."
    )
    marked = mark_text(text, knowledge)
    assert [sentence.span for sentence in marked.sentences] == [(0, len(text))]


def test_a_very_long_line_is_parsed_in_parts(knowledge: Knowledge) -> None:
    """Parts end after a sentence where there is one, so that no sentence is lost or torn."""
    text = "Kenya recalled its envoy from Sudan. " * 700
    assert len(text) > LONGEST_BLOCK
    assert len(mark_text(text.strip(), knowledge).sentences) == 700


def test_batches_give_what_single_texts_give(knowledge: Knowledge) -> None:
    """Order and marks do not depend on what else is in the batch; empty texts have their place."""
    texts = ["Kenya left.", "", "Oman and Peru signed an accord. Both left."]
    batched = list(mark_texts(texts, knowledge))
    assert batched == [mark_text(text, knowledge) for text in texts]
    assert [marked.article.text for marked in batched] == texts


@pytest.mark.parametrize("regions", [(), (Region(kind=RegionKind.LINKS, start=0, end=11),)])
def test_unmarked_articles_are_all_body(regions: tuple[Region, ...], knowledge: Knowledge) -> None:
    """Without regions the whole text is body; with regions only they are read."""
    (marked,) = mark_articles([_with_regions("Kenya left.\nOman stayed.", *regions)], knowledge)
    assert len(marked.sentences) == (1 if regions else 2)


def _with_regions(text: str, *regions: Region) -> Article:
    """An article with the given regions."""
    return msgspec.structs.replace(article_of(text), regions=regions)
