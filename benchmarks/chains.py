"""Scores happenings on the story chains of examples/chains: who belongs together, on how many origins, what differs.

    python -m benchmarks.chains [--check] [--misses FILE] [CHAIN…]

Every chain is added to a workspace of its own. B-cubed is over the annotated claims that were found; how many were
found stands beside it. The format is in examples/chains/README.md.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.records import Act, Happening, Status
from dragoman.store import HappeningQuery
from dragoman.workspace import Workspace

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "chains"
FIELDS = ("time", "place", "status", "number", "participants", "direction")
PUBLICATION_KEYS = ("title", "outlet", "published")


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of an article that claim a happening."""

    article: str
    words: str
    status: Status


class GoldHappening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a careful analyst holds for one happening; `origins` are the least and the most."""

    id: str
    acts: tuple[Act, ...]
    states: tuple[str, ...]
    status: Status
    origins: tuple[int, int]
    events: tuple[Claim, ...]
    why: str = ""


class GoldAccount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One article's version."""

    article: str
    value: str


class GoldConflict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field on which accounts of a happening differ."""

    happening: str
    field: str
    accounts: tuple[GoldAccount, ...]


class Chain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A story with its happenings and conflicts."""

    title: str
    happening: tuple[GoldHappening, ...]
    conflict: tuple[GoldConflict, ...] = ()


class ReadArticle(msgspec.Struct, frozen=True):
    """An article as it was read: its number in the chain, and its text."""

    number: str
    text: str


Read = dict[str, ReadArticle]


def main() -> int:
    """Checks or scores the chains; 1 where one is malformed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="check the files only")
    parser.add_argument("--misses", type=Path)
    parser.add_argument("chains", nargs="*", type=Path)
    options = parser.parse_args()
    folders = options.chains or sorted(path.parent for path in FOLDER.glob("*/gold.toml"))
    problems = [problem for folder in folders for problem in problems_of(folder)]
    print("\n".join(problems) or f"{len(folders)} chains, nothing to mend", file=sys.stderr)
    if problems or options.check:
        return 1 if problems else 0
    tally = Tally()
    for folder in folders:
        tally.add(folder, read_chain(folder))
    print(json.dumps(tally.figures(), indent=1))
    if options.misses:
        options.misses.write_text("\n".join(tally.misses) + "\n", encoding="utf-8")
    return 0


def read_chain(folder: Path) -> Chain:
    """The gold of a chain.

    Raises:
        msgspec.ValidationError: it does not fit its shape.
    """
    return msgspec.toml.decode((folder / "gold.toml").read_bytes(), type=Chain)


def articles_of(folder: Path) -> dict[str, str]:
    """The texts of a chain's articles by their number."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("[0-9][0-9].md"))}


def problems_of(folder: Path) -> list[str]:
    """What is wrong with the files of a chain, each with its place."""
    try:
        chain = read_chain(folder)
    except (OSError, msgspec.MsgspecError) as error:
        return [f"{folder.name}/gold.toml: {error}"]
    texts, found = articles_of(folder), []
    for number, text in texts.items():
        head = text.split("---")[1] if text.startswith("---") and text.count("---") > 1 else ""
        found += [f"{folder.name}/{number}.md: no {key}" for key in PUBLICATION_KEYS if f"{key}:" not in head]
    known = {one.id for one in chain.happening}
    for one in chain.happening:
        if list(one.states) != sorted(one.states) or one.origins[0] > one.origins[1]:
            found.append(f"{folder.name}, {one.id}: states must be sorted, and origins least before most")
        for claim in one.events:
            count = texts.get(claim.article, "").count(claim.words)
            if count != 1:
                found.append(f'{folder.name}, {one.id}: "{claim.words}" stands {count} times in {claim.article}.md')
    for conflict in chain.conflict:
        if conflict.happening not in known or conflict.field not in FIELDS or len(conflict.accounts) < 2:
            found.append(f"{folder.name}: a conflict needs a known happening, a field of {FIELDS} and two accounts")
        found += [f"{folder.name}: no {one.article}.md" for one in conflict.accounts if one.article not in texts]
    return found


