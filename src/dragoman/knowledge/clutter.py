"""Cues of site clutter: appeals, related links, bylines, captions."""

import msgspec


class Clutter(msgspec.Struct, frozen=True, kw_only=True):
    """Cues of site clutter: appeals, related links, bylines, captions."""


def load_clutter() -> Clutter:
    """The package's own data."""
    return Clutter()
