"""The event model: which words claim an act, between whom, and what never claims one."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.event_inputs import InputReader, Word
from dragoman.coding.event_model import MOST_MENTIONS, windows_of
from dragoman.coding.model import ModelCoder
from dragoman.find.found import FoundMention
from dragoman.find.opinions import Opinion
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_marked
from dragoman.predict import text_article
from dragoman.records import Act, Event, Status
from dragoman.text.parse import mark_article


@pytest.fixture(scope="module")
def coder() -> ModelCoder:
    """The shipped model with the rules beside it, loaded once for the module."""
    return ModelCoder()


def code(text: str, knowledge: Knowledge, coder: ModelCoder) -> tuple[Event, ...]:
    """The events of a single text."""
    return code_marked(mark_article(text_article(text, "2025-03-05"), knowledge), knowledge, coder).events


def said(event: Event) -> str:
    """An event as "source > target ACT status"; the sides of a symmetric act in alphabetical order."""
    sides = ["+".join(sorted(ref.state or ref.name for ref in refs)) or "?" for refs in (event.sources, event.targets)]
    if event.symmetric:
        sides = [" = ".join(sorted(ref.state or ref.name for ref in (*event.sources, *event.targets)))]
    return f"{' > '.join(sides)} {event.act.value} {event.status.value}"


_CLAIMS = [
    ("Bolivia condemned Paraguay's decision.", "BOL > PRY ACCUSE happened"),
    ("Norway sent generators to Moldova.", "NOR > MDA AID happened"),
    ("Tunisia expelled two Maltese diplomats.", "TUN > MLT SANCTION happened"),
    ("Two Maltese diplomats were expelled by Tunisia.", "TUN > MLT SANCTION happened"),
    ("Vietnam urged Laos to reopen the crossing.", "VNM > LAO REQUEST happened"),
    ("Laos urged Vietnam to reopen the crossing.", "LAO > VNM REQUEST happened"),
    ("Kenyan troops shelled a Ugandan border post on Monday.", "KEN > UGA ASSAULT happened"),
    ("Peru's president will visit Chile next week.", "PER > CHL CONSULT planned"),
    ("Peru's president cancelled a visit to Chile.", "PER > CHL CONSULT called_off"),
    ("Oman denied that its navy had fired on an Iranian boat.", "OMN > IRN ASSAULT denied"),
    ("Malian rebels claimed on Friday that they had shelled an Algerian outpost.", "MLI > DZA ASSAULT happened"),
    ("Chad's rebels dismissed a claim by Sudan that they had shelled a Sudanese camp.", "TCD > SDN ASSAULT denied"),
    ("Kenya recognised Palestine on Monday.", "KEN > PSE SUPPORT happened"),
    ("Chad declared three Greek embassy staff persona non grata on Monday.", "TCD > GRC SANCTION happened"),
    ("Laos freed two Danish teachers at Ankara's request.", "TUR > LAO REQUEST happened"),
    ("Oman mediated talks between Kenya and Uganda, who are currently at odds.", "KEN = UGA CONSULT happened"),
    ("Kenya and Uganda have been holding talks in Oman since May.", "KEN = UGA CONSULT ongoing"),
    ("Uruguay granted asylum to a judge, drawing a furious protest note from Managua.", "NIC > URY ACCUSE happened"),
]


@pytest.mark.parametrize(("text", "claim"), _CLAIMS)
def test_plain_sentences_are_told_with_their_sides_and_status(
    text: str, claim: str, knowledge: Knowledge, coder: ModelCoder
) -> None:
    """The same words with the roles turned, or in another status, are told so."""
    assert claim in [said(event) for event in code(text, knowledge, coder)]


@pytest.mark.parametrize(
    "text",
    [
        "Bolivia lies between Paraguay and Peru.",
        "Kenya beat Uganda 2-1 in Kampala on Saturday.",
        "Analysts say ties between Hanoi and Seoul have never been closer.",
        "The Norwegian economist was born in Lima to a Peruvian mother.",
        "Many have praised Kenya.",
        "Kenya's envoy recognised the importance of Uganda's role on the lake.",
        "Chad declared Monday a day of mourning for a singer who was persona non grata at home.",
        "Heavy rain fell on both sides of the border between Ghana and Togo.",
    ],
)
def test_what_claims_no_act_is_left_empty(text: str, knowledge: Knowledge, coder: ModelCoder) -> None:
    """Two states in a sentence make no event."""
    assert code(text, knowledge, coder) == ()


def test_a_place_where_somebody_is_does_not_act(knowledge: Knowledge, coder: ModelCoder) -> None:
    """Shopkeepers of a town are not its state."""
    told = code("Police unions in Montevideo rejected a wage offer from the interior minister.", knowledge, coder)
    assert "URY" not in {ref.state for event in told for ref in event.sources if ref.actor.startswith("state:")}


def test_events_tell_both_opinions_and_the_words(knowledge: Knowledge, coder: ModelCoder) -> None:
    """The reason names model and rules; trigger and evidence give back the words."""
    (event,) = code("Bolivia condemned Paraguay's decision.", knowledge, coder)
    assert re.match(r"model: ACCUSE [01]\.\d\d, happened [01]\.\d\d; ", event.reason)
    assert "rules: ACCUSE, pattern accuse." in event.reason
    assert event.coder == coder.name
    assert 0.5 < event.confidence <= 0.95


def test_the_same_text_gives_the_same_events(knowledge: Knowledge, coder: ModelCoder) -> None:
    """Identifiers and confidences too."""
    text = "Norway sent generators to Moldova, and Peru accused Chile of theft."
    assert code(text, knowledge, coder) == code(text, knowledge, ModelCoder())


def test_a_very_long_sentence_is_cut_and_not_lost(knowledge: Knowledge, coder: ModelCoder) -> None:
    """What stands before the window's end is told; nothing is told at a word beyond it."""
    text = "Tunisia expelled two Maltese diplomats" + ", and then it rained" * 200 + "."
    found = code(text, knowledge, coder)
    assert "TUN > MLT SANCTION happened" in [said(event) for event in found]
    assert all(event.trigger[1] <= len(text) for event in found)


