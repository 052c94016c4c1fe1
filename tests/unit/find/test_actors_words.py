"""Words for people, bodies and media of the press of all regions, each with a near miss that is none."""

import pytest

from dragoman.knowledge import Knowledge
from tests.unit.find.test_actors_tables import resolved


@pytest.mark.parametrize(
    ("text", "words", "coding"),
    [
        ("The Kenyan statistics bureau rejected the plan.", "Kenyan statistics bureau", "org KEN GOV"),
        ("The Kenyan statistics rejected the claim.", "Kenyan statistics", "state KEN None"),
        ("A Lebanese deminer died near Tyre.", "A Lebanese deminer", "anonymous LBN MIL"),
        ("The Italian coastguard cutter crew saved them.", "Italian coastguard cutter crew", "anonymous ITA COP"),
        ("A Colombian state-run newspaper reported it.", "Colombian state-run newspaper", "org COL JRN"),
        ("The Nigerian electoral board opened talks.", "Nigerian electoral board", "org NGA GOV"),
        ("Germany's budget committee rejected the plan.", "Germany's budget committee", "org DEU LEG"),
        ("Germany's budget met expectations.", "Germany's budget", "state DEU None"),
        ("The Syrian fire brigade left.", "Syrian fire brigade", "org SYR GOV"),
        ("A Malian splinter group attacked Gao.", "Malian splinter group", "group MLI REB"),
        ("Chile's seismologist warned.", "Chile's seismologist", "office CHL EDU"),
        ("The Egyptian prosecution service charged them.", "Egyptian prosecution service", "org EGY JUD"),
        ("Iraqi tribesmen blocked the road.", "Iraqi tribesmen", "anonymous IRQ CVL"),
        ("Kenyan passers-by saw it.", "Kenyan passers-by", "anonymous KEN CVL"),
        ("Kenya's credit rating agency said so.", "Kenya's credit rating agency", "org KEN BUS"),
        ("The Kenyan rating fell.", "Kenyan rating", "state KEN None"),
        ("A Kenyan drug dealer was held.", "Kenyan drug dealer", "anonymous KEN CRM"),
        ("The Kenyan drug was sold.", "Kenyan drug", "state KEN None"),
        (
            "Indian police superintendent Ravi Kalanu left.",
            "Indian police superintendent Ravi Kalanu",
            "person IND COP",
        ),
        ("Ghana's caretaker premier left for Rome.", "Ghana's caretaker premier", "office GHA GOV"),
        ("The Kenyan boxing federation rejected the plan.", "Kenyan boxing federation", "state KEN None"),
    ],
)
def test_a_role_word_has_its_kind_and_sector(knowledge: Knowledge, text: str, words: str, coding: str) -> None:
    """A thing beside a demonym, and a body that is not political, are not actors of their own."""
    actor = resolved(text, words, knowledge)
    assert f"{actor.kind.value} {actor.state} {actor.sector}" == coding


@pytest.mark.parametrize(
    ("text", "words", "coding"),
    [
        ("DGFI denied it.", "DGFI", "org BGD SPY"),
        ("Place Beauvau rejected the plan.", "Place Beauvau", "org FRA GOV"),
        ("Camp Crame said so.", "Camp Crame", "org PHL COP"),
        ("Sudan Shield Forces attacked.", "Sudan Shield Forces", "group SDN PRM"),
        ("APCLS fighters attacked.", "APCLS fighters", "anonymous COD REB"),
        ("The Craiova group met.", "Craiova group", "igo None IGO"),
        ("Kapitan Andreevo was closed.", "Kapitan Andreevo", "place BGR None"),
        ("Captain Andreevo was closed.", "Andreevo", "person None MIL"),
        ("Benapole was closed.", "Benapole", "place BGD None"),
    ],
)
def test_a_second_tier_name_is_known(knowledge: Knowledge, text: str, words: str, coding: str) -> None:
    """Border crossings, nicknames of ministries, services, armed groups and regional bodies."""
    actor = resolved(text, words, knowledge)
    assert f"{actor.kind.value} {actor.state} {actor.sector}" == coding
