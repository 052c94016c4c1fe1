"""What is always true of merging."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge import merge_events
from dragoman.merge.windows import WindowKind, is_dated, window_of
from dragoman.records import CodedArticle
from tests.records_made import Page, on, outlet, person, speaker, state, unnamed, vaguely

ACTORS = [state("PER"), state("CHL"), state("USA"), person("Lucía Ríos", "PER"), person("Vega", "CHL")]
TIMES = [
    None,
    on("1997"),
    on("2025"),
    on("2025-04"),
    on("2025-04-12"),
    on("2025-04-13"),
    on("2025-06"),
    vaguely("soon"),
]
CHAINS = [[], [outlet("A")], [outlet("B"), unnamed()], [speaker(ACTORS[3])]]

events = st.tuples(
    st.sampled_from(["CONSULT", "ASSAULT"]),
    st.sampled_from(ACTORS),
    st.sampled_from(ACTORS),
    st.sampled_from(["happened", "planned", "called_off", "denied"]),
    st.sampled_from(TIMES),
    st.sampled_from(CHAINS),
    st.sampled_from([None, "visit"]),
)


@st.composite
def articles(draw: st.DrawFn) -> list[CodedArticle]:
    """A few articles with a few events each."""
    made = []
    for number in range(draw(st.integers(1, 5))):
        published = draw(st.sampled_from([None, "2025-04-14", "2025-05-20"]))
        page = Page(f"Text {number}", outlet=draw(st.sampled_from(["A", "B", None])), published=published)
        for act, source, target, status, time, chain, mode in draw(st.lists(events, max_size=4)):
            page.event(act, "Text", [source], [target], status=status, time=time, chain=chain, mode=mode)
        made.append(page.coded())
    return made


@settings(max_examples=60, deadline=None)
@given(articles(), st.randoms())
def test_merging_ignores_order_and_repetition(given_articles, random):
    """Any order of the articles, and any article twice, give the same happenings."""
    shuffled = [*given_articles, *given_articles[:2]]
    random.shuffle(shuffled)
    assert merge_events(shuffled) == merge_events(given_articles)


@settings(max_examples=60, deadline=None)
@given(articles())
def test_every_event_is_in_exactly_one_happening(given_articles):
    """Nothing is lost and nothing is counted twice; origins are a range."""
    happenings = merge_events(given_articles)
    linked = sorted(link.event for happening in happenings for link in happening.links)
    assert linked == sorted(event.id for coded in given_articles for event in coded.events)
    for happening in happenings:
        assert 0 <= happening.origins.min <= happening.origins.max
        assert happening.outlets >= 1
        assert happening.links[0].reason == "first account"


@settings(max_examples=60, deadline=None)
@given(articles())
def test_the_blocks_do_not_touch_each_other(given_articles):
    """Merging one act alone gives the happenings of that act in the whole."""
    whole = merge_events(given_articles)
    for act in ("CONSULT", "ASSAULT"):
        part = [
            CodedArticle(article=c.article, actors=c.actors, events=tuple(e for e in c.events if e.act == act))
            for c in given_articles
        ]
        assert merge_events(part) == tuple(happening for happening in whole if happening.act == act)


@settings(max_examples=60, deadline=None)
@given(articles())
def test_dates_of_a_happening_lie_together(given_articles):
    """No two dated events of a happening lie more than three days apart."""
    found = {event.id: (event, coded.article) for coded in given_articles for event in coded.events}
    for happening in merge_events(given_articles):
        members = [found[link.event] for link in happening.links]
        windows = [window_of(e, a) for e, a in members if e.time is not None and is_dated(e.time)]
        assert all(window.kind is WindowKind.DATED for window in windows)
        assert all(one.gap(other) <= 3 for one in windows for other in windows)
