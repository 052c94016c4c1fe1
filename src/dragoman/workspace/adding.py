"""A run of adding: the ledger is its queue, so that whatever ends it, the next one goes on from there."""

import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from dragoman.parallel import CodingSettings, DocumentOutcome, Limits, code_documents
from dragoman.read.documents import DocumentRef
from dragoman.store import DocumentState, LedgerEntry, RunEntry, Store
from dragoman.workspace.reports import AddReport, Failure, Progress, Reporting
from dragoman.workspace.stamps import Stamped, stamp_documents

ENLISTED_AT_ONCE = 500
"""Documents enlisted in one transaction: a transaction for each would cost as much as storing its article."""

_documents = msgspec.msgpack.Decoder(DocumentRef)


class Plan(NamedTuple):
    """How a run codes: the dotted name of the work, its settings, what codes (for the ledger), workers and limits."""

    work: str
    settings: CodingSettings
    coding: str
    jobs: int
    limits: Limits


class _Tally:
    """The counts of a run so far; `report` is told of each change."""

    def __init__(self, report: Reporting | None) -> None:
        self.total = self.added = self.known = self.coded = 0
        self.failures: list[Failure] = []
        self._begun = time.monotonic()
        self._coding_begun = self._begun
        self._report = report

    def begin_coding(self) -> None:
        """From here on the rate counts: finding documents takes another time than coding them."""
        self._coding_begun = time.monotonic()
        self.tell()

    def tell(self) -> None:
        if self._report is None:
            return
        failed = len(self.failures)
        done = self.added + self.known + failed
        rate = self.coded / max(time.monotonic() - self._coding_begun, 1e-9)
        self._report(
            Progress(
                done=done,
                total=self.total,
                added=self.added,
                known=self.known,
                failed=failed,
                per_second=rate,
                seconds_left=(self.total - done) / rate if self.coded else None,
            )
        )

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._begun


def add_documents(
    store: Store,
    documents: Iterable[DocumentRef],
    plan: Plan,
    report: Reporting | None = None,
    *,
    is_retry: bool = False,
) -> AddReport:
    """Codes and stores the documents that are not stored yet.

    A document that is unchanged since the same coding stored it, or failed at it, is not coded again; with `is_retry`
    all are. Each document is stored, or its failure noted, in one transaction; an interrupt loses only what was on its
    way.

    Raises:
        DragomanError: no worker can start, or the store refuses; what was added before stays.

    """
    tally = _Tally(report)
    started = _now()
    run = store.ledger.begin_run(plan.coding, started)
    _enlist(store, documents, plan, run, tally, is_retry=is_retry)
    tally.begin_coding()
    on_their_way: dict[int, LedgerEntry] = {}
    outcomes = code_documents(
        _queue(store, run, on_their_way), jobs=plan.jobs, settings=plan.settings, limits=plan.limits, work=plan.work
    )
    with closing(outcomes):  # type: ignore[type-var]  # a generator; typed as an iterator
        for outcome in outcomes:
            _keep(store, on_their_way.pop(outcome.index), outcome, plan.coding, tally)
            tally.tell()
    counts = {"added": tally.added, "known": tally.known, "failed": len(tally.failures)}
    end = RunEntry(run=run, coding=plan.coding, started=started, ended=_now(), **counts)
    store.ledger.end_run(end)
    return AddReport(**counts, failures=tuple(tally.failures), seconds=tally.seconds)


def documents_in(store: Store, state: DocumentState = DocumentState.FAILED) -> Iterator[DocumentRef]:
    """The documents in a state of the ledger, as they are to be read again."""
    for entry in store.ledger.entries(state):
        if entry.document:
            yield _documents.decode(entry.document)


def _enlist(
    store: Store, documents: Iterable[DocumentRef], plan: Plan, run: int, tally: _Tally, *, is_retry: bool
) -> None:
    """Writes what is to be coded into the ledger, and counts what is not."""
    pending: dict[str, LedgerEntry] = {}
    for stamped in stamp_documents(documents):
        tally.total += 1
        if stamped.document.problem is not None and stamped.document.path is None:
            tally.failures.append(Failure(location=stamped.location, reason=stamped.document.problem))
            continue
        known = store.ledger.entry(stamped.location)
        if stamped.location in pending or (known is not None and known.run == run):
            tally.known += 1  # named twice in this run
        elif known is not None and not is_retry and _is_settled(known, stamped, plan.coding):
            _count_settled(known, tally)
        else:
            pending[stamped.location] = _pending(stamped, plan.coding, run, known)
        if len(pending) >= ENLISTED_AT_ONCE:
            store.ledger.record(tuple(pending.values()))
            pending.clear()
    store.ledger.record(tuple(pending.values()))


def _is_settled(known: LedgerEntry, stamped: Stamped, coding: str) -> bool:
    """Whether the same coding dealt with the same document."""
    marks = (stamped.size, stamped.stamp)
    is_same = known.coding == coding and (known.size, known.stamp) == marks and None not in marks
    return is_same and known.state is not DocumentState.PENDING


def _count_settled(known: LedgerEntry, tally: _Tally) -> None:
    if known.state is DocumentState.DONE:
        tally.known += 1
        return
    reason = f"failed before and has not changed: {known.reason}"
    tally.failures.append(Failure(location=known.location, reason=reason, attempts=known.attempts))


def _pending(stamped: Stamped, coding: str, run: int, known: LedgerEntry | None) -> LedgerEntry:
    return LedgerEntry(
        location=stamped.location,
        size=stamped.size,
        stamp=stamped.stamp,
        coding=coding,
        document=msgspec.msgpack.encode(stamped.document),
        run=run,
        attempts=known.attempts if known else 0,
    )


def _queue(store: Store, run: int, on_their_way: dict[int, LedgerEntry]) -> Iterator[DocumentRef]:
    """The documents that the run enlisted; each entry is kept under its number until its outcome comes."""
    for number, entry in enumerate(store.ledger.entries(DocumentState.PENDING, run=run)):
        on_their_way[number] = entry
        yield _documents.decode(entry.document)


def _keep(store: Store, entry: LedgerEntry, outcome: DocumentOutcome, coding: str, tally: _Tally) -> None:
    """Stores an article, or notes why there is none."""
    tally.coded += 1
    attempts = entry.attempts + outcome.attempts
    if outcome.coded is None:
        reason = outcome.reason or "gave no article"
        failed = msgspec.structs.replace(entry, state=DocumentState.FAILED, reason=reason, attempts=attempts)
        store.ledger.record([failed])
        tally.failures.append(Failure(location=entry.location, reason=reason, attempts=attempts))
        return
    done = msgspec.structs.replace(
        entry,
        state=DocumentState.DONE,
        article=outcome.coded.article.id,
        attempts=attempts,
        document=b"",  # what came from standard input would be kept twice
    )
    if store.add(outcome.coded, coding=coding, entry=done, added=today()):
        tally.added += 1
    else:
        tally.known += 1


def today() -> str:
    """The day in UTC, as an article is added."""
    return datetime.now(UTC).date().isoformat()


def _now() -> str:
    """The time for the ledger, which alone has times; records are made from content."""
    return datetime.now(UTC).isoformat(timespec="seconds")
