"""One record by its id, with its articles and its words there."""

from collections.abc import Iterable

from dragoman.merge.judged import JudgedArticle
from dragoman.output.citing import citation_line
from dragoman.records import (
    Actor,
    Article,
    CodedArticle,
    Event,
    Happening,
    Judgement,
    Record,
    Span,
    Statement,
    Tie,
    Verdict,
)
from dragoman.workspace.reports import History, Shown, Words


def show_record(
    identifier: str,
    holders: Iterable[JudgedArticle],
    originals: Iterable[CodedArticle],
    history: tuple[History, ...],
) -> Shown | None:
    """The record of an id in the articles that hold it, as judged and as coded; null where they do not.

    An actor that has the same id in several articles is shown with its mentions in all of them.
    """
    found: Record | None = None
    coded_as: Record | None = None
    is_rejected = False
    articles: list[Article] = []
    words: list[Words] = []
    for judged, original in zip(holders, originals, strict=True):
        coded = judged.coded
        record = _record_in(coded, identifier)
        if record is not None:
            is_rejected = is_rejected or identifier in judged.rejected
            found, coded_as = found or record, coded_as or _record_in(original, identifier)
            articles.append(coded.article)
            words.extend(_words(coded.article, span) for span in _spans_of(record))
    if not isinstance(found, Article | Actor | Event | Statement | Tie):
        return None
    return Shown(
        kind=type(found).__name__.lower(),
        record=found,
        articles=tuple(articles),
        words=tuple(words),
        judgements=_decisions(history),
        original=coded_as if coded_as != found and isinstance(coded_as, Actor | Event | Statement | Tie) else None,
        rejected=is_rejected,
        undone=_undone(history),
    )


def cite_record(identifier: str, holders: Iterable[CodedArticle]) -> tuple[str, ...]:
    """A record of articles as lines to copy, one for each article that holds it; none for a record without words."""
    lines = []
    for coded in holders:
        record = _record_in(coded, identifier)
        spans = _spans_of(record) if record is not None else ()
        if isinstance(record, Event | Statement | Tie):
            words = " … ".join(coded.article.words(span) for span in spans)
            lines.append(citation_line(coded.article, words, record.chain, identifier))
        elif isinstance(record, Actor) and spans:
            lines.append(citation_line(coded.article, coded.article.words(spans[0]), (), identifier))
        elif isinstance(record, Article):
            lines.append(citation_line(record, record.title or "", (), identifier))
    return tuple(lines)


def cite_happening(happening: Happening, holders: Iterable[CodedArticle]) -> tuple[str, ...]:
    """A happening as lines to copy, one for each account, in the order of its links; each ends with both ids."""
    articles = {coded.article.id: coded for coded in holders}
    found = ((link, articles[link.article]) for link in happening.links if link.article in articles)
    return tuple(
        citation_line(coded.article, coded.article.words(link.evidence), event.chain, f"{happening.id}, {event.id}")
        for link, coded in found
        for event in coded.events
        if event.id == link.event
    )


def show_happening(happening: Happening, holders: Iterable[CodedArticle], history: tuple[History, ...]) -> Shown:
    """A happening with the evidence of each of its events, in the order of its links."""
    articles = {coded.article.id: coded.article for coded in holders}
    words = tuple(_words(articles[link.article], link.evidence) for link in happening.links if link.article in articles)
    return Shown(
        kind="happening",
        record=happening,
        articles=tuple(articles.values()),
        words=words,
        judgements=_decisions(history),
        undone=_undone(history),
    )


def _decisions(history: Iterable[History]) -> tuple[Judgement, ...]:
    """The judgements of a history but for the undos, which show as what they undo."""
    return tuple(one.judgement for one in history if one.judgement.verdict is not Verdict.UNDO)


def _undone(history: Iterable[History]) -> tuple[str, ...]:
    return tuple(one.judgement.id for one in history if one.undone and one.judgement.verdict is not Verdict.UNDO)


def _record_in(coded: CodedArticle, identifier: str) -> Record | None:
    if coded.article.id == identifier:
        return coded.article
    records: tuple[Actor | Event | Statement | Tie, ...] = (
        *coded.events,
        *coded.statements,
        *coded.ties,
        *coded.actors,
    )
    return next((record for record in records if record.id == identifier), None)


def _spans_of(record: Record) -> tuple[Span, ...]:
    match record:
        case Event() | Tie():
            return (record.evidence,)
        case Statement():
            return record.content
        case Actor():
            return tuple(mention.span for mention in record.mentions)
        case _:
            return ()


def _words(article: Article, span: Span) -> Words:
    return Words(article=article.id, span=span, words=article.words(span))
