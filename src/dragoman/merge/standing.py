"""The judgements that hold: in their order, without what was undone, found by article and by record."""

from collections import defaultdict
from collections.abc import Iterable

from dragoman.records import CodedArticle, Judgement, Verdict


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that hold, in the order in which they were made: undone ones and undos are left out."""
    ordered = sorted({one.id: one for one in judgements}.values(), key=lambda one: (one.at, one.id))
    undone = undone_of(ordered)
    return tuple(one for one in ordered if one.verdict is not Verdict.UNDO and one.id not in undone)


def undone_of(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The ids of the judgements that an undo, itself not undone, takes back; in whatever order they come."""
    undos: dict[str, list[str]] = defaultdict(list)
    for one in judgements:
        if one.verdict is Verdict.UNDO:
            undos[one.record].append(one.id)
    decided: dict[str, bool] = {}
    for start in undos:
        path = [start]
        while path:  # a long chain of undos of undos must not recurse
            last = path[-1]
            open_ones = [undo for undo in undos.get(last, ()) if undo not in decided and undo not in path]
            if open_ones:
                path += open_ones
                continue
            decided[path.pop()] = any(not decided.get(undo, False) for undo in undos.get(last, ()))
    return frozenset(record for record, is_undone in decided.items() if is_undone)


class Docket:
    """The judgements that hold, found by the article or the record that they are about."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.standing = standing(judgements)
        self._places = {one.id: place for place, one in enumerate(self.standing)}
        self._by_article: dict[str, list[Judgement]] = defaultdict(list)
        self._by_record: dict[str, list[Judgement]] = defaultdict(list)
        for one in self.standing:
            for article in articles_of(one):
                self._by_article[article].append(one)
            for record in (one.record, one.other):
                if record is not None:
                    self._by_record[record].append(one)

    def concerning(self, coded: CodedArticle) -> tuple[Judgement, ...]:
        """The judgements about an article, its records or what stood in it, in the order in which they were made."""
        if not self.standing:
            return ()
        found = {one.id: one for one in self._by_article.get(coded.article.id, ())}
        for record in ids_in(coded):
            found.update({one.id: one for one in self._by_record.get(record, ())})
        return tuple(sorted(found.values(), key=lambda one: self._places[one.id]))


def articles_of(judgement: Judgement) -> frozenset[str]:
    """The articles in which the records of a judgement stood."""
    return frozenset(anchor.article for anchor in (*judgement.anchors, *judgement.other_anchors))


def ids_in(coded: CodedArticle) -> tuple[str, ...]:
    """The ids of an article and of all its records."""
    events, statements = (one.id for one in coded.events), (one.id for one in coded.statements)
    return (
        coded.article.id,
        *events,
        *statements,
        *(tie.id for tie in coded.ties),
        *(actor.id for actor in coded.actors),
    )
