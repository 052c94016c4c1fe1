"""Merging: which claims are about one happening, and which are not."""

import msgspec
import pytest

from dragoman.merge import happening_json, merge_events
from dragoman.records import Judgement, Verdict
from tests.records_made import Page, on, outlet, person, state, unnamed, vaguely

AZE, ISR, TUR = state("AZE"), state("ISR"), state("TUR")
NETANYAHU = person("Benjamin Netanyahu", "ISR")
HAJIYEV = person("Hikmet Hajiyev", "AZE")
LEVY = person("Ronen Levy", "ISR")
HANEGBI = person("Tzachi Hanegbi", "ISR")


def visit(words="He visits.", published=None, publisher="The Meridian Courier", **fields):
    """An article about one visit of Netanyahu to Azerbaijan."""
    page = Page(words, outlet=publisher, published=published)
    return page.event("CONSULT", words, [NETANYAHU], [AZE], mode="visit", **fields).coded()


def groups(*articles, judgements=()):
    """How many events each happening holds, smallest first."""
    return sorted(len(happening.links) for happening in merge_events(articles, judgements))


def test_a_plan_and_its_fulfilment_are_one_happening_with_a_history():
    """A planned visit, announced without a date, and the visit two weeks later have one happening that happened."""
    plan = visit("He will visit.", "2025-04-23", status="planned", time=vaguely("in the near future"))
    deed = visit("He visited.", "2025-05-08", "The Harbour Gazette", time=on("2025-05-07"))
    (happening,) = merge_events([plan, deed])
    assert happening.status == "happened"
    assert [point.status for point in happening.status_history] == ["planned", "happened"]
    assert happening.time is not None
    assert (happening.time.edtf, happening.time.span) == ("2025-05-07", None)
    assert happening.conflicts == ()


def test_visits_of_clearly_different_years_stay_apart():
    """1997, 2016 and a plan of 2025 in one article are three happenings."""
    page = Page("He will visit. He came in 1997. He came again in 2016.", published="2025-04-23")
    page.event("CONSULT", "He will visit.", [NETANYAHU], [AZE], mode="visit", status="planned")
    page.event("CONSULT", "He came in 1997.", [NETANYAHU], [AZE], mode="visit", time=on("1997"))
    page.event("CONSULT", "He came again in 2016.", [NETANYAHU], [AZE], mode="visit", time=on("2016"))
    assert groups(page.coded()) == [1, 1, 1]


def test_a_plan_stays_apart_from_dated_visits_where_the_day_of_publication_is_unknown():
    """Without a day of publication an undated plan is never taken for a visit of a known year."""
    page = Page("He will visit. He came in 2016.")
    page.event("CONSULT", "He will visit.", [NETANYAHU], [AZE], mode="visit", status="planned")
    page.event("CONSULT", "He came in 2016.", [NETANYAHU], [AZE], mode="visit", time=on("2016"))
    assert groups(page.coded()) == [1, 1]


def test_two_reports_of_one_plan_in_an_undated_article_are_one_happening():
    """An article that cites two outlets about one plan makes one report, and one to two origins."""
    page = Page("He is to visit, one said. So said another.", outlet="OC")
    page.event(
        "CONSULT", "He is to visit", [NETANYAHU], [AZE], mode="visit", status="planned",
        chain=[outlet("Israel Hayom"), unnamed()],
    )  # fmt: skip
    page.event(
        "CONSULT", "So said another", [NETANYAHU], [AZE], mode="visit", status="planned",
        chain=[outlet("Jerusalem Post"), unnamed("an unnamed source")],
    )  # fmt: skip
    (happening,) = merge_events([page.coded()])
    assert (happening.reports, happening.outlets) == (1, 1)
    assert (happening.origins.min, happening.origins.max) == (1, 2)
    assert "may be the same" in happening.origins.reasons[0]


def test_meetings_with_different_persons_stay_apart_and_a_vague_one_joins_none():
    """Three meetings of one envoy are three happenings; "met officials" fits all of them and stays alone."""
    page = Page("He met A. He met B. He met C. He met officials.")
    for words, whom in (
        ("He met A.", NETANYAHU),
        ("He met B.", HANEGBI),
        ("He met C.", LEVY),
        ("He met officials.", ISR),
    ):
        page.event("CONSULT", words, [HAJIYEV, whom], symmetric=True)
    assert groups(page.coded()) == [1, 1, 1, 1]


def test_a_visit_called_off_ends_its_plan():
    """The later of plan and cancellation is the status."""
    plan = visit("He will visit in May.", "2025-04-23", status="planned", time=on("2025-05"))
    end = visit("The visit is off.", "2025-05-02", "The Harbour Gazette", status="called_off")
    (happening,) = merge_events([plan, end])
    assert happening.status == "called_off"
    assert happening.conflicts == ()


