"""Words of time expressions."""

import msgspec


class TimeWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words of time expressions."""


def load_time_words() -> TimeWords:
    """The package's own data."""
    return TimeWords()
