"""Whose a role is when its own words do not say: of who sends it, where it is, what it reports, or nobody's."""

import pytest

from dragoman.find.actors import find_actors, resolve_span
from dragoman.knowledge import Knowledge
from dragoman.predict import text_article
from dragoman.text.parse import mark_article
from tests.texts import quote

_OF = [
    # People who are sent belong to the sender, not to the place they go to.
    ("Canberra sends troops to Honiara.", "troops", {"AUS"}),
    ("Chad welcomed troops in Mali.", "troops", {"MLI"}),
    # A body that reports is of the state whose act it tells.
    ("Kuwait will deport 300 Egyptian workers, the interior ministry said.", "the interior ministry", {"KWT"}),
    ("Kuwait met Egyptian envoys. The interior ministry of Egypt said so.", "The interior ministry of Egypt", {"EGY"}),
    # An embassy is abroad: police and crowds before it are of the place that is named, not of the embassy.
    ("In Lome, crowds marched on the Ghanaian embassy and were stopped by police.", "police", {"TGO"}),
    ("Protesters tore down the gate of the Ghanaian embassy in Lome.", "Protesters", {"TGO"}),
    ("Ghanaian protesters tore down the gate of the town hall in Lome.", "Ghanaian protesters", {"GHA"}),
    # Who is shelled or expelled need not be of the doer's state; who is fed or sent is.
    ("Ghana met Togo. Ghanaian troops shelled the border and wounded nine civilians.", "nine civilians", set()),
    ("Ghana met Togo. Ghana sent troops to the border.", "troops", {"GHA"}),
    # Who keeps a peace is of no state that has none.
    ("Peacekeepers were ambushed near Bamako, Mali said.", "Peacekeepers", set()),
    # Who fights or robs is of the only state in sight, and of nobody where there are two.
    ("Gunmen seized a bus near Port-au-Prince.", "Gunmen", {"HTI"}),
    ("France mourned after gunmen killed nine in Niger.", "gunmen", set()),
    # Lists of owners and of places.
    (
        "Troops from Rwanda, Botswana and Lesotho arrived.",
        "Troops from Rwanda, Botswana and Lesotho",
        {"RWA", "BWA", "LSO"},
    ),
    ("Prices rose for farmers in Malawi and Zambia.", "farmers in Malawi and Zambia", {"MWI", "ZMB"}),
    ("Ethiopian, Egyptian ministers hold call", "Ethiopian, Egyptian ministers", {"ETH", "EGY"}),
    ("Last week in Chad, Egyptian ministers held a call.", "Egyptian ministers", {"EGY"}),
    # Sides of a story as owners and by themselves.
    (
        "Kenya and Tanzania reopened the ferry, officials from both countries said.",
        "officials from both countries",
        {"KEN", "TZA"},
    ),
    ("Kenya opened the ferry, officials from both countries said.", "officials from both countries", set()),
    ("Kenya met Ghana, and Chad thanked both.", "both", {"KEN", "GHA"}),
    ("Ghana and Kenya know that neither can win.", "neither", {"GHA", "KEN"}),
    # Where a titled person speaks, and of whom.
    (
        "Ghana is richer than Togo, Finance Minister Kwabena Osei told reporters in Accra.",
        "Finance Minister Kwabena Osei",
        {"GHA"},
    ),
    (
        "Ghana is richer than Togo, Finance Minister Kwabena Osei told reporters.",
        "Finance Minister Kwabena Osei",
        {"GHA"},
    ),
    (
        "Defence Minister Jonas Petkus said Lithuania understood Latvia's worries.",
        "Defence Minister Jonas Petkus",
        {"LTU"},
    ),
    # Offices that one state alone has, bodies of no state, and the seat of a body.
    ("The taoiseach spoke first.", "taoiseach", {"IRL"}),
    ("Judges heard Gabon at the court in The Hague.", "the court in The Hague", set()),
    ("Armenia welcomed the offer, and Brussels praised Armenia.", "Brussels", set()),
    ("Belgium recalled its envoy, and Brussels praised Armenia.", "Brussels", {"BEL"}),
    # An acronym is the body of the article that has its initials.
    ("The Caspian Policy Center met. CPC said so.", "CPC", {"USA"}),
    ("The Caspian Policy Center met. KPC said so.", "KPC", set()),
    # The speaker's own words.
    ("“I shall call the Algerians,” the Moroccan trade minister joked.", "I", {"MAR"}),
]


@pytest.mark.parametrize(("text", "words", "states"), _OF)
def test_the_passage_says_whose_a_role_is(text: str, words: str, states: set[str], knowledge: Knowledge) -> None:
    """Each rule with a near miss that it must not touch."""
    marked = mark_article(text_article(text), knowledge)
    actor = resolve_span(marked, find_actors(marked, knowledge), quote(text, words), knowledge)
    assert set(actor.states) | ({actor.state} if actor.state else set()) == states
    assert actor.reason
