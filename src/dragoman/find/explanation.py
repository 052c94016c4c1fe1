"""Why a name is read as it is: the rows of the tables that bear it, the rule that decided, and the alternatives."""

from collections.abc import Iterator

import msgspec

from dragoman.find.actors import find_actors
from dragoman.find.drafts import Desk, lay_out
from dragoman.find.leaders import terms_of_name
from dragoman.find.naming import article_less
from dragoman.find.resolution import resolve_span
from dragoman.knowledge import Knowledge
from dragoman.knowledge.actor_entries import Entry
from dragoman.knowledge.actor_rows import LeaderRow, RoleRow
from dragoman.knowledge.folding import fold_name
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.office_memory import MEMORY
from dragoman.records import Actor
from dragoman.text.marked import Marked

_LEADERS = "leaders.tsv"


class NameRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the actor tables that bears a name; `used` says that the resolution names it.

    `since` and `until` are ISO 8601 dates as exact as known: of a state's life, or of a leader's term. Who administers,
    claims and recognises a place or a state is told where its row says so; it takes no side and decides nothing.
    """

    file: str
    row: str
    kind: str
    state: str | None = None
    states: tuple[str, ...] = ()
    sector: str | None = None
    office: str | None = None
    since: str | None = None
    until: str | None = None
    administered_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    recognised_by: tuple[str, ...] = ()
    used: bool = False


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What a name is read as on a day, the rule that decided, and every row that bears the name or a part of it."""

    name: str
    date: str | None
    actor: Actor
    rule: str
    rows: tuple[NameRow, ...]


def explain(marked: Marked, knowledge: Knowledge) -> Explanation:
    """How the actor stage reads an article that is a name and nothing else; the rows that decided come first."""
    text = marked.article.text
    actor = resolve_span(marked, find_actors(marked, knowledge), (0, len(text)), knowledge)
    desk = lay_out(marked, knowledge.gazetteer)
    found = dict.fromkeys(_rows(desk, fold_name(text)))
    rows = [msgspec.structs.replace(row, used=_is_named(row, actor.reason)) for row in found]
    return Explanation(
        name=text, date=marked.article.published, actor=actor, rule=_rule(actor, text, rows, knowledge.gazetteer),
        rows=tuple(sorted(rows, key=lambda row: (not row.used, row.file, row.row, row.since or ""))),
    )  # fmt: skip


def _rule(actor: Actor, name: str, rows: list[NameRow], gazetteer: Gazetteer) -> str:
    """The reason of the actor; where leaders bear the name and none was taken, what is missing."""
    if any(row.used for row in rows) or not any(row.file == _LEADERS for row in rows):
        return actor.reason
    surname = article_less(fold_name(name).split()[-1])
    if surname in gazetteer.words.common_surnames:
        return (
            f'"{surname}" is a common surname (grammar.toml common-surnames): it means a leader only where the article '
            "names the leader's state, or the title fits the office"
        )
    return "leaders bear this name, and nothing here says which of them is meant"


def _rows(desk: Desk, name: str) -> Iterator[NameRow]:
    gazetteer = desk.gazetteer
    bare = name.removeprefix("the ")  # papers have the article in their names, states do not
    entries = [entry for key in (bare, f"the {bare}") for entry in gazetteer.by_key.get(key, ())]
    roles = [gazetteer.roles[name][0]] if name in gazetteer.roles else []
    words = [name]
    for atom in desk.atoms.atoms:
        entries.extend(atom.entries)
        roles.extend([atom.role.row] if atom.role is not None else [])
        words.append(fold_name(desk.words(atom.first, atom.last)))
    for entry in entries:
        yield from _of_entry(entry, gazetteer)
    for word in words:
        yield from (_of_term(term) for term in terms_of_name(gazetteer, word, desk.day))
    yield from (_of_role(role) for role in roles)


def _of_entry(entry: Entry, gazetteer: Gazetteer) -> Iterator[NameRow]:
    if entry.terms:
        yield from (_of_term(term) for term in entry.terms)
        return
    file, _, row = entry.row.partition(" ")
    state = gazetteer.states.get(entry.code or "") if file == "states.tsv" else None
    told = NameRow(
        file=file, row=row, kind=entry.kind.value, state=entry.state, states=entry.states, sector=entry.sector,
        administered_by=entry.administered_by, claimed_by=entry.claimed_by,
    )  # fmt: skip
    if state is not None:
        told = msgspec.structs.replace(
            told, since=state.since, until=state.until, recognised_by=state.recognised_by,
            administered_by=state.administered_by, claimed_by=state.claimed_by,
        )  # fmt: skip
    yield told


def _of_term(term: LeaderRow) -> NameRow:
    return NameRow(
        file=term.origin, row=term.name, kind="person", state=term.state, sector=term.sector, office=term.office,
        since=term.since, until=term.until,
    )  # fmt: skip


def _of_role(role: RoleRow) -> NameRow:
    file, _, row = role.source.partition(", ") if role.source.startswith("grammar.toml") else ("roles.tsv", "", "")
    return NameRow(file=file, row=row or role.phrase, kind=role.kind, sector=role.sector, office=role.office)


def _is_named(row: NameRow, reason: str) -> bool:
    """Whether the reason of an actor names a row: a leader's term by its office and dates, a role by its phrase."""
    if row.file in (_LEADERS, MEMORY):
        return f"{row.file} {row.row} ({row.office}, {row.since or '?'} to {row.until or 'now'})" in reason
    if row.file == "roles.tsv":
        return f'"{row.row}" (roles.tsv)' in reason
    place = reason.find(f"{row.file} {row.row}")
    behind = reason[place + len(row.file) + 1 + len(row.row) :][:1]
    return place >= 0 and not behind.isalnum()
