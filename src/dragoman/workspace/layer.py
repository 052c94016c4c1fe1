"""The layer of judgements over a store: kept as new as the records, and the ids that judged records have now."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from dragoman.knowledge.codebook import load_codebook
from dragoman.merge.anchors import match_anchors
from dragoman.merge.judged import judge_article
from dragoman.merge.standing import Docket, articles_of, ids_in, undone_of
from dragoman.records import Anchor, Judgement, Verdict
from dragoman.store import HappeningQuery, Layer, Store
from dragoman.workspace.reports import History

LAID_AT_ONCE = 100
"""Articles in one transaction: some tenths of a second, which another writer can wait."""


def lay_judgements(store: Store, only: Iterable[str] | None = None) -> bool:
    """Brings the layer up to date with records and judgements; whether that was due.

    `only` are ids of records that alone have changed since the layer was last up to date. An interrupt leaves the rest
    due.
    """
    revision = store.revision
    if revision.judged == revision.records:
        return False
    judgements = store.judgements()
    if not judgements:  # nothing to lay, and asking must not write
        return False
    docket, codebook = Docket(judgements), load_codebook()
    touched = touched_by(judgements) if only is None else set(only)
    judged = (judge_article(coded, docket, codebook) for coded in store.coded(sorted(touched)))
    layers = (Layer(coded=one.coded, rejected=one.rejected) for one in judged)
    while page := tuple(islice(layers, LAID_AT_ONCE)):
        store.put_judged(page)
    store.put_judged((), revision.records)
    return True


def touched_by(judgements: Iterable[Judgement]) -> set[str]:
    """The ids of records and articles that judgements are about, undone ones too: what they changed is taken back."""
    touched: set[str] = set()
    for one in judgements:
        if one.verdict is not Verdict.UNDO:
            touched |= {one.record, *articles_of(one)} | ({one.other} if one.other else set())
    return touched


def ids_now(store: Store, judgements: Iterable[Judgement]) -> dict[str, str]:
    """The ids that judged records of articles have now, by the ids under which they were judged."""
    judgements = tuple(judgements)
    touched = touched_by(judgements)
    docket = Docket(judgements)
    ids: dict[str, str] = {}
    same: dict[str, str] = {}
    for coded in store.coded(sorted(touched)) if touched else ():
        ids.update(match_anchors(coded, docket.concerning(coded)))
        same.update({record: record for record in ids_in(coded) if record in touched})
    return ids | same


def root_of(judgement: Judgement, judgements: Mapping[str, Judgement]) -> Judgement:
    """The judgement that is no undo at the end of a chain of undos; an undo whose judgement is missing is its own."""
    seen: set[str] = set()
    while judgement.verdict is Verdict.UNDO and judgement.record in judgements and judgement.id not in seen:
        seen.add(judgement.id)
        judgement = judgements[judgement.record]
    return judgement


def judged_history(store: Store, record: str | None = None) -> tuple[History, ...]:
    """Judgements as they stand now, oldest first: all, or those about one record by any id that it had.

    A judgement on a happening is also about the events that the happening had; an undo about what it takes back.
    """
    judgements = store.judgements()
    by_id, undone, ids = {one.id: one for one in judgements}, undone_of(judgements), ids_now(store, judgements)
    told = [_as_it_stands(store, one, by_id, one.id in undone, ids) for one in judgements]
    return tuple(one for one in told if record is None or record in _subjects(one, by_id))


def _as_it_stands(
    store: Store, judgement: Judgement, by_id: Mapping[str, Judgement], is_undone: bool, ids: Mapping[str, str]
) -> History:
    if judgement.verdict is Verdict.UNDO:
        return History(
            judgement=judgement, undone=is_undone, now=(judgement.record,) if judgement.record in by_id else ()
        )
    now = _found_now(store, judgement.record, judgement.anchors, ids)
    other_now = _found_now(store, judgement.other, judgement.other_anchors, ids) if judgement.other else ()
    is_lost = not now or (judgement.other is not None and not other_now)
    return History(
        judgement=judgement, undone=is_undone, now=now, other_now=other_now, orphaned=is_lost and not is_undone
    )


def _subjects(told: History, by_id: Mapping[str, Judgement]) -> set[str]:
    """The ids, then and now, of what a judgement is about."""
    root = root_of(told.judgement, by_id)
    anchors = (*root.anchors, *root.other_anchors)
    return {
        *(told.now + told.other_now),
        *(record for record in (told.judgement.id, told.judgement.record, root.record, root.other) if record),
        *(anchor.record for anchor in anchors),
    }


def _found_now(store: Store, record: str, anchors: Sequence[Anchor], ids: Mapping[str, str]) -> tuple[str, ...]:
    """The ids now of a judged record, or of the events of a judged happening; none where nothing is found."""
    then = [anchor.record for anchor in anchors] or [record]
    found = tuple(dict.fromkeys(ids[one] for one in then if one in ids))
    if not found and not anchors and store.happenings(HappeningQuery(id=record)):
        return (record,)  # judged before anchors were kept
    return found
