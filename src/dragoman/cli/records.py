"""Commands that list records: events, happenings, quotes, search, show."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import exits
from dragoman.cli.judging import judged_lines
from dragoman.cli.naming import asked_act, calendar_day, state_code
from dragoman.cli.printing import clean, json_array, json_line, note, table
from dragoman.records import NOW, Event, Happening, Horizon, Interval, OriginCount, Ref, Status, act_label
from dragoman.records.safe_json import json_bytes

if TYPE_CHECKING:
    from dragoman.knowledge.gazetteer import Gazetteer
    from dragoman.workspace import Tombstone

States = Annotated[list[str] | None, typer.Argument(metavar="STATE", help="One state, or a pair.")]
Since = Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.", callback=calendar_day)]
Until = Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.", callback=calendar_day)]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="What articles told up to this day, YYYY-MM-DD.", callback=calendar_day)
]
AddedUntil = Annotated[
    str | None,
    typer.Option(
        "--added-until",
        help="What was known here on this day, YYYY-MM-DD: articles added up to then.",
        callback=calendar_day,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]
IsPlain = Annotated[bool, typer.Option("--plain", help="Tab-separated lines, also on a terminal.")]
IsRejected = Annotated[bool, typer.Option("--rejected", help="Only what people rejected, which is left out otherwise.")]
FailEmpty = Annotated[bool, typer.Option("--fail-empty", help="Exit with 4 when nothing matched.")]


def events(
    context: typer.Context,
    states: States = None,
    act: Annotated[str | None, typer.Option(help="An act: a PLOVER type, for instance CONSULT, or your own.")] = None,
    status: Annotated[Status | None, typer.Option(help="happened, planned, denied …", case_sensitive=False)] = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    added_until: AddedUntil = None,
    limit: Limit = 100,
    rejected: IsRejected = False,
    as_json: AsJson = False,
    plain: IsPlain = False,
    fail_empty: FailEmpty = False,
) -> int:
    """List events: one claim in one article each, with its words.

    For instance:

      dragoman events Israel Azerbaijan --status planned

      dragoman events Kenya --since 2025-01-01 --json
    """
    from dragoman.store.queries import EventQuery
    from dragoman.workspace import Workspace

    one, pair = asked_states(states)
    with Workspace.open(context.obj) as workspace:
        kind, mode = asked_act(act, workspace.codebook)
        query = EventQuery(
            pair=pair,
            state=one,
            act=kind,
            mode=mode,
            status=status,
            since=since,
            until=until,
            limit=limit,
            third_parties=bool(pair),
            rejected=rejected,
            known=Horizon(as_of=as_of, added_until=added_until),
        )
        found = workspace.events(query)
    if as_json:
        json_array(found)
    else:
        rows = ((day_of(e.event.time), short_of(e.event), e.article.outlet or "", e.words, e.event.id) for e in found)
        table(("when", "event", "outlet", "words", "id"), rows, plain)
    return closing(found, fail_empty, limit)


def happenings(
    context: typer.Context,
    states: States = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    added_until: AddedUntil = None,
    limit: Limit = 100000,
    as_json: AsJson = False,
    plain: IsPlain = False,
    fail_empty: FailEmpty = False,
) -> int:
    """List happenings: what events of several articles are about, with reports, outlets and origins counted apart.

    For instance:

      dragoman happenings Israel Azerbaijan --json

      dragoman happenings Israel Azerbaijan --as-of 2026-02-28
    """
    from dragoman.merge import happening_json
    from dragoman.store.queries import HappeningQuery
    from dragoman.workspace import Workspace
    from dragoman.workspace.asking import is_within

    one, pair = asked_states(states)
    query = HappeningQuery(pair=pair, state=one, since=since, until=until, limit=min(limit, 1000))
    with Workspace.open(context.obj) as workspace:
        known = Horizon(as_of=as_of, added_until=added_until)
        if known != NOW:
            told = workspace.happenings_known(known, pair)
            found = [each for each in told if is_within(each, query)][:limit]
        else:
            workspace.merge()
            found = _all_happenings(workspace.store.happenings, query, limit)
    if as_json:
        json_array(happening_json(happening) for happening in found)
    else:
        table(("when", "happening", "status", "reports", "outlets", "origins", "id"), map(_happening_row, found), plain)
    return closing(found, fail_empty, limit)


def quotes(
    context: typer.Context,
    by: Annotated[str | None, typer.Option(help="Speaker's name, or a part of it.")] = None,
    about: Annotated[str | None, typer.Option(help="A state that the words or their target name.")] = None,
    as_of: AsOf = None,
    added_until: AddedUntil = None,
    limit: Limit = 50,
    rejected: IsRejected = False,
    as_json: AsJson = False,
    plain: IsPlain = False,
    fail_empty: FailEmpty = False,
) -> int:
    """List statements: who is said to have said what, through whom.

    Example:  dragoman quotes --by Aliyev --about Israel
    """
    from dragoman.store.queries import StatementQuery
    from dragoman.workspace import Workspace
    from dragoman.workspace.asking import saying

    gazetteer, code = _named(about) if about else (None, None)
    is_wanted = saying(by, code, gazetteer)
    known = Horizon(as_of=as_of, added_until=added_until)
    with Workspace.open(context.obj) as workspace:
        kept = _pages(workspace.statements, StatementQuery(limit=500, rejected=rejected, known=known), is_wanted, limit)
    if as_json:
        json_array(kept)
    else:
        rows = (
            (
                found.article.published or "undated",
                " ← ".join(hop.name for hop in found.statement.chain),
                found.statement.speech_act.value,
                " … ".join(found.words),
                found.statement.id,
            )
            for found in kept
        )
        table(("published", "chain", "act", "words", "id"), rows, plain)
    return closing(kept, fail_empty, limit)


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORD", help='Words and "quoted phrases".')],
    limit: Limit = 20,
    as_json: AsJson = False,
    plain: IsPlain = False,
    fail_empty: FailEmpty = False,
) -> int:
    """Find articles by their words.

    Example:  dragoman search embassy '"Tel Aviv"'
    """
    from dragoman.workspace import Workspace

    with Workspace.open(context.obj) as workspace:
        found = workspace.search(" ".join(words), limit)
    if as_json:
        json_array(found)
    else:
        rows = (
            (h.article.published or "undated", h.article.outlet or "", h.article.title or "", h.words, h.article.id)
            for h in found
        )
        table(("published", "outlet", "title", "words", "id"), rows, plain)
    return closing(found, fail_empty, limit)


def show(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The id of any record.")],
    cite: Annotated[
        bool, typer.Option("--cite", help="One line to copy: words, speaker, outlet, day, address and id.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Show one record as judged, with its words in their article and what people decided about it.

    For instance:

      dragoman show evt-0123456789abcdef0123

      dragoman show evt-0123456789abcdef0123 --cite
    """
    from dragoman.workspace import Workspace

    with Workspace.open(context.obj) as workspace:
        shown = workspace.show(identifier)
        cited = workspace.cite(identifier) if cite else ()
        former = workspace.former(identifier) if shown is None else None
    if former is not None:
        return _former(former, as_json)
    if shown is None:
        note(f'no record "{identifier}"; `dragoman events` and `dragoman search` list ids')
        return exits.NOTHING_MATCHED
    if cite:
        if as_json:
            json_array(cited)
        else:
            for line in cited:
                typer.echo(clean(line))
        return exits.OK
    if as_json:
        json_line(shown)
        return exits.OK
    for article in shown.articles:
        typer.echo(
            clean(
                f"{article.outlet or 'unknown outlet'}, {article.published or 'undated'}: {article.title or 'untitled'}"
            )
        )
    for words in shown.words:
        typer.echo(clean(f"  {words.article} [{words.span[0]}, {words.span[1]})  “{words.words}”"))
    for line in judged_lines(shown):
        typer.echo(clean(line))
    typer.echo(_indented(shown.record))
    return exits.OK


