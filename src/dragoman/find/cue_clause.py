"""The reporting clause: a cue with its source and content, as the later stages read it."""

import msgspec

from dragoman.knowledge.cues import CueClass
from dragoman.records import Span


class CueClause(msgspec.Struct, frozen=True, kw_only=True):
    """A cue with its source and content. `trigger`, `speaker` and `addressee` are token indices.

    `extent` is the reporting clause without its content; `content` is empty where only quotation marks can fill it.
    `speaker` is null where the text names none ("it was reported that").
    """

    trigger: int
    cue: Span
    cue_class: CueClass
    frame: str
    speaker: int | None
    content: tuple[Span, ...]
    extent: Span
    addressee: int | None = None
    negated: bool = False
    passive: bool = False
    can_quote: bool = False
    declines_comment: bool = False
