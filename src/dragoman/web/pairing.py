"""Pairs: the most told pairs, and all that is kept about one, by time."""

from collections.abc import Sized
from typing import Any

from litestar import Response, get
from litestar.exceptions import ValidationException
from litestar.params import FromPath
from litestar.response import Redirect

from dragoman.knowledge.cameo import load_cameo
from dragoman.knowledge.phrases import Phrases
from dragoman.merge.intensity import monthly_series, scores_of
from dragoman.output.dates import is_dated
from dragoman.output.state_of_relations import version_in_words
from dragoman.records import Interval, Status, TieClaim, TieConflict
from dragoman.store import EventQuery, TieQuery
from dragoman.web.desk import ALL_BRIEF_ROWS, BRIEF_ROWS, PAIR_ROWS, Desk
from dragoman.web.frame import DeskOfApp, WebRequest, address, asked, asked_day, asked_horizon, go, known_state, show
from dragoman.web.intensity import draw_series
from dragoman.web.offers import Number, Offers, count, offer
from dragoman.web.timeline import draw_timeline
from dragoman.web.views import EventView, leads_of
from dragoman.workspace import PairRecords

LISTED_PAIRS = 200

SHOWN_CLAIMS = 5
"""Claims of one account of ties with their words: some outlets say how it is put, the counts say how many do."""


@get("/pairs", sync_to_thread=True)
def pairs(request: WebRequest, desk: DeskOfApp) -> Response[bytes] | Redirect:
    """The pairs with the most happenings; two names of the form lead to the page of their pair."""
    one, other = asked(request, "one"), asked(request, "other")
    if one and other:
        codes = known_state(desk, one), known_state(desk, other)
        _check_two(codes)
        return go(f"/pairs/{codes[0]}/{codes[1]}")
    desk.merge()
    return show(
        request, desk, "pairs.html", "Pairs", pairs=desk.workspace.store.pairs(LISTED_PAIRS), one=one, other=other
    )


@get("/pairs/{one:str}/{other:str}", sync_to_thread=True)
def pair(request: WebRequest, desk: DeskOfApp, one: FromPath[str], other: FromPath[str]) -> Response[bytes]:
    """One pair: events by time with an undated tray, happenings, ties, and what each says of the other."""
    codes = known_state(desk, one), known_state(desk, other)
    _check_two(codes)
    since, until = asked_day(request, "since"), asked_day(request, "until")
    known = asked_horizon(request)
    found = desk.pair(*codes, since, until, known=known)
    events = desk.views(found.events)
    cameo = load_cameo()
    series = monthly_series(codes, found.happenings, found.articles, found.relations.accounts, cameo)
    dated = [view for view in events if is_dated(view.event.time)]
    return show(
        request,
        desk,
        "pair.html",
        " and ".join(map(desk.state_name, codes)),
        codes=codes,
        since=since,
        until=until,
        known=known,
        by_year=_by_year(dated),
        undated=[view for view in events if not is_dated(view.event.time)],
        planned=[view for view in events if view.event.status is Status.PLANNED],
        third_party=desk.views(found.third_party),
        happenings=found.happenings,
        between=sum(set(codes) <= set(one.states) for one in found.happenings),
        leads=leads_of(found.happenings, (coded.article for coded in found.articles)),
        timeline=draw_timeline(found.happenings),
        series=draw_series(series),
        scores=scores_of(cameo),
        relations=found.relations,
        shown_claims=SHOWN_CLAIMS,
        differing=[_differing(conflict, desk.phrases) for conflict in found.relations.conflicts],
        statements=found.statements,
        articles=len(found.articles),
        most=PAIR_ROWS,
        offers=_offers(desk, found, since, until),
        brief_at=address(
            f"/pairs/{codes[0]}/{codes[1]}/brief", since=since, as_of=known.as_of, added_until=known.added_until
        ),
    )


@get("/pairs/{one:str}/{other:str}/brief", sync_to_thread=True)
def brief(request: WebRequest, desk: DeskOfApp, one: FromPath[str], other: FromPath[str]) -> Response[bytes]:
    """A brief about a pair, each sentence cited to its words."""
    codes = known_state(desk, one), known_state(desk, other)
    _check_two(codes)
    since, is_all, known = asked_day(request, "since"), bool(asked(request, "all")), asked_horizon(request)
    rows = ALL_BRIEF_ROWS if is_all else BRIEF_ROWS
    made, is_cut = desk.brief(*codes, since, rows, known)
    return show(
        request,
        desk,
        "brief.html",
        made.title,
        brief=made,
        known=known,
        codes=codes,
        offers=offer({"brief": None}, {"state": codes[0], "with": codes[1], "since": since}),
        rests_on=rows if is_cut else None,
        all_rows=ALL_BRIEF_ROWS,
        all_at=None
        if is_all
        else address(request.url.path, since=since, as_of=known.as_of, added_until=known.added_until, all="1"),
    )


def _offers(desk: Desk, found: PairRecords, since: str | None, until: str | None) -> Offers | None:
    """What to take away of a pair: all that its page is about, also beyond the newest that it shows."""
    asked_of: dict[str, Any] = {"pair": found.pair, "since": since, "until": until}
    numbers: dict[str, Number | None] = {
        "events": count(desk, EventQuery(**asked_of, third_parties=True)),
        "happenings": _shown(found.happenings),
        "statements": _shown(found.statements),
        "ties": count(desk, TieQuery(**asked_of)),
        "all": None,
    }
    if until is None:
        numbers["brief"] = None
    fields = {"state": found.pair[0], "with": found.pair[1], "since": since, "until": until, "around": "1"}
    return offer(numbers, fields)


def _shown(records: Sized) -> Number:
    return Number(len(records), is_more=len(records) >= PAIR_ROWS)


def _differing(conflict: TieConflict, phrases: Phrases) -> tuple[TieConflict, list[tuple[str, TieClaim]]]:
    """A conflict about ties with the claims of its sides, each with the version that it gives in words."""
    said = [
        (version_in_words(conflict.kind, side.value, phrases), claim)
        for side in conflict.sides
        for claim in side.claims
    ]
    return conflict, said


def _check_two(codes: tuple[str, str]) -> None:
    if codes[0] == codes[1]:
        raise ValidationException("A pair is two different states. Name another one.")


def _by_year(views: list[EventView]) -> dict[str, list[EventView]]:
    """Dated events by the year in which they may have begun, oldest first."""
    years: dict[str, list[EventView]] = {}
    for view in sorted(views, key=lambda view: _order(view.event.time)):
        years.setdefault(_order(view.event.time)[0][:4], []).append(view)
    return years


def _order(time: Interval | None) -> tuple[str, str]:
    return ("", "") if time is None else (time.earliest or time.latest or "", time.latest or "9999")
