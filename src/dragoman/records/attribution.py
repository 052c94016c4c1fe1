"""Chains of attribution: who says that who says so, outermost hop first."""

from enum import StrEnum

from dragoman.records.base import Record, Span, check_span


class HopKind(StrEnum):
    """What kind of source a hop is (after Spangher et al. 2023).

    `author` is the article's own voice, always the first hop; `office` is a role or an institution, `state` a
    metonym ("Ankara said"), `document` anything written or recorded that is cited (a post, a communiqué, a law).
    """

    AUTHOR = "author"
    OUTLET = "outlet"
    OUTLET_UNSPECIFIED = "outlet_unspecified"
    DOCUMENT = "document"
    NAMED_PERSON = "named_person"
    UNNAMED_PERSON = "unnamed_person"
    OFFICE = "office"
    STATE = "state"
    GROUP_UNSPECIFIED = "group_unspecified"


class Anonymity(StrEnum):
    """How a source is hidden: not, said to be unnamed, left unspecified ("many"), or not mentioned (a passive)."""

    NONE = "none"
    UNNAMED = "unnamed"
    UNSPECIFIED = "unspecified"
    IMPLICIT = "implicit"


class Hop(Record, frozen=True, kw_only=True):
    """One hop of a chain. `span` and `cue` are where the source and its cue word stand; null when implied.

    `inferred` is true when the text does not say it in the same clause (the publisher of the article; a hop carried
    over from the sentence before).
    """

    kind: HopKind
    name: str
    actor: str | None = None
    anonymity: Anonymity = Anonymity.NONE
    span: Span | None = None
    cue: Span | None = None
    inferred: bool = False

    def __post_init__(self) -> None:
        check_span(self.span, "hop")
        check_span(self.cue, "hop cue")


class Factuality(StrEnum):
    """How committed a source is: certain, probable, possible; to the act (+), against it (-), or not at all.

    Source: FactBank (Saurí and Pustejovsky 2009).
    """

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAINLY_NOT = "CT-"
    PROBABLY_NOT = "PR-"
    POSSIBLY_NOT = "PS-"
    CERTAIN_UNKNOWN = "CTu"
    UNCOMMITTED = "Uu"
