"""The act of an event in words: the frame of its status, the verb of its predicate or its type, and its parties."""

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.knowledge.phrases import Forms, Phrases
from dragoman.output.claims import Claim
from dragoman.output.clean import plain, shorten
from dragoman.output.dates import day_words, is_dated
from dragoman.output.naming import CLOSE, Namer
from dragoman.records import ActorKind, CodedArticle, Event, Hop, Ref, Status, StatusDetail


class Saying(NamedTuple):
    """How an act is said: its forms (null where the article's own words must be the sentence)."""

    forms: Forms | None
    is_mutual: bool
    shows_words: bool
    keeps_places: bool


def saying_of(claim: Claim, phrases: Phrases) -> Saying:
    """The wording that fits an event: by its predicate, otherwise by act, mode and who acts."""
    event, coded = claim.event, claim.coded
    is_mutual = event.symmetric and len({ref.actor for ref in (*event.sources, *event.targets)}) > 1
    kinds = {actor.id: actor.kind for actor in coded.actors}
    targets = [kinds[ref.actor] for ref in event.targets if ref.actor in kinds]
    trigger, clause = (_folded(coded.article.words(span)) for span in (event.trigger, event.evidence))
    wording = phrases.wording_for(event.act, trigger, (*trigger, *clause), targets)
    forms = None if wording is None else wording.mutual if is_mutual else wording.directed if targets else None
    if wording is not None and forms is not None:
        return Saying(forms, is_mutual, wording.words, wording.places)
    verb = phrases.verb_for(event.act, event.mode, _is_between_persons(event, coded))
    if verb.quote:
        return Saying(None, is_mutual, True, False)
    has_object = event.targets or (event.mode == "visit" and event.hosts)
    forms = verb.mutual if is_mutual else verb.directed if has_object else verb.alone
    return Saying(forms, is_mutual, verb.words, verb.places)


def clause_of(
    claim: Claim, saying: Saying, namer: Namer, phrases: Phrases, *, denier: str, time: str, has_whole_date: bool
) -> str:
    """The act itself, from "Peru visited Chile" to "the plan for Peru to visit Chile was called off"."""
    event, article = claim.event, claim.coded.article
    refs = (*event.sources, *event.targets) if saying.is_mutual else event.sources
    sources = namer.party(refs, article.id)
    base, past, ing = _filled(saying, event, article.id, namer)
    return phrases.frame_for(event.status, event.detail).format(
        sources=sources.words,
        **{"is": "are" if sources.is_plural else "is"},
        base=base,
        past=past,
        ing=ing,
        mediators=_others("mediators", event.mediators, article.id, namer, phrases),
        hosts=_others("hosts", _extra_hosts(event), article.id, namer, phrases),
        place=_place(event, namer, phrases),
        denier=denier,
        time=time if has_whole_date else time + undated_note(event, article.published, phrases.part),
    )


def denier_of(hops: Sequence[Hop], article: str, namer: Namer, phrases: Phrases) -> str:
    """Who denies: the last source of the chain."""
    if not hops:
        return phrases.part["nobody_denies"]
    return phrases.part["denies"].format(who=namer.hop(hops[-1], article))


def undated_note(event: Event, published: str | None, part: dict[str, str]) -> str:
    """What is said where no date is known: of acts when they were reported, of plans that no date was given."""
    if is_dated(event.time) or event.detail in (StatusDetail.HABITUAL, StatusDetail.POSTPONED):
        return ""
    if event.status is Status.PLANNED:
        return part["no_date"]
    if event.status is not Status.HAPPENED or (event.time is not None and event.time.phrase):
        return ""
    return part["undated_reported"].format(day=day_words(published)) if published else part["undated"]


def _filled(saying: Saying, event: Event, article: str, namer: Namer) -> Forms:
    """Base, past and -ing form of the verb with its object."""
    forms = saying.forms or ("", "", "")
    if saying.is_mutual or not any("{targets}" in form for form in forms):
        return forms
    targets = event.targets or (event.hosts if event.mode == "visit" else ())
    words = namer.party(targets, article, keeps_places=saying.keeps_places).words
    base, past, ing = (form.format(targets=words) for form in forms)
    return base, past, ing


def _folded(words: str) -> tuple[str, ...]:
    """The words in small letters, without the marks around them."""
    return tuple(word.strip("“”‘’\"'.,;:()") for word in plain(words).casefold().split())


def _is_between_persons(event: Event, coded: CodedArticle) -> bool:
    """Whether a person meets or receives: persons meet, states hold talks."""
    persons = {actor.id for actor in coded.actors if actor.kind is ActorKind.PERSON}
    return any(ref.actor in persons for ref in (event.targets if event.mode == "visit" else event.sources))


def _extra_hosts(event: Event) -> tuple[Ref, ...]:
    """Hosts that are not already named as a side of the act."""
    sides = {ref.actor for ref in (*event.sources, *event.targets)}
    if event.mode == "visit" and not event.targets:
        return ()
    return tuple(ref for ref in event.hosts if ref.actor not in sides)


def _others(key: str, refs: Sequence[Ref], article: str, namer: Namer, phrases: Phrases) -> str:
    if not refs:
        return ""
    return phrases.part[key].format(who=namer.party(refs, article, is_inline=False).words) + CLOSE


def _place(event: Event, namer: Namer, phrases: Phrases) -> str:
    """Where it took place, unless a side already says so ("visited Peru in Peru")."""
    name = shorten(plain(event.place.name), 80) if event.place else ""
    if not name or event.place is None:
        return ""
    sides = {ref.name.casefold() for ref in (*event.sources, *event.targets, *event.hosts)}
    states = {namer.state(ref.state).casefold() for ref in event.targets if ref.state and event.mode == "visit"}
    if name.casefold() in sides | states:
        return ""
    return phrases.part["place"].format(place=name)
