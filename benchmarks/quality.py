"""Scores every task with the commands that users run, and writes docs/quality.md.

    python -m benchmarks.quality [--gold FOLDER] [--out docs/quality.md]

The gold folder holds the files named in TASKS; a file that is absent is passed over and said so. Gold only measures.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.reading_room import KEPT, budget

ROOT = Path(__file__).resolve().parent.parent
TASKS = (
    ("relation", "plv_dev.jsonl", None),
    ("actors", "actors_dev.jsonl", None),
    ("times", "timex_dev.jsonl", None),
    ("quotes", "quotes_dev.jsonl", "dev"),
    ("events", "penta_dev.jsonl", None),
    ("events", "plv_dev.jsonl", None),
    ("article", "examples/gold.jsonl", None),
)
FLOORS = {"relation": ("macro_f1", 0.50), "actors": ("state", 0.75), "times": ("exact", 0.60), "quotes": ("f1", 0.45)}


def main() -> int:
    """Runs the tasks, prints one line each, writes the page; 1 when a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "quality.md")
    options = parser.parse_args()
    results, missed = [], []
    for task, name, split in TASKS:
        gold = ROOT / name if name.startswith("examples/") else options.gold / name
        if not gold.is_file():
            print(f"{task}: {name} is not there; passed over")
            continue
        figures, seconds = run(task, gold, split)
        results.append((task, name, split, figures, seconds))
        print(f"{task} on {name}: {headline(task, figures)} in {seconds:.0f} s", flush=True)
        if task in FLOORS and figures.get(FLOORS[task][0], 0.0) < FLOORS[task][1]:
            missed.append(
                f"{task}: {FLOORS[task][0]} {figures.get(FLOORS[task][0])} is under the floor {FLOORS[task][1]}"
            )
    own, seconds = sentences()
    print(f"our sentences: {headline('sentences', own)} in {seconds:.0f} s", flush=True)
    options.out.write_text(page(results) + own_sentences(own) + reading_room(), encoding="utf-8")
    print("\n".join(missed) or f"all floors kept; see {options.out}")
    return 1 if missed else 0


