"""Commands that write to people: brief, demo, doctor."""

import sys
from enum import StrEnum
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.naming import calendar_day, state_code
from dragoman.cli.printing import clean, json_line, note
from dragoman.cli.records import AddedUntil, AsOf
from dragoman.errors import DragomanError, WorkspaceError
from dragoman.records import NOW, Horizon

if TYPE_CHECKING:
    from dragoman.output.brief import Brief

DEMO_FOLDER = Path("dragoman-demo")
DEMO_PAIR = ("Azerbaijan", "Israel")


class BriefFormat(StrEnum):
    """How a brief is written; `auto` is text on a terminal and Markdown elsewhere."""

    AUTO = "auto"
    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"


def brief(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="STATE", help="Name, ISO code or demonym.")],
    other: Annotated[str, typer.Argument(metavar="STATE", help="The other state.")],
    since: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.", callback=calendar_day)] = None,
    as_of: AsOf = None,
    added_until: AddedUntil = None,
    short: Annotated[bool, typer.Option("--short", help="One page.")] = False,
    diff: Annotated[
        Path | None, typer.Option("--diff", help="Only what changed since an older brief, saved with --json.")
    ] = None,
    form: Annotated[BriefFormat, typer.Option("--format", help="auto, md, html or json.")] = BriefFormat.AUTO,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Markdown, also on a terminal.")] = False,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit with 4 when nothing was found.")] = False,
) -> int:
    """Write a sourced brief about two states; each sentence is cited to its exact words.

    For instance:

      dragoman brief AZE ISR

      dragoman brief Turkish Israeli --since 2022-01-01 --format html > brief.html

      dragoman brief AZE ISR --as-of 2026-02-28 --json > february.json

      dragoman brief AZE ISR --diff february.json
    """
    form = BriefFormat.JSON if as_json else form
    older = _older(diff) if diff is not None else None
    made = make(context.obj, one, other, since, Horizon(as_of=as_of, added_until=added_until))
    if older is not None:
        return _print_changes(older, made, form, fail_empty=fail_empty)
    if short:
        from dragoman.output import on_one_page

        made = on_one_page(made)
    _print(made, form, plain)
    if made.is_empty:
        note(f"nothing about the two in {made.articles} articles")
        return exits.NOTHING_MATCHED if fail_empty else exits.OK
    return exits.OK


def make(folder: Path, one: str, other: str, since: str | None = None, known: Horizon = NOW) -> "Brief":
    """The brief about two states from the workspace in a folder."""
    from dragoman.knowledge.gazetteer import load_gazetteer
    from dragoman.knowledge.phrases import load_phrases
    from dragoman.workspace import Workspace
    from dragoman.workspace.briefing import brief_of

    gazetteer = load_gazetteer()
    pair = (state_code(one, gazetteer), state_code(other, gazetteer))
    if pair[0] == pair[1]:
        raise typer.BadParameter(f'"{one}" and "{other}" are the same state; a brief is about two')
    with Workspace.open(folder) as workspace:
        found = workspace.pair(*pair, since=since, known=known)
    return brief_of(found, gazetteer.names, load_phrases(), since, known)


def _older(file: Path) -> "Brief":
    """A brief that was saved as JSON.

    Raises:
        BadParameter: the file is missing or holds no such brief.
    """
    import msgspec

    from dragoman.output import Brief

    try:
        return msgspec.json.decode(file.read_bytes(), type=Brief)
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}; save one with `dragoman brief A B --json`") from error
    except msgspec.MsgspecError as error:
        raise typer.BadParameter(f"{file}: {error}; save one with `dragoman brief A B --json`") from error


def _print_changes(older: "Brief", made: "Brief", form: BriefFormat, *, fail_empty: bool) -> int:
    from dragoman.knowledge.phrases import load_phrases
    from dragoman.output import changes_between, render_changes

    if set(older.pair) != set(made.pair):
        raise typer.BadParameter(f"the older brief is about {' and '.join(older.pair)}")
    changes = changes_between(older, made)
    if form is BriefFormat.JSON:
        json_line(changes)
    elif form is BriefFormat.HTML:
        raise typer.BadParameter("--diff is written as md or json")
    else:
        typer.echo(render_changes(changes, load_phrases()), nl=False)
    is_empty = not (changes.added or changes.changed or changes.gone)
    return exits.NOTHING_MATCHED if fail_empty and is_empty else exits.OK


