"""Articles that share text: what finds them, and how much they share."""

from dragoman.records.base import Record

SAME_TEXT = 0.7
"""The part of all runs of both from which two texts are one; below, one is an excerpt or a version of the other."""


class Sketch(Record, frozen=True, kw_only=True):
    """What of an article finds its copies: its marks, its day of publication (an ordinal, 0 where not known)."""

    article: str
    day: int
    is_credited: bool
    marks: tuple[int, ...]


class CopyLink(Record, frozen=True, kw_only=True):
    """Two articles that share text; `one` and `other` are in order of their ids. Equal runs are counted once."""

    one: str
    other: str
    shared: int
    one_runs: int
    other_runs: int

    @property
    def share(self) -> float:
        """The part of the shorter text that stands in the longer."""
        return self.shared / min(self.one_runs, self.other_runs)

    @property
    def is_same_text(self) -> bool:
        """Whether the two are one text, and not an excerpt or a later version."""
        return self.shared >= SAME_TEXT * (self.one_runs + self.other_runs - self.shared)
