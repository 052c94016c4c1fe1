"""Records → sentences: who says so stands in the sentence, and nothing is told as more than it is."""

import pytest

from dragoman.knowledge.phrases import load_phrases
from dragoman.merge import merge_events
from dragoman.output import make_brief
from dragoman.records import ActorKind, Grain, Hop, HopKind, Interval
from tests.records_made import (
    NAMES,
    Page,
    on,
    other,
    outlet,
    person,
    speaker,
    state,
    unnamed,
    unspecified,
    vaguely,
)

PHRASES = load_phrases()
PER, CHL, USA = state("PER"), state("CHL"), state("USA")
RIOS = person("Lucía Ríos", "PER", "President")
VEGA = person("Tomás Vega", "CHL", "Foreign Minister of Chile")
ENVOYS = other("Peruvian envoys", ActorKind.ANONYMOUS, "PER")
MINISTRY = other("Ministry of Mines", ActorKind.OFFICE, "PER")
WORDS = "Words of the article"


def sentences(page: Page, section: str, pair=("PER", "CHL")) -> list[str]:
    """The sentences of one section of the brief about a page."""
    coded = page.coded()
    brief = make_brief(pair, [coded], merge_events([coded]), NAMES, PHRASES)
    return [sentence.text for part in brief.sections if part.key == section for sentence in part.sentences]


@pytest.mark.parametrize(
    ("act", "fields", "section", "expected"),
    [
        ("CONSULT", {"mode": "visit", "time": on("2016")}, "meetings", "Peru visited Chile in 2016"),
        ("CONSULT", {"mode": "visit"}, "meetings", "Peru visited Chile (undated)"),
        (
            "CONSULT",
            {"mode": "phone", "time": on("2025-05-05")},
            "meetings",
            "Peru spoke with Chile by phone or video on 5 May 2025",
        ),
        ("CONSULT", {"status": "ongoing"}, "meetings", "Peru is holding talks with Chile"),
        (
            "CONSULT",
            {"mode": "visit", "status": "planned", "time": on("2025-06")},
            "announced",
            "Peru is to visit Chile in June 2025",
        ),
        ("CONSULT", {"mode": "visit", "status": "planned"}, "announced", "Peru is to visit Chile; no date was given"),
        (
            "CONSULT",
            {"mode": "visit", "status": "planned", "detail": "possible"},
            "announced",
            "Peru is expected to visit Chile; no date was given",
        ),
        (
            "CONSULT",
            {"mode": "visit", "status": "called_off"},
            "announced",
            "The plan for Peru to visit Chile was called off",
        ),
        (
            "CONSULT",
            {"mode": "visit", "status": "called_off", "detail": "postponed"},
            "announced",
            "The plan for Peru to visit Chile was postponed",
        ),
        ("CONSULT", {"mode": "visit", "status": "hypothetical"}, "announced", "Peru may visit Chile"),
        (
            "CONSULT",
            {"mode": "visit", "status": "hypothetical", "detail": "desired"},
            "announced",
            "There is a wish, not a plan, for Peru to visit Chile",
        ),
        ("CONSULT", {"mode": "visit", "status": "denied"}, "meetings", "It was denied that Peru visited Chile"),
        ("CONSULT", {"mode": "visit", "detail": "habitual"}, "meetings", "Peru is reported to visit Chile regularly"),
        (
            "CONSULT",
            {"place": ("Arica", "CHL"), "time": on("2023-03")},
            "meetings",
            "Peru held talks with Chile in Arica in March 2023",
        ),
        (
            "CONSULT",
            {"mode": "visit", "place": ("Chile", "CHL"), "time": on("2016")},
            "meetings",
            "Peru visited Chile in 2016",
        ),
        ("ASSAULT", {"time": on("1879")}, "disputes", "Peru attacked Chile in 1879: “Words of the article”"),
        (
            "ASSAULT",
            {"status": "planned"},
            "announced",
            "Peru is to attack Chile; no date was given: “Words of the article”",
        ),
        (
            "AID",
            {"time": on("2025-01-01", "2025-01-09")},
            "cooperation",
            "Peru gave aid to Chile between 1 and 9 January 2025: “Words of the article”",
        ),
    ],
)
def test_act_mode_and_status_make_a_clause(act, fields, section, expected):
    """One act of Peru towards Chile in the article's own voice."""
    page = Page(WORDS).event(act, WORDS, [PER], [CHL], **fields)
    assert sentences(page, section)[0] == expected


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ([], "Peru is to visit Chile"),
        ([outlet("The Quill")], "The Quill reported that Peru is to visit Chile"),
        ([outlet("The Quill"), unnamed()], "The Quill, citing unnamed sources, reported that Peru is to visit Chile"),
        (
            [outlet("The Quill"), unnamed("senior official")],
            "The Quill, citing a senior official (not named), reported that Peru is to visit Chile",
        ),
        ([unspecified()], "Various media outlets reported that Peru is to visit Chile"),
        ([Hop(kind=HopKind.GROUP_UNSPECIFIED, name="many")], "Many are said to hold that Peru is to visit Chile"),
        (
            [Hop(kind=HopKind.DOCUMENT, name="a tweet"), Hop(kind=HopKind.OFFICE, name="embassy of Peru")],
            "According to a tweet by the embassy of Peru, Peru is to visit Chile",
        ),
        ([Hop(kind=HopKind.NAMED_PERSON, name="{claim}")], "(claim) said that Peru is to visit Chile"),
    ],
)
def test_the_chain_stands_in_the_sentence(chain, expected):
    """Outlets report, persons say, documents are according to; unnamed ones are said to be unnamed."""
    page = Page(WORDS).event("CONSULT", WORDS, [PER], [CHL], mode="visit", status="planned", chain=chain)
    assert sentences(page, "announced") == [f"{expected}; no date was given"]