class Tally:
    """Counts over chains; `misses` are lines to be read by hand."""

    def __init__(self) -> None:
        self.misses: list[str] = []
        self._claims = self._found = 0
        self._precision: list[float] = []
        self._recall: list[float] = []
        self._origins: list[bool] = []
        self._outcomes: list[bool] = []
        self._conflicts = {"gold": 0, "found": 0, "right": 0}

    def add(self, folder: Path, chain: Chain) -> None:
        """Scores one chain."""
        happenings, read = happenings_of(folder)
        gold_of, system_of = {}, {}
        for one in chain.happening:
            for number, claim in enumerate(one.events):
                key = (one.id, number)
                gold_of[key] = one.id
                self._claims += 1
                match = _told(one, claim, happenings, read)
                if match is None:
                    self.misses.append(f'{folder.name}\tnot found\t{one.id}\t{claim.article}: "{claim.words}"')
                else:
                    system_of[key] = match.id
        self._found += len(system_of)
        self._cluster(gold_of, system_of)
        by_id = {happening.id: happening for happening in happenings}
        best = {one.id: _best(one, system_of, by_id) for one in chain.happening}
        for one in chain.happening:
            self._judge(folder.name, one, best[one.id])
        self._differ(folder.name, chain, best, happenings)

    def _cluster(self, gold_of: dict[Any, str], system_of: dict[Any, str]) -> None:
        for key, system in system_of.items():
            same_system = {other for other, one in system_of.items() if one == system}
            same_gold = {other for other in system_of if gold_of[other] == gold_of[key]}
            shared = len(same_system & same_gold)
            self._precision.append(shared / len(same_system))
            self._recall.append(shared / len(same_gold))

    def _judge(self, chain: str, one: GoldHappening, happening: Happening | None) -> None:
        if happening is None:
            return
        counted = (happening.origins.min, happening.origins.max)
        self._origins.append(counted == one.origins)
        if counted != one.origins:
            self.misses.append(f"{chain}\torigins\t{one.id}\t{one.origins} told as {counted}: {one.why}")
        statuses = {claim.status for claim in one.events}
        if Status.PLANNED in statuses and one.status is not Status.PLANNED:
            told = {point.status for point in happening.status_history}
            self._outcomes.append(happening.status is one.status and Status.PLANNED in told)
            if not self._outcomes[-1]:
                self.misses.append(f"{chain}\toutcome\t{one.id}\t{one.status} told as {happening.status} of {told}")

    def _differ(
        self, chain: str, wanted: Chain, best: dict[str, Happening | None], happenings: Sequence[Happening]
    ) -> None:
        due = {(happening.id, one.field) for one in wanted.conflict if (happening := best[one.happening]) is not None}
        found = {(happening.id, conflict.field) for happening in happenings for conflict in happening.conflicts}
        self._conflicts["gold"] += len(wanted.conflict)
        self._conflicts["found"] += len(found)
        self._conflicts["right"] += len(due & found)
        self.misses += [f"{chain}\tconflict\t{one.happening} {one.field}\twanted" for one in wanted.conflict
                        if (h := best[one.happening]) is None or (h.id, one.field) not in found]  # fmt: skip
        self.misses += [f"{chain}\tconflict\t{field}\tnot wanted" for _, field in found - due]

    def figures(self) -> dict[str, Any]:
        """All figures; shares are in [0, 1]."""
        precision, recall = _mean(self._precision), _mean(self._recall)
        counts = self._conflicts
        return {
            "claims": self._claims,
            "found": round(self._found / max(1, self._claims), 4),
            "b_cubed": {"precision": precision, "recall": recall, "f1": _f1(precision, recall)},
            "origins_exact": _mean([float(one) for one in self._origins]),
            "plans_with_outcome": _mean([float(one) for one in self._outcomes]),
            "conflicts": {
                "precision": round(counts["right"] / max(1, counts["found"]), 4),
                "recall": round(counts["right"] / max(1, counts["gold"]), 4),
                "gold": counts["gold"],
            },
        }


def happenings_of(folder: Path) -> tuple[tuple[Happening, ...], Read]:
    """The happenings of a chain in a workspace of its own, and its articles as they were read."""
    with tempfile.TemporaryDirectory() as place, Workspace.open(place, create=True) as workspace:
        read: Read = {}
        for path in sorted(folder.glob("[0-9][0-9].md")):
            workspace.add([path], jobs=0)
            for coded in workspace.store.coded():
                read.setdefault(coded.article.id, ReadArticle(number=path.stem, text=coded.article.text))
        return workspace.happenings(HappeningQuery()), read


def _told(one: GoldHappening, claim: Claim, happenings: Sequence[Happening], read: Read) -> Happening | None:
    """The happening that has an event of the claim's article at its words, with an accepted act and the same sides."""
    for happening in happenings:
        if happening.act not in one.acts or set(happening.states) != set(one.states):
            continue
        for link in happening.links:
            text = read.get(link.article)
            if text is None or text.number != claim.article:
                continue
            start = text.text.find(claim.words)
            if start < link.evidence[1] and link.evidence[0] < start + len(claim.words):
                return happening
    return None


def _best(one: GoldHappening, system_of: dict[Any, str], by_id: dict[str, Happening]) -> Happening | None:
    """The happening that most claims of a gold one are in."""
    own = [system for (gold, _), system in system_of.items() if gold == one.id]
    return by_id[max(sorted(set(own)), key=own.count)] if own else None


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


if __name__ == "__main__":
    sys.exit(main())
