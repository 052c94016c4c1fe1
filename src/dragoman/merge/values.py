"""What a correction may say: the fields of each kind of record that can be corrected, and the values that fit them."""

import difflib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeAlias

from dragoman.errors import JudgementError, TimexError
from dragoman.knowledge.codebook import Codebook
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.merge.anchors import Judged
from dragoman.merge.names import fold_name
from dragoman.records import (
    Act,
    Actor,
    ActorKind,
    Change,
    CodedArticle,
    Event,
    Quality,
    Record,
    Ref,
    Statement,
    Status,
    StatusDetail,
    Tie,
    edtf,
)

SIDES = ("sources", "targets", "mediators")
FIELDS: Mapping[type[Judged], tuple[str, ...]] = {
    Event: ("act", "mode", "status", "detail", *SIDES, "place", "time", "symmetric"),
    Statement: ("speaker",),
    Tie: ("quality", "change"),
    Actor: ("state", "kind", "sector", "name"),
}
"""The fields that can be corrected. Spans, chains and texts cannot: they are what the article says."""

KEPT = frozenset({"act", "status", "symmetric", "kind", "name"})
"""Fields that must have a value."""

NOTHING = ("", "none", "null", "-")
TRUE, FALSE = ("true", "yes"), ("false", "no")
NAME_LENGTH = 300
"""Characters; longer is a pasted text and no name."""

Words: TypeAlias = Mapping[str, type[StrEnum]]
_CLOSED: Words = {
    "act": Act, "status": Status, "detail": StatusDetail, "quality": Quality, "change": Change, "kind": ActorKind,
}  # fmt: skip


class Correction(Record, frozen=True, kw_only=True):
    """A value in the form in which it is kept, empty where the field shall have none, and the actors that it names."""

    value: str
    refs: tuple[Ref, ...] = ()


def check_correction(
    record: Judged, field: str, value: str, coded: CodedArticle, codebook: Codebook, gazetteer: Gazetteer
) -> Correction:
    """A person's correction of a record as judged so far, checked.

    Actors are named by id, by name as the article has it, or (states) by any name or code; several stand with
    semicolons or commas. A place may end in the code of its state: "Baku, AZE".

    Raises:
        JudgementError: the field cannot be corrected, or the value does not fit; the message says what does.

    """
    kind, fields = type(record).__name__.lower(), FIELDS[type(record)]
    if field not in fields:
        raise JudgementError(
            f'"{field}" of a record of this kind ({kind}) cannot be corrected; {", ".join(fields)} can'
        )
    value = " ".join(value.split())
    if value.casefold() in NOTHING:
        _check_empty(record, field)
        return Correction(value="")
    if len(value) > NAME_LENGTH:
        raise JudgementError(f"a value of more than {NAME_LENGTH} characters is none; give a name, a word or a date")
    if field in SIDES or field == "speaker":
        refs = _refs_named(value, coded, gazetteer)
        if field == "speaker" and len(refs) > 1:
            raise JudgementError("a statement has one speaker; give one name")
        return Correction(value="; ".join(ref.name for ref in refs), refs=refs)
    return Correction(value=_checked(record, field, value, codebook, gazetteer))


def _check_empty(record: Judged, field: str) -> None:
    if field in KEPT:
        raise JudgementError(f"{field} must have a value; reject the record if it says nothing")
    others = {"sources": "targets", "targets": "sources"}
    if isinstance(record, Event) and field in others and not getattr(record, others[field]):
        raise JudgementError("an event needs a side; reject it if it has none")
    if isinstance(record, Tie) and getattr(record, "change" if field == "quality" else "quality") is None:
        raise JudgementError("a tie needs a quality or a change; reject it if it has neither")


def _checked(record: Judged, field: str, value: str, codebook: Codebook, gazetteer: Gazetteer) -> str:
    if field in _CLOSED:
        return _one_of(field, value, [word.value for word in _CLOSED[field]])
    if field == "mode" and isinstance(record, Event):
        modes = [mode.name for mode in codebook.acts[record.act].mode]
        if not modes:
            raise JudgementError(f"{record.act} has no modes in the codebook; correct the act first, or give none")
        return _one_of(f"mode of {record.act}", value, modes)
    if field == "sector":
        return _one_of(field, value, [sector.code for sector in codebook.sector])
    if field == "symmetric":
        word = _one_of(field, value, [*TRUE, *FALSE])
        return "true" if word in TRUE else "false"
    if field == "time":
        try:
            edtf.bounds(value)
        except TimexError as error:
            raise JudgementError(
                f'"{value}" is no time; write a day 2025-04-23, a month 2025-04, a year 2025 or 2025-04-23/2025-04-30'
            ) from error
        return value
    if field == "state":
        return _state(value, gazetteer)
    if field == "place":
        name, _, code = value.rpartition(", ")
        if name and code in gazetteer.states:
            return value
        state = gazetteer.state_named(value)
        return f"{value}, {state}" if state else value
    return value


def _one_of(field: str, value: str, words: Iterable[str]) -> str:
    """The word of a closed set, typed in any case and with spaces or hyphens."""
    keys = {_key(word): word for word in words}
    if _key(value) in keys:
        return keys[_key(value)]
    near = difflib.get_close_matches(_key(value), keys, n=1)
    hint = f'; did you mean "{keys[near[0]]}"?' if near else ""
    raise JudgementError(f'"{value}" is no {field}; these are: {", ".join(keys.values())}{hint}')


def _key(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def _state(value: str, gazetteer: Gazetteer) -> str:
    code = gazetteer.state_of(value)
    if code is None:
        raise JudgementError(f'"{value}" is no state; give a name or an ISO alpha-3 code such as AZE')
    return code


def _refs_named(value: str, coded: CodedArticle, gazetteer: Gazetteer) -> tuple[Ref, ...]:
    """The actors that a value names, in its order, each once; all of it may be one name with commas."""
    whole = _ref_named(value, coded, gazetteer)
    if whole is not None:
        return (whole,)
    names = [name.strip() for name in value.split(";" if ";" in value else ",") if name.strip()]
    found: dict[str, Ref] = {}
    for name in names:
        ref = _ref_named(name, coded, gazetteer)
        if ref is None:
            known = {actor.name: None for actor in coded.actors}
            near = difflib.get_close_matches(name, known, n=3) or list(known)[:8]
            raise JudgementError(
                f'the article names no actor "{name}" and no state is called so; near: {", ".join(near)}'
            )
        found[ref.actor] = ref
    return tuple(found.values())


def _ref_named(name: str, coded: CodedArticle, gazetteer: Gazetteer) -> Ref | None:
    """The actor of a name: by id, by its name in the article, or a state by any of its names."""
    by_name = [actor for actor in coded.actors if fold_name(actor.name) == fold_name(name) != ()]
    actor = next((actor for actor in coded.actors if actor.id == name), by_name[0] if by_name else None)
    code = gazetteer.state_of(name) if actor is None else None
    if actor is None and code is not None:
        states = [actor for actor in coded.actors if actor.kind is ActorKind.STATE and actor.state == code]
        actor = states[0] if states else None
    if actor is not None:
        return Ref(actor=actor.id, name=actor.name, state=actor.state, sector=actor.sector)
    if code is None:
        return None
    return Ref(actor=f"state:{code}", name=gazetteer.state_name(code), state=code)
