"""Titles bound to names: one person, with all offices that the text gives, whose state they tell."""

import pytest

from dragoman.knowledge import Knowledge
from tests.unit.find.test_actors import actor_at, read

_TITLED = [
    ("Kenyan Prime Minister Grace Otieno spoke.", "Kenyan Prime Minister Grace Otieno", "KEN GOV"),
    ("The Prime Minister of Kenya, Grace Otieno, spoke.", "Grace Otieno", "KEN GOV"),
    ("Grace Otieno, the prime minister of Kenya, spoke.", "Grace Otieno", "KEN GOV"),
    ("Kenya's foreign minister, Grace Otieno, spoke.", "Grace Otieno", "KEN GOV"),
    ("They met Grace Otieno, Kenya's foreign minister.", "Grace Otieno", "KEN GOV"),
    ("Acting President Grace Otieno of Kenya spoke.", "Acting President Grace Otieno of Kenya", "KEN GOV"),
    ("Kenya's Grace Otieno spoke.", "Kenya's Grace Otieno", "KEN GOV"),
    ("Grace Otieno, who leads Kenya, spoke.", "Grace Otieno", "KEN GOV"),
    ("Kenyan army chief Grace Otieno spoke.", "Grace Otieno", "KEN MIL"),
    ("Grace Otieno, a spokeswoman for the Kenyan army, spoke.", "Grace Otieno", "KEN MIL"),
    ("Kenyan opposition leader Grace Otieno spoke.", "Grace Otieno", "KEN OPP"),
    ("Grace Otieno, director general of the Ministry of Health of Kenya, spoke.", "Grace Otieno", "KEN GOV"),
    ("Kenya's minister of energy and petroleum, Grace Otieno, spoke.", "Grace Otieno", "KEN GOV"),
    ("Kenya's ambassador to Chad, Grace Otieno, spoke.", "Grace Otieno", "KEN GOV"),
    ("Kenya's special envoy for Sudan, Grace Otieno, spoke.", "Grace Otieno", "KEN GOV"),
    ("Kenya's special envoy for Horn of Africa affairs, Grace Otieno, spoke.", "Grace Otieno", "KEN GOV"),
    ("African Union envoy Grace Otieno spoke.", "Grace Otieno", "- IGO"),
    ("Jorge Pinheiro de Souza, Brazil’s finance minister, spoke.", "Jorge Pinheiro de Souza", "BRA GOV"),
    ("South Korean President Park Seo-yun spoke.", "Park Seo-yun", "KOR GOV"),
    ("The economist Grace Otieno spoke.", "Grace Otieno", "- -"),
]


@pytest.mark.parametrize(("text", "words", "coding"), _TITLED)
def test_a_title_tells_whose_the_person_is(knowledge: Knowledge, text: str, words: str, coding: str) -> None:
    """Before, behind or around the name, the title gives state and sector."""
    actor = actor_at(text, words, knowledge)
    assert actor is not None
    state, sector = coding.split()
    assert (actor.kind.value, actor.state or "-") == ("person", state)
    assert sector in ("-", actor.sector)


def test_two_long_titles_before_a_name_are_one_person(knowledge: Knowledge) -> None:
    """Here "the Adviser to the President of A and A's Head of the Department of … , X" is X with two offices."""
    text = (
        "Talks opened as the Adviser to the President of Georgia and Georgia’s Head of the Department of Trade "
        "Policy Affairs of the State Chancellery, Nino Beridze, met with Polish officials in Gdansk."
    )
    _, found = read(text, knowledge)
    persons = [actor for actor in found.actors if actor.kind.value == "person"]
    assert [(person.name, person.state, person.sector) for person in persons] == [("Nino Beridze", "GEO", "GOV")]
    assert len(persons[0].offices) == 2


