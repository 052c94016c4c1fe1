"""Gold items → predictions, one dictionary per item, with the very stages that articles go through.

Scorers (`dragoman.evaluate`) never run a stage, and stages never see an answer: items are stripped to what a user
would give before they are read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from dragoman.coding.coder import Coder
from dragoman.coding.pairs import PairCoder
from dragoman.find.actors import find_actors, resolve_span
from dragoman.find.statements import find_statements, outermost
from dragoman.find.timex import find_timexes
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article, code_marked
from dragoman.read.listing import list_documents
from dragoman.read.making import make_article
from dragoman.read.sources import read_document
from dragoman.records import Article, CodedArticle, Region, RegionKind, Span, Statement, Timex, overlaps
from dragoman.text.parse import mark_article

Item = Mapping[str, Any]
Prediction = dict[str, Any]


def text_article(
    text: str,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    region: RegionKind = RegionKind.BODY,
) -> Article:
    """A single text as an article of one region, body unless said otherwise, and in English unless said otherwise."""
    article = make_article(text=text, published=published, outlet=outlet, language=language or "en")
    return msgspec.structs.replace(article, regions=(Region(kind=region, start=0, end=len(text)),))


def predict_relation(items: Iterable[Item], knowledge: Knowledge, coder: PairCoder) -> Iterator[Prediction]:
    """The PLOVER type of each marked pair, with its probability. Items give `text` and `spans`."""
    held = [(item["id"], item["text"], _span_of(item, "source"), _span_of(item, "target")) for item in items]
    answers = coder.types([(text, source, target) for _, text, source, target in held], knowledge)
    for (identifier, *_), (act, confidence) in zip(held, answers, strict=True):
        yield {"id": identifier, "plover": act.value, "confidence": round(confidence, 4)}


def predict_actors(items: Iterable[Item], knowledge: Knowledge) -> Iterator[Prediction]:
    """Kind, state, sector and name of each given mention. Items give `text`, `span` and perhaps `date`."""
    for item in items:
        marked = mark_article(text_article(item["text"], item.get("date")), knowledge)
        found = find_actors(marked, knowledge)
        actor = resolve_span(marked, found, (item["span"][0], item["span"][1]), knowledge)
        yield {
            "id": item["id"],
            "kind": actor.kind.value,
            "state": actor.state,
            "states": list(actor.states),
            "sector": actor.sector,
            "name": actor.name,
            "reason": actor.reason,
        }


def predict_times(items: Iterable[Item], knowledge: Knowledge) -> Iterator[Prediction]:
    """The interval of each given expression. Items give `text`, `start`, `end` and an `anchor` day."""
    for item in items:
        marked = mark_article(text_article(item["text"], item.get("anchor"), language=item.get("lang")), knowledge)
        timexes = [timex for timex in find_timexes(marked, knowledge) if timex.interval is not None]
        timex = _best(timexes, item.get("start"), item.get("end"))
        interval = timex.interval if timex is not None else None
        yield {
            "id": item["id"],
            "edtf": interval.edtf if interval else None,
            "earliest": interval.earliest if interval else None,
            "latest": interval.latest if interval else None,
        }


def predict_quotes(items: Iterable[Item], knowledge: Knowledge) -> Iterator[Prediction]:
    """The statements of each text. Items give `text` and perhaps `date` and `publisher`."""
    for item in items:
        article = text_article(item["text"], item.get("date"), item.get("publisher"))
        marked = mark_article(article, knowledge)
        # Gold files of quotations annotate no statement inside another one.
        statements = outermost(find_statements(marked, find_actors(marked, knowledge), knowledge))
        yield {"id": item["id"], "quotes": [_quote(statement) for statement in statements]}


def predict_events(items: Iterable[Item], knowledge: Knowledge, coder: Coder) -> Iterator[Prediction]:
    """The events of each single text, as in the output contract. Items give `text`."""
    for item in items:
        coded = code_marked(mark_article(text_article(item["text"], item.get("date")), knowledge), knowledge, coder)
        yield {"id": item["id"], "events": plain(coded)["events"]}


def predict_articles(items: Iterable[Item], folder: Path, knowledge: Knowledge, coder: Coder) -> Iterator[Prediction]:
    """The coded article of each item's `file`, looked for beside the gold file.

    Raises:
        ReadError: a file is missing or cannot be read.
    """
    for item in items:
        article = read_document(next(iter(list_documents([folder / item["file"]]))))
        yield {"file": item["file"], **plain(code_article(article, knowledge, coder))}


def plain(coded: CodedArticle) -> Prediction:
    """A coded article as the JSON object of the output contract."""
    made: Prediction = msgspec.to_builtins(coded)
    return made


def _span_of(item: Item, role: str) -> Span | None:
    """The span of a role from `spans`, or from the marks in `marked`; null where the sentence does not name it."""
    spans = (item.get("spans") or {}).get(role)
    if spans:
        return (spans[0][0], spans[0][1])
    marked = item.get("marked", "")
    opening, closing = ("<s>", "</s>") if role == "source" else ("<t>", "</t>")
    if opening not in marked or closing not in marked:
        return None
    inside = marked[marked.index(opening) + len(opening) : marked.index(closing)]
    start = len(_unmarked(marked[: marked.index(opening)]))
    return (start, start + len(_unmarked(inside)))


def _unmarked(text: str) -> str:
    for mark in ("<s>", "</s>", "<t>", "</t>"):
        text = text.replace(mark, "")
    return text


def _best(timexes: list[Timex], start: int | None, end: int | None) -> Timex | None:
    """The expression that shares most with the given span; any at all where no span is given."""
    if start is None or end is None:
        return timexes[0] if timexes else None
    size: Callable[[Timex], int] = lambda timex: min(timex.span[1], end) - max(timex.span[0], start)  # noqa: E731
    return max((timex for timex in timexes if overlaps(timex.span, (start, end))), key=size, default=None)


def _quote(statement: Statement) -> Prediction:
    return {
        "contents": [list(part) for part in statement.content],
        "speaker": list(statement.speaker.span) if statement.speaker and statement.speaker.span else None,
        "cue": list(statement.cue) if statement.cue else None,
        "kind": statement.kind.value,
        "chain": [msgspec.to_builtins(hop) for hop in statement.chain],
    }
