"""How quick the pages of the reading room are over a big store; prints one JSON object.

    python -m benchmarks.reading_room [--articles 10000] [--rounds 40] [--folder FOLDER] [--keep]

Each article has ten events (`benchmarks.newsstand`). The store is kept in FOLDER and filling goes on where it was
broken off; 10,000 articles take 0.6 GB, 100,000 take 6 GB. Pages are asked for over HTTP inside this process, each kind
with other pairs, articles and words in every round; a page whose p95 is over its budget is named under "over". With
`--keep` the figures are kept in `benchmarks/reading_room.json`, from which `make evaluate` writes them into
docs/quality.md.
"""

import argparse
import json
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from litestar.testing import TestClient

from benchmarks.newsstand import fill
from dragoman.records import ActorKind
from dragoman.store import ActorQuery, ArticleQuery, HappeningQuery
from dragoman.web.access import Access
from dragoman.web.app import make_app
from dragoman.web.desk import Desk
from dragoman.workspace import Workspace

KEPT = Path(__file__).with_suffix(".json")
"""Figures by number of articles, as last kept."""

PORT = 8765
BUDGET_MS = 300
BUDGETS = {"pair": 800, "brief": 800}
"""Milliseconds within which 95 of 100 pages must come; those that are not named have `BUDGET_MS`."""

Drawing = Callable[[random.Random], str]


def main() -> None:
    """Fills the store, merges it, and asks for every kind of page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", action="store_true", help="keep the figures for docs/quality.md")
    parser.add_argument("--only", help="kinds of pages, with commas; all unless given")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        folder = options.folder or Path(spare)
        with Workspace.open(folder, create=True) as workspace:
            figures = run(workspace, options)
    print(json.dumps(figures, indent=1))
    if options.keep:
        keep(figures)


def run(workspace: Workspace, options: argparse.Namespace) -> dict[str, Any]:
    """All figures."""
    began = time.perf_counter()
    added = fill(workspace.store, options.seed, options.articles)
    filled = time.perf_counter()
    workspace.merge()
    figures: dict[str, Any] = {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "added": added,
        "fill_s": round(filled - began, 1),
        "merge_s": round(time.perf_counter() - filled, 1),
        "size_mb": sum(path.stat().st_size for path in workspace.folder.glob("dragoman.sqlite*")) // 1_000_000,
        "store": msgspec.to_builtins(workspace.store.overview()),
        "load": os.getloadavg()[0],
        "rounds": options.rounds,
    }
    wanted = options.only.split(",") if options.only else None
    kinds = {name: path for name, path in kinds_of_pages(workspace).items() if wanted is None or name in wanted}
    figures["ms"] = dict(timed(workspace, kinds, options.rounds, options.seed))
    figures["over"] = [name for name, row in figures["ms"].items() if row["p95"] > budget(name)]
    return figures


def keep(figures: dict[str, Any]) -> None:
    """Keeps figures in place of those of a store of the same size; times of filling only where all was filled."""
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    size = str(figures["store"]["articles"])
    if figures["added"] < figures["store"]["articles"]:
        before = kept.get(size, {})
        figures = {**figures, **{name: before.get(name) for name in ("fill_s", "merge_s")}}
    kept[size] = figures
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def budget(name: str) -> int:
    """Milliseconds that a kind of page may take."""
    return BUDGETS.get(name.partition(" ")[0], BUDGET_MS)


def kinds_of_pages(workspace: Workspace) -> dict[str, Drawing]:
    """The address of a page of each kind, drawn by a random number generator."""
    store = workspace.store
    pairs = [one.pair for one in store.pairs(1_000)]
    codes = sorted({code for pair in pairs for code in pair})
    heads = store.articles(ArticleQuery(newest_first=True, limit=2_000))
    told = [one.happening.id for one in store.happenings(HappeningQuery(newest_first=True, limit=2_000))]
    words = sorted({word for head in heads[:200] for word in (head.title or "").split()})
    told_of = (actor for head in heads[:50] for actor in store.actors(ActorQuery(article=head.id)))
    named = sorted({one.actor.id for one in told_of if one.actor.kind is ActorKind.PERSON})
    most = "/".join(pairs[0])
    return {
        "home": lambda _: "/",
        "list of articles": lambda _: "/articles",
        "list of happenings": lambda _: "/happenings",
        "list of happenings of a state": lambda rng: f"/happenings?state={rng.choice(codes)}",
        "list of happenings by act and status": lambda rng: f"/happenings?act={rng.choice(ACTS)}&status=planned",
        "list of happenings since": lambda rng: f"/happenings?since={rng.randint(2021, 2025)}-0{rng.randint(1, 9)}-01",
        "list of pairs": lambda _: "/pairs",
        "search of words": lambda rng: f"/search?q={rng.choice(words)}+{rng.choice(words)}",
        "search of events of a state": lambda rng: f"/search?state={rng.choice(codes)}&status=planned",
        "search of events by act": lambda rng: f"/search?act={rng.choice(ACTS)}&since=2024-0{rng.randint(1, 9)}-01",
        "search of events until": lambda rng: f"/search?until={rng.randint(2021, 2025)}-0{rng.randint(1, 9)}-01",
        "pair": lambda rng: "/pairs/" + "/".join(rng.choice(pairs)),
        "pair of most events": lambda _: f"/pairs/{most}",
        "brief": lambda rng: "/pairs/" + "/".join(rng.choice(pairs)) + "/brief",
        "brief of most events": lambda _: f"/pairs/{most}/brief",
        "person": lambda rng: f"/people/{rng.choice(named)}",
        "article": lambda rng: f"/articles/{rng.choice(heads).id}",
        "happening": lambda rng: f"/happenings/{rng.choice(told)}",
        "review": lambda _: "/review",
        "map": lambda _: "/map",
        "map of a state": lambda rng: f"/map?state={rng.choice(codes)}",
        "map by status and days": lambda rng: f"/map?status=planned&since={rng.randint(2021, 2025)}-01-01",
        "network": lambda _: "/network",
        "network of a state": lambda rng: f"/network?state={rng.choice(codes)}",
        "network by act": lambda rng: f"/network?act={rng.choice(ACTS)}",
    }  # fmt: skip


ACTS = ("CONSULT", "ASSAULT", "AGREE", "SANCTION", "AID", "ACCUSE")


def timed(
    workspace: Workspace, kinds: dict[str, Drawing], rounds: int, seed: int
) -> Iterator[tuple[str, dict[str, float]]]:
    """The median and the 95th percentile of each kind after one page to warm up, in milliseconds of wall and CPU."""
    access = Access(PORT)
    with TestClient(make_app(Desk(workspace, "benchmark"), access), base_url=f"http://127.0.0.1:{PORT}") as client:
        client.get(access.address)
        for name, path in kinds.items():
            rng = random.Random(seed)  # noqa: S311 - no secret
            client.get(path(rng))
            wall, cpu, size = [], [], 0
            for _ in range(rounds):
                address = path(rng)
                began, used = time.perf_counter(), time.process_time()
                answer = client.get(address)
                wall.append(1000 * (time.perf_counter() - began))
                cpu.append(1000 * (time.process_time() - used))
                answer.raise_for_status()
                size = max(size, len(answer.content))
            yield name, {**spread("", wall), **spread("cpu_", cpu), "kb": size // 1000}


def spread(prefix: str, taken: list[float]) -> dict[str, float]:
    """The median and the 95th percentile."""
    p95 = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    return {f"{prefix}p50": round(statistics.median(taken), 1), f"{prefix}p95": round(p95, 1)}


if __name__ == "__main__":
    main()
