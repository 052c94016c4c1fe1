"""Time expressions told from today or from the date last named, vague times, durations and sets."""

from dragoman.find.tense import Tense
from dragoman.find.time_composition import after, before, day_of_month, since, step, unit_of_reference, until, within
from dragoman.find.time_lexing import Match, Timed
from dragoman.find.time_meaning import Meaning, Resolver, Vantage, dated, iso_duration, undated
from dragoman.find.time_readings import Read, as_date, as_vague, offset_of, part_in
from dragoman.find.time_resolution import around_anchor, shift, span_from_anchor, unit_away, unit_of_anchor, weekday
from dragoman.records import Grain, TimexKind


def read_unit(match: Match) -> Read:
    """`last month`, `this week`, `early next year`, `later this week`, `the end of the year`, `the last week`."""
    unit = match.unit
    if match.is_plural or unit in ("hour", "") or (unit == "day" and match.has("part", "later", "earlier")):
        return None
    if match.has("last") and match.after is not None and match.after.name == "of":
        return None  # "the last week of May" is another thing
    is_stretch = match.has("the") and match.has("last", "past", "next", "coming") and unit != "weekend"
    if is_stretch and not match.has("part"):
        if unit == "day":
            return as_date("next day", step("day", 1)) if match.has("next") else None
        if match.has("next"):
            return as_date("next unit", _next_unit(unit))
        return as_date("past unit", span_from_anchor(unit, offset_of(match)))
    if match.has("past") and unit not in ("day", "weekend"):
        return as_date("past unit", span_from_anchor(unit, -1))
    if unit == "day":
        return None
    if match.has("previous"):
        return as_date("previous unit", step(unit, -1))
    return as_date("unit", part_in(match, unit_of_anchor(unit, offset_of(match))), match.has("end"))


def read_weekend(match: Match) -> Read:
    """`the weekend`, `over the weekend`: the latest or the next, by tense."""

    def resolve(at: Vantage) -> Meaning | None:
        offset = 0 if at.anchor is None or at.tense.is_ahead or at.anchor.isoweekday() >= 6 else -1
        return unit_of_anchor("weekend", offset)(at)

    return as_date("weekend", resolve)


def read_part_of_this(match: Match) -> Read:
    """`the end of the month`, `the middle of the year`, `earlier in the week`, `later in the year`."""
    unit = match.unit
    if unit in ("day", "hour", ""):
        return None
    return as_date("part of the unit", part_in(match, unit_of_anchor(unit, 0)), match.has("end"))


def read_span(match: Match) -> Read:
    """`in the last four years`, `over the past few days`, `the next two weeks`, `the coming days`, `recent months`."""
    sign = -1 if match.has("last", "past", "previous", "recent") else 1
    count, unit = match.value("amount") or int(not match.is_plural), match.unit
    if unit == "weekend" or (match.after is not None and match.after.name == "of"):
        return None
    if match.has("next") and not match.has("amount", "some") and not match.is_plural:
        return as_date("next unit", _next_unit(unit))
    if match.has("some", "recent", "coming") or (match.is_plural and not match.has("amount")):
        return as_vague("recent or coming units", around_anchor("/{}" if sign < 0 else "{}/")) if count < 2 else None
    return as_date("last or next units", span_from_anchor(unit, sign * count))


def _next_unit(unit: str) -> Resolver:
    """`the next month`: told of the past, the one after the date last named; else the one that begins now."""
    narrated, ahead = step(unit, 1), span_from_anchor(unit, 1)

    def resolve(at: Vantage) -> Meaning | None:
        return narrated(at) if not at.tense.is_ahead and at.reference is not None else ahead(at)

    return resolve


def read_ago(match: Match) -> Read:
    """`three days ago`, `almost four decades ago`, `a week ago`, `several months ago`, `half a century ago`."""
    return _distance(match, -1)


def read_ahead(match: Match) -> Read:
    """`two weeks from now`."""
    return _distance(match, 1)


