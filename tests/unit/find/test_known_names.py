"""Names of papers with an article, cities that stand for a government only at times, and names that no table holds."""

import pytest

from dragoman.knowledge import Knowledge
from tests.unit.find.test_actors import read
from tests.unit.find.test_actors_tables import resolved


def found(text: str, words: str, knowledge: Knowledge) -> list[str]:
    """The actors, as "kind state", that mentions with these very words name, in reading order."""
    marked, actors = read(text, knowledge)
    named = [actors.actor(one.actor) for one in actors.mentions if marked.words(one.span) == words]
    return [f"{actor.kind.value} {actor.state or '-'}" for actor in named]


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ('"Kenya agreed," the Guardian wrote.', "Guardian", ["outlet GBR"]),
        ("Kenya agreed, according to the Economist.", "Economist", ["outlet GBR"]),
        ("The Guardian said that Kenya agreed.", "The Guardian", ["outlet GBR"]),
        ("Kenya's envoy met the Guardian Council.", "Guardian Council", ["org IRN"]),
        ("The Guardian Council rejected the law.", "Guardian Council", ["org IRN"]),
        ("Kenya protected the Hindu temples.", "Hindu", ["group -"]),
        ("Kenya met the Vincentian.", "Vincentian", ["state VCT"]),
        ("Kenya met the guardian of the temple.", "guardian", []),
        ("Kenya met the economist.", "economist", ["office -"]),
    ],
)
def test_a_paper_may_have_a_small_article(knowledge: Knowledge, text: str, words: str, actors: list[str]) -> None:
    """The word itself needs its capital, and a longer name or a noun behind it makes it another thing."""
    assert found(text, words, knowledge) == actors


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tel Aviv rejected the plan.", "state"),
        ("Tel Aviv warned Kenya.", "state"),
        ("Talks were held in Tel Aviv.", "place"),
        ("Kenya criticised Tel Aviv.", "place"),
        ("Ties between Kenya and Tel Aviv soured.", "place"),
        ("Tel Aviv beat Zagreb in the final.", "place"),
    ],
)
def test_a_city_without_a_seat_is_a_government_only_where_it_speaks(knowledge: Knowledge, text: str, kind: str) -> None:
    """As the subject of an act by words; elsewhere it is a city."""
    actor = resolved(text, "Tel Aviv", knowledge)
    assert (actor.kind.value, actor.state) == (kind, "ISR")


def test_a_code_of_our_own_is_no_name(knowledge: Knowledge) -> None:
    """Here "EUCOM" is a command of the United States and not our short id of the European Commission."""
    assert found("Kenya and EUCOM held a drill.", "EUCOM", knowledge) == ["org USA"]
    assert found("Kenya and the European Commission met.", "European Commission", knowledge) == ["igo -"]


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Pillay said that Kenya agreed.", "Pillay", ["person -"]),
        ("Mwangi met the Chadian president.", "Mwangi", ["person -"]),
        ("Brown told Kenya so.", "Brown", ["person -"]),
        ("Tom Johnson left Kenya.", "Tom Johnson", ["person -"]),
        ("Trade Policy Affairs said so.", "Trade Policy Affairs", ["org -"]),
        ("Hope met despair in Kenya.", "Hope", []),
        ("Kenya said so.", "Kenya", ["state KEN"]),
        ("NRTX said so.", "NRTX", ["org -"]),
    ],
)
def test_an_unknown_name_that_speaks_is_a_person(
    knowledge: Knowledge, text: str, words: str, actors: list[str]
) -> None:
    """A bare name before a verb of speech or meeting; words that are common nouns, acronyms and known names are not."""
    assert found(text, words, knowledge) == actors


def test_an_opposition_is_read_by_the_grammar(knowledge: Knowledge) -> None:
    """No row is needed for "the DEMONYM opposition": it is the state's opposition."""
    for demonym, state in (("Syrian", "SYR"), ("Belarusian", "BLR"), ("Gambian", "GMB")):
        actor = resolved(f"The {demonym} opposition agreed.", f"{demonym} opposition", knowledge)
        assert (actor.kind.value, actor.state, actor.sector) == ("group", state, "OPP")


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("The Kenyan broadcaster Kanal Mzima left. Kanal Mzima said so.", "Kanal Mzima", ["outlet KEN", "outlet KEN"]),
        ("News site Tzoharim left. Kenya told Tzoharim so.", "Tzoharim", ["outlet -"]),
        ("Kenyan broadcasters met. Kanal Mzima said so.", "Kanal Mzima", ["person -"]),
    ],
)
def test_a_name_once_called_an_outlet_stays_one(knowledge: Knowledge, text: str, words: str, actors: list[str]) -> None:
    """Named again without its noun, it is no person."""
    assert found(text, words, knowledge)[-len(actors) :] == actors
