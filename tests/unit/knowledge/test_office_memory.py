"""Office memory read back: what articles stated of a person helps to read later ones, inside its days only."""

import pytest

from dragoman.find.actors import find_actors
from dragoman.knowledge import Knowledge
from dragoman.knowledge.office_memory import MARGIN_DAYS, MEMORY, remember_offices
from dragoman.predict import text_article
from dragoman.records import Actor, OfficeConflict, OfficeConflictKind, OfficeEvidence, OfficeTerm
from dragoman.text.parse import mark_article

EVIDENCE = (OfficeEvidence(article="art_1", published="2024-05-01"),)
TERM = OfficeTerm(
    person="Dorvan Kelesh", title="Trade Minister of Kenya", state="KEN", first="2024-05-01", last="2024-06-01",
    evidence=EVIDENCE,
)  # fmt: skip
RIVAL = OfficeConflict(kind=OfficeConflictKind.HOLDERS, person="Ann Otieno", state="KEN")


def read(text: str, day: str | None, knowledge: Knowledge) -> Actor:
    """The person of a text."""
    found = find_actors(mark_article(text_article(text, day), knowledge), knowledge)
    return next(actor for actor in found.actors if "Kelesh" in actor.name)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2024-05-20", "KEN"), ("2024-08-15", "KEN"), ("2024-09-15", None), ("2023-12-01", None), (None, None)],
    ids=["inside", "in the margin", "after it", "before it", "no day"],
)
def test_a_term_is_used_inside_its_days_and_margin_only(
    day: str | None, state: str | None, knowledge: Knowledge
) -> None:
    """The same words on another day, or without a day, are read by the tables alone."""
    actor = read("Dorvan Kelesh praised Ghana.", day, remember_offices(knowledge, [TERM]))
    assert actor.state == state
    assert (MEMORY in actor.reason) is (state is not None)


def test_a_bare_surname_is_remembered_with_its_full_name(knowledge: Knowledge) -> None:
    """The surname alone is the minister, and the reason says from where and for which days it is known."""
    actor = read("Kelesh praised Ghana.", "2024-05-20", remember_offices(knowledge, [TERM]))
    assert (actor.name, actor.state) == ("Dorvan Kelesh", "KEN")
    assert "office memory Dorvan Kelesh (Trade Minister of Kenya, 2024-02-01 to 2024-08-30)" in actor.reason
    assert MARGIN_DAYS == 90


@pytest.mark.parametrize(
    "changes",
    [{"conflicts": (RIVAL,)}, {"status": "former"}, {"state": None}, {"first": None, "last": None}],
    ids=["contradicted", "former", "stateless", "undated"],
)
def test_doubtful_terms_are_not_remembered(changes: dict[str, object], knowledge: Knowledge) -> None:
    """What is contradicted, over or undated stays listed and is never used: the knowledge is the very same."""
    fields = {name: getattr(TERM, name) for name in TERM.__struct_fields__} | changes
    assert remember_offices(knowledge, [OfficeTerm(**fields)]) is knowledge


def test_the_table_of_leaders_wins_over_memory(knowledge: Knowledge) -> None:
    """A person whom the table has in that state is not entered twice."""
    known = OfficeTerm(
        person="Ilham Aliyev", title="President of Azerbaijan", state="AZE", first="2024-05-01", last="2024-05-01",
        evidence=EVIDENCE,
    )  # fmt: skip
    assert remember_offices(knowledge, [known]) is knowledge


def test_memory_shows_in_the_fingerprint(knowledge: Knowledge) -> None:
    """So that what was coded with it is told from what was coded without, and the same memory gives the same."""
    with_it = remember_offices(knowledge, [TERM])
    assert with_it.fingerprint != knowledge.fingerprint
    assert with_it.fingerprint == remember_offices(knowledge, [TERM]).fingerprint


def test_what_memory_gave_is_no_evidence_for_it(knowledge: Knowledge) -> None:
    """A title without a state in a later article does not stretch the term by the state that memory itself supplied."""
    from dragoman.merge.offices import learn_offices
    from dragoman.records import CodedArticle

    article = text_article("Minister Dorvan Kelesh spoke.", "2024-08-15")
    remembered = remember_offices(knowledge, [TERM])
    found = find_actors(mark_article(article, remembered), remembered)
    (learned,) = learn_offices([CodedArticle(article=article, actors=found.actors)])
    assert learned.state is None
