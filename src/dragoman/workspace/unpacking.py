"""Taking in what `packing` wrote: each line is checked by itself, so that a bad one costs itself only."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO, NamedTuple

import msgspec

from dragoman.errors import DragomanError, WorkspaceError
from dragoman.output.clean import plain
from dragoman.read.making import web_address
from dragoman.records import LONGEST_NAME, SEARCHED_PAGES, CodedArticle, SavedSearch, Span, search_id
from dragoman.store import Store
from dragoman.workspace.adding import today
from dragoman.workspace.judging import judgement_id
from dragoman.workspace.packing import PACKING, ArticleLine, EndLine, HeadLine, JudgementLine, PackedLine, SearchLine
from dragoman.workspace.reports import Failure, ImportReport

LONGEST_LINE = 256_000_000
"""Bytes. The largest document that is read has 50 MB; with its records its line has some four times as many."""

IMPORTED = "imported"
"""The coding of articles that come from `dragoman code`, which does not say it."""

_SPANS = frozenset({"span", "cue", "trigger", "evidence"})
_DAYS = frozenset({"earliest", "latest", "published"})
_ID = re.compile(r"[^\s\x00-\x20\x7f-\x9f<>\"'`\\/?#&%]{1,200}")
"""What an id may be: it stands in addresses and in the names of files."""

_lines = msgspec.json.Decoder(PackedLine)
_bare = msgspec.json.Decoder(CodedArticle)


class _Refusal(Exception):  # noqa: N818 - no error that leaves this module
    """Why a line is not taken in."""


class _Numbered(NamedTuple):
    """A line with its number from 1; null where it is longer than any may be."""

    number: int
    data: bytes | None


def unpack(store: Store, source: BinaryIO, name: str) -> ImportReport:
    """Adds the articles and judgements of a file; `name` is what reports call it.

    An article keeps the day on which it was first added, as judgements keep their time; without one it is today's.
    What is known already adds nothing, and an article that another coding has coded here stays as it is. Lines of
    `dragoman code` are taken in too. Articles and judgements that were added stay, whatever ends the run.

    Raises:
        WorkspaceError: the file was written by a newer Dragoman.
        StoreError: the store cannot be written to at all.

    """
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    judged = {one.id for one in store.judgements()}
    is_packed, end = False, None
    for numbered in _numbered(source):
        if numbered.data is not None and not numbered.data.strip():
            continue
        try:
            line = _decoded(numbered)
            match line:
                case HeadLine():
                    is_packed = True
                    _check_version(line, name)
                case EndLine():
                    end = line
                case _:
                    counts[_kept(store, line, judged)] += 1
        except (_Refusal, DragomanError) as error:
            if isinstance(error, WorkspaceError):
                raise
            failures.append(Failure(location=f"{name}, line {numbered.number}", reason=str(error), attempts=1))
    if is_packed and end is None:
        failures.append(Failure(location=name, reason="it has no last line: it was cut short; export it again"))
    return ImportReport(
        articles=counts["article"],
        known_articles=counts["known article"],
        judgements=counts["judgement"],
        known_judgements=counts["known judgement"],
        failures=tuple(failures),
    )


def _numbered(source: BinaryIO) -> Iterator[_Numbered]:
    """The lines of a file; one that is too long is read past, not held."""
    number = 0
    while data := source.readline(LONGEST_LINE):
        number += 1
        if len(data) == LONGEST_LINE and not data.endswith(b"\n"):
            while rest := source.readline(1_000_000):
                if rest.endswith(b"\n"):
                    break
            yield _Numbered(number, None)
        else:
            yield _Numbered(number, data)


def _decoded(numbered: _Numbered) -> PackedLine:
    """The line as a record.

    Raises:
        _Refusal: it is none.

    """
    if numbered.data is None:
        raise _Refusal(f"longer than {LONGEST_LINE:,} bytes")
    try:
        line: PackedLine = _lines.decode(numbered.data)  # the decoder's own type is lost in a union
    except msgspec.ValidationError as error:
        if "missing required field `line`" not in str(error):
            raise _Refusal(str(error)) from error
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise _Refusal(f"not readable JSON: {error}") from error
    else:
        return line
    try:
        return ArticleLine(coding=IMPORTED, **msgspec.structs.asdict(_bare.decode(numbered.data)))
    except msgspec.ValidationError as error:
        raise _Refusal(f"neither a line of an exported workspace nor one of `dragoman code`: {error}") from error


def _check_version(head: HeadLine, name: str) -> None:
    if head.packing > PACKING:
        raise WorkspaceError(f"{name}: written by {head.made_by} in a newer form; install a newer Dragoman")


def _kept(store: Store, line: ArticleLine | JudgementLine | SearchLine, judged: set[str]) -> str:
    """Puts a line into the store; what it was, and whether it was known. `judged` are the ids of known judgements.

    Raises:
        _Refusal: its content contradicts itself.
        StoreError: the store refuses it.

    """
    if isinstance(line, JudgementLine):
        made = line.judgement
        if made.id != judgement_id(made):
            raise _Refusal(f'judgement "{made.id}" does not have the id that follows from its content; it was changed')
        if made.id in judged:
            return "known judgement"
        store.judge(made)
        judged.add(made.id)
        return "judgement"
    if isinstance(line, SearchLine):
        return _kept_search(store, line.search)
    check_coded(line.coded)
    if line.added is not None:
        _check_day("added", line.added)
    is_new = store.add(line.coded, coding=line.coding, replaces=False, added=line.added or today())
    return "article" if is_new else "known article"


def _kept_search(store: Store, search: SavedSearch) -> str:
    """Keeps a saved search; what is in the store by then is nothing new to it.

    Raises:
        _Refusal: it is none that the reading room could have saved.

    """
    is_ours = search.id == search_id(search.page, search.asked, search.made) and search.page in SEARCHED_PAGES
    if not is_ours or not search.name or search.name != plain(search.name) or len(search.name) > LONGEST_NAME:
        raise _Refusal(f'saved search "{search.id[:80]}": it is none of the reading room\'s; it was changed')
    if any(search.id == one.id for one in store.searches.all()):
        return "known search"
    store.searches.keep(search)
    return "search"


def check_coded(coded: CodedArticle) -> None:
    """Refuses an article whose records do not fit its text.

    Raises:
        _Refusal: a digest, a span, a day, an address or an id is not what it says.

    """
    article = coded.article
    if hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest() != article.sha256:
        raise _Refusal(f'article "{article.id}": its text is not that of its sha256; it was changed')
    if article.url is not None and web_address(article.url) != article.url:
        raise _Refusal(f'article "{article.id}": its url is no web address')
    own = [record.id for group in (coded.events, coded.statements, coded.ties, coded.actors) for record in group]
    _check_ids(article.id, own)
    for place, span in _spans("", msgspec.to_builtins(coded)):
        if not 0 <= span[0] < span[1] <= len(article.text):
            raise _Refusal(f'article "{article.id}": {place} {list(span)} is outside its text of {len(article.text)}')


def _check_ids(article: str, own: Iterable[str]) -> None:
    counted = Counter(own)
    for identifier in (article, *counted):
        if not _ID.fullmatch(identifier):
            raise _Refusal(f'article "{article}": "{identifier[:80]}" cannot be an id')
    twice = [identifier for identifier, count in counted.items() if count > 1]
    if twice:
        raise _Refusal(f'article "{article}": two records have the id "{twice[0]}"')


def _spans(path: str, value: Any) -> Iterator[tuple[str, Span]]:  # built-in values of JSON
    """All spans in a record with where they stand; days are checked on the way.

    Raises:
        _Refusal: a day is none of the calendar.

    """
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield path, (value["start"], value["end"])
        for field, inner in value.items():
            place = f"{path}.{field}".lstrip(".")
            if field in _SPANS and inner is not None:
                yield place, tuple(inner)
            elif field == "content":
                yield from ((place, tuple(part)) for part in inner)
            elif field in _DAYS and inner is not None:
                _check_day(place, inner)
            else:
                yield from _spans(place, inner)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _spans(f"{path}[{number}]", inner)


def _check_day(place: str, value: str) -> None:
    try:
        is_day = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        raise _Refusal(f'{place}: "{value[:40]}" is no day of the calendar')