def _former(former: "Tombstone", as_json: bool) -> int:
    """Says what became of an id that is no more."""
    if as_json:
        json_line(former)
    else:
        article = "an" if former.kind[0] in "aeiou" else "a"
        typer.echo(clean(f"{former.id} was {article} {former.kind} ({former.was}) and is no more; now:"))
        for identifier in former.now:
            typer.echo(clean(f"  {identifier}"))
    return exits.OK


def _named(state: str) -> tuple["Gazetteer", str]:
    """The gazetteer, which only a name asks for, and the code of the state."""
    from dragoman.knowledge.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()
    return gazetteer, state_code(state, gazetteer)


def asked_states(states: list[str] | None) -> tuple[str | None, tuple[str, str] | None]:
    """One state or a pair, from one or two names."""
    if not states:
        return None, None
    if len(states) > 2:
        raise typer.BadParameter("give one state or two")
    from dragoman.knowledge.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()
    codes = [state_code(state, gazetteer) for state in states]
    return (codes[0], None) if len(codes) == 1 else (None, (codes[0], codes[1]))


def _all_happenings(ask: Callable[[Any], Any], query: Any, limit: int) -> list[Happening]:
    return [found.happening for found in _pages(ask, query, lambda _: True, limit)]


def _pages(ask: Callable[[Any], Any], query: Any, is_wanted: Callable[[Any], bool], limit: int) -> list[Any]:
    """The first `limit` wanted answers of a paged query."""
    from itertools import chain, islice

    from dragoman.store.paging import pages

    return list(islice(filter(is_wanted, chain.from_iterable(pages(ask, query))), limit))


def _happening_row(happening: Happening) -> tuple[str, ...]:
    return (
        day_of(happening.time),
        what_of(happening),
        happening.status.value,
        str(happening.reports),
        str(happening.outlets),
        range_of(happening.origins),
        happening.id,
    )


def what_of(happening: Happening) -> str:
    """The sides and the act of a happening."""
    act = act_label(happening.act, happening.mode)
    return f"{'–'.join(happening.states)} {act}"


def range_of(origins: OriginCount) -> str:
    """The least and the most number of origins: "1", "1–2"."""
    return str(origins.min) if origins.min == origins.max else f"{origins.min}–{origins.max}"


def short_of(event: Event) -> str:
    """An event in one line."""
    act = act_label(event.act, event.mode)
    arrow = "=" if event.symmetric else "→"
    return f"{names_of(event.sources)} {arrow} {names_of(event.targets)}: {act}, {event.status.value}"


def names_of(refs: Iterable[Ref]) -> str:
    """Actors with their states."""
    return ", ".join(ref.name if ref.state is None else f"{ref.name} ({ref.state})" for ref in refs) or "–"


def day_of(time: Interval | None) -> str:
    """A time as it is listed."""
    if time is None:
        return "undated"
    return time.edtf or time.relative or "undated"


def _indented(record: Any) -> str:
    import msgspec

    made: dict[str, Any] = msgspec.to_builtins(record)
    made.pop("text", None)
    return json_bytes(made, indent=1).decode()


def closing(found: Any, fail_empty: bool, limit: int) -> int:
    """Notes what was cut or empty, and the exit code."""
    if not found:
        note("nothing matched")
        return exits.NOTHING_MATCHED if fail_empty else exits.OK
    if len(found) >= limit:
        note(f"the first {limit}; ask for more with --limit")
    return exits.OK
