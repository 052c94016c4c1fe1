"""Guards of the time grammar: names that look like months, and numbers that look like years."""

from msgspec.structs import replace

from dragoman.find.time_lexing import FIRST_ERA_YEAR, FIRST_NEWS_YEAR, LAST_NEWS_YEAR, Lexeme
from dragoman.knowledge.time_words import Lexicon
from dragoman.text.marked import Marked

_BEFORE_MONTH = frozenset(
    (  # noqa: SIM905 - forty quoted words would hide what is in it
        "in since until by before after from of during early mid late last next this start end between coming past "
        "earlier later to day_number ordinal_number ordinal weekday starting as_of through"
    ).split()
)
_AFTER_MONTH = frozenset({"day_number", "ordinal_number", "year"})
_LINKS = frozenset({"to", "and", "or", "dash", "slash", "comma", "until", "through"})
_MONTHS = frozenset({"month", "month_short"})
_BEFORE_YEAR = frozenset(
    (  # noqa: SIM905 - forty quoted words would hide what is in it
        "in since until by before after pre post from to of during early mid late the a poss between and or circa "
        "approx over for this start end comma dot open dash slash month month_short season day_number "
        "ordinal_number holiday quarter_code half_code unit_year unit_quarter half as_of starting per unit_month "
        "at earlier later year through begun fiscal fiscal_year hijri_month hijri_year hijri_era persian_month "
        "persian_year persian_era"
    ).split()
)
_ERA_MONTHS = frozenset({"hijri_month", "persian_month"})
_ERAS = _ERA_MONTHS | {"hijri_year", "hijri_era", "persian_year", "persian_era"}
_BETWEEN_ERA = frozenset({"comma", "of", "dash", "slash", "year", "day_number", "number_digits"})
_DATES = frozenset({"weekday", "weekday_short", "month", "month_short", "day_word", "full_date"})
_COUNTING = frozenset(
    {"other", "begun", "open", "comma", "dot", "approx", "over", "of", "to", "by", "and", "for", "some", "at"}
)


def guard(lexemes: list[Lexeme], marked: Marked, lexicon: Lexicon) -> list[Lexeme]:
    """The lexemes with look-alikes made ordinary words: "Theresa May", "line 1949", "F-16", "2000 troops"."""
    result = list(lexemes)
    for place, lexeme in enumerate(lexemes):
        if _is_glued_to_a_word(result, place):
            result[place] = replace(lexeme, name="other")
        elif lexeme.name in _MONTHS:
            if lexeme.text.lower() in lexicon.guard.ambiguous and not _is_month(result, place, marked):
                result[place] = replace(lexeme, name="other")
        elif lexeme.name in _ERA_MONTHS:
            if not _is_era_month(result, place, marked, lexicon):
                result[place] = replace(lexeme, name="other")
        elif lexeme.name == "overnight":
            result[place] = replace(lexeme, name=_night_of(result, place, marked, lexicon))
        elif (lexeme.name == "year" and not _is_year(result, place, marked, lexicon)) or (
            lexeme.name in ("day_number", "number_digits") and _is_label(result, place, lexicon)
        ):
            result[place] = replace(lexeme, name="other")
    return result


def _is_glued_to_a_word(lexemes: list[Lexeme], place: int) -> bool:
    """Whether a number hangs on an ordinary word or sign: F-16, COVID-19, $2020."""
    lexeme = lexemes[place]
    if not lexeme.glued or lexeme.name not in ("day_number", "number_digits", "year", "number"):
        return False
    before = lexemes[place - 1]
    if before.name == "dash":
        return before.glued and lexemes[place - 2].name in ("other", "in", "a", "by", "on")
    return before.name == "other" and before.text not in ("(", "[", "“", "‘", '"', "'", "’", "”", "…")


def _is_label(lexemes: list[Lexeme], place: int, lexicon: Lexicon) -> bool:
    return place > 0 and lexemes[place - 1].text.lower() in lexicon.guard.before_number


def _is_month(lexemes: list[Lexeme], place: int, marked: Marked) -> bool:
    """Whether a month that is also a name or a verb stands where a date would."""
    before = lexemes[place - 1] if place else None
    after = lexemes[place + 1] if place + 1 < len(lexemes) else None
    if after is not None and after.name == "dot" and place + 2 < len(lexemes):
        after = lexemes[place + 2] if lexemes[place].name == "month_short" else after
    if after is not None and after.name in _AFTER_MONTH:
        return before is None or before.name != "other" or not before.is_capital
    if before is None:
        return False
    is_before_name = after is not None and after.name == "other" and after.is_capital
    if before.name in _BEFORE_MONTH:
        return not (is_before_name or _is_person(marked, lexemes[place])) and not (
            after is not None and after.text in ("'s", "’s") and before.name == "of"
        )
    if before.name == "dash" and place > 1 and lexemes[place - 2].name in ("early", "mid", "late", "pre", "post"):
        return True
    if before.name in _LINKS and place > 1:
        return lexemes[place - 2].name in _MONTHS | _AFTER_MONTH | {"weekday"} and not is_before_name
    if before.name in ("the", "a", "poss"):
        return after is not None and after.name == "other" and after.text.islower()
    if before.name == "other" and before.is_capital:
        return False
    return (
        after is not None and after.name in _LINKS and place + 2 < len(lexemes) and lexemes[place + 2].name in _MONTHS
    )