def _distance(match: Match, sign: int) -> Read:
    unit, count = match.unit, match.value("amount")
    if match.has("some") or not match.has("amount"):
        is_told = match.has("some") or match.is_plural
        return as_vague("unknown distance", around_anchor("/{}" if sign < 0 else "{}/")) if is_told else None
    if match.has("half"):
        whole = {"century": ("year", 50), "decade": ("year", 5), "year": ("month", 6)}.get(unit)
        if whole is None:
            return None
        extra = count * 2 if match.has("and") else 0
        unit, count = whole[0], whole[1] * (1 + extra)
    return as_date("distance", unit_away(unit, sign * count, match.has("about")))


def read_in_units(match: Match) -> Read:
    """`in three days` after a verb in the future; else a duration."""
    unit, count = match.unit, match.value("amount")
    if match.has("half") or not count:
        return None
    inner = unit_away(unit, count, match.has("about"))
    is_near = unit not in ("year", "decade", "century")  # "the first in ten years" is told in the present
    timed = Timed(
        rule="in units",
        resolve=lambda at: inner(at) if at.tense is Tense.FUTURE or (is_near and at.tense.is_ahead) else None,
        duration=iso_duration(unit, count),
        unit=unit,
        count=count,
    )
    return "date", timed


def read_within(match: Match) -> Read:
    """`within a week` after a verb in the future: a deadline; else a duration, as in "within 48 hours of the vote"."""
    unit, count = match.unit, match.value("amount")
    resolve = None if _counts_from_event(match) else within(unit, count)
    return "date", Timed(
        rule="within units", resolve=resolve, duration=iso_duration(unit, count), unit=unit, count=count
    )


def read_within_some(match: Match) -> Read:
    """`within days`, `within a few weeks` after a verb in the future: from now to an end that is not known."""
    if not match.is_plural:
        return None
    future = around_anchor("{}/")
    is_open = not _counts_from_event(match)
    timed = Timed(
        rule="within some units",
        resolve=lambda at: future(at) if is_open and at.tense is Tense.FUTURE else None,
        duration=iso_duration(match.unit, 0),
        unit=match.unit,
    )
    return "vague", timed


def _counts_from_event(match: Match) -> bool:
    """Whether what follows says from when it counts: "within days of the vote", "within a week after he left"."""
    return match.after is not None and match.after.name in ("of", "after", "from", "following", "before", "since")


def read_later(match: Match) -> Read:
    """`two days later`, `a year earlier`: from the date last named."""
    sign = -1 if match.has("earlier", "before", "previous") else 1
    if match.has("some") or not match.has("amount"):
        return None
    if match.has("before", "after") and not _ends_clause(match):
        return None
    return as_date("from the date last named", step(match.unit, sign * match.value("amount")))


def _ends_clause(match: Match) -> bool:
    after = match.after
    return after is None or after.name in ("comma", "dot", "dash")


def read_reference_unit(match: Match) -> Read:
    """`the same day`, `that year`, `the following month`, `the previous week`, `later that year`."""
    unit = match.unit
    if unit == "hour" or match.is_plural:
        return None
    if match.has("following", "previous"):
        return as_date("unit from the date last named", step(unit, -1 if match.has("previous") else 1))
    which = "later" if match.has("later") else "earlier" if match.has("earlier") else "same"
    return as_date("unit of the date last named", unit_of_reference(unit, which))


def read_day_before(match: Match) -> Read:
    """`the day before`, `the week after`, where nothing follows that it could be before."""
    if match.unit == "hour" or not _ends_clause(match):
        return None
    return as_date("day before", step(match.unit, -1 if match.has("before") else 1))


def read_at_the_time(_: Match) -> Read:
    """`at the time`: the date last named, if any."""
    return as_vague("at the time", lambda at: at.reference)


def read_then(match: Match) -> Read:
    """`since then`, `by then`: counted from the date last named, if any."""
    wrap = {"since": since, "after": after, "before": before}.get(match.lexemes[0].name, until)
    return as_date(f"{match.lexemes[0].name} then", lambda at: wrap(at.reference) if at.reference else None)


def read_weekday(match: Match) -> Read:
    """`Friday`, `last Monday`, `Sunday morning`, `Monday last week`, `the following Tuesday`, `early on Sunday`."""
    day = match.first("weekday")
    before, after = match.before, match.after
    if day is None or (
        after is not None
        and after.is_capital
        and not after.name.startswith("month")
        and before is not None
        and (before.name == "the" or (before.name == "other" and before.is_capital))
    ):
        return None  # The Sunday Times
    number = int(day.value)
    if match.has("unit_week"):
        return as_date("weekday of a week", weekday(number, "", offset_of(match)))
    modifier = match.first("last", "next", "this", "coming", "past", "following", "previous")
    which = {"past": "last", "coming": "next", "previous": "last"}.get(modifier.name, modifier.name) if modifier else ""
    if match.has("past", "last"):
        which = "last"
    return as_date("weekday", weekday(number, which))