def test_a_denial_is_a_conflict_and_does_not_overrule_the_claim():
    """Claim and denial stay side by side, each with its words."""
    claim = visit("He visited on Monday.", "2025-05-06", time=on("2025-05-05"))
    denial = visit("No visit took place.", "2025-05-07", "The Harbour Gazette", status="denied", time=on("2025-05-05"))
    (happening,) = merge_events([claim, denial])
    assert happening.status == "happened"
    (conflict,) = happening.conflicts
    assert conflict.field == "status"
    assert {account.value for account in conflict.accounts} == {"happened", "denied"}


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (on("2025-04-12"), on("2025-04"), True),
        (on("2025-04-12"), on("2025-04-13"), True),
        (on("2025-04-12"), on("2025-05-12"), False),
        (on("2016"), on("2017"), False),
        (on("2025-04-01", "2025-04-10"), on("2025-04-10", "2025-04-20"), True),
    ],
)
def test_dates_bind_where_they_overlap_or_slip_by_a_day(first, second, together):
    """A day of slip is a conflict of accounts; more is another happening."""
    one = visit("He visited.", "2025-06-01", time=first)
    other = visit("A visit was made.", "2025-06-02", "The Harbour Gazette", time=second)
    assert (len(merge_events([one, other])) == 1) is together


def test_a_day_of_slip_is_told_as_a_conflict_of_time():
    """Both dates are kept, each with its article's words."""
    one = visit("He visited.", "2025-04-15", time=on("2025-04-12"))
    other = visit("A visit was made.", "2025-04-16", "The Harbour Gazette", time=on("2025-04-13"))
    (happening,) = merge_events([one, other])
    assert [conflict.field for conflict in happening.conflicts] == ["time"]
    assert {account.value for account in happening.conflicts[0].accounts} == {"2025-04-12", "2025-04-13"}


def test_a_coarse_date_does_not_chain_two_months():
    """A year fits its May and its September alike, so it binds neither to the other."""
    may = visit("He came in May.", "2025-12-01", time=on("2025-05"))
    september = visit("He came in September.", "2025-12-01", "The Harbour Gazette", time=on("2025-09"))
    year = visit("He came in 2025.", "2025-12-01", "The Quill", time=on("2025"))
    assert groups(may, september, year) == [1, 1, 1]


def test_direction_parts_visits_and_accusations():
    """A visit to a state is not the visit from it."""
    page = Page("A to B. B to A.", published="2025-04-23")
    page.event("CONSULT", "A to B.", [ISR], [AZE], mode="visit", time=on("2025-04"))
    page.event("CONSULT", "B to A.", [AZE], [ISR], mode="visit", time=on("2025-04"))
    page.event("ACCUSE", "A to B.", [ISR], [AZE])
    page.event("ACCUSE", "B to A.", [AZE], [ISR])
    assert groups(page.coded()) == [1, 1, 1, 1]


def test_a_mediator_is_no_side_and_different_mediators_part():
    """The pair of a mediated meeting is that of its sides; two mediators are two meetings."""
    page = Page("Talks one. Talks two.", published="2025-04-23")
    page.event("CONSULT", "Talks one.", [ISR, TUR], mediators=[AZE], symmetric=True)
    page.event("CONSULT", "Talks two.", [ISR, TUR], mediators=[state("USA")], symmetric=True)
    happenings = merge_events([page.coded()])
    assert [happening.states for happening in happenings] == [("ISR", "TUR"), ("ISR", "TUR")]


def test_strikes_on_different_towns_are_different_happenings():
    """For acts of force the place tells happenings apart; for a visit it is a conflict."""
    strikes, visits = Page("North. South.", published="2025-04-23"), []
    strikes.event("ASSAULT", "North.", [ISR], [TUR], place=("Arvan", "TUR"), time=on("2025-04-22"))
    strikes.event("ASSAULT", "South.", [ISR], [TUR], place=("Belun", "TUR"), time=on("2025-04-22"))
    assert groups(strikes.coded()) == [1, 1]
    for words, publisher, town in (("He came.", "The Quill", "Arvan"), ("He arrived.", "The Gazette", "Belun")):
        visits.append(visit(words, "2025-04-23", publisher, place=(town, "AZE"), time=on("2025-04-22")))
    (happening,) = merge_events(visits)
    assert [conflict.field for conflict in happening.conflicts] == ["place"]


def test_a_teaser_joins_no_story_of_its_own_page_but_counts_as_a_report():
    """A teaser is another article's headline: it may agree with other pages, and is a report of its own."""
    page = Page("Main story. Teaser line.", outlet="The Quill", published="2025-04-23")
    page.event("ACCUSE", "Main story.", [AZE], [ISR])
    page.event("ACCUSE", "Teaser line.", [AZE], [ISR], story=1)
    assert groups(page.coded()) == [1, 1]


