"""Many articles → happenings, sources and origins, accounts and conflicts."""

from dragoman.merge.happenings import happening_json, merge_events
from dragoman.merge.relations import merge_ties

__all__ = ["happening_json", "merge_events", "merge_ties"]
