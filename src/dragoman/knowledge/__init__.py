"""Data files → compiled immutable look-ups, and the language pipeline that the stages share."""

from dragoman.knowledge.bundle import Knowledge, load_knowledge

__all__ = ["Knowledge", "load_knowledge"]