def test_judgements_bind_and_part_and_reject():
    """Same, not the same and reject win over the rules; an undone judgement counts for nothing."""
    one = visit("He visited.", "2025-04-23", time=on("2016"))
    other = visit("He came.", "2025-04-23", "The Harbour Gazette", time=on("1997"))
    first, second = one.events[0].id, other.events[0].id

    def judged(number, verdict, record=first, against=None):
        return Judgement(
            id=f"j{number}", record=record, verdict=verdict, other=against, who="a", at=f"2025-01-0{number}"
        )

    same = judged(1, Verdict.SAME, first, second)
    assert groups(one, other) == [1, 1]
    assert groups(one, other, judgements=[same]) == [2]
    assert groups(one, other, judgements=[same, judged(2, Verdict.UNDO, "j1")]) == [1, 1]
    assert groups(one, other, judgements=[same, judged(2, Verdict.NOT_SAME, second, first)]) == [1, 1]
    assert groups(one, other, judgements=[judged(3, Verdict.REJECT)]) == [1]


def test_a_plan_that_was_put_off_is_the_visit_of_another_month():
    """The announced day binds no longer once a later article says that it was put off; without that news it does."""
    plan = visit("He comes in February.", "2025-02-01", status="planned", time=on("2025-02-20"))
    delay = visit("It is put off.", "2025-02-18", "The Gull", status="planned", detail="postponed")
    deed = visit("He came.", "2025-04-15", "The Gull", time=on("2025-04-14"))
    (happening,) = merge_events([plan, delay, deed])
    assert happening.status == "happened"
    assert groups(plan, deed) == [1, 1]


def test_a_visit_and_a_meeting_are_two_happenings():
    """Who goes to a state and whom he meets there are two things to know."""
    page = Page("He came. He met him.", published="2025-04-23")
    page.event("CONSULT", "He came.", [NETANYAHU], [AZE], mode="visit", time=on("2025-04-22"))
    page.event("CONSULT", "He met him.", [NETANYAHU, HAJIYEV], symmetric=True, time=on("2025-04-22"))
    assert groups(page.coded()) == [1, 1]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("thanked Israel", "was thankful", True),
        ("thanked Israel", "signed a treaty", False),
        ("signed a treaty", "will sign the treaty", True),
    ],
)
def test_broad_acts_join_where_their_predicates_share_a_word(first, second, together):
    """Thanks and a treaty are both SUPPORT and not one happening."""
    pages = [Page(words, outlet=words, published="2025-04-23") for words in (first, second)]
    for page in pages:
        page.event("SUPPORT", page.article.text, [AZE], [ISR])
    assert (len(merge_events([page.coded() for page in pages])) == 1) is together


def test_a_phone_call_does_not_keep_a_plan_to_meet():
    """The meeting does, although the call lies nearer."""
    plan = Page("They will meet.", published="2025-02-06")
    plan.event("CONSULT", "They will meet.", [NETANYAHU, HAJIYEV], symmetric=True, status="planned")
    call = Page("They spoke.", published="2025-02-20")
    call.event("CONSULT", "They spoke.", [NETANYAHU, HAJIYEV], symmetric=True, mode="phone")
    deed = Page("They met.", published="2025-04-15")
    deed.event("CONSULT", "They met.", [NETANYAHU, HAJIYEV], symmetric=True)
    assert groups(plan.coded(), call.coded(), deed.coded()) == [1, 2]


def test_a_denial_joins_no_mere_possibility():
    """What may be done some day is nothing to deny."""
    may = visit("He may come.", "2025-04-23", status="hypothetical")
    no = visit("He denied it.", "2025-04-23", "The Gull", status="denied")
    assert groups(may, no) == [1, 1]


def test_the_json_has_the_keys_of_the_contract():
    """`dragoman happenings --json` shows exactly these keys, in this order."""
    (happening,) = merge_events([visit("He visited.", "2025-04-23")])
    shown = happening_json(happening)
    assert list(shown) == [
        "id", "act", "mode", "states", "status", "status_history", "time", "events", "reports", "outlets", "origins",
        "conflicts", "links",
    ]  # fmt: skip
    assert list(shown["events"][0]) == ["event", "article", "external_id", "evidence"]
    assert list(shown["links"][0]) == ["event", "reason"]
    assert list(shown["origins"]) == ["min", "max", "reasons"]
    assert msgspec.json.decode(msgspec.json.encode(shown))["states"] == ["AZE", "ISR"]


def test_a_headline_of_a_loose_mode_is_the_act_that_its_article_tells():
    """Two modes in the body are two acts; in the title, which is short, the act is that of the text below."""
    for region, sizes in (("title", [2]), ("body", [1, 1])):
        page = Page("Israel detains a crew. Israel seized the ship.", published="2025-05-08")
        page.event("COERCE", "Israel detains a crew.", [ISR], [TUR], mode="arrest", region=region)
        page.event("COERCE", "Israel seized the ship.", [ISR], [TUR], mode="seize")
        assert groups(page.coded()) == sizes


