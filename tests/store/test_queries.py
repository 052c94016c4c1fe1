"""Asking: pairs, states, days, pages."""

import msgspec
import pytest

from dragoman.errors import StoreError
from dragoman.records import Act, Actor, ActorKind, CodedArticle, Quality, Ref, SpeechAct, Status
from dragoman.store import ArticleQuery, EventQuery, StatementQuery, Store, TieQuery
from tests.store.builders import coded_of, event_of, ref_of, shelling
from tests.texts import article_of

INJECTIONS = ["' OR 1=1 --", "AZE|ISR", "%", "_", '"; DROP TABLE events; --', "\0", "a) OR (1=1", "NULL", "💥"]


def add_event(store: Store, text: str, *, published: str | None = "2024-03-05", **how: object) -> str:
    """Adds an article with one event and gives the event's id."""
    article = article_of(text, published=published)
    event = event_of(article, **how)  # type: ignore[arg-type]  # the builder's own keywords
    store.add(coded_of(article, event), coding="rules-1")
    return event.id


def ids(store: Store, query: EventQuery) -> list[str]:
    """The ids of the events of an answer, in its order."""
    return [found.event.id for found in store.events(query)]


def test_a_pair_is_found_whichever_way_it_is_said(store: Store) -> None:
    """The order and case of a pair's codes do not matter, and other pairs do not show."""
    met = add_event(store, "They met.", sources="ISR AZE", targets="", symmetric=True, act=Act.CONSULT)
    add_event(store, "They talked.", sources="ISR TUR", targets="", symmetric=True, act=Act.CONSULT)
    assert ids(store, EventQuery(pair=("ISR", "AZE"))) == ids(store, EventQuery(pair=("aze", "isr"))) == [met]


def test_a_mediator_is_no_side(store: Store) -> None:
    """Talks are found under the pair of their sides, and only on request under the mediator's pairs."""
    talks = add_event(
        store, "Azerbaijan mediated.", sources="ISR TUR", targets="", mediators="AZE", symmetric=True, act=Act.CONSULT
    )
    assert ids(store, EventQuery(pair=("ISR", "TUR"))) == [talks]
    assert ids(store, EventQuery(pair=("AZE", "ISR"))) == []
    assert ids(store, EventQuery(pair=("AZE", "ISR"), third_parties=True)) == [talks]
    assert ids(store, EventQuery(state="AZE")) == [talks]


def test_a_host_is_a_side_only_where_no_other_state_is(store: Store) -> None:
    """Meeting officials in a state is a matter of the two; hosting the talks of two others makes no side."""
    met = add_event(store, "Israel met officials.", sources="ISR", targets="", hosts="AZE", act=Act.CONSULT)
    add_event(store, "The two met.", sources="KEN UGA", targets="", hosts="AZE", symmetric=True, act=Act.CONSULT)
    assert ids(store, EventQuery(pair=("AZE", "ISR"))) == [met]
    assert ids(store, EventQuery(pair=("AZE", "KEN"))) == []
    assert len(ids(store, EventQuery(pair=("AZE", "KEN"), third_parties=True))) == 1


def test_sources_that_act_together_are_no_pair(store: Store) -> None:
    """Two states that shell a third have each a pair with it, but none with each other."""
    add_event(store, "Both shelled Uganda.", sources="KEN TUR", targets="UGA")
    assert len(ids(store, EventQuery(pair=("KEN", "UGA")))) == len(ids(store, EventQuery(pair=("TUR", "UGA")))) == 1
    assert ids(store, EventQuery(pair=("KEN", "TUR"))) == []


def test_a_plural_actor_stands_for_each_of_its_states(store: Store) -> None:
    """That "the two nations" met concerns the pair of the two nations."""
    article = article_of("The two nations met.")
    both = Actor(id="act-both", name="the two nations", kind=ActorKind.STATE, states=("KEN", "UGA"))
    event = event_of(article, "", "", symmetric=True, act=Act.CONSULT)
    event = msgspec.structs.replace(event, sources=(Ref(actor=both.id, name=both.name),))
    store.add(CodedArticle(article=article, actors=(both,), events=(event,)), coding="rules-1")
    assert ids(store, EventQuery(pair=("UGA", "KEN"))) == [event.id]


