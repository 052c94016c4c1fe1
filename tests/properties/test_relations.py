"""What always holds of accounts of ties and of their conflicts, whatever was claimed."""

import random

from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge import merge_ties
from dragoman.records import Change, CodedArticle, Grain, Interval, Quality, edtf
from tests.records_made import Page, person, speaker, state

STATES = [state(code) for code in ("PER", "CHL", "USA")]
SPEAKER = person("Lucía Ríos", "PER")
DATES = (None, "2012~/2022", "2018/..", "2022", "2022-08", "2013/2022", "2016", "2016-06", "/2025-04-23", "2025-04-23")
WORDS = [*(quality.value for quality in Quality), *(change.value for change in Change)]

ties = st.tuples(st.sampled_from(WORDS), st.sampled_from(DATES), st.integers(0, 2), st.booleans())
articles = st.lists(
    st.tuples(st.lists(ties, min_size=1, max_size=4), st.sampled_from([None, "2019-03-01", "2025-04-23"])),
    min_size=1,
    max_size=6,
)
Drawn = list[tuple[list[tuple[str, str | None, int, bool]], str | None]]


def written(drawn: Drawn) -> list[CodedArticle]:
    """Articles with the drawn ties, each over words of its own."""
    found = []
    for number, (claims, published) in enumerate(drawn):
        words = [f"Claim {place} of {number} says {word} {time}." for place, (word, time, _, _) in enumerate(claims)]
        page = Page(" ".join(words), outlet=f"Outlet {number % 3}", published=published)
        for said, (word, time, apart, is_quoted) in zip(words, claims, strict=True):
            pair = (STATES[apart], STATES[(apart + 1) % 3])
            kind = "quality" if word in list(Quality) else "change"
            chain = [speaker(SPEAKER)] if is_quoted else []
            page.tie(said, pair, **{kind: word}, time=interval(time), chain=chain)  # type: ignore[arg-type]  # by kind
        found.append(page.coded())
    return found


def interval(text: str | None) -> Interval | None:
    """The interval of an EDTF string."""
    if text is None:
        return None
    first, last = edtf.bounds(text)
    days = [None if day is None else day.isoformat() for day in (first, last)]
    return Interval(edtf=text, earliest=days[0], latest=days[1], grain=Grain.DAY)


@given(articles, st.randoms(use_true_random=False))
def test_accounts_ignore_order_and_repetition(drawn: Drawn, chance: random.Random) -> None:
    """The same articles give the same accounts and conflicts, however often and in whatever order they come."""
    coded = written(drawn)
    shuffled = [*coded, *coded[:2]]
    chance.shuffle(shuffled)
    assert merge_ties(shuffled) == merge_ties(coded)


@given(articles)
def test_every_tie_is_in_one_account_and_gives_back_its_words(drawn: Drawn) -> None:
    """None is lost, none counted twice; an account has one pair and one key."""
    coded = written(drawn)
    texts = {one.article.id: one.article for one in coded}
    accounts, conflicts = merge_ties(coded)
    claims = [claim for account in accounts for claim in account.claims]
    assert sorted(claim.tie for claim in claims) == sorted({tie.id for one in coded for tie in one.ties})
    assert all(texts[claim.article].words(claim.evidence) == claim.words for claim in claims)
    for account in accounts:
        assert {claim.change for claim in account.claims} == {account.change}
        assert account.reports == len({claim.article for claim in account.claims})
        assert account.origins.min <= account.origins.max
    known = {claim.tie for claim in claims}
    for conflict in conflicts:
        told = [claim for side in conflict.sides for claim in side.claims]
        assert {claim.tie for claim in (*told, *conflict.agreed)} <= known
        assert len(conflict.sides) > 1
        assert all(side.claims for side in conflict.sides)


@given(articles)
def test_a_conflict_needs_two_voices(drawn: Drawn) -> None:
    """What one speaker of one article says is never held against itself."""
    for conflict in merge_ties(written(drawn))[1]:
        voices = {
            (claim.article, claim.chain[-1].name if len(claim.chain) > 1 else "")
            for side in conflict.sides
            for claim in side.claims
        }
        assert len(voices) > 1
