"""Articles per CPU second, memory and start-up, each in a process of its own; appended to benchmarks/history.jsonl.

    python -m benchmarks.speed [--articles FOLDER] [--rounds 3]

CPU seconds are those of the operating system for the whole process (`RUSAGE_SELF`), knowledge loading left out where a
row says "warm". Quote ratios rather than single figures: machines differ.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Runs all rows and prints them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=Path, default=ROOT / "examples" / "articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stages", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stages:
        print(json.dumps(stages(options.articles, options.rounds)))
        return
    # As in a worker: more threads than one spin, which counts as CPU time and helps nobody.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    command = [sys.executable, "-m", "benchmarks.speed", "--stages", "--articles", str(options.articles)]
    command += ["--rounds", str(options.rounds)]
    figures: dict[str, Any] = {
        "import_s": start_up("import dragoman"),
        "help_s": start_up("import sys; sys.argv = ['dragoman', '--help']; from dragoman.cli import main; main()"),
        **json.loads(subprocess.check_output(command, cwd=ROOT, text=True)),
    }
    for key, value in figures.items():
        print(f"{key:32} {value}")
    record = {"machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}", **figures}
    with (ROOT / "benchmarks" / "history.jsonl").open("a", encoding="utf-8") as history:
        history.write(json.dumps(record) + "\n")


def start_up(code: str) -> float:
    """The median wall seconds of a fresh interpreter that runs `code`, over seven runs after one to warm the disk."""
    walls = []
    for _ in range(8):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=False, stdout=subprocess.DEVNULL)
        walls.append(time.perf_counter() - started)
    return round(statistics.median(walls[1:]), 3)


def stages(folder: Path, rounds: int) -> dict[str, Any]:
    """CPU seconds by stage over the articles, articles per CPU second, and peak memory of this process in MB."""
    from dragoman.coding.coders import make_coder
    from dragoman.coding.relation_model import MarkedPair, RelationModel
    from dragoman.find.actors import find_actors
    from dragoman.find.attribution import find_scopes
    from dragoman.find.statements import find_statements
    from dragoman.find.timex import find_timexes
    from dragoman.knowledge import load_knowledge
    from dragoman.pipeline import code_article
    from dragoman.read.sources import read_articles
    from dragoman.records import Article
    from dragoman.text.parse import mark_article
    from dragoman.text.regions import mark_regions

    began = time.process_time()
    knowledge = load_knowledge()
    coder = make_coder("model")
    articles = [entry for entry in read_articles([folder]) if isinstance(entry, Article)]
    code_article(articles[0], knowledge, coder)
    first = time.process_time() - began
    words = sum(len(article.text.split()) for article in articles)
    cost: dict[str, float] = {}
    # Pairs of 25 words, as press has them: the first and last word of each sentence marked.
    pairs = [
        MarkedPair(text=text, source=(0, text.index(" ")), target=(text.rindex(" ") + 1, len(text)))
        for article in articles
        for line in article.text.splitlines()
        if len(words_of := line.split()) >= 25 and (text := " ".join(words_of[:25]))
    ]

    def timed(name: str, work: Callable[[], Any]) -> Any:
        started = time.process_time()
        made = work()
        cost[name] = cost.get(name, 0.0) + time.process_time() - started
        return made

    for _ in range(rounds):
        for article in articles:
            regioned = timed("regions", lambda a=article: mark_regions(a, knowledge))
            marked = timed("parse", lambda a=regioned: mark_article(a, knowledge))
            actors = timed("actors", lambda m=marked: find_actors(m, knowledge))
            timed("times", lambda m=marked: find_timexes(m, knowledge))
            timed("scopes", lambda m=marked, a=actors: find_scopes(m, a, knowledge))
            timed("statements", lambda m=marked, a=actors: find_statements(m, a, knowledge))
            timed("all", lambda a=article: code_article(a, knowledge, coder))
    timed("pairs", lambda: RelationModel().probabilities(pairs))
    asked = len(pairs) / cost.pop("pairs")
    per_article = {f"{name}_ms": round(1000 * seconds / len(articles) / rounds, 1) for name, seconds in cost.items()}
    total = cost["all"] / rounds
    return {
        "first_article_cold_cpu_s": round(first, 2),
        "articles": len(articles),
        "words_per_article": round(words / len(articles)),
        "articles_per_cpu_s": round(len(articles) / total, 1),
        "articles_of_500_words_per_cpu_s": round(words / 500 / total, 1),
        "marked_pairs_per_cpu_s": round(asked),
        **per_article,
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    main()
