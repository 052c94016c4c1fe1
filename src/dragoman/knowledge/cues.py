"""Cues of statements, attribution and status."""

import msgspec


class Cues(msgspec.Struct, frozen=True, kw_only=True):
    """Cues of statements, attribution and status."""


def load_cues() -> Cues:
    """The package's own data."""
    return Cues()
