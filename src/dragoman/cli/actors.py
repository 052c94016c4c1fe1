"""`dragoman actors` explains what a name is read as; `dragoman offices` lists who held which office in the articles."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.naming import calendar_day, state_code
from dragoman.cli.printing import clean, json_array, json_line, note, table

if TYPE_CHECKING:
    from dragoman.find.explanation import Explanation, NameRow
    from dragoman.records import Actor, OfficeTerm

_HEADINGS = ("", "kind", "state", "sector", "office", "from", "to", "file", "row")


def actors(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="A name or a phrase, as an article writes it.")],
    date: Annotated[
        str | None, typer.Option("--date", help="The article's day, YYYY-MM-DD: who held the office.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Tab-separated lines, also on a terminal.")] = False,
) -> int:
    """Explain who or what a name is read as: the rule that decided, the rows that bear the name, the alternatives.

    The name is read by itself, without an article around it: what only its surroundings tell is left open. Exits
    with 4 when no table and no rule knows the name.

    For instance:

      dragoman actors "Prime Minister Johnson" --date 2020-05-01

      dragoman actors Georgia --json
    """
    day = calendar_day(date)
    name = " ".join(" ".join(names).split())
    if not name:
        raise typer.BadParameter("give a name")
    explained = _explain(name, day)
    if not explained.rows:
        note(f'no row of the tables bears "{name}"; docs/how-to/add-a-name.md says how to add one')
        return exits.NOTHING_MATCHED
    if as_json:
        json_line(explained)
        return exits.OK
    typer.echo(clean(f"{_reading(explained.actor)}: {explained.rule}"))
    table(_HEADINGS, [_cells(row) for row in explained.rows], plain)
    for line in dict.fromkeys(_dispute(row) for row in explained.rows):
        if line:
            note(line)
    return exits.OK


def _explain(name: str, day: str | None) -> "Explanation":
    from dragoman.find.explanation import explain
    from dragoman.knowledge import load_knowledge
    from dragoman.predict import text_article
    from dragoman.text.parse import mark_article

    knowledge = load_knowledge()
    return explain(mark_article(text_article(name, day), knowledge), knowledge)


def _reading(actor: "Actor") -> str:
    known = (actor.kind.value, *(actor.states or (actor.state,)), actor.sector)
    return f"{actor.name} ({', '.join(part for part in known if part)})"


def _cells(row: "NameRow") -> tuple[str, ...]:
    states = " ".join(row.states) or row.state or ""
    cells = (row.kind, states, row.sector, row.office, row.since, row.until, row.file, row.row)
    return ("decided" if row.used else "other", *(cell or "" for cell in cells))


def _dispute(row: "NameRow") -> str:
    """Who administers, claims and recognises what a row is of, as far as it says."""
    told = (
        ("administered by", row.administered_by),
        ("claimed by", row.claimed_by),
        ("recognised by", row.recognised_by),
    )
    parts = [f"{what} {' '.join(states)}" for what, states in told if states]
    return f"{row.file} {row.row}: {'; '.join(parts)}" if parts else ""


def offices(
    context: typer.Context,
    state: Annotated[str | None, typer.Argument(metavar="STATE", help="Only offices of this state.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Tab-separated lines, also on a terminal.")] = False,
    remember: Annotated[
        bool, typer.Option("--remember", help="Keep them: articles added from now on are coded with them.")
    ] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Code by the tables alone again.")] = False,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit with 4 when nothing matched.")] = False,
) -> int:
    """List who held which office, as the articles say it beside a name, with the first and last day they do.

    Terms that cannot all be true, two holders of one office at one time or one holder of two states, are marked.
    Kept terms are used within 90 days of the articles that state them, never where they contradict each other.

    For instance:

      dragoman offices Kenya --json

      dragoman offices --remember
    """
    from dragoman.merge.offices import learn_offices
    from dragoman.workspace import Workspace
    from dragoman.workspace.office_files import OFFICES_FILE

    code = _code_of(state) if state else None
    with Workspace.open(context.obj) as workspace:
        if forget:
            workspace.forget_offices()
            note("forgotten; articles added from now on are coded by the tables alone")
            return exits.OK
        terms = workspace.remember_offices() if remember else learn_offices(workspace.as_judged())
        found = [term for term in terms if code in (None, term.state)]
        if remember:
            note(f"{len(terms)} terms of office kept in {workspace.folder / OFFICES_FILE}; `--forget` takes them away")
    if as_json:
        json_array(found)
    else:
        table(("state", "office", "status", "person", "from", "to", "conflicts", "evidence"), map(_held, found), plain)
    return exits.NOTHING_MATCHED if fail_empty and not found else exits.OK


def _code_of(state: str) -> str:
    from dragoman.knowledge.gazetteer import load_gazetteer

    return state_code(state, load_gazetteer())


def _held(term: "OfficeTerm") -> tuple[str, ...]:
    rivals = ", ".join(dict.fromkeys(f"{one.kind.value}: {one.person}" for one in term.conflicts))
    places = ", ".join(
        f"{one.article}[{one.span[0]}:{one.span[1]}]" if one.span else one.article for one in term.evidence
    )
    return (term.state or "", term.title, term.status, term.person, term.first or "", term.last or "", rivals, places)
