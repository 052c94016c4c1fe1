"""Many articles → happenings, sources and origins, accounts and conflicts."""

from dragoman.merge.happenings import happening_json, merge_events

__all__ = ["happening_json", "merge_events"]
