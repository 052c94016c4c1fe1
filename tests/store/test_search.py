"""Search: words and phrases, spans, and input that would like to be syntax."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.store import Store
from dragoman.store.search import quoted_query, snippet_of, spans_of
from tests.store.builders import coded_of, shelling
from tests.texts import article_of

HOSTILE = [
    '"',
    '""',
    "NEAR(",
    "text:kenya OR",
    "a AND NOT",
    "*",
    "^kenya",
    "kenya*) OR (1",
    "'; DROP TABLE articles; --",
    "{title}: x",
    "\0",
    "-",
    "+kenya -uganda",
    "(((((",
]


def found_words(store: Store, query: str) -> list[str]:
    """The words that matched in the first hit."""
    hits = store.search(query)
    if not hits:
        return []
    text = next(store.coded([hits[0].article.id])).article.text
    return [text[start:end] for start, end in hits[0].matches]


def test_a_hit_says_where_its_words_stand(store: Store) -> None:
    """Matches are spans into the text as found, by stem and without regard to case and accents."""
    store.add(coded_of(article_of("𐎠 “Visité” said Kenya; a VISIT followed, in Zürich.")), coding="rules-1")
    assert found_words(store, "visits zurich") == ["Visité", "VISIT", "Zürich"]


def test_all_words_must_be_there_and_a_phrase_must_stand_as_it_is(store: Store) -> None:
    """Words may stand anywhere, a "quoted phrase" only as quoted."""
    store.add(shelling(), coding="rules-1")
    assert found_words(store, "uganda kenya")
    assert found_words(store, '"shelled Uganda"') == ["shelled Uganda"]
    assert found_words(store, '"Uganda shelled"') == []
    assert found_words(store, "kenya zanzibar") == []


def test_a_title_is_searched_and_counts_more(store: Store) -> None:
    """An article whose title holds the word comes before one that only mentions it; it need not stand in the text."""
    text = "Nothing of it here, only other words about other things."
    titled = msgspec.structs.replace(article_of(text), title="Embassy opens")
    store.add(coded_of(article_of("An embassy is named here among other words about things.")), coding="rules-1")
    store.add(coded_of(titled), coding="rules-1")
    hits = store.search("embassy")
    assert [hit.article.title for hit in hits] == ["Embassy opens", None]
    assert hits[0].matches == ()
    assert hits[0].words.startswith("Nothing of it")


def test_a_snippet_holds_its_first_match_and_whole_words(store: Store) -> None:
    """The snippet of a long text is a short stretch around the match."""
    store.add(coded_of(article_of("word " * 500 + "embassy " + "word " * 500)), coding="rules-1")
    (hit,) = store.search("embassy")
    assert hit.snippet is not None
    assert "embassy" in hit.words.split()
    assert set(hit.words.split()) == {"word", "embassy"}
    assert len(hit.words) <= 320


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_character_of_a_search_is_syntax(store: Store, hostile: str) -> None:
    """Hostile input raises nothing, and finds only what holds its words."""
    store.add(shelling(), coding="rules-1")
    for hit in store.search(hostile):
        assert "kenya" in hit.words.lower()
    assert len(store.search("kenya")) == 1


@given(st.text(max_size=40))
def test_any_input_gives_balanced_quotes(words: str) -> None:
    """Every term is one quoted string without a quote inside."""
    query = quoted_query(words)
    assert query.count('"') % 2 == 0
    assert all(part.strip() == "" for part in query.split('"')[::2])


def test_marks_in_a_text_forge_no_match(store: Store) -> None:
    """A text with the characters that marks begin with has its matches where its words are."""
    store.add(coded_of(article_of("\ufdd0fake\ufdd1 Kenya \ufdd0")), coding="rules-1")
    assert found_words(store, "kenya") == ["Kenya"]


def test_a_text_with_a_nul_is_found_without_wrong_spans(store: Store) -> None:
    """SQLite cuts such a text; then no span is given rather than a wrong one."""
    store.add(coded_of(article_of("Kenya\0 and Uganda")), coding="rules-1")
    for hit in store.search("kenya"):
        assert all(word == "Kenya" for word in found_words(store, "kenya")) or hit.matches == ()


def test_spans_between_marks_are_those_of_the_plain_text() -> None:
    """The marks themselves do not count."""
    assert spans_of("<ab> c <d><e>f", "<", ">") == ((0, 2), (5, 6), (6, 7))
    assert spans_of("", "<", ">") == ()
    assert spans_of("plain", "<", ">") == ()


def test_an_empty_text_has_no_snippet() -> None:
    """There is no empty span."""
    assert snippet_of("", ()) is None
    assert snippet_of("short", ()) == (0, 5)
