"""Records → sentences: who says so stands in the sentence, and nothing is told as more than it is."""

import pytest

from dragoman.knowledge.phrases import load_phrases
from dragoman.merge import merge_events
from dragoman.merge.relations import relate
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
DECADE = Interval(edtf="2012~/2022", earliest="2012-01-01", latest="2022-12-31", grain=Grain.YEAR)


def sentences(page: Page, section: str, pair=("PER", "CHL")) -> list[str]:
    """The sentences of one section of the brief about a page."""
    coded = page.coded()
    brief = make_brief(pair, [coded], merge_events([coded]), NAMES, PHRASES, relations=relate(pair, [coded]))
    return [sentence.text for part in brief.sections if part.key == section for sentence in part.sentences]


@pytest.mark.parametrize(
    ("act", "fields", "section", "expected"),
    [
        ("CONSULT", {"mode": "visit", "time": on("2016")}, "meetings", "Peru visited Chile in 2016"),
        ("CONSULT", {"mode": "visit"}, "meetings", "Peru visited Chile (no date given)"),
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
        ("CONSULT", {"mode": "visit", "detail": "habitual"}, "meetings", "Peru is regularly visiting Chile"),
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
        ("ASSAULT", {"time": on("1879")}, "disputes", "The Meridian Courier: “Words of the article” (1879)"),
        (
            "ASSAULT",
            {"status": "planned"},
            "announced",
            "The Meridian Courier, on what is planned: “Words of the article”",
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
            "The Quill, citing an unnamed senior official, reported that Peru is to visit Chile",
        ),
        ([unspecified()], "Various media outlets reported that Peru is to visit Chile"),
        (
            [Hop(kind=HopKind.GROUP_UNSPECIFIED, name="one of the envoys")],
            "One of the envoys said that Peru is to visit Chile",
        ),
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
        "Peru and the United States held talks in 2025, with Chile as mediator",
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
        "The Quill and The Gull (citing unnamed sources) reported that Lucía Ríos visited Chile in May 2025; "
        "Tomás Vega denied it"
    )


def test_who_denies_stands_before_the_denied_act():
    """A denial alone is told as a denial, with its speaker."""
    page = Page(WORDS).knows(RIOS).event("CONSULT", WORDS, [PER], [CHL], status="denied", chain=[speaker(RIOS)])
    assert sentences(page, "in_brief") == ["Lucía Ríos (President of Peru) denied that Peru held talks with Chile"]


def test_whoever_acts_by_speaking_is_not_named_twice():
    """An accusation by its speaker needs no "said that"."""
    page = Page(WORDS).event("ACCUSE", WORDS, [RIOS], [CHL], mode="allege", time=on("2025"), chain=[speaker(RIOS)])
    assert sentences(page, "disputes") == ["Lucía Ríos accused Chile in 2025: “Words of the article”"]


def test_offices_carry_their_article_and_state():
    """A ministry is "the" ministry, of its state."""
    page = Page(WORDS).event("ACCUSE", WORDS, [MINISTRY], [CHL], mode="allege", time=on("2025"))
    assert sentences(page, "disputes")[0].startswith("The Ministry of Mines of Peru accused Chile in 2025")


def test_quotes_have_speaker_place_and_medium():
    """Who said it, about whom and where; the marks around the words are the brief's own."""
    page = Page("“We are glad of Chile.”")
    page.says("“We are glad of Chile.”", RIOS, target=CHL, medium=other("Radio Arica", ActorKind.OUTLET, "CHL"))
    assert sentences(page, "in_brief") == [
        "Lucía Ríos, President of Peru, said about Chile (in Radio Arica): “We are glad of Chile”",
    ]


def test_words_about_others_and_indirect_words_are_no_quotes_of_the_pair():
    """A quote that names neither the other state nor its people stays out, and so does reported speech."""
    page = Page("“We are glad.” She said Chile was glad.")
    page.says("“We are glad.”", RIOS)
    page.says("Chile was glad", RIOS, target=CHL, kind="indirect")
    assert sentences(page, "words") == []


@pytest.mark.parametrize(
    ("act", "text", "trigger", "expected"),
    [
        ("SUPPORT", "Peru thanked Chile.", "thanked", "Peru thanked Chile"),
        ("SUPPORT", "Peru opened an embassy in Chile.", "opened", "Peru opened an embassy in Chile"),
        ("SUPPORT", "Peru opened a fair in Chile.", "opened", None),
        ("SUPPORT", "Peru signed a treaty with Chile.", "signed", "Peru signed an agreement with Chile"),
        ("SUPPORT", "Peru signed off with Chile.", "signed", None),
        ("ACCUSE", "Peru summoned the envoy of Chile.", "summoned", "Peru summoned the envoy of Chile"),
        ("ACCUSE", "Peru sued Chile.", "sued", "Peru sued Chile"),
        ("SANCTION", "Peru recalled its ambassador from Chile.", "recalled", "Peru recalled its ambassador from Chile"),
        ("SANCTION", "Peru recalled toys made in Chile.", "recalled", None),
        ("RETREAT", "Peru freezes talks with Chile.", "freezes", None),
    ],
)
def test_the_predicate_words_the_act_and_otherwise_the_article_does(act, text, trigger, expected):
    """Thanks are told as thanks; where no wording fits, the article's own words are the sentence."""
    page = Page(text).event(act, text, [PER], [CHL], trigger=trigger, time=on("2025"))
    (told,) = (s for key in ("cooperation", "disputes") for s in sentences(page, key))
    words = text.removesuffix(".")
    assert told == (f"{expected} in 2025: “{words}”" if expected else f"The Meridian Courier: “{words}” (2025)")


def test_a_town_as_target_is_told_as_its_state_unless_one_goes_there():
    """Support "to Arica" is for Chile; a visit goes to Arica."""
    arica = other("Arica", ActorKind.PLACE, "CHL")
    page = Page("Peru thanked Arica. Peru went to Arica.")
    page.event("SUPPORT", "Peru thanked Arica.", [PER], [arica], trigger="thanked", time=on("2025"))
    page.event("CONSULT", "Peru went to Arica.", [PER], [arica], mode="visit", time=on("2025"))
    assert sentences(page, "cooperation")[0].startswith("Peru thanked Chile in 2025")
    assert sentences(page, "meetings") == ["Peru visited Arica in 2025"]


def test_outlets_with_unnamed_sources_report_together():
    """Two outlets that each cite unnamed sources stand in one frame."""
    page = Page("One says. Two says.")
    for words, name in (("One says.", "The Quill"), ("Two says.", "The Gull")):
        page.event("CONSULT", words, [RIOS], [CHL], mode="visit", status="planned", chain=[outlet(name), unnamed()])
    assert sentences(page, "announced") == [
        "The Quill and The Gull, each citing unnamed sources, reported that "
        "Lucía Ríos is to visit Chile; no date was given",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("official", "An unnamed official"),
        ("Chilean official", "An unnamed Chilean official"),
        ("two diplomats in the region", "Two unnamed diplomats in the region"),
        ("a person with knowledge of the plans", "An unnamed person with knowledge of the plans"),
        ("officials", "Unnamed officials"),
        ("unnamed sources", "Unnamed sources"),
        ("an unnamed source", "An unnamed source"),
    ],
)
def test_hidden_sources_are_said_to_be_unnamed(name, expected):
    """Names of sources that the text hides → how the brief says them."""
    page = Page(WORDS).event("CONSULT", WORDS, [PER], [CHL], mode="visit", chain=[unnamed(name)], time=on("2025"))
    assert sentences(page, "meetings") == [f"{expected} said that Peru visited Chile in 2025"]


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (on("2025-02-01", "2025-02-10", "early February"), "in early February 2025"),
        (on("2025-09-01", "2025-11-30", "last autumn"), "in autumn 2025"),
        (on("2025-01-01", "2025-06-30", "the first half of next year"), "in the first half of 2025"),
        (on("2024-12-01", "2025-02-28", "last winter"), "in winter 2024/25"),
        (on("2025-02-03", "2025-02-10", "within a week"), "between 3 and 10 February 2025 (“within a week”)"),
        (Interval(edtf="2018/..", earliest="2018-01-01", grain=Grain.YEAR, phrase="since 2018"), "from 2018 on"),
    ],
)
def test_spans_of_days_have_the_name_that_a_calendar_gives_them(time, expected):
    """Parts of months and years are named; other spans keep the article's words beside their days."""
    page = Page(WORDS).event("CONSULT", WORDS, [PER], [CHL], time=time)
    assert sentences(page, "meetings") == [f"Peru held talks with Chile {expected}"]


def test_a_time_phrase_without_what_it_refers_to_is_not_shown():
    """The phrase "more than three decades after" says nothing alone."""
    page = Page(WORDS).event("CONSULT", WORDS, [PER], [CHL], time=vaguely("more than three decades after"))
    assert sentences(page, "meetings") == ["Peru held talks with Chile"]


def test_a_few_quoted_words_stand_in_their_sentence():
    """The phrase "choose its guests with care" needs the article's words around it; a whole sentence does not."""
    text = "Peru hoped that Chile would “choose its guests with care.”"
    page = Page(text).says("Chile would “choose its guests with care.”", RIOS, target=CHL, kind="mixed")
    assert sentences(page, "in_brief") == [
        "Lucía Ríos, President of Peru, in The Meridian Courier: "
        "“Peru hoped that Chile would ‘choose its guests with care.’”",
    ]


def test_a_ship_in_quotation_marks_is_no_quote():
    """Names in marks are nobody's words."""
    page = Page("A Chilean boat hit the “Virgen del Carmen” today.")
    page.says("A Chilean boat hit the “Virgen del Carmen” today.", RIOS, target=CHL, kind="mixed")
    assert sentences(page, "words") == []
