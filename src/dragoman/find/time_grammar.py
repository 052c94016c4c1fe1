"""The grammar of time expressions: which pattern of word classes is read how, in two layers.

The words are data (data/times/*.toml); the longest match at a place wins, then the earlier rule.
"""

from functools import cache

from dragoman.find.calendar_dates import (
    read_century,
    read_day_month,
    read_day_range,
    read_decade,
    read_full_date,
    read_half,
    read_half_month,
    read_holiday,
    read_month,
    read_named_date,
    read_quarter,
    read_season,
    read_week_of_month,
    read_year,
    read_year_pair,
)
from dragoman.find.composed_dates import (
    read_alternative,
    read_approximate,
    read_as_of,
    read_range,
    read_shifted,
    read_shifted_from_event,
    read_wrapped,
    read_wrapped_event,
)
from dragoman.find.era_dates import read_era_day, read_era_month, read_era_year, read_relative_era_year
from dragoman.find.fiscal_dates import (
    read_fiscal_code,
    read_fiscal_quarter,
    read_fiscal_year,
    read_relative_fiscal_year,
)
from dragoman.find.relative_dates import (
    read_ago,
    read_ahead,
    read_at_the_time,
    read_day_before,
    read_day_word,
    read_duration,
    read_for_units,
    read_in_the_past,
    read_in_units,
    read_later,
    read_nth_of_month,
    read_overnight,
    read_part_of_this,
    read_present,
    read_reference_unit,
    read_set,
    read_span,
    read_then,
    read_unit,
    read_vague_future,
    read_vague_past,
    read_week_then_weekday,
    read_weekday,
    read_weekend,
    read_within,
    read_within_some,
)
from dragoman.find.time_lexing import Maker, Rules, gather_rules

# The year after a day or month: "2023", ", 2023", "last year", "of this year".
_YEAR = (
    "( comma? year | comma? of? the? last|next|this|that|same|previous|following unit_year | of year |"
    " unit_year last|next|this )?"
)
_DAY = "day_number|ordinal_number|ordinal"
# "early March", "mid-March", "the end of March"; without "of", "start" and "end" are verbs.
_PART = "( the? early|mid|late dash? of? the? | the? start|end of the? )?"
_MONTH = "( month | month_short dot? )"
_NAMED_DAY = "( weekday|weekday_short dot? comma? )?"
_SHORT = "day_number|number_digits"
_YEARS = f"year ( dash|slash year|{_SHORT} )?"
_OFF = "last|past|this|next|coming|previous|following"
_FISCAL = "fiscal|fiscal_year"
_IN_FISCAL = (
    "( the? nth|last dash? unit_quarter|half of | quarter_code|half_code of? |"
    " the? start|end of | early|mid|late dash? )?"
)
_ERA_MONTH = "hijri_month|persian_month"
_MONTH_OF = "( the? unit_month of | the? month_of )?"
_ERA_YEAR = "( comma? of? the? unit_year? hijri_year|persian_year? year hijri_era|persian_era? )?"
_BEFORE_UNIT = "last|this|next|coming|past|previous"

