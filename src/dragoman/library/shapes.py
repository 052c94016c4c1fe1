"""The kinds of list: how they are called, the columns of their tables, and those that a notebook shows."""

from typing import NamedTuple

_HEAD = ("title", "outlet", "published", "url")
_TIME = ("time", "earliest", "latest")
_WORDS = ("words", "start", "end")


class Shape(NamedTuple):
    """One kind of list. `columns` are those of `output.flat_rows`, in their order (a test compares)."""

    name: str
    columns: tuple[str, ...]
    shown: tuple[str, ...]


ARTICLES = Shape("articles", ("id", "external_id", *_HEAD, "language"), ("published", "outlet", "title", "id"))

EVENTS = Shape(
    "events",
    (
        *("id", "act", "mode", "plover", "status", "detail"),
        *("sources", "source_states", "targets", "target_states", "mediators", "hosts", "symmetric"),
        *("place", "place_state", *_TIME, "score", "contexts", "chain", "confidence", "coder"),
        *(*_WORDS, "article", "external_id", *_HEAD),
    ),
    ("earliest", "sources", "act", "mode", "targets", "status", "words", "outlet", "id"),
)

STATEMENTS = Shape(
    "statements",
    (
        *("id", "kind", "speech_act", "speaker", "speaker_state", "addressee", "addressee_state"),
        *("target", "target_state", "medium", "chain", *_WORDS, "article", *_HEAD),
    ),
    ("published", "chain", "speech_act", "words", "outlet", "id"),
)

TIES = Shape(
    "ties",
    ("id", "states", "quality", "change", *_TIME, "chain", *_WORDS, "article", *_HEAD),
    ("earliest", "states", "quality", "change", "words", "outlet", "id"),
)

ACTORS = Shape(
    "actors",
    ("id", "name", "kind", "state", "states", "sector", "offices", "mentions", "reason", "article", *_HEAD),
    ("name", "kind", "state", "sector", "mentions", "article", "id"),
)

HAPPENINGS = Shape(
    "happenings",
    (
        *("id", "act", "mode", "states", "status", *_TIME, "reports", "outlets", "origins_min", "origins_max"),
        *("conflicts", "events", "articles"),
    ),
    ("earliest", "states", "act", "mode", "status", "reports", "outlets", "origins_min", "origins_max", "id"),
)

HITS = Shape(
    "hits",
    ("id", "external_id", *_HEAD, "language", *_WORDS),
    ("published", "outlet", "title", "words", "id"),
)