def run(task: str, gold: Path, split: str | None) -> tuple[dict[str, Any], float]:
    """The figures of one task and the wall seconds that the whole command took."""
    with tempfile.TemporaryDirectory() as folder:
        file = gold
        if split is not None:
            file = Path(folder) / gold.name
            lines = gold.read_text(encoding="utf-8").splitlines()
            kept = [line for line in lines if json.loads(line).get("split") == split]
            file.write_text("\n".join(kept) + "\n", encoding="utf-8")
        started = time.perf_counter()
        command = [sys.executable, "-m", "dragoman", "evaluate", "--task", task, str(file), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
    if done.returncode != 0:
        raise SystemExit(f"{task} on {gold.name} failed:\n{done.stderr[-2000:]}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures, seconds


def sentences() -> tuple[dict[str, Any], float]:
    """The figures of our own held-out sentences, and the wall seconds they took."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sentences"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures, time.perf_counter() - started


def own_sentences(figures: dict[str, Any]) -> str:
    """The section on our own held-out sentences: by act, how confidence holds, and what is taken for what."""
    events, alone = figures["events"], figures["acts_alone"]
    lines = [
        "",
        "## events: our own held-out sentences",
        "",
        f"{figures['sentences']} sentences with {events['gold']} events, one group in ten of our annotated ones,",
        "never trained on: text in, events out, right where act, status and each named side are. Thresholds were",
        "chosen on them, so expect a little less elsewhere.",
        "",
        f"Precision {events['precision']:.3f}, recall {events['recall']:.3f}, F1 {events['f1']:.3f}; the act alone",
        f"at the right word F1 {alone['f1']:.3f}; of {figures['without_event']} sentences without an event",
        f"{figures['left_empty']:.3f} left empty; states of {figures['actors']} mentions",
        f"{figures['actor_states']:.3f} right.",
        "",
        "| act | gold | precision | recall | F1 |",
        "|---|--:|--:|--:|--:|",
    ]
    for act, each in figures["by_act"].items():
        lines.append(f"| {act} | {each['gold']} | {each['precision']:.2f} | {each['recall']:.2f} | {each['f1']:.2f} |")
    lines += ["", "| confidence | events | right |", "|---|--:|--:|"]
    for each in figures["calibration"]:
        low, bar = each["confidence"], "#" * round(20 * each["right"])
        lines.append(f"| {low:.1f}–{low + 0.1:.1f} | {each['events']} | {each['right']:.2f} {bar} |")
    lines += ["", *confusion(figures["confusion"], [*figures["by_act"], "none"]), ""]
    lines += ["The worst errors, grouped by hand, are in [method/coding.md](method/coding.md#what-goes-wrong).", ""]
    return "\n".join(lines)


def reading_room() -> str:
    """The section on how quick the pages are, from the figures that the benchmark kept last; it takes too long here."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    if not kept:
        return ""
    lines = ["", "## How quick the reading room is", ""]
    lines += ["Wall milliseconds of pages asked for one after the other over HTTP, in one process: median and 95th", ""]
    lines[-1:] = ["percentile, with those of CPU. Kept by `python -m benchmarks.reading_room --keep`.", ""]
    for each in kept.values():
        store, size = each["store"], each["size_mb"] / 1000
        lines += [
            f"### {store['events']:,} events",
            "",
            f"{each['day']}; {each['machine']}, shared (load {each['load']:.1f}); {store['articles']:,} articles,",
            f"{store['happenings']:,} happenings, {size:.1f} GB, filled in {_minutes(each['fill_s'])} and merged in",
            f"{_minutes(each['merge_s'])}; {each['rounds']} pages of each kind. Over budget: {_named(each['over'])};",
            f"by CPU alone: {_named(name for name, row in each['ms'].items() if row['cpu_p95'] > budget(name))}.",
            "",
            "| page | median | 95th | CPU median | CPU 95th | budget |",
            "|---|--:|--:|--:|--:|--:|",
        ]
        for name, row in each["ms"].items():
            cells = (row["p50"], row["p95"], row["cpu_p50"], row["cpu_p95"], budget(name))
            lines.append(f"| {name} | " + " | ".join(f"{cell:.0f}" for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _named(pages: Iterable[str]) -> str:
    return ", ".join(pages) or "none"


def _minutes(seconds: float | None) -> str:
    return "a time not kept" if seconds is None else f"{seconds / 60:.0f} minutes"


def confusion(counts: dict[str, int], acts: list[str]) -> list[str]:
    """A table of what is told at the words of each annotated act."""
    lines = ["Rows: the annotated act; columns: what is told at its word (the last row: told where nothing is).", ""]
    lines += ["| | " + " | ".join(act[:5].lower() for act in acts) + " |", "|---|" + "--:|" * len(acts)]
    for gold in acts:
        cells = (str(counts.get(f"{gold} > {seen}", "")) for seen in acts)
        lines.append(f"| {gold} | " + " | ".join(cells) + " |")
    return lines


def headline(task: str, figures: dict[str, Any]) -> str:
    """The figures that a line has room for."""
    if task == "sentences":
        events = figures["events"]
        told = f"P {events['precision']:.3f}, R {events['recall']:.3f}, F1 {events['f1']:.3f}"
        return f"{told}, left empty {figures['left_empty']:.3f}"
    if task == "relation":
        return f"macro F1 {figures['macro_f1']:.3f}, accuracy {figures['accuracy']:.3f}"
    if task == "events":
        left = figures["left_empty"]
        share = f", {left['right']} of {left['of']} texts without an event left empty" if left["of"] else ""
        return f"typed recall {figures['typed']['recall']:.3f}, {figures['events_found']} events found{share}"
    plain = {key: value for key, value in figures.items() if isinstance(value, int | float)}
    return ", ".join(
        f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in plain.items()
    )


def page(results: list[tuple[str, str, str | None, dict[str, Any], float]]) -> str:
    """The page of figures in Markdown."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    ).stdout.strip()
    lines = [
        "# Quality",
        "",
        f"Written by `make evaluate` on {datetime.now(UTC):%d %B %Y} from commit {commit or 'unknown'}; {machine()}.",
        "Gold files measure only: nothing is trained on them, and no sentence of theirs is in this project.",
        "",
        "| task | gold | figures | seconds |",
        "|---|---|---|--:|",
    ]
    for task, name, split, figures, seconds in results:
        label = f"{name} ({split})" if split else name
        lines.append(f"| {task} | {label} | {headline(task, figures)} | {seconds:.0f} |")
    for task, name, _, figures, _ in results:
        lines += ["", f"## {task}: {name}", "", "```json", json.dumps(figures, indent=1, ensure_ascii=False), "```"]
    return "\n".join(lines) + "\n"


def machine() -> str:
    """The machine in words that compare: cores, processor family, Python."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
