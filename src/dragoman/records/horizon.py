"""Up to when something counts as known, for questions as of an earlier day."""

from dragoman.records.base import Record


class Horizon(Record, frozen=True, kw_only=True):
    """Up to when an article counts as known, in days (ISO 8601, UTC); null bounds nothing.

    `as_of` bounds its day of publication, `added_until` the day on which it was first added. An article of which such a
    day is not known is not known by any.
    """

    as_of: str | None = None
    added_until: str | None = None

    @property
    def judged_until(self) -> str | None:
        """The last day of which judgements count: what people decided later was not known by either day."""
        return min((day for day in (self.as_of, self.added_until) if day is not None), default=None)


NOW = Horizon()
"""All that is known."""