@pytest.mark.parametrize(
    ("days", "since", "until", "is_found"),
    [
        (("2024-03-04", "2024-03-04"), "2024-03-04", "2024-03-04", True),
        (("2024-03-04", "2024-03-04"), "2024-03-05", None, False),
        (("2024-03-04", "2024-03-04"), None, "2024-03-03", False),
        (("2022-01-01", "2022-12-31"), "2022-08-01", "2022-08-31", True),  # "in 2022" may be August
        (("2024-03-05", None), "2030-01-01", None, True),  # "in the near future": no end is known
        ((None, "2016-12-31"), None, "1900-01-01", True),
        (None, "2024-03-05", "2024-03-05", True),  # no time of its own: the day of publication
        (None, "2024-03-06", None, False),
    ],
)
def test_an_event_matches_where_its_interval_touches_the_one_asked_for(
    store: Store, days: tuple[str | None, str | None] | None, since: str | None, until: str | None, is_found: bool
) -> None:
    """An open end stays open, and an event without a time is placed at its article's day."""
    add_event(store, "Kenya shelled Uganda.", days=days)
    assert bool(ids(store, EventQuery(since=since, until=until))) is is_found
    assert bool(ids(store, EventQuery(since=since, until=until, pair=("KEN", "UGA")))) is is_found


def test_an_event_of_no_known_day_matches_no_bound_but_is_not_lost(store: Store) -> None:
    """Without a time and a day of publication an event shows only where no day is asked for."""
    event = add_event(store, "Kenya shelled Uganda.", published=None)
    assert ids(store, EventQuery()) == [event]
    assert ids(store, EventQuery(since="0001-01-01")) == ids(store, EventQuery(until="9999-12-31")) == []


def test_filters_narrow_together(store: Store) -> None:
    """Act, type, status, mode, outlet and article each narrow, alone and with a pair."""
    planned = add_event(store, "A visit is planned.", act=Act.CONSULT, mode="visit", status=Status.PLANNED)
    add_event(store, "Kenya shelled Uganda.")
    article = store.events(EventQuery(act=Act.CONSULT))[0].article.id
    for query in (
        EventQuery(act=Act.CONSULT),
        EventQuery(plover=Act.CONSULT),
        EventQuery(status=Status.PLANNED, pair=("KEN", "UGA")),
        EventQuery(mode="visit", state="UGA"),
        EventQuery(article=article, outlet="The Meridian Courier"),
        EventQuery(act=Act.CONSULT, state="KEN", pair=("KEN", "UGA"), third_parties=True),
    ):
        assert ids(store, query) == [planned]
    assert ids(store, EventQuery(outlet="Another")) == []


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("pair", [None, ("KEN", "UGA")])
def test_pages_put_together_are_the_whole(store: Store, newest_first: bool, pair: tuple[str, str] | None) -> None:
    """Going on from the last cursor gives every event once, in order, though some share a day."""
    for number in range(7):
        day = f"2024-03-{number // 3 + 1:02}"
        add_event(store, f"Shelling {number}.", days=(day, day))
    query = {"newest_first": newest_first, "pair": pair}
    whole = ids(store, EventQuery(**query))  # type: ignore[arg-type]  # two keywords of different types
    paged: list[str] = []
    after = None
    while page := store.events(EventQuery(**query, limit=2, after=after)):  # type: ignore[arg-type]  # as above
        paged.extend(found.event.id for found in page)
        after = page[-1].cursor
    assert len(whole) == 7
    assert paged == whole


@pytest.mark.parametrize("query", [EventQuery(limit=0), EventQuery(limit=10**9), EventQuery(after="no cursor")])
def test_a_page_that_cannot_be_is_refused(store: Store, query: EventQuery) -> None:
    """A length out of bounds or a cursor that is none is a StoreError that says what to do."""
    with pytest.raises(StoreError, match="cursor"):
        store.events(query)


