"""Scores of statements against annotated articles: content, kind, cue, speaker."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from dragoman.knowledge.cues import Cues, load_cues

Parts: TypeAlias = Sequence[Sequence[int]]
Item: TypeAlias = Mapping[str, Any]
"""One line of a gold or prediction file as JSON gives it, so its values are of any JSON type."""

THRESHOLDS = (0.5, 0.3)
"""A prediction matches from this intersection over union of characters; .5 is the main figure, as in citron's and
the Gender Gap Tracker's evaluations (.3 is the laxer one of the latter)."""


def score(gold: Iterable[Item], predictions: Iterable[Item], cues: Cues | None = None) -> dict[str, float | int]:
    """Precision, recall and F1 of statements by content, recall by kind and cue, and how often the speaker overlaps.

    Gold items are `{id, text, quotes: [{contents, speaker, cue, kind}]}`, predictions `{id, quotes: [...]}` with the
    same shape; a missing prediction counts as empty. Each statement matches at most one, best overlaps first.
    Overlap is that of the characters of all content parts, edges trimmed to letters and digits. `cues` tells which
    verbs report; the package's own where none are given.
    """
    given = {item["id"]: item.get("quotes", []) for item in predictions}
    counts: dict[str, int] = defaultdict(int)
    forms = reporting_forms(cues or load_cues())
    for item in gold:
        text, wanted, got = item["text"], item["quotes"], given.get(item["id"], [])
        counts["articles"] += 1
        counts["gold"] += len(wanted)
        counts["predicted"] += len(got)
        rivals = _rivals(text, wanted, got)
        for threshold in THRESHOLDS:
            matched = _match(rivals, threshold)
            counts[f"matched@{threshold}"] += len(matched)
            if threshold == THRESHOLDS[0]:
                _count_details(counts, text, wanted, got, matched, forms)
    return _figures(counts)


def _rivals(text: str, wanted: Sequence[Item], got: Sequence[Item]) -> list[tuple[float, int, int]]:
    """Every overlapping pair with its intersection over union, best first."""
    one = [_characters(text, quote["contents"]) for quote in wanted]
    other = [_characters(text, quote["contents"]) for quote in got]
    pairs = []
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            common = len(left & right)
            if common:
                pairs.append((common / len(left | right), i, j))
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _match(rivals: list[tuple[float, int, int]], threshold: float) -> dict[int, int]:
    """The one-to-one matching of gold to predicted statements, greedily by overlap."""
    matched: dict[int, int] = {}
    used: set[int] = set()
    for overlap, i, j in rivals:
        if overlap >= threshold and i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    return matched


def _characters(text: str, parts: Parts) -> frozenset[int]:
    """The code points of all parts, each trimmed to letters and digits at its edges."""
    found: set[int] = set()
    for start, end in parts:
        letters = [offset for offset in range(start, end) if text[offset].isalnum()]
        if letters:
            found.update(range(letters[0], letters[-1] + 1))
    return frozenset(found)


def _count_details(
    counts: dict[str, int],
    text: str,
    wanted: Sequence[Item],
    got: Sequence[Item],
    matched: Mapping[int, int],
    forms: frozenset[str],
) -> None:
    """Adds the counts by kind, by cue and by speaker of one article."""
    for i, quote in enumerate(wanted):
        classes = [str(quote["kind"])]
        if is_reporting(text, quote.get("cue"), forms):
            classes.append("reporting")
        if quote.get("speaker") is None:
            classes.append("sourceless")
        for name in classes:
            counts[f"gold_{name}"] += 1
            counts[f"matched_{name}"] += i in matched
    for i, j in matched.items():
        speaker, found = wanted[i].get("speaker"), got[j].get("speaker")
        counts["kind_right"] += wanted[i]["kind"] == got[j].get("kind")
        if speaker is not None:
            counts["speakers"] += 1
            counts["speakers_right"] += found is not None and speaker[0] < found[1] and found[0] < speaker[1]


def is_reporting(text: str, cue: Sequence[int] | None, forms: frozenset[str]) -> bool:
    """Whether a cue is "according to" or holds one of `forms`."""
    words = text[cue[0] : cue[1]].lower().split() if cue else []
    return "according" in words or any(word in forms for word in words)


def reporting_forms(cues: Cues) -> frozenset[str]:
    """The inflected forms of the verbs that say something in a clause; irregular are only "say", "tell" and "write"."""
    forms = {"said", "says", "told", "wrote", "written"}
    for lemma, frames in cues.verbs.items():
        if frames.get("clause") in ("say", "report", "announce", "claim", "know", "deny"):
            stem = lemma.removesuffix("e")
            forms |= {lemma, f"{lemma}s", f"{stem}ed", f"{stem}ing", f"{lemma}ed", f"{lemma}ing"}
            if lemma.endswith("y"):
                forms |= {f"{lemma[:-1]}ied", f"{lemma[:-1]}ies"}
    return frozenset(forms)


def _figures(counts: Mapping[str, int]) -> dict[str, float | int]:
    """The figures of the counts; a figure without a case is 0."""
    figures: dict[str, float | int] = {name: counts.get(name, 0) for name in ("articles", "gold", "predicted")}
    for threshold in THRESHOLDS:
        hits = counts.get(f"matched@{threshold}", 0)
        precision, recall = _share(hits, counts.get("predicted", 0)), _share(hits, counts.get("gold", 0))
        f1 = _share(2 * precision * recall, precision + recall)
        suffix = "" if threshold == THRESHOLDS[0] else f"@{threshold}"
        figures |= {f"precision{suffix}": precision, f"recall{suffix}": recall, f"f1{suffix}": f1}
    for name in ("direct", "mixed", "indirect", "reporting", "sourceless"):
        figures[f"recall_{name}"] = _share(counts.get(f"matched_{name}", 0), counts.get(f"gold_{name}", 0))
    figures["speaker"] = _share(counts.get("speakers_right", 0), counts.get("speakers", 0))
    figures["kind"] = _share(counts.get("kind_right", 0), counts.get("matched@0.5", 0))
    return figures


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
