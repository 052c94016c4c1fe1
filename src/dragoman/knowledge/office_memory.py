"""Office memory read back: terms of office that articles stated, beside those of the table of leaders."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec
from ahocorasick_rs import AhoCorasick

from dragoman.knowledge.actor_entries import Entry, entries_of
from dragoman.knowledge.actor_rows import LeaderRow
from dragoman.knowledge.bundle import Knowledge
from dragoman.knowledge.folding import fold_name
from dragoman.knowledge.gazetteer import Gazetteer, surnames_of
from dragoman.records import OfficeTerm

MEMORY = "office memory"
"""How the reason of an actor names a term that was remembered and not looked up."""

MARGIN_DAYS = 90
"""How far a term is believed before its first and after its last article.

A minister serves some two years in most states; seen in office on a day, nine in ten are still (or already) there a
quarter of a year off. This is our estimate, not a measured one, so a reason always gives the dates.
"""

_HELD = ("current", "acting")


def remember_offices(knowledge: Knowledge, terms: Iterable[OfficeTerm]) -> Knowledge:
    """The knowledge with terms of office that articles stated; its fingerprint tells which.

    A term counts only within `MARGIN_DAYS` of the days on which articles gave it. Left out are terms without a day or
    a state, former ones, those that contradict another term, and persons whom the table has in that state.
    """
    rows = tuple(row for term in terms if (row := _row_of(term, knowledge.gazetteer)) is not None)
    if not rows:
        return knowledge
    return msgspec.structs.replace(
        knowledge,
        gazetteer=_with_rows(knowledge.gazetteer, rows),
        fingerprint=f"{knowledge.fingerprint}+{digest_of(rows)}",
    )


def digest_of(rows: Iterable[msgspec.Struct]) -> str:
    """40 bits of BLAKE2b over rows or terms, in hex: the same ones in the same order give the same."""
    return hashlib.blake2b(msgspec.json.encode(list(rows)), digest_size=5).hexdigest()


def _row_of(term: OfficeTerm, gazetteer: Gazetteer) -> LeaderRow | None:
    if not (term.state and term.first and term.last and term.status in _HELD) or term.conflicts:
        return None
    key = fold_name(term.person)
    known = [row for entry in gazetteer.by_key.get(key, ()) for row in entry.terms]
    if any(row.state == term.state for row in (*known, *gazetteer.by_surname.get(key, ()))):
        return None
    role = gazetteer.roles.get(fold_name(term.title.partition(" of ")[0]))
    return LeaderRow(
        name=term.person,
        state=term.state,
        office=term.title,
        sector=(role[0].sector if role is not None else None) or "GOV",
        since=_moved(term.first, -MARGIN_DAYS),
        until=_moved(term.last, MARGIN_DAYS),
        source=MEMORY,
        remembered=True,
    )


def _moved(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()


def _with_rows(gazetteer: Gazetteer, rows: Sequence[LeaderRow]) -> Gazetteer:
    """The gazetteer with rows behind its own, under their full names and surnames."""
    by_key: dict[str, tuple[Entry, ...]] = dict(gazetteer.by_key)
    for entry in entries_of((), (), (), (), [row for row in rows if " " in row.name]):
        key = fold_name(entry.written)
        by_key[key] = (*by_key.get(key, ()), entry)
    by_surname = dict(gazetteer.by_surname)
    for surname, found in surnames_of(rows, gazetteer.words).items():
        by_surname[surname] = (*by_surname.get(surname, ()), *found)
    for row in rows:
        if " " not in row.name:
            by_surname[fold_name(row.name)] = (*by_surname.get(fold_name(row.name), ()), row)
    return msgspec.structs.replace(
        gazetteer, by_key=by_key, by_surname=by_surname, keys=tuple(by_key), automaton=AhoCorasick(list(by_key))
    )
