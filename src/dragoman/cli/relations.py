"""Commands about relations: `ties` over time, and `claims` side by side."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.printing import json_array, json_line, note, table
from dragoman.cli.records import (
    AddedUntil,
    AsJson,
    AsOf,
    FailEmpty,
    IsPlain,
    IsRejected,
    Limit,
    Since,
    States,
    Until,
    asked_states,
    closing,
    day_of,
    names_of,
    range_of,
    what_of,
)
from dragoman.records import (
    Act,
    Change,
    Hop,
    Horizon,
    Quality,
    Relations,
    Series,
    Tie,
    TieAccount,
    TieClaim,
    TieConflict,
)

if TYPE_CHECKING:
    from dragoman.store import StoredTie
    from dragoman.workspace.reports import ClaimsBeside

Row = tuple[str, ...]


def ties(
    context: typer.Context,
    states: States = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    added_until: AddedUntil = None,
    series: Annotated[bool, typer.Option("--series", help="Also the monthly series of the pair's happenings.")] = False,
    limit: Limit = 100,
    rejected: IsRejected = False,
    as_json: AsJson = False,
    plain: IsPlain = False,
    fail_empty: FailEmpty = False,
) -> int:
    """Tell how relations of two states are said to stand and to have moved, and where the claims differ.

    Of a pair the accounts over time, with how many tell them; without one all claims, each with its words.

    For instance:

      dragoman ties Israel Turkey

      dragoman ties Israel Turkey --series --json
    """
    from dragoman.workspace import Workspace

    one, pair = asked_states(states)
    if one is not None:
        raise typer.BadParameter("relations are between two states: give both, or none for all")
    if pair is not None and pair[0] == pair[1]:
        raise typer.BadParameter(f"{pair[0]} is one state; relations are between two")
    if series and (pair is None or rejected):
        raise typer.BadParameter("--series asks for the happenings of a pair: give two states, without --rejected")
    known = Horizon(as_of=as_of, added_until=added_until)
    with Workspace.open(context.obj) as workspace:
        if pair is None or rejected:
            from dragoman.store.queries import TieQuery

            query = TieQuery(pair=pair, since=since, until=until, limit=limit, rejected=rejected, known=known)
            return _print_claims(workspace.ties(query), limit, as_json=as_json, plain=plain, fail_empty=fail_empty)
        told = workspace.relations(*pair, since=since, until=until, known=known, series=series)
    if as_json:
        json_line(told)
    else:
        _print_relations(told, limit, plain)
    return closing(told.accounts or any(one.points for one in told.series or ()), fail_empty, limit)


def claims(
    context: typer.Context,
    states: States = None,
    act: Annotated[Act | None, typer.Option(help="A PLOVER type, for instance CONSULT.", case_sensitive=False)] = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    added_until: AddedUntil = None,
    only_conflicts: Annotated[
        bool, typer.Option("--only-conflicts", help="Only happenings whose accounts differ.")
    ] = False,
    limit: Limit = 100,
    as_json: AsJson = False,
    plain: IsPlain = False,
    fail_empty: FailEmpty = False,
) -> int:
    """Put the claims of each happening side by side: who says so, in which words, on how many origins, what differs.

    Claims about ties that differ stand after them.

    For instance:

      dragoman claims Israel Azerbaijan

      dragoman claims Israel Turkey --only-conflicts --json
    """
    from dragoman.workspace import Workspace
    from dragoman.workspace.relating import Asked

    one, pair = asked_states(states)
    asked = Asked(
        pair=pair,
        state=one,
        act=act,
        since=since,
        until=until,
        known=Horizon(as_of=as_of, added_until=added_until),
        only_conflicts=only_conflicts,
        limit=limit,
    )
    with Workspace.open(context.obj) as workspace:
        found = workspace.claims(asked)
    told = _Teller(found)
    if as_json:
        json_line({"happenings": list(told.happenings_json()), "ties": list(told.ties_json())})
    else:
        headings = ("of", "what", "when", "status", "counted", "differs on", "who says so", "words", "id")
        table(headings, (*told.happening_rows(), *told.tie_rows()), plain)
    if len(found.happenings) >= limit:
        note(f"the first {limit} happenings; ask for more with --limit")
        return closing(found.happenings, fail_empty, limit + 1)
    return closing((*found.happenings, *found.ties), fail_empty, limit + len(found.ties) + 1)


class _Teller:
    """Claims side by side in words: chains and counts as a brief says them."""

    def __init__(self, found: "ClaimsBeside") -> None:
        from dragoman.knowledge.gazetteer import load_gazetteer
        from dragoman.knowledge.phrases import load_phrases
        from dragoman.output.naming import Namer

        self._found = found
        self._phrases = load_phrases()
        self._namer = Namer(found.articles, load_gazetteer().names, self._phrases)
        self._namer.introduce_all()
        self._articles = {coded.article.id: coded.article for coded in found.articles}

    def happenings_json(self) -> Iterator[dict[str, Any]]:  # any: JSON values
        """Each happening as `happenings --json` has it, with its claims."""
        from dragoman.merge import happening_json

        for one in self._found.happenings:
            told = [
                {
                    "article": claim.article,
                    "event": claim.event,
                    "words": claim.words,
                    "who": self._who(claim.event.chain, claim.article.id),
                }
                for claim in one.claims
            ]
            yield {"happening": happening_json(one.happening), "claims": told}

    def ties_json(self) -> Iterator[dict[str, Any]]:  # any: JSON values
        """Each conflict about ties, with its accounts."""
        for one in self._found.ties:
            yield {"conflict": one.conflict, "accounts": one.accounts}

    def happening_rows(self) -> Iterator[Row]:
        """One row for each claim."""
        for one in self._found.happenings:
            counted = self._counted(one.happening)
            differs = ", ".join(conflict.field for conflict in one.happening.conflicts)
            for claim in one.claims:
                who = self._who(claim.event.chain, claim.article.id)
                when, status = day_of(claim.event.time), claim.event.status.value
                what = what_of(one.happening)
                yield (one.happening.id, what, when, status, counted, differs, who, claim.words, claim.event.id)

    def tie_rows(self) -> Iterator[Row]:
        """One row for each claim of a conflict about ties, those on which the sides agree last."""
        for one in self._found.ties:
            counted = {claim.tie: self._counted(account) for account in one.accounts for claim in account.claims}
            for value, claim in _versions(one.conflict):
                who, kind = self._who(claim.chain, claim.article), one.conflict.kind.value
                when, what = day_of(claim.time), f"{'–'.join(one.conflict.pair)} {_said(claim)}"
                yield (
                    one.conflict.id,
                    what,
                    when,
                    value,
                    counted.get(claim.tie, ""),
                    kind,
                    who,
                    claim.words,
                    claim.tie,
                )

    def _who(self, chain: tuple[Hop, ...], article: str) -> str:
        from dragoman.output.attributions import who_says

        return who_says(chain, self._articles[article], self._namer, self._phrases)

    def _counted(self, counted: Any) -> str:  # a happening or a tie account
        from dragoman.output.limits import counts_in_words

        return counts_in_words(counted, self._phrases)


def _print_claims(found: tuple["StoredTie", ...], limit: int, *, as_json: bool, plain: bool, fail_empty: bool) -> int:
    """Claims about ties, one a row."""
    if as_json:
        json_array(found)
    else:
        rows = (
            (
                day_of(each.tie.time),
                f"{names_of(each.tie.pair)}: {_said(each.tie)}",
                _chain(each.tie.chain),
                each.words,
                each.tie.id,
            )
            for each in found
        )
        table(("when", "relations", "chain", "words", "id"), rows, plain)
    return closing(found, fail_empty, limit)


def _print_relations(told: Relations, limit: int, plain: bool) -> None:
    """Accounts, conflicts and series, as tables of their own; plain rows begin with what they are."""
    accounts = (_account_row(account) for account in told.accounts[:limit])
    table(("", "when", "relations", "reports", "outlets", "origins", "words", "id"), accounts, plain)
    conflicts = [row for conflict in told.conflicts for row in _conflict_rows(conflict)]
    if conflicts:
        table(("", "differ on", "version", "relations", "outlet", "chain", "words", "id"), conflicts, plain)
    points = [row for series in told.series or () for row in _series_rows(series)]
    if points:
        headings = ("", "status", "month", "count", "sum", "mean", "cooperative", "conflictual", "happenings")
        table(headings, points, plain)
        note(f"scores: {told.scores}; ties have none")


def _account_row(account: TieAccount) -> Row:
    words = " / ".join(dict.fromkeys(claim.words for claim in account.claims))
    counts = (str(account.reports), str(account.outlets), range_of(account.origins))
    return ("account", day_of(account.time), _said(account), *counts, words, account.id)


def _conflict_rows(conflict: TieConflict) -> Iterator[Row]:
    for value, claim in _versions(conflict):
        told = (value, _said(claim), claim.outlet or "", _chain(claim.chain), claim.words)
        yield ("conflict", conflict.kind.value, *told, conflict.id)


def _versions(conflict: TieConflict) -> Iterator[tuple[str, TieClaim]]:
    """Each claim with the version that it gives, or "agreed"."""
    for side in conflict.sides:
        yield from ((side.value, claim) for claim in side.claims)
    yield from (("agreed", claim) for claim in conflict.agreed)


def _series_rows(series: Series) -> Iterator[Row]:
    for point in series.points:
        mean = "" if point.mean is None else f"{point.mean:g}"
        counts = (str(point.count), f"{point.sum:g}", mean, str(point.cooperative), str(point.conflictual))
        yield ("series", series.group.value, point.month, *counts, " ".join((*point.happenings, *point.ties)))


def _said(tie: Tie | TieAccount | TieClaim) -> str:
    words: Iterable[Quality | Change | None] = (tie.quality, tie.change)
    return ", ".join(word.value for word in words if word)


def _chain(chain: Iterable[Hop]) -> str:
    return " ← ".join(hop.name for hop in chain)
