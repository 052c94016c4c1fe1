"""Event patterns."""

import msgspec


class Patterns(msgspec.Struct, frozen=True, kw_only=True):
    """Event patterns."""


def load_patterns() -> Patterns:
    """The package's own data."""
    return Patterns()
