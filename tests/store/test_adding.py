"""Adding articles: nothing twice, nothing half, nothing changed."""

import pytest

from dragoman.errors import StoreError
from dragoman.records import CodedArticle
from dragoman.store import (
    ArticleQuery,
    DocumentState,
    EventQuery,
    LedgerEntry,
    StatementQuery,
    Store,
    TieQuery,
)
from dragoman.store.sql import COPIED_AT_ONCE, open_store
from tests.store.builders import coded_of, event_of, shelling
from tests.texts import article_of


def everything(store: Store) -> tuple[object, ...]:
    """All that a store answers, in its own order."""
    return (
        tuple(store.coded()),
        store.articles(ArticleQuery()),
        store.events(EventQuery()),
        store.statements(StatementQuery()),
        store.ties(TieQuery()),
    )


def test_what_comes_out_is_what_went_in(store: Store) -> None:
    """A coded article comes back as it was added, text and order of its records included."""
    article = shelling()
    store.add(article, coding="rules-1")
    assert list(store.coded([article.article.id])) == [article]


def test_adding_an_article_twice_adds_nothing(store: Store) -> None:
    """The second time, add says False and no answer of the store changes."""
    assert store.add(shelling(), coding="rules-1") is True
    before = everything(store)
    revision = store.revision
    assert store.add(shelling(), coding="rules-1") is False
    assert everything(store) == before
    assert store.revision == revision


def test_the_order_of_adding_does_not_show(store: Store) -> None:
    """Two stores that got the same articles in another order give the same answers."""
    other = open_store(None)
    for number in (1, 2, 3):
        store.add(shelling(number), coding="rules-1")
    for number in (3, 1, 2, 1):
        other.add(shelling(number), coding="rules-1")
    assert everything(store) == everything(other)
    other.close()


def test_another_coding_takes_the_place_of_the_first(store: Store) -> None:
    """An article has one coding at a time; nothing of the earlier one is left, its pairs and words included."""
    first = shelling()
    store.add(first, coding="rules-1")
    second = CodedArticle(article=first.article, actors=first.actors)
    assert store.add(second, coding="rules-2") is True
    assert list(store.coded()) == [second]
    assert store.events(EventQuery(pair=("KEN", "UGA"))) == ()
    assert store.statements(StatementQuery(pair=("KEN", "UGA"))) == ()
    assert len(store.search("shelled")) == 1


def test_a_coded_article_is_found_by_any_of_its_records(store: Store) -> None:
    """`coded` takes ids of articles, events, statements, ties and actors, and gives each article once."""
    one, other = shelling(1), shelling(2)
    for coded in (one, other):
        store.add(coded, coding="rules-1")
    for record in (one.events[0].id, one.statements[0].id, one.ties[0].id, one.article.id):
        assert list(store.coded([record])) == [one]
    assert len(list(store.coded([one.events[0].id, one.ties[0].id, "act-KEN"]))) == 2
    assert list(store.coded(["evt-none"])) == []


def test_a_walk_over_many_articles_gives_each_once(store: Store) -> None:
    """`coded` reads page by page; none is lost or doubled where one page ends."""
    ids = set()
    for number in range(COPIED_AT_ONCE + 3):
        coded = coded_of(article_of(f"Report {number}."))
        ids.add(coded.article.id)
        store.add(coded, coding="rules-1")
    assert [coded.article.id for coded in store.coded()] == sorted(ids)


def test_an_article_and_its_ledger_entry_are_one(store: Store) -> None:
    """Where the article is refused, its ledger entry is not written either."""
    half = coded_of(article_of("half a pair: \ud800"))
    entry = LedgerEntry(location="half.txt", state=DocumentState.DONE)
    with pytest.raises(StoreError, match="UTF-8"):
        store.add(half, coding="rules-1", entry=entry)
    assert store.ledger.entry("half.txt") is None
    assert store.articles(ArticleQuery()) == ()


def test_an_event_refused_leaves_no_half_article(store: Store) -> None:
    """When a later record of an article cannot be stored, the earlier ones are not either."""
    article = article_of("Kenya shelled Uganda.")
    good = event_of(article)
    bad = event_of(article, mode="\udfff", act=good.act)
    with pytest.raises(StoreError):
        store.add(coded_of(article, good, bad), coding="rules-1")
    assert store.events(EventQuery()) == ()
    assert list(store.coded()) == []


@pytest.mark.parametrize("text", ["a\0b", "𐎠 Kenya, then a\u202e turn", "'; DROP TABLE events; --", "\ufdd0x"])
def test_any_text_comes_back_as_it_was(store: Store, text: str) -> None:
    """No character of an article is changed or acted on."""
    coded = coded_of(article_of(text))
    store.add(coded, coding="rules-1")
    assert next(store.coded()).article.text == text