def _is_person(marked: Marked, lexeme: Lexeme) -> bool:
    """Whether the statistical pipeline calls it a person: "spoke to May"."""
    return any(n.label == "PERSON" and n.start <= lexeme.start < n.end for n in marked.named)


def _is_year(lexemes: list[Lexeme], place: int, marked: Marked, lexicon: Lexicon) -> bool:
    """Whether four digits stand where a year would, and nothing is counted or numbered by them."""
    lexeme = lexemes[place]
    before = lexemes[place - 1] if place else None
    after = lexemes[place + 1] if place + 1 < len(lexemes) else None
    if _is_beside_era(lexemes, place):
        return FIRST_ERA_YEAR <= int(lexeme.value) <= LAST_NEWS_YEAR
    if not FIRST_NEWS_YEAR <= int(lexeme.value) <= LAST_NEWS_YEAR:
        return False
    if after is not None and (after.text in ("%", "°", ":") or after.text.lower() in lexicon.guard.after_number):
        return False
    is_counted = after is not None and _is_counted(marked, after)
    if before is None:
        return not is_counted
    if before.text.lower() in lexicon.guard.before_number or before.text in ("$", "€", "£", "¥", "#", "§", "№"):
        return False
    is_address = after is not None and after.name == "other" and after.is_capital and before.name in ("at", "to")
    if is_address or (is_counted and before.name in _COUNTING):
        return False
    return before.name in _BEFORE_YEAR or (before.name == "other" and not before.is_capital)


def _is_counted(marked: Marked, after: Lexeme) -> bool:
    """Whether a plural noun follows: 2000 troops."""
    token = marked.token_at(after.start)
    return after.name == "other" and token is not None and token.tag == "NNS"


def _is_beside_era(lexemes: list[Lexeme], place: int) -> bool:
    """Whether only signs and numbers stand between a year and an era or a month of one: "1445-46 AH"."""
    behind = next(
        (one.name for one in reversed(lexemes[max(place - 3, 0) : place]) if one.name not in _BETWEEN_ERA), ""
    )
    ahead = next((one.name for one in lexemes[place + 1 : place + 4] if one.name not in _BETWEEN_ERA), "")
    return behind in _ERAS or ahead in ("hijri_era", "persian_era")


def _is_era_month(lexemes: list[Lexeme], place: int, marked: Marked, lexicon: Lexicon) -> bool:
    """Whether a month of another calendar is no person, paper or town: "Tariq Ramadan", "Mehr said"."""
    before = lexemes[place - 1] if place else None
    after = lexemes[place + 1] if place + 1 < len(lexemes) else None
    if before is not None and (before.name == "month_of" or (before.name == "of" and _is_month_of(lexemes, place))):
        return True
    if before is not None and before.name == "other" and before.is_capital:
        return False
    is_dated = after is not None and after.name == "day_number"
    if after is not None and after.name == "comma" and place + 2 < len(lexemes):
        after = lexemes[place + 2]
    is_dated = is_dated or (after is not None and after.name in ("year", "hijri_year", "persian_year"))
    if is_dated or " " in lexemes[place].text:
        return True
    return lexemes[place].text.lower() not in lexicon.guard.ambiguous and not _is_person(marked, lexemes[place])


def _is_month_of(lexemes: list[Lexeme], place: int) -> bool:
    return place > 1 and lexemes[place - 2].name == "unit_month"


def _night_of(lexemes: list[Lexeme], place: int, marked: Marked, lexicon: Lexicon) -> str:
    """The class of "overnight": a night of its own, a part of the day beside a date, or none ("not overnight")."""
    if any(one.name in _DATES for one in [*lexemes[max(place - 1, 0) : place], *lexemes[place + 1 : place + 4]]):
        return "part_of_day"
    token = marked.token_at(lexemes[place].start)
    if token is None:
        return "other"
    guard_words, head = lexicon.guard, marked.head(token.index)
    around = {child.text.lower() for child in marked.children(token.index)}
    around.add(lexemes[place - 1].text.lower() if place else "")
    if around & guard_words.hedges or any(child.dep == "neg" for child in marked.children(head.index)):
        return "other"
    if head.pos in ("NOUN", "PROPN") and head.index > token.index:
        return "overnight" if head.lemma.lower() in guard_words.night_acts else "other"
    return "other" if head.lemma in guard_words.night_idioms else "overnight"
