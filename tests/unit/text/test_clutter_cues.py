"""Cues of clutter: what a line is by its own words, and the body lines that come near."""

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.clutter import ClutterKind, Cue, Place, WordList, Words, compile_clutter
from dragoman.text.mastheads import is_byline

CUES = [
    ("Become a member", "pitch"),
    ("BECOME A MEMBER!", "pitch"),
    ("Sign up for our weekly newsletter on the Andes.", "pitch"),
    ("Help us keep reporting from the Sahel: donate today.", "pitch"),
    ("We are reader-funded and cannot do this without you.", "pitch"),
    ("We use cookies to improve your experience.", "pitch"),
    ("Already a subscriber? Log in", "pitch"),
    ("Advertisement", "pitch"),
    ("Subscribe to Harbour Gazette for $2 a month.", "pitch"),
    ("Harbour Gazette is funded by its readers.", "pitch"),
    ("Related Articles", "heading"),
    ("You may also like:", "heading"),
    ("Most Read", "heading"),
    ("Read more: Bolivia recalls its envoy", "links"),
    ("Share this article", "links"),
    ("12 comments", "links"),
    ("Editor’s pick: The reef that was never on the map", "links"),
    ("Tags: Kenya, Sudan, mediation", "links"),
    ("© 2024 The Meridian Courier", "byline"),
    ("All rights reserved.", "byline"),
    ("Published on 3 May 2024", "byline"),
    ("(Reporting by Ana Reyes in Lima; Editing by Tom Oduya)", "byline"),
    ("Source: Meridian Courier", "byline"),
    ("Photo: Ministry of Foreign Affairs", "caption"),
    ("FILE PHOTO: President Ruto speaks in Nairobi in 2023.", "caption"),
    ("The two ministers in Hanoi on Friday (Photo by Linh Tran/Meridian)", "caption"),
]

BODY = [
    "Finland became a member of the alliance in April 2023.",
    "Ukraine wants to become a member of the alliance.",
    "“Help us, or we will not last the winter,” the president told parliament.",
    "The minister said: “Subscribe to our view or leave.”",
    "Qatar pledged a donation of grain, and Kuwait said it would donate fuel.",
    "Published on Monday, the report by the mission accuses the rebels of shelling two towns.",
    "Posted on Telegram, the video shows a column of trucks leaving the town.",
    "The talks failed.",
    "Sources: two diplomats and a minister have all denied that any such meeting took place in Amman, and a third "
    "would not comment when he was asked about it on the way to the summit of the league in Muscat.",
    "Copyright law in India will change after the accord with Japan.",
    "The company was fined over its terms of use in Turkey.",
    "By Tuesday evening, both sides had left Geneva.",
    "By land and sea, the blockade was complete.",
    "Filed in a court in The Hague, the suit says that the two states broke the treaty.",
    "Follow-up talks will be held in Doha.",
]


@pytest.mark.parametrize(("line", "kind"), CUES)
def test_a_cue_gives_the_kind_of_its_line(line: str, kind: str, knowledge: Knowledge) -> None:
    """Buttons, headings, credits and appeals are known by their words."""
    assert knowledge.clutter.kind_of(line) == kind


@pytest.mark.parametrize("line", BODY)
def test_a_line_of_news_with_the_same_words_is_no_clutter(line: str, knowledge: Knowledge) -> None:
    """A near miss stays body: quoted appeals, sentences that begin like credits, news about donations."""
    assert knowledge.clutter.kind_of(line) is None
    assert not is_byline(line, knowledge.clutter)


def test_a_phrase_that_can_never_match_is_refused(knowledge: Knowledge) -> None:
    """Cues are compared in folded form, so a phrase in another form is a mistake in the data, with its remedy."""
    empty = WordList(words=(), source="test")
    words = Words(**dict.fromkeys(Words.__struct_fields__, empty))
    cue = Cue(kind=ClutterKind.PITCH, place=Place.INSIDE, phrases=("Join Us",), source="test")
    with pytest.raises(KnowledgeError, match=r'write it in lower case .*"join us"'):
        compile_clutter((cue,), words)