_AMOUNT = "the? about? well? amount"
_FIRST: list[tuple[str, Maker]] = [
    (f"{_NAMED_DAY} full_date", read_full_date),
    (f"{_NAMED_DAY} the? {_DAY} dot? of? {_MONTH} {_YEAR}", read_day_month),
    (f"{_NAMED_DAY} {_MONTH} the? day_number|ordinal_number {_YEAR}", read_day_month),
    (f"from? day_of_month to|dash|until|through day_of_month of? {_MONTH} {_YEAR}", read_day_range),
    (f"day_of_month and day_of_month of? {_MONTH} {_YEAR}", read_day_range),
    (f"between day_of_month and day_of_month of? {_MONTH} {_YEAR}", read_day_range),
    (f"from? {_MONTH} day_of_month to|dash|until|through day_of_month {_YEAR}", read_day_range),
    (f"between {_MONTH} day_of_month and day_of_month {_YEAR}", read_day_range),
    (f"{_PART} {_MONTH} {_YEAR}", read_month),
    (f"earlier|later in|of month {_YEAR}", read_month),
    ("last|next|this|coming month", read_month),
    ("this past month", read_month),
    ("month last|next", read_month),
    (f"{_PART} the? season {_YEAR}", read_season),
    ("the? season of? year dash|slash day_number|number_digits", read_season),
    (f"{_PART} last|next|this|coming season", read_season),
    ("season last|next", read_season),
    (f"{_PART} the? nth dash? unit_quarter {_YEAR}", read_quarter),
    ("the? nth dash? unit_quarter of the unit_year", read_quarter),
    (f"{_PART} the? last unit_quarter of year", read_quarter),
    (
        f"{_PART} the? last unit_quarter of the? ( last|next|this|that|same|previous|following )? unit_year",
        read_quarter,
    ),
    (f"quarter_code {_YEAR}", read_quarter),
    ("the? nth|last half of year", read_half),
    ("the? nth half year", read_half),
    ("the? nth|last half of the? ( last|next|this )? unit_year", read_half),
    (f"the? nth half of {_MONTH} {_YEAR}", read_half_month),
    (f"( in|during )? the? nth|last unit_week of {_MONTH} {_YEAR}", read_week_of_month),
    ("half_code year", read_half),
    ("the? nth|last amount unit_month|unit_quarter of year", read_half),
    ("the? nth|last amount unit_month|unit_quarter of the? ( last|next|this )? unit_year", read_half),
    (f"{_PART} the? decade_number|decade_word", read_decade),
    (f"{_PART} the? nth unit_century", read_century),
    (f"{_PART} ( the? unit_year )? year", read_year),
    ("year dash|slash day_number|number_digits", read_year_pair),
    (f"holiday {_YEAR}", read_holiday),
    ("named_date", read_named_date),
    (f"{_IN_FISCAL} the? {_FISCAL} of? {_YEARS}", read_fiscal_year),
    (f"the? {_FISCAL} year and|to|through|until year", read_fiscal_year),
    (f"{_IN_FISCAL} the? {_YEARS} fiscal_year", read_fiscal_year),
    (f"{_IN_FISCAL} fiscal {_SHORT} ( dash|slash {_SHORT} )?", read_fiscal_code),
    (f"{_IN_FISCAL} the? {_OFF} amount? fiscal_year", read_relative_fiscal_year),
    (f"in|over|during|for the {_OFF} amount? fiscal_year", read_relative_fiscal_year),
    (f"the? nth|{_OFF} fiscal unit_quarter ( of? {_FISCAL}? year )?", read_fiscal_quarter),
    (f"{_FISCAL} nth dash? unit_quarter ( of? year )?", read_fiscal_quarter),
    (f"{_FISCAL} quarter_code year?", read_fiscal_quarter),
    ("the? nth|last unit_quarter|half of the? fiscal_year", read_fiscal_quarter),
    (f"{_PART} ( the? unit_year )? {_YEARS} hijri_era|persian_era", read_era_year),
    (f"{_PART} the? hijri_year|persian_year of? {_YEARS} hijri_era|persian_era?", read_era_year),
    (f"hijri_era {_YEARS}", read_era_year),
    (f"the? {_OFF} hijri_year|persian_year", read_relative_era_year),
    (f"the? day_of_month of? {_ERA_MONTH} comma? year hijri_era|persian_era?", read_era_day),
    (f"{_ERA_MONTH} day_of_month comma? year hijri_era|persian_era?", read_era_day),
    (f"{_PART} {_MONTH_OF} {_ERA_MONTH} {_ERA_YEAR}", read_era_month),
    (f"{_MONTH_OF} {_ERA_MONTH} comma? last|this|next unit_year", read_era_month),
    (f"last|past|next|this|coming {_ERA_MONTH}", read_era_month),
    (f"{_PART} the? {_BEFORE_UNIT} unit", read_unit),
    ("this past unit", read_unit),
    (f"earlier|later in? {_BEFORE_UNIT} unit", read_unit),
    ("unit last|next", read_unit),
    ("( over|at|on|during )? the unit_weekend", read_weekend),
    ("the? part of the unit", read_part_of_this),
    ("earlier|later in the unit", read_part_of_this),
    ("( in|over|during|for|within )? the? last|past|previous|next|coming about? amount|some unit", read_span),
    ("( in|over|during|for|within )? the? about? amount last|next unit", read_span),
    ("( in|over|during|for|within )? the past|last|next|coming|previous unit", read_span),
    ("( in|over|during|for )? the? recent|coming unit", read_span),
    ("about? well? amount|some unit ago", read_ago),
    ("about? half a unit ago", read_ago),
    ("about? amount and a half unit ago", read_ago),
    ("unit ago", read_ago),
    ("ago_before about? amount|some unit", read_ago),
    ("in? about? amount|some unit from_now", read_ahead),
    ("in about? amount unit", read_in_units),
    ("within about? amount unit", read_within),
    ("within some? unit", read_within_some),
    ("about? well? amount unit later|earlier|before|after", read_later),
    ("( later|earlier )? ( on )? the? same|that same? unit", read_reference_unit),
    ("on? the following|previous unit", read_reference_unit),
    ("the unit before|after", read_day_before),
    ("at_the_time", read_at_the_time),
    ("since|until|by|before|after then", read_then),
    ("( early|mid|late on? )? weekday part_of_day?", read_weekday),
    ("( early|mid|late on? )? the? last|next|this|coming|following|previous weekday part_of_day?", read_weekday),
    ("this past weekday part_of_day?", read_weekday),
    ("weekday last|next", read_weekday),
    ("weekday of? last|next|this unit_week", read_weekday),
    ("last|next|this unit_week on? weekday", read_week_then_weekday),
    ("( early|late )? the? day_word part_of_day?", read_day_word),
    ("this part_of_day", read_day_word),
    ("overnight", read_overnight),
    ("earlier|later day_word", read_day_word),
    ("the ordinal_number ( of this|last|next unit_month )?", read_nth_of_month),
    ("vague_past", read_vague_past),
    ("vague_future", read_vague_future),
    ("present", read_present),
    ("in the past", read_in_the_past),
    ("for ( some )? unit ( to other )?", read_for_units),
    (f"( for|during|in|within )? {_AMOUNT} dash? unit", read_duration),
    ("( for|during )? the? about? well? some unit", read_duration),
    ("( for|during )? about? half a unit", read_duration),
    ("every amount? nth? unit", read_set),
    ("every weekday|month|season part_of_day?", read_set),
    ("amount|some? times a|per|every unit", read_set),
    ("on? weekday_plural", read_set),
    ("set_word", read_set),
    ("per unit", read_set),
]


_TO_DATE = "( at|in|on )? about? the? date"
_SECOND: list[tuple[str, Maker]] = [
    ("from? date to|until|through|dash|by date", read_range),
    ("between date and date", read_range),
    ("date or date", read_alternative),
    (f"since|until|through|by|before|after|from|starting {_TO_DATE}", read_wrapped),
    ("since|until|before|after the|poss|a date other", read_wrapped_event),
    ("pre|post dash date", read_wrapped),
    ("as_of date", read_as_of),
    ("circa date", read_approximate),
    ("duration before|after|since ( the|poss|a )? date other?", read_shifted),
    ("duration before|after", read_shifted_from_event),
]


@cache
def first_layer() -> Rules:
    """The rules over words: dates, periods, distances, durations and sets."""
    return gather_rules(_FIRST)


@cache
def second_layer() -> Rules:
    """The rules over what the first layer read."""
    return gather_rules(_SECOND)