def test_events_statements_and_ties_come_with_their_words(store: Store) -> None:
    """Each answer quotes its article, code point by code point."""
    store.add(shelling(), coding="rules-1")
    assert store.events(EventQuery())[0].words == "Kenya shelled Uganda on Monday."
    assert store.statements(StatementQuery())[0].words == ("We will answer,",)
    assert store.ties(TieQuery())[0].words == "Their relations are tense."


def test_words_are_cut_in_code_points_beyond_the_basic_plane(store: Store) -> None:
    """Characters that take two units elsewhere count as one."""
    article = article_of("𐎠𐎡 “𐎢” Kenya shelled Uganda.")
    store.add(coded_of(article, event_of(article, evidence=(7, 28))), coding="rules-1")
    assert store.events(EventQuery())[0].words == article.text[7:28] == "Kenya shelled Uganda."


def test_statements_are_found_by_pair_speaker_and_speech_act(store: Store) -> None:
    """The pair of a statement is its speaker's state with that of the addressee or target."""
    store.add(shelling(), coding="rules-1")
    for query in (
        StatementQuery(pair=("KEN", "UGA")),
        StatementQuery(state="UGA"),
        StatementQuery(speech_act=SpeechAct.ASSERT, since="2024-03-05", until="2024-03-05"),
    ):
        assert len(store.statements(query)) == 1
    for query in (StatementQuery(state="KEN"), StatementQuery(pair=("KEN", "TUR")), StatementQuery(until="2024-03-04")):
        assert store.statements(query) == ()


def test_ties_are_found_by_pair_and_quality(store: Store) -> None:
    """A tie has one pair, whichever state is named first."""
    store.add(shelling(), coding="rules-1")
    assert len(store.ties(TieQuery(pair=("UGA", "KEN"), quality=Quality.TENSE))) == 1
    assert store.ties(TieQuery(quality=Quality.CLOSE)) == ()


def test_articles_are_listed_by_day_and_outlet(store: Store) -> None:
    """Heads come by day of publication; one without a day comes first and matches no bound."""
    for number, day in enumerate(["2024-02-01", None, "2024-01-01"]):
        store.add(shelling(number, published=day, outlet=f"Outlet {number}"), coding="rules-1")
    assert [head.published for head in store.articles(ArticleQuery())] == [None, "2024-01-01", "2024-02-01"]
    assert [head.outlet for head in store.articles(ArticleQuery(since="2024-01-15"))] == ["Outlet 0"]
    assert [head.outlet for head in store.articles(ArticleQuery(outlet="Outlet 2", limit=1))] == ["Outlet 2"]


@pytest.mark.parametrize("hostile", INJECTIONS)
def test_no_value_of_a_filter_is_syntax(store: Store, hostile: str) -> None:
    """A hostile value matches nothing and changes nothing."""
    store.add(shelling(), coding="rules-1")
    assert store.events(EventQuery(pair=(hostile, "UGA"))) == store.events(EventQuery(state=hostile)) == ()
    for field in ("mode", "outlet", "article"):
        assert store.events(EventQuery(**{field: hostile})) == ()  # type: ignore[arg-type]  # strings, all of them
    store.events(EventQuery(since=hostile, until=hostile, after=f"{hostile}|{hostile}"))
    assert list(store.coded([hostile])) == []
    assert store.ledger.entry(hostile) is None
    assert len(store.events(EventQuery())) == 1


def test_a_reference_without_state_has_no_pair(store: Store) -> None:
    """An act whose other side is not known is found by its state, never by a guessed pair."""
    article = article_of("Kenya was shelled.")
    store.add(coded_of(article, event_of(article, "", "KEN")), coding="rules-1")
    assert ids(store, EventQuery(pair=("KEN", "UGA"))) == []
    assert len(ids(store, EventQuery(state="KEN"))) == 1
    assert ref_of("KEN").span is None