def test_persons_are_introduced_once_with_their_office():
    """The first mention carries office and state, the later ones the name alone."""
    page = Page("They met. They met again.")
    page.event("CONSULT", "They met.", [RIOS], [VEGA], time=on("2024"))
    page.event("CONSULT", "They met again.", [RIOS], [VEGA], time=on("2025"))
    first, second = sentences(page, "in_brief")[0], sentences(page, "meetings")[0]
    assert first == "Lucía Ríos, President of Peru, met Tomás Vega, Foreign Minister of Chile, in 2025"
    assert second == "Lucía Ríos met Tomás Vega in 2024"


def test_sides_are_listed_and_agree_with_their_verb():
    """Two sides take "and" and a plural verb, an anonymous plural too; a third state sends it to third parties."""
    page = Page(WORDS).event("CONSULT", WORDS, [PER, CHL, USA], symmetric=True, status="planned")
    assert sentences(page, "announced") == [
        "Peru, Chile and the United States are to hold talks; no date was given",
    ]
    page = Page(WORDS).event("CONSULT", WORDS, [ENVOYS], [CHL], mode="visit", status="planned")
    assert sentences(page, "announced") == ["Peruvian envoys are to visit Chile; no date was given"]


def test_a_mediator_is_told_as_one():
    """The mediator is not listed with the sides."""
    page = Page(WORDS).event("CONSULT", WORDS, [PER, USA], mediators=[CHL], symmetric=True, time=on("2025"))
    assert sentences(page, "mediation") == [
        "Peru and the United States held talks through the mediation of Chile in 2025",
    ]


def test_vague_time_keeps_the_words_of_the_article():
    """A vague phrase is quoted, never turned into a date."""
    page = Page(WORDS)
    page.event("CONSULT", WORDS, [PER], [CHL], mode="visit", status="planned", time=vaguely("in the ‘near future’"))
    assert sentences(page, "announced") == [
        "Peru is to visit Chile “in the ‘near future’”; no date was given",
    ]


