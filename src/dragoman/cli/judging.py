"""Commands of a person's decisions: judge, judgements."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.printing import json_array, json_line, note, table
from dragoman.cli.records import AsJson, FailEmpty, IsPlain
from dragoman.records import Verdict

if TYPE_CHECKING:
    from dragoman.records import Judgement

NOBODY = "somebody"


class Decision(StrEnum):
    """A verdict as it is typed."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    SAME = "same"
    NOT_SAME = "not-same"
    NOTE = "note"
    UNDO = "undo"


def judge(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="ID", help="The record, or for undo the judgement.")],
    decision: Annotated[Decision, typer.Argument(metavar="DECISION", help=", ".join(one.value for one in Decision))],
    other: Annotated[str | None, typer.Option(help="The other event, for same and not-same.")] = None,
    field: Annotated[str | None, typer.Option(help="The field that is corrected, for instance act or status.")] = None,
    value: Annotated[str | None, typer.Option(help="What it should be.")] = None,
    text: Annotated[str | None, typer.Option("--note", help="Why, in your words.")] = None,
    who: Annotated[str | None, typer.Option(help="Who decides; your login name if not given.")] = None,
    as_json: AsJson = False,
) -> int:
    """Decide about a record: nothing is overwritten, and every decision can be undone.

    Rejected events belong to no happening; same and not-same bind what merging does.

    For instance:

      dragoman judge evt-0123456789abcdef0123 reject --note "a football match"

      dragoman judge evt-0123456789abcdef0123 same --other evt-3210fedcba9876543210

      dragoman judge jdg-0123456789abcdef0123 undo
    """
    from dragoman.workspace import Workspace

    _check(decision, other, field, value, text)
    verdict = Verdict(decision.value.replace("-", "_"))
    with Workspace.open(context.obj) as workspace:
        made = workspace.judge(record, verdict, who=who or _login(), other=other, field=field, value=value, note=text)
    if as_json:
        json_line(made)
    else:
        typer.echo(made.id)
        note(f"{_told(made)}; `dragoman judge {made.id} undo` takes it back")
    return exits.OK


def judgements(
    context: typer.Context,
    record: Annotated[str | None, typer.Argument(metavar="ID", help="A record; all if not given.")] = None,
    as_json: AsJson = False,
    plain: IsPlain = False,
    fail_empty: FailEmpty = False,
) -> int:
    """List what people decided about records, in the order in which they did.

    Example:  dragoman judgements evt-0123456789abcdef0123
    """
    from dragoman.workspace import Workspace

    with Workspace.open(context.obj) as workspace:
        found = workspace.judgements(record)
    if as_json:
        json_array(found)
    else:
        rows = ((one.at, one.who, _told(one), one.note or "", one.id) for one in found)
        table(("when", "who", "decision", "note", "id"), rows, plain)
    if not found:
        note("nothing was decided")
        return exits.NOTHING_MATCHED if fail_empty else exits.OK
    return exits.OK


def _check(decision: Decision, other: str | None, field: str | None, value: str | None, text: str | None) -> None:
    """Refuses a decision that lacks what it is about.

    Raises:
        BadParameter: it does.
    """
    if decision in (Decision.SAME, Decision.NOT_SAME) and other is None:
        raise typer.BadParameter(f"{decision.value} needs --other and the id of the other event")
    if decision is Decision.CORRECT and (field is None or value is None):
        raise typer.BadParameter("correct needs --field and --value")
    if decision is Decision.NOTE and text is None:
        raise typer.BadParameter("note needs --note and your words")


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return NOBODY


def _told(judgement: "Judgement") -> str:
    """A decision in a few words: "correct status to planned", "same as evt-…"."""
    words = judgement.verdict.value.replace("_", " ")
    if judgement.field:
        words += f" {judgement.field} to {judgement.value}"
    if judgement.other:
        words += f" as {judgement.other}"
    return f"{judgement.record}: {words}"