def _print(made: "Brief", form: BriefFormat, plain: bool) -> None:
    from dragoman.output import render_markdown, render_page, render_terminal

    if form is BriefFormat.JSON:
        json_line(made)
    elif form is BriefFormat.HTML:
        typer.echo(render_page(made), nl=False)
    elif form is BriefFormat.MARKDOWN or plain or not sys.stdout.isatty():
        typer.echo(render_markdown(made), nl=False)
    else:
        from rich.console import Console

        Console().print(render_terminal(made))


def demo(
    folder: Annotated[Path, typer.Option(help="Where the demo's workspace goes.")] = DEMO_FOLDER,
) -> int:
    """Make a brief from the sample articles, to see what Dragoman does."""
    from dragoman.cli.workspaces import told_progress
    from dragoman.workspace import Workspace

    note("Dragoman reads the sample articles (invented outlets) and keeps what they claim.")
    with as_file(sample_articles()) as articles, Workspace.open(folder, create=True) as workspace:
        with told_progress() as progress:
            report = workspace.add([articles], progress=progress)
        workspace.merge()
    note(f"{report.added + report.known} articles in {folder}; {report.failed} failed")
    _print(make(folder, *DEMO_PAIR), BriefFormat.AUTO, plain=False)
    note("Go on with:")
    note(f"  dragoman -w {folder} events Israel Azerbaijan")
    note(f"  dragoman -w {folder} happenings --json")
    note("  dragoman add YOUR-ARTICLES/ && dragoman brief STATE STATE")
    return exits.SOME_FAILED if report.failed else exits.OK


def sample_articles() -> Traversable:
    """The sample articles: inside an installed package, or beside the sources in a clone."""
    packed = files("dragoman") / "examples" / "articles"
    if packed.is_dir():
        return packed
    beside = Path(str(files("dragoman"))).parent.parent / "examples" / "articles"
    if beside.is_dir():
        return beside
    raise WorkspaceError("the sample articles are missing; install the package again")


def doctor() -> int:
    """Check that everything Dragoman needs is here and works, and say what to do where it does not."""
    checks = (
        ("Python", _python),
        ("knowledge", _knowledge),
        ("model", _model),
        ("store", _store),
        ("workers", _workers),
    )
    failed = 0
    for name, check in checks:
        try:
            typer.echo(f"ok    {name}: {check()}")
        except Exception as error:  # whatever is wrong is what the doctor was asked for
            failed += 1
            typer.echo(clean(f"FAIL  {name}: {error or type(error).__name__}"))
    return exits.FAILED if failed else exits.OK


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _knowledge() -> str:
    from dragoman.knowledge import load_knowledge

    knowledge = load_knowledge()
    size = f"{len(knowledge.patterns.patterns)} patterns, {len(knowledge.gazetteer.states)} states"
    return (
        f"{size}, codebook {knowledge.codebook.name} {knowledge.codebook.version}, fingerprint {knowledge.fingerprint}"
    )


def _model() -> str:
    from dragoman.coding.relation_model import MarkedPair, RelationModel

    model = RelationModel()
    pair = MarkedPair(text="Norway condemned Peru.", source=(0, 6), target=(17, 21))
    shares = model.probabilities([pair])[0]
    likeliest = max(shares, key=lambda act: shares[act])
    return f"{model.settings.name} answers {likeliest} to “{pair.text}”"


def _store() -> str:
    import tempfile

    from dragoman.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder, Workspace.open(folder, create=True) as workspace:
        return f"SQLite with full-text search; {len(workspace.articles())} articles in a new workspace"


def _workers() -> str:
    from dragoman.parallel import CodingSettings, code_documents
    from dragoman.read.documents import DocumentRef

    document = DocumentRef(location="doctor", data=b"Norway condemned Peru on Monday.", reader="plain")
    (outcome,) = code_documents([document], jobs=1, settings=CodingSettings())
    if outcome.coded is None:
        raise DragomanError(f"a worker could not code a sentence: {outcome.reason}")
    return f"a worker coded one sentence in {outcome.seconds:.1f} s"
