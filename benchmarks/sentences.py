"""Scores the whole way on our own annotated sentences: text in, events out.

    python -m benchmarks.sentences [--part held-out|training|all] [--misses FILE] [FILE…]

An event is found when act and status are the same and each side that the annotation names is covered: by overlapping
words, or by an actor of the same states. Sentences of the held-out part are never trained on.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from training.annotated import DAY, FOLDER, Sentence, Span, Told, is_held_out, read_annotated, region_of

from dragoman.coding.coders import make_coder
from dragoman.evaluate.counts import rates
from dragoman.find.actors import find_actors, resolve_span
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.pipeline import code_marked
from dragoman.predict import text_article
from dragoman.records import CodedArticle, Event, Ref, overlaps
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_article


def main() -> None:
    """Scores the sentences and prints one JSON object; misses go to a file to be read by hand."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("held-out", "training", "all"), default="held-out")
    parser.add_argument("--coder", default="model")
    parser.add_argument("--misses", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    files = options.files or sorted(FOLDER.glob("*.txt"))
    sentences = [
        one
        for file in files
        for one in read_annotated(file)
        if options.part == "all" or is_held_out(one) is (options.part == "held-out")
    ]
    figures, misses = score(sentences, load_knowledge(), options.coder)
    print(json.dumps(figures, indent=1))
    if options.misses:
        options.misses.write_text("\n".join(misses) + "\n", encoding="utf-8")


def score(sentences: Iterable[Sentence], knowledge: Knowledge, coder: str) -> tuple[dict[str, Any], list[str]]:
    """Figures over sentences, and a line for each miss."""
    chosen, tally = make_coder(coder), Tally(knowledge)
    for sentence in sentences:
        marked = mark_article(text_article(sentence.text, DAY, region=region_of(sentence)), knowledge)
        tally.add(sentence, marked, code_marked(marked, knowledge, chosen))
    return tally.figures(), tally.misses


class Tally:
    """Counts over sentences; `misses` are lines to be read by hand."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.misses: list[str] = []
        self._knowledge = knowledge
        self._counts: Counter[str] = Counter()
        self._acts: dict[str, Counter[str]] = {}
        self._confused: Counter[tuple[str, str]] = Counter()
        self._sure: dict[int, Counter[str]] = {}

    def add(self, sentence: Sentence, marked: Marked, coded: CodedArticle) -> None:
        """Counts one sentence."""
        counts = self._counts
        counts["sentences"] += 1
        counts["without_event"] += not sentence.events
        counts["left_empty"] += not sentence.events and not coded.events
        self._add_actors(sentence, marked)
        hits = matched(sentence, coded)
        for told in sentence.events:
            self._add_told(sentence, told, coded, is_hit=told in hits)
        for event in coded.events:
            is_hit = any(event is each for each in hits.values())
            counts["found"] += 1
            self._acts.setdefault(event.act.value, Counter())["found"] += 1
            at = [told for told in sentence.events if overlaps(event.trigger, told.trigger)]
            counts["typed"] += any(told.act == event.act.value for told in at)
            if not at:
                self._confused["none", event.act.value] += 1
            self._sure.setdefault(int(event.confidence * 10), Counter()).update(events=1, right=is_hit)
            if not is_hit:
                self.misses.append(f"wrong\t{_of(event)}\t{event.confidence:.2f}\t{event.reason}\t{sentence.text}")

    def _add_told(self, sentence: Sentence, told: Told, coded: CodedArticle, *, is_hit: bool) -> None:
        act = self._acts.setdefault(told.act, Counter())
        act.update(gold=1, hit=is_hit)
        self._counts.update(gold=1, hit=is_hit)
        seen = next((event.act.value for event in coded.events if overlaps(event.trigger, told.trigger)), "none")
        self._confused[told.act, seen] += 1
        if not is_hit:
            self.misses.append(f"missed\t{_line(sentence, told)}\tas {seen}\t{sentence.text}")

    def _add_actors(self, sentence: Sentence, marked: Marked) -> None:
        found = find_actors(marked, self._knowledge)
        for actor in sentence.actors:
            read = resolve_span(marked, found, actor.span, self._knowledge)
            states, due = set(read.states) or ({read.state} if read.state else set()), self._folded(actor.states)
            self._counts.update(
                actors=1, actor_states=states == due, stateless=not due, falsely_given=not due and bool(states)
            )
            if states != due:
                words = sentence.text[slice(*actor.span)]
                self.misses.append(f"actor\t{words}\t{sorted(due)}\t{sorted(states)}\t{read.reason}\t{sentence.text}")

    def _folded(self, codes: tuple[str, ...]) -> set[str]:
        """Annotators wrote codes of dependencies, records fold them to their sovereign."""
        rows = ((code, self._knowledge.gazetteer.states.get(code)) for code in codes)
        return {(row.sovereign or code) if row else code for code, row in rows}

    def figures(self) -> dict[str, Any]:
        """All figures; shares are in [0, 1]."""
        counts = self._counts
        return {
            "sentences": counts["sentences"],
            "events": {**_rates(counts), "gold": counts["gold"], "found": counts["found"]},
            "acts_alone": _rates(Counter(hit=counts["typed"], found=counts["found"], gold=counts["gold"])),
            "left_empty": round(counts["left_empty"] / max(1, counts["without_event"]), 4),
            "without_event": counts["without_event"],
            "actor_states": round(counts["actor_states"] / max(1, counts["actors"]), 4),
            **{name: counts[name] for name in ("actors", "falsely_given", "stateless")},
            "by_act": {act: {**_rates(each), "gold": each["gold"]} for act, each in sorted(self._acts.items())},
            "calibration": [
                {"confidence": low / 10, "events": each["events"], "right": round(each["right"] / each["events"], 3)}
                for low, each in sorted(self._sure.items())
            ],
            "confusion": {f"{gold} > {seen}": count for (gold, seen), count in sorted(self._confused.items())},
        }


def matched(sentence: Sentence, coded: CodedArticle) -> Mapping[Told, Event]:
    """The event that each told one was found as; each event serves once, those with the same trigger first."""
    found: dict[Told, Event] = {}
    pairs = [
        (told, event)
        for told in sentence.events
        for event in coded.events
        if event.act.value == told.act and event.status.value == told.status and _has_sides(sentence, told, event)
    ]
    for told, event in sorted(pairs, key=lambda pair: not overlaps(pair[0].trigger, pair[1].trigger)):
        if told not in found and not any(event is each for each in found.values()):
            found[told] = event
    return found


def _has_sides(sentence: Sentence, told: Told, event: Event) -> bool:
    both = (*event.sources, *event.targets)
    if told.symmetric or event.symmetric:
        return all(_is_covered(sentence, span, both) for span in (*told.sources, *told.targets))
    return all(_is_covered(sentence, span, event.sources) for span in told.sources[:1]) and all(
        _is_covered(sentence, span, event.targets) for span in told.targets[:1]
    )


def _is_covered(sentence: Sentence, span: Span, refs: Iterable[Ref]) -> bool:
    states = next(actor.states for actor in sentence.actors if actor.span == span)
    return any((ref.span and overlaps(ref.span, span)) or (ref.state and ref.state in states) for ref in refs)


def _rates(counts: Counter[str]) -> dict[str, float]:
    return rates(counts["hit"], counts["found"], counts["gold"])


def _line(sentence: Sentence, told: Told) -> str:
    words: Iterator[str] = (
        " & ".join(sentence.text[slice(*span)] for span in spans) or "?" for spans in (told.sources, told.targets)
    )
    return f"{told.act}/{told.mode} {told.status} | {' > '.join(words)} | {sentence.text[slice(*told.trigger)]}"


def _of(event: Event) -> str:
    sides = (" & ".join(ref.name for ref in refs) or "?" for refs in (event.sources, event.targets))
    return f"{event.act.value}/{event.mode} {event.status.value} | {' > '.join(sides)}"


if __name__ == "__main__":
    main()
