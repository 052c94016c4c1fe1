"""How long merging takes: a whole store, one article more, and one block of 20,000 events; prints one JSON object.

    python -m benchmarks.merging [--articles 100000] [--more 200] [--folder FOLDER]

The articles are those of `benchmarks.synthetic`; adding them is timed apart from merging. One process, no pool.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.synthetic import Synthetic
from dragoman.merge.bindings import Bindings
from dragoman.merge.happenings import merge_profiles
from dragoman.merge.placing import block_key
from dragoman.merge.profiles import Profile, profiles_of
from dragoman.records import Act, CodedArticle
from dragoman.store import HappeningQuery, Store
from dragoman.store.sql import open_store
from dragoman.workspace.merging import merge_changes

CODING = "synthetic"


def main() -> None:
    """Runs all and prints the figures; times are wall seconds, `ms` milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--more", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    figures: dict[str, Any] = {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    }
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for count in (options.articles // 10, options.articles):
            figures[f"store_of_{count}"] = of_store(Path(folder) / f"{count}.sqlite", count, options.more, options.seed)
    figures["one_block"] = [of_block(events, options.seed) for events in (5_000, 10_000, 20_000)]
    print(json.dumps(figures, indent=1))


def of_store(file: Path, count: int, more: int, seed: int) -> dict[str, Any]:
    """A store of so many articles, merged at once, and then some articles more, one at a time."""
    source = Synthetic(seed)
    store = open_store(file)
    began = time.perf_counter()
    blocks: Counter[str] = Counter()
    for coded in source.articles(count):
        store.add(coded, coding=CODING)
        blocks.update(block_key(profile) for profile in profiles_of(coded))
    added = time.perf_counter()
    before = size_of(file)
    cpu = time.process_time()
    merge_changes(store)
    merged = time.perf_counter()
    figures = {
        "articles": count,
        "events": sum(blocks.values()),
        "blocks": len(blocks),
        "biggest_blocks": [size for _, size in blocks.most_common(5)],
        "happenings": happenings_in(store),
        "add_s": round(added - began, 1),
        "merge_s": round(merged - added, 1),
        "merge_cpu_s": round(time.process_time() - cpu, 1),
        "size_mb": {"before": before, "after": size_of(file)},
        "one_more_ms": spread(timed(store, islice(source.articles(more), more))),
        "one_more_in_the_biggest_block_ms": spread(timed(store, war_reports(source, more // 4))),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    store.close()
    return figures


def timed(store: Store, articles: Iterable[CodedArticle]) -> list[float]:
    """Milliseconds of merging after each article more; adding it is not counted."""
    taken = []
    for coded in articles:
        store.add(coded, coding=CODING)
        began = time.perf_counter()
        merge_changes(store)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def war_reports(source: Synthetic, count: int) -> Iterable[CodedArticle]:
    """Reports on strikes of the pair that has most of them."""

    def all_of_them() -> Iterable[CodedArticle]:
        while True:
            story = source.story()
            if story.act is Act.ASSAULT and tuple(sorted(story.pair)) == source.war:
                yield from source.reports(story)

    return islice(all_of_them(), count)


def of_block(events: int, seed: int) -> dict[str, Any]:
    """One block of so many events of five years, clustered at once."""
    source = Synthetic(seed)
    profiles: dict[str, Profile] = {}
    for coded in war_reports(source, events):
        profiles.update({profile.event.id: profile for profile in profiles_of(coded)})
        if len(profiles) >= events:
            break
    began = time.perf_counter()
    made, knots = merge_profiles(profiles, Bindings())
    taken = time.perf_counter() - began
    biggest = max(Counter(knots.values()).values())
    return {"events": len(profiles), "happenings": len(made), "biggest_knot": biggest, "s": round(taken, 1)}


def happenings_in(store: Store) -> int:
    """How many happenings a store holds."""
    count, after = 0, None
    while page := store.happenings(HappeningQuery(limit=10_000, after=after)):
        count, after = count + len(page), page[-1].cursor
    return count


def size_of(file: Path) -> int:
    """Megabytes of a store's files."""
    return sum(path.stat().st_size for path in file.parent.glob(f"{file.name}*")) // 1_000_000


def spread(values: list[float]) -> dict[str, float]:
    """Median, 95th percentile and the most."""
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "most": round(ordered[-1], 1),
    }


if __name__ == "__main__":
    main()
