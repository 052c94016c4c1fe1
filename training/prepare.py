"""Reads the annotated sentences with our own parse and rules, into the rows that the event model is trained on.

    python -m training.prepare --out build/events.jsonl [--codebook FILE [--sentences FILE]]

Runs with the package itself; training then needs no parser.
"""

import argparse
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from dragoman.coding.event_inputs import InputReader, SentenceInput
from dragoman.find.actors import find_actors
from dragoman.find.attribution import find_scopes
from dragoman.find.candidates import find_candidates
from dragoman.find.repair import repair_parse
from dragoman.find.timex import find_timexes
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.knowledge.extending import with_codebook
from dragoman.knowledge.own_codebook import find_codebook
from dragoman.predict import text_article
from dragoman.records import Act, Status, overlaps
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_article
from training.annotated import DAY, FOLDER, Sentence, Span, Told, is_held_out, read_annotated, region_of
from training.labels import MASKED, ROLES
from training.own import REPEATED, Doubtful, example_sentences, write_note

# A mention stands for an annotated one where they share this much of their joint length.
LEAST_SHARED = 0.25


def main() -> None:
    """Writes one line per sentence and says how much of the annotation the rows can hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("build/events.jsonl"))
    parser.add_argument("--all", action="store_true", help="all annotated files, not only those of the shipped model")
    parser.add_argument("files", nargs="*", type=Path, help="annotated files; those of training/shipped.txt by default")
    parser.add_argument("--codebook", help="a codebook of one's own, whose examples join the text")
    parser.add_argument("--sentences", type=Path, help="more sentences, annotated with that codebook")
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    own = find_codebook(options.codebook) if options.codebook else None
    knowledge = with_codebook(load_knowledge(), own)
    doubtful = Doubtful(own) if own is not None else None
    lost: Counter[str] = Counter()
    files = options.files or (sorted(FOLDER.glob("*.txt")) if options.all else shipped_files())
    with options.out.open("w", encoding="utf-8") as out:
        for path in [*files, *([options.sentences] if options.sentences else [])]:
            judge = doubtful if path != options.sentences else None
            for sentence in read_annotated(path, knowledge.codebook):
                out.write(json.dumps(prepared(sentence, knowledge, lost, judge)) + "\n")
            print(f"{path.name}: {dict(lost)}", file=sys.stderr)
        for sentence in example_sentences(own) if own is not None else ():
            row = {**prepared(sentence, knowledge, lost), "held": False, "pairs": []}
            out.write((json.dumps(row) + "\n") * REPEATED)
    write_note(options.out, own)


def shipped_files() -> list[Path]:
    """The files that the shipped model was trained on."""
    lines = (Path(__file__).parent / "shipped.txt").read_text(encoding="utf-8").splitlines()
    return [FOLDER / line for line in lines if line and not line.startswith("#")]


def prepared(
    sentence: Sentence, knowledge: Knowledge, lost: Counter[str], doubtful: Doubtful | None = None
) -> dict[str, object]:
    """The row of one sentence; what cannot be held is counted in `lost`, modes that are in doubt are no label."""
    marked = mark_article(text_article(sentence.text, DAY, region=region_of(sentence)), knowledge)
    actors = find_actors(marked, knowledge)
    marked = repair_parse(marked, actors, knowledge.status_words)
    scopes = find_scopes(marked, actors, knowledge)
    candidates = find_candidates(marked, actors, find_timexes(marked, knowledge), scopes, knowledge)
    reader = InputReader(marked=marked, actors=actors, candidates=candidates, scopes=scopes, knowledge=knowledge)
    # A text of two of the parser's sentences is read as one row for each.
    parts = [reader.read(one) for one in marked.sentences]
    if doubtful is not None:
        told = tuple(replace(one, mode=doubtful.mode_of(sentence, one)) for one in sentence.events)
        sentence = replace(sentence, events=told)
    rows = [_row(part, marked, reader, sentence, lost) for part in parts]
    return {
        "group": sentence.group,
        "held": is_held_out(sentence),
        "text": sentence.text,
        "parts": rows,
        "pairs": _pairs(sentence, knowledge),
    }


def _row(
    part: SentenceInput, marked: Marked, reader: InputReader, sentence: Sentence, lost: Counter[str]
) -> dict[str, object]:
    start = marked.sentences[part.sentence].start
    triggers: dict[int, dict[str, object]] = {}
    for told in sentence.events:
        if not (start <= told.trigger[0] < marked.sentences[part.sentence].end):
            continue
        lost["events"] += 1
        place = _word_of(part, marked, told.trigger)
        if place is None or place in triggers:
            lost["no word" if place is None else "same word"] += 1
            continue
        word = part.words[place]
        triggers[place] = {
            "act": told.act,
            "mode": told.mode,
            "status": told.status,
            "symmetric": told.symmetric,
            "roles": _roles(part, told, start, lost),
            "links": [reader.link(word, mention) for mention in part.mentions],
        }
    return {
        "text": part.text,
        "words": [[*word.span, list(word.features)] for word in part.words],
        "mentions": [list(span) for span in part.spans],
        "triggers": {str(place): trigger for place, trigger in triggers.items()},
    }


def _word_of(part: SentenceInput, marked: Marked, trigger: Span) -> int | None:
    """The word that carries an annotated trigger: the root of its tokens, else the first of its words."""
    root = marked.root_of(trigger)
    inside = [i for i, word in enumerate(part.words) if overlaps(marked.tokens[word.token].span, trigger)]
    return next((i for i in inside if root is not None and part.words[i].token == root.index), next(iter(inside), None))


def _roles(part: SentenceInput, told: Told, start: int, lost: Counter[str]) -> list[int]:
    """For each mention the number of its role; mentions that overlap a better one are masked."""
    roles = [0] * len(part.mentions)
    for number, name in enumerate(ROLES[1:], start=1):
        for span in getattr(told, name):
            here = (span[0] - start, span[1] - start)
            shares = [_shared(other, here) for other in part.spans]
            lost["roles"] += 1
            best = max(range(len(shares)), key=lambda i: shares[i], default=None)
            if best is None or shares[best] < LEAST_SHARED:
                lost["no mention"] += 1
            for i, share in enumerate(shares):
                if share > 0 and roles[i] == 0:
                    roles[i] = number if i == best and share >= LEAST_SHARED else MASKED
    return roles


def _shared(one: Span, other: Span) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def _pairs(sentence: Sentence, knowledge: Knowledge) -> list[list[object]]:
    """Marked pairs with their exported type: told ones, their reverse, and pairs that share no event."""
    labels: dict[tuple[Span, Span], str] = {}
    touched: set[tuple[Span, Span]] = set()
    for told in sentence.events:
        kind = knowledge.codebook.plover_type(Act(told.act), Status(told.status))
        for one, other in ((a, b) for a in told.sources for b in (told.targets or told.sources) if a != b):
            touched.update(((one, other), (other, one)))
            if kind is not None:
                labels.setdefault((one, other), kind.value)
    spans = [actor.span for actor in sentence.actors]
    for one in spans:
        for other in spans:
            if one == other or overlaps(one, other):
                continue
            if (one, other) not in touched:
                labels[one, other] = "NONE"
            elif (one, other) not in labels and (other, one) in labels:
                labels[one, other] = "NONE"  # turned roles
    return [[list(one), list(other), label] for (one, other), label in labels.items()]


if __name__ == "__main__":
    main()
