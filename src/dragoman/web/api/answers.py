"""Answers of the API: pages of records in the media type that was asked for, with a tag, a place and a next address."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlencode

import msgspec
from litestar import Response

from dragoman.output.flat_rows import Cell, csv_text
from dragoman.web.api.asking import Paging
from dragoman.web.api.problems import NotAcceptableError
from dragoman.web.desk import Desk
from dragoman.web.frame import WebRequest

JSON, CSV, NDJSON, MARKDOWN = "application/json", "text/csv", "application/x-ndjson", "text/markdown"

SCANNED, SCANNED_AT_ONCE = 5_000, 1_000
"""Records that one request looks through for a name, some tenths of a second; the next page goes on from there."""

_SAID = {CSV: "text/csv; header=present"}
"""What Content-Type says beside the type; the charset is added to all that is text."""

_RUN = secrets.token_hex(8)
"""Part of every tag: another run may serve another workspace at the same address, with as many changes."""


class Listing(NamedTuple):
    """How a kind of list is answered: its page, the item of what was found, and its flat row."""

    page: type[msgspec.Struct]
    item: Callable[[Any], Any]  # Any: what the list holds
    cells: Callable[[Any], Mapping[str, Cell]]


class Found(NamedTuple):
    """The records of a page, and the place from which the next goes on; null at the end."""

    records: Sequence[Any]  # Any: as above
    place: str | None


Asking: TypeAlias = Callable[[int], Found]


def answer_list(request: WebRequest, desk: Desk, listing: Listing, paging: Paging, ask: Asking) -> Response[bytes]:
    """A page of what `ask` finds for a number of records.

    Raises:
        NotAcceptableError: none of JSON, CSV and lines of JSON is asked for.

    """
    media = media_of(request, (JSON, CSV, NDJSON))
    tag = tag_of(request, desk, media)
    if is_known(request, tag):
        return unchanged(tag)
    records, place = ask(paging.limit)
    following = _next_address(request, place) if place else None
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    if media == CSV:
        data = csv_text(map(listing.cells, records)).encode("utf-8", "replace")
    elif media == NDJSON:
        data = lines_of(map(listing.item, records))
    else:
        data = msgspec.json.encode(listing.page(items=tuple(map(listing.item, records)), next=following))
    return answer(data, media, tag, headers)


def asking(ask: Callable[[Any], Sequence[Any]], query: Any) -> Asking:  # Any: a query of the store and its answers
    """Asks for one record more than the page, to see whether it is the last."""

    def look(limit: int) -> Found:
        return first_of(ask(msgspec.structs.replace(query, limit=limit + 1)), limit, lambda found: str(found.cursor))

    return look


def scanning(ask: Callable[[Any], Sequence[Any]], query: Any, keeps: Callable[[Any], bool]) -> Asking:  # Any: as above
    """Asks page by page for the records that are kept, and stops where enough were looked through."""

    def look(limit: int) -> Found:
        kept: list[Any] = []
        sized = msgspec.structs.replace(query, limit=SCANNED_AT_ONCE)
        for _ in range(SCANNED // SCANNED_AT_ONCE):
            page = ask(sized)
            kept += filter(keeps, page)
            if len(kept) > limit:
                return Found(kept[:limit], kept[limit - 1].cursor)
            if len(page) < SCANNED_AT_ONCE:
                return Found(kept, None)
            sized = msgspec.structs.replace(sized, after=page[-1].cursor)
        return Found(kept, sized.after)

    return look


def first_of(found: Sequence[Any], limit: int, place_of: Callable[[Any], str]) -> Found:  # Any: as above
    """The first records, and the place of the last of them where there are more."""
    return Found(found[:limit], place_of(found[limit - 1]) if len(found) > limit else None)


def answer_one(
    request: WebRequest, desk: Desk, make: Callable[[], Any], media: str = JSON
) -> Response[bytes]:  # Any: a record
    """One record as JSON, made only where the client does not hold it yet.

    Raises:
        NotAcceptableError: JSON is not asked for.

    """
    media_of(request, (media,))
    tag = tag_of(request, desk, media)
    if is_known(request, tag):
        return unchanged(tag)
    return answer(msgspec.json.encode(make()), media, tag)


def answer(data: bytes, media: str, tag: str, headers: Mapping[str, str] = {}) -> Response[bytes]:
    """Bytes with their tag; private to the person at this machine, and asked for again each time."""
    return Response(data, media_type=_SAID.get(media, media), headers={**_caching(tag), **headers})


def unchanged(tag: str) -> Response[bytes]:
    """What the client holds is what there is."""
    return Response(b"", status_code=304, headers=_caching(tag))


def lines_of(items: Iterable[Any]) -> bytes:  # Any: records
    """One JSON object a line."""
    return b"".join(msgspec.json.encode(item) + b"\n" for item in items)


def media_of(request: WebRequest, offered: tuple[str, ...]) -> str:
    """The media type that the client likes best of those that there are; the first where it does not say.

    Raises:
        NotAcceptableError: it takes none of them.

    """
    if not request.headers.get("accept", "").strip():
        return offered[0]
    chosen = request.accept.best_match(list(offered))
    if chosen is None:
        raise NotAcceptableError(f"This is given as {', '.join(offered)} only. Name one of them in Accept.")
    return chosen


def tag_of(request: WebRequest, desk: Desk, media: str) -> str:
    """A tag that changes with records, happenings, decisions and question; taken before anything is looked up.

    What changes meanwhile is then answered under the older tag, and asked for again.
    """
    revision = desk.workspace.store.revision
    parts = (_RUN, revision.records, revision.happenings, revision.judged, request.url.path, request.url.query, media)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def tag_of_data(data: bytes) -> str:
    """A tag made from an answer itself, where more than records decide what it says."""
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'


def is_known(request: WebRequest, tag: str) -> bool:
    """Whether the client holds the answer already. Source: RFC 9110, 13.1.2; tags are compared weakly."""
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in given.split(","))


def _caching(tag: str) -> dict[str, str]:
    return {"etag": tag, "cache-control": "private, no-cache", "vary": "accept, authorization, cookie"}


def _next_address(request: WebRequest, cursor: str) -> str:
    """The address of the request with another place."""
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{request.url.path}?{urlencode([*given, ('after', cursor)])}"
