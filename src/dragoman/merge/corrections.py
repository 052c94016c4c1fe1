"""Corrections applied to one record: each gives a new record and leaves the coded one as it is.

A value is trusted here, it was checked when it was given; one that no longer fits (another coding has changed the rest
of the record) is passed over, and the record stays as it was coded in that field.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec

from dragoman.knowledge.codebook import Codebook
from dragoman.merge.names import fold_name
from dragoman.merge.values import SIDES
from dragoman.records import (
    Act,
    Actor,
    ActorKind,
    Change,
    Event,
    Interval,
    Judgement,
    Place,
    Quality,
    Ref,
    Span,
    Statement,
    Status,
    StatusDetail,
    Tie,
    contains,
    edtf,
)

Corrections: TypeAlias = Mapping[str, Judgement]
"""By field, the last correction of it."""

_CODE = 3
"""Letters of an ISO alpha-3 code, which stands behind a place's name."""


def correct_event(event: Event, corrections: Corrections, actors: Mapping[str, Actor], codebook: Codebook) -> Event:
    """An event as corrected; `actors` are those of its article that were not rejected.

    The mode goes with an act that does not have it, the detail with a corrected status; the PLOVER type follows from
    act and status by the codebook. With `symmetric` corrected to true all sides are sources.
    """
    if not corrections:
        return event
    values = {field: one.value or "" for field, one in corrections.items()}
    fields: dict[str, Any] = {}  # Any: the fields of an event
    act = fields["act"] = Act(values["act"]) if "act" in values else event.act
    status = fields["status"] = Status(values["status"]) if "status" in values else event.status
    if "act" in values or "mode" in values:
        mode = values.get("mode", event.mode)
        fields["mode"] = mode if mode and _has_mode(act, mode, event, corrections, codebook) else None
    if "status" in values or "detail" in values:
        detail = values.get("detail", "" if status is not event.status else event.detail or "")
        fields["detail"] = StatusDetail(detail) if detail else None
    if "act" in values or "status" in values:
        fields["plover"] = codebook.plover_type(act, status)
    if "place" in values:
        fields["place"] = place_named(values["place"])
    if "time" in values:
        fields["time"] = interval_of(values["time"])
    fields.update(_sides(event, corrections, actors))
    return msgspec.structs.replace(event, **fields)


def _has_mode(act: Act, mode: str, event: Event, corrections: Corrections, codebook: Codebook) -> bool:
    """Whether an act has a mode; what no act of the codebook has is an own one, checked when it was given.

    It goes when the act was corrected after that.
    """
    if any(codebook.has_mode(one, mode) for one in codebook.acts):
        return codebook.has_mode(act, mode)
    if "mode" not in corrections or "act" not in corrections:
        return act is event.act
    return corrections["act"].at <= corrections["mode"].at


def _sides(event: Event, corrections: Corrections, actors: Mapping[str, Actor]) -> dict[str, Any]:  # Any: as above
    fields: dict[str, Any] = {}
    for side in SIDES:
        if side in corrections:
            fields[side] = tuple(_ref_here(ref, actors, event.evidence) for ref in corrections[side].refs)
    sources, targets = fields.get("sources", event.sources), fields.get("targets", event.targets)
    if not (sources or targets):  # one of two corrections that together leave no side
        sources, targets = event.sources, event.targets
    if "symmetric" in corrections:
        fields["symmetric"] = corrections["symmetric"].value == "true"
        if fields["symmetric"]:
            here = {ref.actor for ref in sources}
            sources, targets = (*sources, *(ref for ref in targets if ref.actor not in here)), ()
    fields["sources"], fields["targets"] = sources, targets
    return fields


def correct_statement(statement: Statement, corrections: Corrections, actors: Mapping[str, Actor]) -> Statement:
    """A statement with its corrected speaker."""
    if "speaker" not in corrections:
        return statement
    extent = (min(start for start, _ in statement.content), max(end for _, end in statement.content))
    speakers = [_ref_here(ref, actors, statement.cue or extent) for ref in corrections["speaker"].refs]
    return msgspec.structs.replace(statement, speaker=speakers[0] if speakers else None)


def correct_tie(tie: Tie, corrections: Corrections) -> Tie:
    """A tie with its corrected quality and change; as it was where nothing would be left of it."""
    if not corrections:
        return tie
    values = {field: one.value or "" for field, one in corrections.items()}
    named_quality, named_change = values.get("quality", tie.quality), values.get("change", tie.change)
    quality = Quality(named_quality) if named_quality else None
    change = Change(named_change) if named_change else None
    if quality is None and change is None:
        return tie
    return msgspec.structs.replace(tie, quality=quality, change=change)


def correct_actor(actor: Actor, corrections: Corrections) -> Actor:
    """An actor with its corrected name, kind, state and sector; one state takes the place of several."""
    values = {field: one.value or "" for field, one in corrections.items()}
    fields: dict[str, Any] = {field: values[field] or None for field in ("name", "state", "sector") if field in values}
    if "state" in values:
        fields["states"] = ()
    if values.get("kind"):
        fields["kind"] = ActorKind(values["kind"])
    return msgspec.structs.replace(actor, **fields)


def place_named(value: str) -> Place | None:
    """The place of "Baku, AZE" or "Baku"; null for nothing."""
    if not value:
        return None
    name, comma, code = value.rpartition(", ")
    if comma and len(code) == _CODE and code.isupper():
        return Place(name=name, state=code)
    return Place(name=value)


def interval_of(value: str) -> Interval | None:
    """The interval of an EDTF string; null for nothing.

    Raises:
        TimexError: the string is outside our profile.

    """
    if not value:
        return None
    first, last = edtf.bounds(value)
    return Interval(
        edtf=value,
        earliest=first.isoformat() if first else None,
        latest=last.isoformat() if last else None,
        grain=edtf.grain(value),
    )


def _ref_here(ref: Ref, actors: Mapping[str, Actor], around: Span) -> Ref:
    """A reference as the article has its actor now, by id or by name, and where its words stand in `around`."""
    actor = actors.get(ref.actor)
    if actor is None:
        named = [one for one in actors.values() if fold_name(one.name) == fold_name(ref.name)]
        if not named:
            return ref
        actor = named[0]
    span = next((mention.span for mention in actor.mentions if contains(around, mention.span)), None)
    return Ref(actor=actor.id, name=actor.name, state=actor.state, sector=actor.sector, span=span)
