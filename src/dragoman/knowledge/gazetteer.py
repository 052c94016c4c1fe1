"""Names of states, places, organisations, offices and their holders, as one automaton."""

import msgspec


class Gazetteer(msgspec.Struct, frozen=True, kw_only=True):
    """Names of states, places, organisations, offices and their holders, as one automaton."""


def load_gazetteer() -> Gazetteer:
    """The package's own data."""
    return Gazetteer()