def test_a_time_relative_to_an_unknown_day_keeps_the_words_of_the_article():
    """Without a day of publication "last week" stays "last week"."""
    last_week = Interval(grain=Grain.WEEK, phrase="last week", relative="anchor-P1W")
    page = Page(WORDS).event("CONSULT", WORDS, [PER], [CHL], mode="visit", time=last_week)
    assert sentences(page, "meetings") == ["Peru visited Chile “last week”"]


def test_a_second_report_and_a_denial_follow_the_claim():
    """Who else reports it and who denies it stand in the same sentence."""
    page = Page("One says. Two says. Denied.")
    page.event("CONSULT", "One says.", [RIOS], [CHL], mode="visit", chain=[outlet("The Quill")], time=on("2025-05"))
    page.event(
        "CONSULT", "Two says.", [RIOS], [CHL], mode="visit", chain=[outlet("The Gull"), unnamed()], time=on("2025-05")
    )
    page.event(
        "CONSULT", "Denied.", [RIOS], [CHL], mode="visit", status="denied", chain=[speaker(VEGA)], time=on("2025-05")
    )
    (text,) = sentences(page, "meetings")
    assert text == (
        "The Quill reported that Lucía Ríos visited Chile in May 2025; "
        "also reported by The Gull (citing unnamed sources); Tomás Vega denied it"
    )


def test_who_denies_stands_before_the_denied_act():
    """A denial alone is told as a denial, with its speaker."""
    page = Page(WORDS).knows(RIOS).event("ASSAULT", WORDS, [PER], [CHL], status="denied", chain=[speaker(RIOS)])
    assert sentences(page, "in_brief") == ["Lucía Ríos (President of Peru) denied that Peru attacked Chile"]


def test_whoever_acts_by_speaking_is_not_named_twice():
    """An accusation by its speaker needs no "said that"."""
    page = Page(WORDS).event("ACCUSE", WORDS, [RIOS], [CHL], time=on("2025"), chain=[speaker(RIOS)])
    assert sentences(page, "disputes") == ["Lucía Ríos accused or criticised Chile in 2025: “Words of the article”"]


def test_offices_carry_their_article_and_state():
    """A ministry is "the" ministry, of its state."""
    page = Page(WORDS).event("ACCUSE", WORDS, [MINISTRY], [CHL], mode="allege", time=on("2025"))
    assert sentences(page, "disputes")[0].startswith("The Ministry of Mines of Peru accused Chile in 2025")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"quality": "close"}, "Relations between Peru and Chile are described as close"),
        (
            {"change": "resumed", "time": on("2022-08")},
            "Relations between Peru and Chile are said to have been resumed in August 2022",
        ),
        (
            {"quality": "tense", "change": "worsening"},
            "Relations between Peru and Chile are described as tense and are said to be worsening",
        ),
        (
            {"quality": "at_war", "chain": [outlet("The Quill")]},
            "The Quill reported that Peru and Chile are described as being at war",
        ),
    ],
)
def test_ties_are_told_as_descriptions(fields, expected):
    """The state of relations is what somebody says it is."""
    page = Page(WORDS).tie(WORDS, (CHL, PER), **fields)
    assert sentences(page, "relations") == [f"{expected}: “Words of the article”"]


def test_quotes_have_speaker_place_and_medium():
    """Who said it, about whom and where; the marks around the words are the brief's own."""
    page = Page("“We are glad of Chile.”")
    page.says("“We are glad of Chile.”", RIOS, target=CHL, medium=other("Radio Arica", ActorKind.OUTLET, "CHL"))
    assert sentences(page, "in_brief") == [
        "Lucía Ríos, President of Peru, said about Chile (in Radio Arica): “We are glad of Chile.”",
    ]


def test_words_about_others_and_indirect_words_are_no_quotes_of_the_pair():
    """A quote that names neither the other state nor its people stays out, and so does reported speech."""
    page = Page("“We are glad.” She said Chile was glad.")
    page.says("“We are glad.”", RIOS)
    page.says("Chile was glad", RIOS, target=CHL, kind="indirect")
    assert sentences(page, "words") == []
