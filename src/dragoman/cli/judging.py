"""`dragoman judge` keeps a person's decision about a record; `dragoman judgements` lists what was decided."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import exits
from dragoman.cli.printing import clean, json_array, json_line, note, table
from dragoman.records import Judgement, Verdict

if TYPE_CHECKING:
    from dragoman.workspace import History, Shown


def judge(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="RECORD", help="The id of any record; to undo, of a judgement.")],
    verdict: Annotated[
        str, typer.Argument(metavar="VERDICT", help="accept, correct, reject, same, not-same, note or undo.")
    ],
    other: Annotated[str | None, typer.Option("--other", help="The second record of same and not-same.")] = None,
    field: Annotated[str | None, typer.Option("--field", "-f", help="The field to correct.")] = None,
    value: Annotated[str | None, typer.Option("--value", "-v", help='What it is; "none" empties it.')] = None,
    why: Annotated[str | None, typer.Option("--note", help="Why.")] = None,
    who: Annotated[
        str | None, typer.Option("--who", help="Who judges: as dragoman.toml says, else the login name.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Keep your decision about a record; it outlives the machine's, and can be undone.

    The record itself stays as it was coded: the decision is laid over it wherever it is listed, merged or told. `undo`
    takes the id of a judgement, or of a record to take back the last that holds on it.

    For instance:

      dragoman judge evt-0123456789abcdef0123 correct --field targets --value Uganda

      dragoman judge hap-0123456789abcdef0123 same --other hap-0123456789abcdef4567 --note "two reports of one visit"
    """
    from dragoman.workspace import Workspace

    decided = _verdict(verdict)
    with Workspace.open(context.obj) as workspace:
        made = workspace.judge(record, decided, who=who, other=other, field=field, value=value, note=why)
    if as_json:
        json_line(made)
    else:
        typer.echo(clean(f"{made.id}\t{sentence(made)}"))
    return exits.OK


def judgements(
    context: typer.Context,
    record: Annotated[
        str | None, typer.Argument(metavar="RECORD", help="Only those about this record, by any id that it had.")
    ] = None,
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Only those whose record another coding did not make again.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Tab-separated lines, also on a terminal.")] = False,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit with 4 when nothing matched.")] = False,
) -> int:
    """List what people decided, oldest first: by whom, when, about what, and whether it still holds.

    For instance:

      dragoman judgements evt-0123456789abcdef0123

      dragoman judgements --orphaned --json
    """
    from dragoman.workspace import Workspace

    with Workspace.open(context.obj) as workspace:
        found = [one for one in workspace.history(record) if one.orphaned or not orphaned]
    if as_json:
        json_array(found)
    else:
        table(("at", "who", "decision", "note", "state", "id"), map(_row, found), plain)
    if not found:
        note("nothing matched")
        return exits.NOTHING_MATCHED if fail_empty else exits.OK
    lost = sum(one.orphaned for one in found)
    if lost and not orphaned:
        note(f"{lost} orphaned: their records were not made again by another coding; see --orphaned")
    return exits.OK


def sentence(judgement: Judgement) -> str:
    """A judgement in a line, with who made it and when (UTC)."""
    line = f"{_decision(judgement)}, by {judgement.who}, {judgement.at[:16]}"
    return f"{line}: {judgement.note}" if judgement.note else line


def _decision(judgement: Judgement) -> str:
    parts = [judgement.verdict.value.replace("_", " "), judgement.record]
    if judgement.other:
        parts.append(f"and {judgement.other}")
    if judgement.field:
        parts.append(f"{judgement.field}: {judgement.value or 'none'}")
    return " ".join(parts)


def judged_lines(shown: "Shown") -> Iterator[str]:
    """What people decided about a shown record, with what corrected fields were before."""
    if shown.rejected:
        yield "  rejected: left out of lists, happenings and briefs"
    last = {one.field: one.id for one in shown.judgements if one.id not in shown.undone and one.field}
    for one in shown.judgements:
        line = sentence(one)
        if one.id in shown.undone:
            line += " (undone)"
        elif one.field and last[one.field] == one.id and shown.original is not None:
            line += f" (was {_told(getattr(shown.original, one.field, None))})"
        yield f"  {line}"


def _told(value: Any) -> str:  # the value of any field of a record
    """A value of a record in words."""
    if value is None or value == ():
        return "none"
    if isinstance(value, tuple):
        return "; ".join(map(_told, value))
    for name in ("edtf", "name"):
        if hasattr(value, name) and not isinstance(value, str):
            return str(getattr(value, name) or getattr(value, "phrase", None) or "none")
    return str(value)


def _row(told: "History") -> tuple[str, ...]:
    one = told.judgement
    now = ", ".join(told.now)
    state = "undone" if told.undone else "orphaned" if told.orphaned else "holds"
    if told.now and not told.undone and one.record not in told.now and not one.record.startswith("hap-"):
        state = f"holds, now {now}"
    return (one.at[:19], one.who, _decision(one), one.note or "", state, one.id)


def _verdict(typed: str) -> Verdict:
    """The verdict that is typed, with hyphens or not and in any case."""
    try:
        return Verdict(typed.casefold().replace("-", "_").replace(" ", "_"))
    except ValueError as error:
        known = ", ".join(verdict.value.replace("_", "-") for verdict in Verdict)
        raise typer.BadParameter(f'"{typed}" is no verdict; these are: {known}') from error
