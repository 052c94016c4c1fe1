"""`dragoman evaluate`: scores Dragoman on a gold file; needs no workspace."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from dragoman.cli import exits
from dragoman.cli.printing import json_line, note
from dragoman.errors import ReadError

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge

Item = dict[str, Any]


class EvaluationTask(StrEnum):
    """What is scored."""

    RELATION = "relation"
    ACTORS = "actors"
    TIMES = "times"
    QUOTES = "quotes"
    EVENTS = "events"
    ARTICLE = "article"


class Question(msgspec.Struct, frozen=True):
    """What an item must hold whatever the task; its answers are for the scorer to read."""

    id: str | int
    text: str


class MentionQuestion(Question, frozen=True):
    """An item of `actors`."""

    span: tuple[int, int]


class ArticleQuestion(msgspec.Struct, frozen=True):
    """An item of `article`."""

    file: str


QUESTIONS: Mapping[EvaluationTask, type[msgspec.Struct]] = {
    **dict.fromkeys(EvaluationTask, Question),
    EvaluationTask.ACTORS: MentionQuestion,
    EvaluationTask.ARTICLE: ArticleQuestion,
}


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A gold file, one JSON object a line.")],
    task: Annotated[EvaluationTask, typer.Option("--task", "-t", help="What to score.")],
    predictions: Annotated[Path | None, typer.Option(help="Write one prediction a line to this file.")] = None,
    coder: Annotated[str, typer.Option(help="Coder: model, rules, or a plug-in's name.")] = "model",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object; the default.", show_default=False)
    ] = True,
) -> int:
    """Score Dragoman on a gold file, and print one JSON object of figures.

    Items without answers are fine: then only predictions are written. The formats are in docs/method/evaluation.md.

    Example:  dragoman evaluate --task times gold/times.jsonl --predictions out.jsonl
    """
    from dragoman.knowledge import load_knowledge

    items = _read(gold, task)
    began = time.perf_counter()
    knowledge = load_knowledge()
    made: list[Item] = []
    with _writer(predictions) as write:
        for number, prediction in enumerate(_predict(task, items, gold.parent, knowledge, coder), start=1):
            made.append(prediction)
            write(prediction)
            if number % 200 == 0:
                note(f"{number} of {len(items)} items")
    figures = _score(task, items, made, knowledge)
    json_line({**figures, "seconds": round(time.perf_counter() - began, 1)})
    return exits.OK


def _read(path: Path, task: EvaluationTask) -> list[Item]:
    """The items of a gold file.

    Raises:
        ReadError: the file is missing; a line is no JSON object, lacks what the task asks about, or names a file that
            is absent.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}; give a file with one JSON object a line") from error
    items = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                items.append(msgspec.json.decode(line, type=dict[str, Any]))
                question = msgspec.convert(items[-1], QUESTIONS[task])
            except msgspec.DecodeError as error:
                raise ReadError(f"{path}, line {number}: {error}; see docs/method/evaluation.md") from error
            if isinstance(question, ArticleQuestion) and not (path.parent / question.file).is_file():
                raise ReadError(f'{path}, line {number}: no file "{question.file}" beside it')
    return items


class _writer:  # noqa: N801 - used as a function: "with _writer(path) as write"
    """Writes predictions to a file as they come, or nowhere."""

    def __init__(self, path: Path | None) -> None:
        try:
            self._file = path.open("wb") if path is not None else None
        except OSError as error:
            raise ReadError(f"{path}: cannot be written ({error.strerror}); name another file") from error

    def __enter__(self) -> Callable[[Item], None]:
        return self._write

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def _write(self, prediction: Item) -> None:
        if self._file is not None:
            self._file.write(msgspec.json.encode(prediction) + b"\n")


def _predict(
    task: EvaluationTask, items: Sequence[Item], folder: Path, knowledge: "Knowledge", coder: str
) -> Iterator[Item]:
    """The predictions of a task, one per item and in their order."""
    from dragoman import predict
    from dragoman.coding.coders import make_coder
    from dragoman.coding.pairs import PairCoder
    from dragoman.coding.relation_model import RelationModel

    match task:
        case EvaluationTask.RELATION:
            model = RelationModel() if coder != "rules" else None
            return predict.predict_relation(items, knowledge, PairCoder(model))
        case EvaluationTask.ACTORS:
            return predict.predict_actors(items, knowledge)
        case EvaluationTask.TIMES:
            return predict.predict_times(items, knowledge)
        case EvaluationTask.QUOTES:
            return predict.predict_quotes(items, knowledge)
        case EvaluationTask.EVENTS:
            return predict.predict_events(items, knowledge, make_coder(coder))
        case EvaluationTask.ARTICLE:
            return predict.predict_articles(items, folder, knowledge, make_coder(coder))


def _score(
    task: EvaluationTask, items: Sequence[Item], made: Iterable[Item], knowledge: "Knowledge"
) -> Mapping[str, Any]:
    """The figures of a task; only a count where no item has an answer."""
    from dragoman.evaluate import actors, articles, events, quotes, relation, times

    answers: dict[EvaluationTask, tuple[str, Callable[..., Mapping[str, Any]]]] = {
        EvaluationTask.RELATION: ("event_set", relation.score),
        EvaluationTask.ACTORS: ("expected", actors.score),
        EvaluationTask.TIMES: ("edtf", times.score),
        EvaluationTask.QUOTES: ("quotes", partial(quotes.score, cues=knowledge.cues)),
        EvaluationTask.EVENTS: ("event_set", events.score),
        EvaluationTask.ARTICLE: ("events", articles.score),
    }
    field, score = answers[task]
    answered = [item for item in items if field in item]
    if not answered:
        return {"task": task.value, "items": len(items), "note": "no answers in the gold file; predictions only"}
    return {"task": task.value, **score(answered, list(made))}
