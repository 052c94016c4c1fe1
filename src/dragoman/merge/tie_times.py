"""When a tie is claimed to hold or to have changed: the days it may have, and the begin and end that it tells."""

from typing import TypeAlias

from dragoman.errors import TimexError
from dragoman.merge.windows import FIRST_DAY, LAST_DAY, day_number, is_dated, publication_days
from dragoman.records import Article, Interval, Record, edtf

Days: TypeAlias = tuple[int, int]
"""First and last day as proleptic Gregorian ordinals, both included."""

ABOUT_DAYS = {4: 730, 7: 62, 10: 2}
"""What `~` adds on either side, by the length of the date: two years, months or days. "More than a decade" before 2022
is told of breaks of nine to thirteen years.
"""

NOW_DAYS = 31
"""How far around its own day a description of the present reaches: two reports of a month tell of one state."""


class TieTime(Record, frozen=True, kw_only=True):
    """The time of a tie claim: the days of which it may speak, and what of its begin and end the text tells.

    `begin` and `end` are null where they are not told: "in 2022" has neither, "since 2018" a begin, and an end that is
    the day of publication is no end. `published` are the days of publication. `is_present` is true of what still holds
    then, as far as the claim goes, `is_open` where the text leaves the end open.
    """

    days: Days
    begin: Days | None = None
    end: Days | None = None
    published: Days | None = None
    is_present: bool = False
    is_open: bool = False

    @property
    def length(self) -> int:
        """How many days it may have: the fewer, the more exact."""
        return self.days[1] - self.days[0] + 1

    @property
    def moment(self) -> Days:
        """The days on which what takes place at once may have.

        "Severed since June 2017" is a severance of June 2017; in "late 2020" it may be any day of these months.
        """
        return self.begin if self.is_open and self.begin is not None else self.days

    @property
    def held(self) -> Days | None:
        """The days on which a quality holds for sure, if the claim is right; null where it may be any of its days."""
        if self.begin is not None:
            last = self.end[0] if self.end else self.published[0] if self.published else self.begin[1]
            return (self.begin[1], last) if self.begin[1] <= last else None
        if self.end is not None:
            return (self.end[0], self.end[0])
        if self.is_present and self.published is not None and self.published[0] == self.published[1]:
            return self.published
        return self.days if self.days[0] == self.days[1] else None

    def around_now(self) -> Days:
        """Its days, and those around the day of publication where it speaks of the present."""
        if not self.is_present or self.published is None:
            return self.days
        first = self.days[0] if self.begin is not None else self.days[0] - NOW_DAYS
        return (max(FIRST_DAY, first), min(LAST_DAY, self.days[1] + NOW_DAYS))


def tie_time(time: Interval | None, article: Article) -> TieTime | None:
    """The time of a tie claimed in an article; null where its days are not known.

    What holds "since" a day holds up to the publication, and no longer: an article of 2019 says nothing of 2025. What
    has held up to now, since nobody knows when, is known of now alone.
    """
    if time is None or not is_dated(time):
        return None
    published = publication_days(article)
    left, slash, right = (time.edtf or "").partition("/")
    if not slash or (time.edtf or "").startswith("["):
        days = _about(time.edtf) or (day_number(time.earliest, FIRST_DAY), day_number(time.latest, LAST_DAY))
        is_present = published is not None and overlap(days, published) is not None
        return TieTime(days=days, published=published, is_present=is_present)
    begin, last = _about(left), _about(right)
    end = None if last is not None and published is not None and last[1] >= published[0] else last
    is_present = published is not None and end is None and (begin is None or begin[0] <= published[1])
    if begin is None:
        whole = last or (day_number(time.earliest, FIRST_DAY), day_number(time.latest, LAST_DAY))
        return TieTime(days=whole, end=end, published=published, is_present=is_present)
    until = end[1] if end else max(begin[1], published[1]) if published else last[1] if last else LAST_DAY
    return TieTime(
        days=(begin[0], max(begin[0], until)),
        begin=begin,
        end=end,
        published=published,
        is_present=is_present,
        is_open=right in ("", ".."),
    )


def overlap(one: Days | None, other: Days | None) -> Days | None:
    """The days that two stretches share; null where they share none or one is not known."""
    if one is None or other is None:
        return None
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def stand_apart(one: Days | None, other: Days | None) -> bool:
    """Whether two stretches are both known and share no day."""
    return one is not None and other is not None and overlap(one, other) is None


def _about(text: str | None) -> Days | None:
    """The days of one date, wider where it is approximate; null for an open or unknown end."""
    if not text or text == "..":
        return None
    try:
        first, last = edtf.bounds(text)
    except TimexError:
        return None
    if first is None or last is None:
        return None
    wider = ABOUT_DAYS.get(len(text) - 1, 0) if text.endswith("~") else 0
    return (max(FIRST_DAY, first.toordinal() - wider), min(LAST_DAY, last.toordinal() + wider))
