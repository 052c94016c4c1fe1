"""Records as annotations of their articles, so that other tools can show them beside the words.

Source: W3C Web Annotation Data Model (Recommendation of 23 February 2017), sections 3.2, 4.2.4 and 4.2.5: positions
count Unicode code points, as ours do.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from dragoman.output.clean import plain
from dragoman.output.markdown import link_target
from dragoman.output.record_tables import tie_label
from dragoman.records import Article, CodedArticle, Event, Ref, Span, Statement, Tie
from dragoman.records.safe_json import json_bytes

AROUND = 32
"""Code points before and after a quote, by which the words are found where they stand more than once."""

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

Annotation: TypeAlias = dict[str, Any]  # JSON-LD


def annotation_of(coded: CodedArticle, record: Event | Statement | Tie, generator: str) -> Annotation:
    """One record as one annotation; `generator` is the name and version of what made it."""
    article = coded.article
    match record:
        case Event():
            said = f"{_names(record.sources)} {'–' if record.symmetric else '→'} {_names(record.targets)}"
            act = f"{record.act.value}/{record.mode}" if record.mode else record.act.value
            bodies = [
                _body("describing", f"{said}: {act}, {record.status.value}"),
                _body("classifying", act),
                _body("classifying", record.status.value),
            ]
            refs: tuple[Ref | None, ...] = (*record.sources, *record.targets, *record.mediators, *record.hosts)
            spans: tuple[Span, ...] = (record.evidence,)
        case Statement():
            speaker = record.speaker.name if record.speaker else "nobody named"
            bodies = [
                _body("describing", f"{speaker}: {record.speech_act.value}, {record.kind.value}"),
                _body("classifying", record.speech_act.value),
            ]
            refs = (record.speaker, record.addressee, record.target)
            spans = record.content
        case Tie():
            bodies = [_body("describing", tie_label(record))]
            bodies += [_body("classifying", word.value) for word in (record.quality, record.change) if word]
            refs, spans = record.pair, (record.evidence,)
    bodies += [_body("tagging", code) for code in sorted({ref.state for ref in refs if ref is not None and ref.state})]
    targets = [_target(article, span) for span in spans]
    return {
        "id": f"urn:dragoman:{record.id}",
        "type": "Annotation",
        "motivation": "highlighting" if isinstance(record, Statement) else "describing",
        "generator": {"type": "Software", "name": generator},
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def page_lines(annotations: Iterable[Annotation], identifier: str, about: dict[str, Any]) -> Iterator[bytes]:
    """An AnnotationPage, one annotation a line; `about` stands beside them as `dragoman`."""
    head = {"@context": [CONTEXT, {"dragoman": "urn:dragoman:"}], "id": identifier, "type": "AnnotationPage"}
    yield json_bytes(head)[:-1] + b',"dragoman":' + json_bytes(about) + b',"items":[\n'
    is_first = True
    for one in annotations:
        yield (b"" if is_first else b",\n") + json_bytes(one)
        is_first = False
    yield b"\n]}\n"


def _target(article: Article, span: Span) -> Annotation:
    start, end = span
    text = article.text
    return {
        "source": link_target(article.url) or f"urn:dragoman:{article.id}",
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
        ],
    }


def _body(purpose: str, value: str) -> Annotation:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": plain(value)}


def _names(refs: Iterable[Ref]) -> str:
    return ", ".join(ref.name for ref in refs) or "unknown"
