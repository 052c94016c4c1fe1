"""Commands that list records: events, happenings, quotes, search, show."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import exits
from dragoman.cli.judging import judged_lines
from dragoman.cli.naming import asked_act, calendar_day, state_code
from dragoman.cli.printing import clean, json_array, json_bytes, json_line, note, table
from dragoman.records import Event, Happening, Interval, Ref, Status, act_label

if TYPE_CHECKING:
    from dragoman.knowledge.gazetteer import Gazetteer

States = Annotated[list[str] | None, typer.Argument(metavar="STATE", help="One state, or a pair.")]
Since = Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.", callback=calendar_day)]
Until = Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.", callback=calendar_day)]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="What articles told up to this day, YYYY-MM-DD.", callback=calendar_day)
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
        )
        found = workspace.events(query)
    if as_json:
        json_array(found)
    else:
        rows = ((_day(e.event.time), _short(e.event), e.article.outlet or "", e.words, e.event.id) for e in found)
        table(("when", "event", "outlet", "words", "id"), rows, plain)
    return _closing(found, fail_empty, limit)


def happenings(
    context: typer.Context,
    states: States = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
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

    one, pair = asked_states(states)
    query = HappeningQuery(pair=pair, state=one, since=since, until=until, limit=min(limit, 1000))
    with Workspace.open(context.obj) as workspace:
        if as_of is not None:
            told = workspace.happenings_as_of(as_of, pair)
            found = [each for each in told if _is_wanted(each, one, since, until)][:limit]
        else:
            workspace.merge()
            found = _all_happenings(workspace.store.happenings, query, limit)
    if as_json:
        json_array(happening_json(happening) for happening in found)
    else:
        table(("when", "happening", "status", "reports", "outlets", "origins", "id"), map(_happening_row, found), plain)
    return _closing(found, fail_empty, limit)


def _is_wanted(happening: Happening, state: str | None, since: str | None, until: str | None) -> bool:
    """Whether a happening is of a state and may lie in a period; undated ones match no period, as in the store."""
    if state is not None and state not in happening.states:
        return False
    if since is None and until is None:
        return True
    time = happening.time
    if time is None or (time.earliest is None and time.latest is None):
        return False
    return (since is None or (time.latest or "9999") >= since) and (until is None or (time.earliest or "") <= until)


def quotes(
    context: typer.Context,
    by: Annotated[str | None, typer.Option(help="Speaker's name, or a part of it.")] = None,
    about: Annotated[str | None, typer.Option(help="A state that the words or their target name.")] = None,
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

    gazetteer, code = _named(about) if about else (None, None)

    def is_wanted(found: Any) -> bool:  # a stored statement
        speaker = found.statement.speaker
        if by and (speaker is None or by.lower() not in speaker.name.lower()):
            return False
        if code is None or gazetteer is None:
            return True
        target = found.statement.target
        named = {hit.entry.code for hit in gazetteer.find(" ".join(found.words)) if hasattr(hit.entry, "code")}
        return code in named or (target is not None and target.state == code)

    with Workspace.open(context.obj) as workspace:
        kept = _pages(workspace.statements, StatementQuery(limit=500, rejected=rejected), is_wanted, limit)
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
    return _closing(kept, fail_empty, limit)


def ties(
    context: typer.Context,
    states: States = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 100,
    as_json: AsJson = False,
    plain: IsPlain = False,
    fail_empty: FailEmpty = False,
) -> int:
    """List claims about the state of relations: close, frozen, resumed …, each with who says so and its words.

    Example:  dragoman ties Israel Turkey
    """
    from dragoman.store.queries import TieQuery
    from dragoman.workspace import Workspace

    one, pair = asked_states(states)
    if one is not None:
        raise typer.BadParameter("relations are between two states: give both, or none for all")
    with Workspace.open(context.obj) as workspace:
        found = workspace.ties(TieQuery(pair=pair, since=since, until=until, limit=limit))
    if as_json:
        json_array(found)
    else:
        rows = (
            (
                _day(each.tie.time),
                f"{_names(each.tie.pair)}: {', '.join(v.value for v in (each.tie.quality, each.tie.change) if v)}",
                " ← ".join(hop.name for hop in each.tie.chain),
                each.words,
                each.tie.id,
            )
            for each in found
        )
        table(("when", "relations", "chain", "words", "id"), rows, plain)
    return _closing(found, fail_empty, limit)


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
    return _closing(found, fail_empty, limit)


def show(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The id of any record.")],
    as_json: AsJson = False,
) -> int:
    """Show one record as judged, with its words in their article and what people decided about it.

    Example:  dragoman show evt-0123456789abcdef0123
    """
    from dragoman.workspace import Workspace

    with Workspace.open(context.obj) as workspace:
        shown = workspace.show(identifier)
    if shown is None:
        note(f'no record "{identifier}"; `dragoman events` and `dragoman search` list ids')
        return exits.NOTHING_MATCHED
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
    act = act_label(happening.act, happening.mode)
    origins = happening.origins
    count = str(origins.min) if origins.min == origins.max else f"{origins.min}–{origins.max}"
    return (
        _day(happening.time),
        f"{'–'.join(happening.states)} {act}",
        happening.status.value,
        str(happening.reports),
        str(happening.outlets),
        count,
        happening.id,
    )


def _short(event: Event) -> str:
    act = act_label(event.act, event.mode)
    arrow = "=" if event.symmetric else "→"
    return f"{_names(event.sources)} {arrow} {_names(event.targets)}: {act}, {event.status.value}"


def _names(refs: Iterable[Ref]) -> str:
    return ", ".join(ref.name if ref.state is None else f"{ref.name} ({ref.state})" for ref in refs) or "–"


def _day(time: Interval | None) -> str:
    if time is None:
        return "undated"
    return time.edtf or time.relative or "undated"


def _indented(record: Any) -> str:
    import msgspec

    made: dict[str, Any] = msgspec.to_builtins(record)
    made.pop("text", None)
    return json_bytes(made, indent=1).decode()


def _closing(found: Any, fail_empty: bool, limit: int) -> int:
    """Notes what was cut or empty, and the exit code."""
    if not found:
        note("nothing matched")
        return exits.NOTHING_MATCHED if fail_empty else exits.OK
    if len(found) >= limit:
        note(f"the first {limit}; ask for more with --limit")
    return exits.OK