def read_week_then_weekday(match: Match) -> Read:
    """`last week on Monday`."""
    return as_date("weekday of a week", weekday(match.value("weekday"), "", offset_of(match)))


def read_day_word(match: Match) -> Read:
    """`yesterday`, `tomorrow morning`, `the day after tomorrow`, `this evening`."""
    return as_date("day from today", unit_away("day", match.value("day_word")))


def read_overnight(_: Match) -> Read:
    """`overnight`: the night before the day of writing, the coming one after a verb in the future; two days."""

    def resolve(at: Vantage) -> Meaning | None:
        if at.nearby is not None:
            return None  # the night of a date that the clause names, before or after it
        is_ahead = at.tense is Tense.FUTURE
        if at.anchor is None:
            return undated("anchor/anchor+P1D" if is_ahead else "anchor-P1D/anchor", Grain.DAY, TimexKind.INTERVAL)
        evening = at.anchor if is_ahead else shift(at.anchor, "day", -1)
        return dated(f"{evening}/{shift(evening, 'day', 1)}", TimexKind.INTERVAL)

    return as_date("overnight", resolve)


def read_nth_of_month(match: Match) -> Read:
    """`the 20th`, `the 5th of this month`."""
    number = match.value("ordinal_number")
    if not 1 <= number <= 31 or match.has("unit_year"):
        return None
    if match.has("unit_month"):
        return as_date("day of a month", day_of_month(number, offset_of(match)))
    is_bare_day = match.before is not None and match.before.name in ("on", "until", "by", "since", "from")
    is_alone = match.after is None or match.after.name in ("comma", "dot", "and", "to", "in", "at")
    return as_date("day of the month", day_of_month(number)) if is_bare_day and is_alone else None


def read_vague_past(_: Match) -> Read:
    """`recently`, `for some time`: up to the day of writing, from a start that is not known."""
    return as_vague("vague past", around_anchor("/{}"))


def read_vague_future(_: Match) -> Read:
    """`soon`, `in the near future`: from the day of writing to an end that is not known."""
    return as_vague("vague future", around_anchor("{}/"))


def read_present(_: Match) -> Read:
    """`currently`, `at the moment`: the day of writing."""
    return as_vague("present", around_anchor("{}"))


def read_in_the_past(match: Match) -> Read:
    """`in the past`, where it names no stretch."""
    return read_vague_past(match) if match.after is None or match.after.name != "unit_year" else None


def read_for_units(match: Match) -> Read:
    """`for years`: up to now, from a start that is not known; `for years to come` from now on."""
    if not match.is_plural:
        return None
    past, future = around_anchor("/{}"), around_anchor("{}/")
    return as_vague("for units", lambda at: future(at) if at.tense is Tense.FUTURE else past(at))


def read_duration(match: Match) -> Read:
    """`for three days`, `a two-day`, `more than a decade`, `several months`: no date of its own."""
    unit, count = match.unit, match.value("amount")
    if unit in ("weekend", "quarter"):
        return None
    length = iso_duration(unit, 0 if match.has("half", "some") else count)
    timed = Timed(rule="duration", duration=length, unit=unit, count=count, is_about=match.has("about", "some", "half"))
    return "duration", timed


def read_set(match: Match) -> Read:
    """`every year`, `each Monday`, `annual`, `twice a week`, `Mondays`: no date of its own."""
    word = match.first("set_word")
    if word is not None:
        return "set", Timed(rule="set", duration=str(word.value) or None)
    if match.unit and match.unit not in ("weekend",):
        is_rate = match.has("times", "per")
        count = 1 if is_rate else max(match.value("amount"), 1)
        return "set", Timed(rule="set", duration=iso_duration(match.unit, count))
    return "set", Timed(rule="set", duration="P1W" if match.has("weekday", "weekday_plural") else "P1Y")
