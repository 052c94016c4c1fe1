"""A coded article as judged: corrections applied, rejected records marked; the records themselves never change.

Judgements are a layer. The same article and the same standing judgements give the same, in whatever order judgements
about different fields and records were made; without judgements an article is as it was coded.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.knowledge.codebook import Codebook
from dragoman.merge.anchors import match_anchors
from dragoman.merge.corrections import Corrections, correct_actor, correct_event, correct_statement, correct_tie
from dragoman.merge.speakers import put_speakers
from dragoman.merge.standing import Docket, ids_in
from dragoman.records import Actor, CodedArticle, Event, Judgement, Record, Ref, Statement, Tie, Verdict


class JudgedArticle(Record, frozen=True, kw_only=True):
    """An article with all its records as judged, in the order of the coding; `rejected` are the ids to leave out.

    `ids` are the ids that judged records have now, by the ids under which they were judged.
    """

    coded: CodedArticle
    rejected: frozenset[str] = frozenset()
    ids: dict[str, str] = {}

    @property
    def kept(self) -> CodedArticle:
        """The article without what was rejected."""
        if not self.rejected:
            return self.coded
        return msgspec.structs.replace(
            self.coded,
            actors=tuple(one for one in self.coded.actors if one.id not in self.rejected),
            events=tuple(one for one in self.coded.events if one.id not in self.rejected),
            statements=tuple(one for one in self.coded.statements if one.id not in self.rejected),
            ties=tuple(one for one in self.coded.ties if one.id not in self.rejected),
        )


def judge_article(coded: CodedArticle, docket: Docket, codebook: Codebook) -> JudgedArticle:
    """An article as people judged it; records that another coding made are found by the anchors of the judgements."""
    judgements = docket.concerning(coded)
    if not judgements:
        return JudgedArticle(coded=coded)
    ids = match_anchors(coded, judgements)
    here = ids_in(coded)
    ids.update({record: record for record in here})
    verdicts, with_article = _verdicts(judgements, ids, coded)
    corrections = _corrections(judgements, ids)
    rejected = {record for record, verdict in verdicts.items() if verdict is Verdict.REJECT}
    actors = {
        actor.id: correct_actor(actor, corrections[actor.id]) if actor.id in corrections else actor
        for actor in coded.actors
    }
    sides = _Sides(actors, corrections, frozenset(actors) & rejected - with_article)
    events = tuple(
        correct_event(sides.of_event(event), corrections.get(event.id, {}), sides.present, codebook)
        for event in coded.events
    )
    events = tuple(_as_sure(event, verdicts.get(event.id), corrections.get(event.id)) for event in events)
    statements = tuple(
        correct_statement(sides.of_statement(one), corrections.get(one.id, {}), sides.present)
        for one in coded.statements
    )
    ties = tuple(correct_tie(sides.of_tie(tie), corrections.get(tie.id, {})) for tie in coded.ties)
    rejected |= {tie.id for tie in coded.ties if any(ref.actor in sides.rejected for ref in tie.pair)}
    judged = CodedArticle(
        article=coded.article, actors=tuple(actors.values()), events=events, statements=statements, ties=ties
    )
    return JudgedArticle(coded=put_speakers(coded, judged), rejected=frozenset(rejected), ids=ids)


def _verdicts(
    judgements: Iterable[Judgement], ids: Mapping[str, str], coded: CodedArticle
) -> tuple[dict[str, Verdict], set[str]]:
    """The last verdict on each record, and the records that are rejected only with their article.

    A verdict on the article or on a happening is one on each record or event of it.
    """
    verdicts: dict[str, Verdict] = {}
    with_article: set[str] = set()
    for one in judgements:
        if one.verdict not in (Verdict.ACCEPT, Verdict.REJECT):
            continue
        if one.record == coded.article.id and one.verdict is Verdict.REJECT:
            with_article = {one for one in ids_in(coded)[1:] if verdicts.get(one) is not Verdict.REJECT}
            verdicts.update(dict.fromkeys(with_article, one.verdict))
        elif one.record == coded.article.id:  # taken back: what was rejected by itself stays so
            for record in with_article:
                verdicts.pop(record, None)
            with_article = set()
        for record in records_judged(one, ids):
            verdicts[record] = one.verdict
            with_article.discard(record)
    return verdicts, with_article


def records_judged(judgement: Judgement, ids: Mapping[str, str]) -> tuple[str, ...]:
    """The ids now of the record that a judgement is about, or of the events of its happening."""
    if judgement.anchors:
        return tuple(ids[anchor.record] for anchor in judgement.anchors if anchor.record in ids)
    return (ids[judgement.record],) if judgement.record in ids else ()


def _corrections(judgements: Iterable[Judgement], ids: Mapping[str, str]) -> dict[str, Corrections]:
    """The last correction of each field of each record."""
    found: dict[str, dict[str, Judgement]] = {}
    for one in judgements:
        if one.verdict is Verdict.CORRECT and one.field:
            for record in records_judged(one, ids):
                found.setdefault(record, {})[one.field] = one
    return dict(found)


def _as_sure(event: Event, verdict: Verdict | None, corrections: Corrections | None) -> Event:
    """An event that a person accepted or corrected is no longer a guess."""
    if verdict is Verdict.ACCEPT or corrections:
        return msgspec.structs.replace(event, confidence=1.0)
    return event


class _Sides:
    """References kept in step with their actors: their corrected names and states, and none to rejected actors."""

    def __init__(
        self, actors: Mapping[str, Actor], corrections: Mapping[str, Corrections], rejected: frozenset[str]
    ) -> None:
        self.rejected = rejected
        self.present = {name: actor for name, actor in actors.items() if name not in rejected}
        self._actors, self._corrections = actors, corrections

    def of_event(self, event: Event) -> Event:
        sources, targets = self._kept(event.sources), self._kept(event.targets)
        if not (sources or targets):  # an event is never lost with an actor
            sources, targets = self._named(event.sources), self._named(event.targets)
        mediators, hosts = self._kept(event.mediators), self._kept(event.hosts)
        return msgspec.structs.replace(event, sources=sources, targets=targets, mediators=mediators, hosts=hosts)

    def of_statement(self, one: Statement) -> Statement:
        return msgspec.structs.replace(
            one,
            speaker=self._one(one.speaker),
            addressee=self._one(one.addressee),
            medium=self._one(one.medium),
            target=self._one(one.target),
        )

    def of_tie(self, tie: Tie) -> Tie:
        first, second = self._named(tie.pair)
        return msgspec.structs.replace(tie, pair=(first, second))

    def _one(self, ref: Ref | None) -> Ref | None:
        kept = () if ref is None else self._kept((ref,))
        return kept[0] if kept else None

    def _kept(self, refs: Sequence[Ref]) -> tuple[Ref, ...]:
        return self._named([ref for ref in refs if ref.actor not in self.rejected])

    def _named(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        return tuple(self._renamed(ref) for ref in refs)

    def _renamed(self, ref: Ref) -> Ref:
        """The reference with what of its actor was corrected."""
        actor = self._actors.get(ref.actor)
        fields = set(self._corrections.get(ref.actor, ())) & {"name", "state", "sector"}
        if actor is None or not fields:
            return ref
        return msgspec.structs.replace(ref, **{field: getattr(actor, field) for field in sorted(fields)})
