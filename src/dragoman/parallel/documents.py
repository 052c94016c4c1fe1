"""Documents → coded articles, over the supervised workers; light enough for a process that only supervises."""

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.parallel.messages import Limits, Outcome, Task
from dragoman.parallel.pool import supervise
from dragoman.read.documents import DocumentRef, ReadOptions
from dragoman.records import CodedArticle, OfficeTerm, OwnCodebook, Record, decode

WORK = "dragoman.parallel.work:open_coder"
"""The maker of the work function; its module loads the whole pipeline, so it is named and not imported."""


class CodingSettings(Record, frozen=True, kw_only=True):
    """What a worker must know to code: the spaCy pipeline (null: the default one), the coder, and how to read.

    `offices` are terms of office that articles stated, to be used beside the table of leaders; none by default.
    `codebook` is a user's own, read already; null is the built-in one alone.
    """

    language: str | None = None
    coder: str = "model"
    options: ReadOptions = ReadOptions()
    offices: tuple[OfficeTerm, ...] = ()
    codebook: OwnCodebook | None = None


class DocumentOutcome(Record, frozen=True, kw_only=True):
    """What became of a document: a coded article, or the reason why there is none. `index` counts from 0."""

    index: int
    location: str
    coded: CodedArticle | None = None
    reason: str | None = None
    attempts: int = 1
    seconds: float = 0.0


def code_documents(
    documents: Iterable[DocumentRef],
    *,
    jobs: int = 1,
    settings: CodingSettings | None = None,
    limits: Limits | None = None,
    is_ordered: bool = False,
    work: str = WORK,
) -> Iterator[DocumentOutcome]:
    """One outcome per document, as they are done, or in the documents' order where `is_ordered`; see `supervise`.

    Raises:
        DragomanError: no worker can warm up, for instance a `KnowledgeError` where the language is not installed.

    """
    tasks = (Task(key=document.location, payload=msgspec.msgpack.encode(document)) for document in documents)
    bytes_of_settings = msgspec.msgpack.encode(settings or CodingSettings())
    outcomes = supervise(tasks, work=work, settings=bytes_of_settings, jobs=jobs, limits=limits, is_ordered=is_ordered)
    try:
        yield from map(_document_outcome, outcomes)
    finally:
        close = getattr(outcomes, "close", None)
        if close is not None:
            close()


def _document_outcome(outcome: Outcome) -> DocumentOutcome:
    """The outcome with its article; bytes that are no article are the worker's failure."""
    coded, reason = None, outcome.reason
    if outcome.data is not None:
        try:
            coded = decode(outcome.data)
        except msgspec.MsgspecError as error:
            reason = f"the coder gave no article: {error}"
    return DocumentOutcome(
        index=outcome.index,
        location=outcome.key,
        coded=coded,
        reason=reason,
        attempts=outcome.attempts,
        seconds=outcome.seconds,
    )
