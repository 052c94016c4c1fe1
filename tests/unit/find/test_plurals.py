"""Which states "both countries", "neither side", "the pair" are, with third states that must stay out."""

import pytest

from dragoman.coding.coders import make_coder
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article
from dragoman.predict import text_article
from tests.unit.find.test_actors import actor_at

_TEXTS = [
    # The last states that one construction joins, not a third state named later.
    ("Bolivia and Chile met. Peru praised the step and thanked both governments.", "both governments", "BOL CHL"),
    ("The presidents of Ghana and Togo met. Nigeria was the host. The two countries share a river.",
     "two countries", "GHA TGO"),
    ("Finland accused Estonia. Latvia's prime minister urged both sides to calm down.", "both sides", "EST FIN"),
    ("Ties between Morocco and Algeria are cut. France urged the two neighbours to talk.",
     "two neighbours", "DZA MAR"),
    ("Rwanda denied the charges from Burundi. Angola, the mediator, said the two governments had agreed.",
     "two governments", "BDI RWA"),
    ("Sri Lanka's foreign minister visited Maldives. India watched. The two island nations signed.",
     "two island nations", "LKA MDV"),
    ("Thai and Cambodian soldiers exchanged fire. Malaysia's prime minister phoned his counterparts in both countries.",
     "both countries", "KHM THA"),
    # A host or mediator that is the subject of the clause.
    ("Oman carries messages between Iran and the United States. In April it hosted talks between the two countries.",
     "two countries", "IRN USA"),
    ("Egypt and Ethiopia resumed talks. Sudan, which lies between the two countries, sent observers.",
     "two countries", "EGY ETH"),
    # Capitals, one of both, the pair, each other's.
    ("Vietnam and Laos recalled envoys. Protesters gathered in both capitals.", "both capitals", "LAO VNM"),
    ("Kuwait mediated between Qatar and Yemen. Neither government commented.", "Neither government", "QAT YEM"),
    ("Greece's and Albania's leaders met. Each country has a minority.", "Each country", "ALB GRC"),
    ("Peru met Chile. Brazil left. Relations between the pair soured.", "pair", "CHL PER"),
    ("Tajikistan and Kyrgyzstan left each other's capitals.", "each other's capitals", "KGZ TJK"),
    # A visitor and a host, some sentences back; what a relative clause tells is background.
    ("Mali's minister will travel to Chad. No date was given. A paper wrote it. It named oil. It named Niger. "
     "Neither government spoke.", "Neither government", "MLI TCD"),
    ("Chile and Peru agreed. Bolivia, which has no ties with Chile, welcomed it. Cuba praised both neighbours.",
     "both neighbours", "CHL PER"),
    # Persons, parties, three.
    ("Italy's foreign minister met his Slovenian counterpart. The ministers spoke.", "ministers", "ITA SVN"),
    ("Delegations from Chad and Mali met. Kenya's president said the parties had agreed.", "parties", "MLI TCD"),
    ("Belize, Guatemala and Honduras met in Panama. The three countries share a reef.",
     "three countries", "BLZ GTM HND"),
    # What is only talked about, named by adjectives, joins no sides; as the subject of the story it does.
    ("Jan Dekker of the Netherlands phoned Ali Mansour of Oman. The ministers spoke of the zone of the Chadian-Libyan "
     "conflict. The sides agreed to meet.", "sides", "NLD OMN"),
    ("Norway met Chile. Norway told of the Chad-Libya peace process. Relations between the two countries are good.",
     "two countries", "CHL NOR"),
    ("Peruvian-Ecuadorian border talks ended. Both sides were satisfied.", "Both sides", "ECU PER"),
    # Named only afterwards.
    ("Qatar's prime minister said both sides were close after Kenya and Chad held talks.", "both sides", "KEN TCD"),
    ("“Our two countries are brothers,” Chad's president said after talks with Mali's leader.",
     "Our two countries", "MLI TCD"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "states"), _TEXTS)
def test_the_sides_of_a_story(knowledge: Knowledge, text: str, words: str, states: str) -> None:
    """The states that "A and B", "between A and B" or "A accused B" join; a mediator is none of them."""
    actor = actor_at(text, words, knowledge)
    assert actor is not None
    assert " ".join(sorted(actor.states)) == states


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chad and Mali met. Two countries in the region refused.", "Two countries"),
        ("The European Union and Brazil agreed. Argentina objected. Both sides will sign.", "Both sides"),
        ("Chad, Mali, Kenya and Togo were named. Both sides spoke.", "Both sides"),
        ("A pair of shoes was sold after Chad met Mali.", "pair"),
    ],
)
def test_no_sides_are_guessed(knowledge: Knowledge, text: str, words: str) -> None:
    """Near misses: any two countries, a side that is no state, more states than sides, another noun."""
    assert actor_at(text, words, knowledge) is None


def test_states_that_only_a_plural_names_fill_the_slots_of_patterns(knowledge: Knowledge) -> None:
    """They are no actors of their own before coding; a pattern that asks for the kind of its source sees states."""
    text = "The emir received a delegation of Druze sheikhs in Muscat."
    coded = code_article(text_article(text), knowledge, make_coder("rules"))
    assert {ref.state for event in coded.events for ref in event.sources} <= {"OMN", "SYR", "LBN", "ISR"}