def told(words, *, act="SANCTION", mode="expel", published="2025-05-08", publisher="The Quill", trigger=None, **fields):
    """An article about one act of Israel against Türkiye."""
    page = Page(words, outlet=publisher, published=published)
    return page.event(act, words, [ISR], [TUR], mode=mode, trigger=trigger, **fields).coded()


@pytest.mark.parametrize(
    ("later", "published", "together"),
    [
        ("Israel had expelled three envoys of Turkey.", "2025-06-20", True),  # told again, in like words
        ("Israel had sent home three envoys.", "2025-06-20", True),  # other words, the same number of envoys
        ("Israel had sent home five traders.", "2025-06-20", False),
        ("Israel expelled two traders of Turkey.", "2025-06-20", False),  # news of another day, not looked back upon
        ("Israel had expelled three envoys of Turkey.", "2026-06-20", False),  # too long after
    ],
)
def test_an_undated_account_that_looks_back_joins_the_act_of_weeks_before(later, published, together):
    """The pluperfect, like words and the same numbers bind what is told again; without them time parts."""
    first = told("Israel expelled three envoys of Turkey.")
    again = told(later, published=published, publisher="The Gull")
    assert (groups(first, again) == [2]) is together


@pytest.mark.parametrize(
    ("act", "words", "together"),
    [("COERCE", "Israel arrested the driver.", True), ("ASSAULT", "Israel shelled the port.", False)],
)
def test_two_days_part_what_is_done_daily_and_not_an_arrest(act, words, together):
    """One driver is arrested once; a port is shelled every day."""
    pages = [
        told(words, act=act, mode=None, publisher=name, time=on(day), trigger=words.split()[1])
        for name, day in (("The Quill", "2025-05-03"), ("The Gull", "2025-05-05"))
    ]
    merged = merge_events(pages)
    assert (len(merged) == 1) is together
    if together:
        assert [conflict.field for conflict in merged[0].conflicts] == ["time"]


@pytest.mark.parametrize(
    ("first", "second", "conflicts"),
    [
        ("Israel expelled three envoys.", "Israel expelled four envoys.", ["number"]),
        ("Israel expelled at least three envoys.", "Israel expelled four envoys.", []),
        ("Israel expelled about 100 men.", "Israel expelled 110 men.", []),
        ("Israel expelled three envoys and two guards.", "Israel expelled two guards.", []),
        ("Israel expelled three envoys on 5 May.", "Israel expelled three envoys on 6 May.", []),
    ],
)
def test_numbers_that_exclude_each_other_are_a_conflict(first, second, conflicts):
    """Bounds and round numbers are compatible with what they hold; days are no numbers of envoys."""
    (happening,) = merge_events([told(first), told(second, publisher="The Gull")])
    assert [conflict.field for conflict in happening.conflicts] == conflicts


def test_a_plan_of_another_size_is_a_history_and_no_conflict():
    """Twelve were to be freed, thirteen were."""
    plan = told("Israel will free 12 sailors.", act="RETREAT", mode="release", status="planned")
    deed = told("Israel freed 13 sailors.", act="RETREAT", mode="release", published="2025-05-20", publisher="The Gull")
    (happening,) = merge_events([plan, deed])
    assert (happening.status, happening.conflicts) == ("happened", ())


def test_a_headline_joins_the_act_that_its_article_tells_first():
    """Two meetings fit a headline equally well; it is about the first."""
    page = Page("Ministers meet. Ministers met in Arvan. Ministers met in Belun.", published="2025-05-08")
    page.event("CONSULT", "Ministers meet.", [ISR, TUR], symmetric=True, region="title", trigger="meet")
    for town, day in (("Arvan", "2025-05-06"), ("Belun", "2025-05-07")):
        words = f"Ministers met in {town}."
        page.event("CONSULT", words, [ISR, TUR], symmetric=True, time=on(day), place=(town, None), trigger="met")
    merged = merge_events([page.coded()])
    assert sorted(len(happening.links) for happening in merged) == [1, 2]
    assert next(h.time.edtf for h in merged if len(h.links) == 2) == "2025-05-06"


def test_accounts_of_one_deed_may_read_it_as_acts_of_one_family():
    """A release is RETREAT here and CONCEDE there; in other words it is another deed."""
    freed = told("Israel freed eight sailors of Turkey.", act="RETREAT", mode="release")
    again = told("Israel freed eight sailors.", act="CONCEDE", mode=None, publisher="The Gull")
    other = told("Israel eased a curfew.", act="CONCEDE", mode=None, publisher="The Gull")
    assert groups(freed, again) == [2]
    assert groups(freed, other) == [1, 1]