def test_a_list_of_titled_names_keeps_its_titles_apart(knowledge: Knowledge) -> None:
    """Here "X, A's minister, and Y, head of B's agency" are two persons."""
    text = "He met Ana Souza, Brazil's foreign minister, and Luis Vega, defence minister of Chile."
    _, found = read(text, knowledge)
    persons = {actor.name: actor.state for actor in found.actors if actor.kind.value == "person"}
    assert persons == {"Ana Souza": "BRA", "Luis Vega": "CHL"}


def test_a_title_in_apposition_names_the_person_again(knowledge: Knowledge) -> None:
    """Whichever head the parser gives the phrase, it leads to the person."""
    text = "He met Ana Souza, Brazil's foreign minister."
    marked, found = read(text, knowledge)
    for token in marked.tokens:
        if token.text in ("Souza", "minister"):
            mention = found.headed_by(token.index)
            assert mention is not None
            assert mention.actor == "person:ana-souza@BRA"


def test_a_speaker_before_a_clause_is_not_bound_to_the_title(knowledge: Knowledge) -> None:
    """Here "After talks with the president, X said": X need not be the president."""
    _, found = read("After talks with the president of Peru, Ana Souza said Brazil would help.", knowledge)
    souza = next(actor for actor in found.actors if actor.name == "Ana Souza")
    assert not souza.offices


@pytest.mark.parametrize(
    ("title", "status"),
    [("former", "former"), ("acting", "acting"), ("interim", "acting"), ("ousted", "former"), ("new", "current")],
)
def test_the_status_of_an_office_is_kept(knowledge: Knowledge, title: str, status: str) -> None:
    """Words before the title say whether the office is held."""
    _, found = read(f"Brazil's {title} president Ana Souza spoke.", knowledge)
    souza = next(actor for actor in found.actors if actor.name == "Ana Souza")
    assert [office.status for office in souza.offices] == [status]


def test_a_surname_names_the_person_of_the_full_name(knowledge: Knowledge) -> None:
    """Whatever the parser calls a repeated surname, and whichever comes first."""
    text = "Otieno spoke first. Kenyan Prime Minister Grace Otieno left. Otieno’s aides stayed."
    marked, found = read(text, knowledge)
    ids = {mention.actor for mention in found.mentions if marked.words(mention.span) == "Otieno"}
    assert ids == {"person:grace-otieno@KEN"}


def test_a_profession_gives_no_state(knowledge: Knowledge) -> None:
    """An economist is nobody's envoy."""
    actor = actor_at("Economist Laura Bianchi praised Fiji.", "Economist Laura Bianchi", knowledge)
    assert actor is not None
    assert actor.state is None


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("Kenya received a Chadian delegation led by Deputy Foreign Minister Ali Sow.", "Ali Sow", "TCD"),
        ("Kenya hosted a Chadian team comprising Trade Minister Ali Sow and army chief Mo Bah.", "Mo Bah", "TCD"),
        ("Chad closed its border with Niger. Foreign Minister Ali Sow said it was necessary.", "Ali Sow", "TCD"),
        ("Chad protested to Niger, Foreign Minister Ali Sow said.", "Ali Sow", "TCD"),
        ("Talks between Chad and Niger ended. Foreign Minister Ali Sow said so.", "Ali Sow", None),
        ("Chad and Niger spoke of Foreign Minister Ali Sow.", "Ali Sow", None),
    ],
)
def test_a_title_without_a_state_takes_that_of_its_phrase(
    knowledge: Knowledge, text: str, name: str, state: str | None
) -> None:
    """Of the phrase it hangs on, else of the only subject of what is said; between two states nothing is guessed."""
    actor = actor_at(text, name, knowledge)
    assert actor is not None
    assert actor.state == state


def test_a_summoned_envoy_is_not_of_the_state_that_summons(knowledge: Knowledge) -> None:
    """The other state named before is his; where there is none, nobody's."""
    texts = {
        "Libya summoned the ambassador.": None,
        "Italy turned back a boat. Libya summoned the ambassador.": "ITA",
        "Italy protested. Libya recalled the ambassador.": "LBY",
    }
    for text, state in texts.items():
        actor = actor_at(text, "ambassador", knowledge)
        assert actor is not None
        assert actor.state == state
