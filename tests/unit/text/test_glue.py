"""Glue points: lines that were run together are cut, names with a capital inside are not."""

import pytest

from dragoman.knowledge import Knowledge
from dragoman.text.glue import cut_at_glue

GLUED = [
    ("Become a member|Tunisian President Kais Saied is set to visit Algeria this week.",),
    ("Become a Member|Ghana and Togo agreed on Friday to open the border at Aflao.",),
    ("Sign up|The foreign minister left for Hanoi on Monday with a small delegation.",),
    ("Advertisement|The foreign minister left for Hanoi on Monday with a small delegation.",),
    ("ADVERTISEMENT|The foreign minister left for Hanoi on Monday with a small delegation.",),
    ("Subscribe to our newsletter|Peru recalled its ambassador from La Paz on Friday.",),
    ("By Ana Reyes|Peru recalled its ambassador from La Paz on Friday after the vote.",),
    ("The two armies fought near Nagorno-Karabakh.|CPC - Caspian Policy Center",),
    ("The talks ended without a deal.|The president said he would go on.",),
    ("Peru recalls envoy after border clash|Lima recalled its ambassador from La Paz on Friday.",),
    ("The talks ended on Friday. |Sign up for our newsletter. |Both sides left Geneva by train.",),
    ("The talks ended on Friday. |Help us keep our journalism free: donate today.",),
]

WHOLE = [
    "Officials from TikTok and McDonald met the minister, who owns a MacBook, in Seoul on Friday.",
    "The iPhone maker will open a plant in Vietnam, its president said in Hanoi.",
    "He gave the speech in isiZulu and in isiXhosa, and then flew to Gaborone for talks.",
    "She grew up in kwaZulu near the border and speaks siSwati as well as English.",
    "Gen. Haftar met Prof. Lee in the U.S.Virgin Islands.",
    "The firm Booking.Com was fined in Madrid.",
    "Write to editor@Courier.Example or see www.Courier.Example for more.",
    "“We need help. Help us get weapons. Donate now, all of you,” the president told the summit.",
    "By Angus MacDonald",
    "The envoy said the St.Petersburg talks would go on.",
    "Finland became a member. The president thanked the alliance.",
]


def _pieces(text: str, knowledge: Knowledge) -> list[str]:
    return [text[start:end] for start, end in cut_at_glue(text, (0, len(text)), knowledge)]


@pytest.mark.parametrize("marked", [row[0] for row in GLUED])
def test_glued_lines_are_cut_exactly_at_the_glue(marked: str, knowledge: Knowledge) -> None:
    """The bar in the table shows where the text was run together."""
    assert _pieces(marked.replace("|", ""), knowledge) == [piece.strip() for piece in marked.split("|")]


@pytest.mark.parametrize("text", WHOLE)
def test_names_with_a_capital_inside_and_quoted_appeals_stay_whole(text: str, knowledge: Knowledge) -> None:
    """Camel-case names, abbreviations, addresses and quotes of several sentences are not cut."""
    assert _pieces(text, knowledge) == [text]


def test_many_glue_points_cost_little(knowledge: Knowledge) -> None:
    """A hostile line of nothing but glue points is read in linear time."""
    text = "aaaa aaaaBbbb.Cccc dddd" * 4000
    assert _pieces(text, knowledge)
