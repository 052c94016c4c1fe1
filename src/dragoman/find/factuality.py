"""Factuality: how far each source of a chain commits itself to an act.

The values are FactBank's. They are read off the status of the clause and the classes of the scopes around it, never off
what the world looks like. Source: Saurí and Pustejovsky 2009; author commitment as in docs/method/attribution.md.
"""

from collections.abc import Iterable, Sequence

from dragoman.find.attribution import Scope
from dragoman.knowledge.cues import CueClass
from dragoman.records import Factuality, Hop, HopKind, Status, StatusDetail

# The key of the article's own voice; other sources stand under the names of their hops.
AUTHOR = "author"

# Under these cues the outer sources commit themselves as the inner one does: the content is taken for granted.
FACTIVE = frozenset((CueClass.KNOW, CueClass.PRAISE, CueClass.CRITICISE, CueClass.SHOW))
# Under these the source itself leaves open whether the act takes place.
_OPEN = frozenset((CueClass.HOPE, CueClass.WANT, CueClass.ORDER, CueClass.ASK, CueClass.OMIT, CueClass.NAME))
# Under these the source holds the act for probable, not certain.
_PROBABLE = frozenset(
    (
        CueClass.BELIEVE,
        CueClass.EXPECT,
        CueClass.INTEND,
        CueClass.PROMISE,
        CueClass.THREATEN,
        CueClass.INFER,
        CueClass.APPEAR,
    )
)
_NEGATIVE = {
    Factuality.CERTAIN: Factuality.CERTAINLY_NOT,
    Factuality.PROBABLE: Factuality.PROBABLY_NOT,
    Factuality.POSSIBLE: Factuality.POSSIBLY_NOT,
    Factuality.CERTAINLY_NOT: Factuality.CERTAIN,
    Factuality.PROBABLY_NOT: Factuality.PROBABLE,
    Factuality.POSSIBLY_NOT: Factuality.POSSIBLE,
}
_POSSIBLE = {
    Factuality.CERTAIN: Factuality.POSSIBLE,
    Factuality.PROBABLE: Factuality.POSSIBLE,
    Factuality.CERTAINLY_NOT: Factuality.POSSIBLY_NOT,
    Factuality.PROBABLY_NOT: Factuality.POSSIBLY_NOT,
}
_WEAKER = {Factuality.CERTAIN: Factuality.PROBABLE, Factuality.CERTAINLY_NOT: Factuality.PROBABLY_NOT}


def factuality_of(
    chain: Sequence[Hop],
    scopes: Iterable[Scope],
    status: Status,
    *,
    detail: StatusDetail | None = None,
    hedged: bool = False,
    hedge: Factuality | None = None,
) -> dict[str, Factuality]:
    """One value for each source of a chain, "author" first and the others under the names of their hops.

    `scopes` are those around the act; `status`, `detail` and the hedge are those of its own clause: `hedge` is what
    `hedge_at` gives, `hedged` says that one stands there where its strength is not known. The
    innermost source has what the clause and its own cue say; a source further out commits itself only where the cue
    between them is factive ("knows that"), and is otherwise uncommitted.
    """
    value = clause_value(status, detail)
    plain = value
    if hedge is Factuality.POSSIBLE:
        value = _POSSIBLE.get(value, value)
    elif hedged or hedge is not None:
        value = _WEAKER.get(value, value)
    values: dict[str, Factuality] = {}
    for scope in sorted(scopes, key=lambda scope: scope.length):
        value = _committed(scope, value, status)
        if scope.cue_class is CueClass.INFER or not scope.hops:
            # The author's own inference, or what a quoted speaker says of himself: no source stands between.
            continue
        if scope.cue_class is CueClass.HEARSAY and hedge is not None:
            # "Lima reportedly shelled it": whoever reported it held it for a fact; whoever says so only for probable.
            values.setdefault(scope.hops[-1].name, plain)
            continue
        for place, hop in enumerate(reversed(scope.hops)):
            # The last source of a scope holds its value; those that only pass it on are uncommitted.
            values.setdefault(hop.name, value if place == 0 else Factuality.UNCOMMITTED)
        value = value if scope.cue_class in FACTIVE and len(scope.hops) == 1 else Factuality.UNCOMMITTED
    others = (hop.name for hop in chain if hop.kind is not HopKind.AUTHOR)
    return {AUTHOR: value} | {name: values.get(name, Factuality.UNCOMMITTED) for name in others}


def clause_value(status: Status, detail: StatusDetail | None = None) -> Factuality:
    """What a clause of a status claims by itself: a plan is probable, a condition leaves all open."""
    if detail in (StatusDetail.POSSIBLE, StatusDetail.CONJECTURED):
        return Factuality.POSSIBLE
    if detail in (StatusDetail.CONDITIONAL, StatusDetail.DESIRED):
        return Factuality.UNCOMMITTED
    match status:
        case Status.HAPPENED | Status.ONGOING:
            return Factuality.CERTAIN
        case Status.PLANNED:
            return Factuality.PROBABLE
        case Status.CALLED_OFF | Status.DENIED:
            return Factuality.CERTAINLY_NOT
        case Status.HYPOTHETICAL:
            return Factuality.UNCOMMITTED


def _committed(scope: Scope, value: Factuality, status: Status) -> Factuality:
    """What the source of a scope holds of content that has `value` in itself."""
    if scope.cue_class is CueClass.DENY:
        if scope.negated:
            return Factuality.UNCOMMITTED
        # A status of "denied" already counts this cue.
        return value if status is Status.DENIED else _NEGATIVE.get(value, value)
    if scope.cue_class is CueClass.REFUSE:
        return Factuality.CERTAINLY_NOT
    if scope.cue_class in _OPEN or (scope.negated and scope.cue_class not in FACTIVE):
        return Factuality.UNCOMMITTED
    if scope.cue_class in _PROBABLE:
        return _WEAKER.get(value, value)
    return value