def test_opinions_are_one_per_word_and_in_reading_order(knowledge: Knowledge, coder: ModelCoder) -> None:
    """As the protocol promises, so that a candidate has at most one."""
    from dragoman.find.actors import find_actors

    marked = mark_article(text_article("Norway sent aid to Moldova. Peru accused Chile."), knowledge)
    found: list[Opinion] = coder.opinions(marked, find_actors(marked, knowledge), (), (), knowledge)
    tokens = [opinion.token for opinion in found]
    assert tokens == sorted(set(tokens))
    assert {opinion.act for opinion in found} >= {Act.AID, Act.ACCUSE}
    assert all(0 <= opinion.event <= 1 and opinion.status in Status for opinion in found)


def test_a_list_of_thousands_is_read_near_each_word_only(
    knowledge: Knowledge, coder: ModelCoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The roles of a word are looked for among the mentions nearest to it, so that a long list costs no square."""
    asked: list[int] = []
    plain = InputReader.link

    def counted(reader: InputReader, word: Word, mention: FoundMention) -> tuple[str, ...]:
        asked.append(word.token)
        return plain(reader, word, mention)

    monkeypatch.setattr(InputReader, "link", counted)
    events = code("Kenya accused Uganda, and " * 30 + "Chad accused Togo.", knowledge, coder)
    assert {said(event) for event in events} == {"KEN > UGA ACCUSE happened", "TCD > TGO ACCUSE happened"}
    assert max(asked.count(token) for token in asked) == MOST_MENTIONS


@pytest.mark.parametrize(
    ("text", "sides", "mediators"),
    [
        ("Lithuania held talks with Belarus, with Turkey as a go-between.", {"LTU", "BLR"}, {"TUR"}),
        ("Lithuania held talks with Belarus and Turkey as guests.", {"LTU", "BLR", "TUR"}, set()),
    ],
)
def test_who_is_called_mediator_is_no_side(
    text: str, sides: set[str], mediators: set[str], knowledge: Knowledge, coder: ModelCoder
) -> None:
    """A third party stands apart, whatever the parse hangs it on; a mere participant is a side."""
    (talks,) = code(text, knowledge, coder)
    assert {ref.state for ref in (*talks.sources, *talks.targets)} == sides
    assert {ref.state for ref in talks.mediators} == mediators


def test_a_noun_that_takes_up_a_plan_stays_a_plan(knowledge: Knowledge, coder: ModelCoder) -> None:
    """A model of one sentence cannot know what "the trip" is; sides and status are those of the act it takes up."""
    events = code(
        "Kenyan President Amina Wekesa is set to visit Uganda, the Jerusalem Post reported on Monday. "
        "The trip was also reported by Israel Hayom, which cites an unnamed source.",
        knowledge, coder,
    )  # fmt: skip
    assert [said(event) for event in events] == ["KEN > UGA CONSULT planned"] * 2
    assert [event.chain[1].name for event in events] == ["Jerusalem Post", "Israel Hayom"]
    assert events[1].reason.startswith("pattern consult.visit.noun")


@given(st.integers(2, 2000), st.integers(120, 300))
def test_windows_hold_every_token_and_no_more_than_fits(length: int, limit: int) -> None:
    """Each token but the two special ones is in a window; neighbours overlap."""
    windows = windows_of(length, limit)
    assert sorted({token for first, last in windows for token in range(first, last)}) == list(range(1, length - 1))
    assert all(last - first + 2 <= limit for first, last in windows)
    assert all(one[1] - other[0] >= 1 for one, other in pairwise(windows))


def test_the_end_of_a_very_long_sentence_is_read_too(knowledge: Knowledge, coder: ModelCoder) -> None:
    """Nothing is cut at the model's length."""
    goods = "which has long sold tin, copper, wool, paper and silver to buyers of every kind in all the ports, " * 18
    events = code(f"Norway condemned Peru, {goods}and Kenya expelled two Ugandan diplomats.", knowledge, coder)
    assert any(event.act is Act.SANCTION and event.targets[0].state == "UGA" for event in events)
