"""Records → sentences by templates: who says so stands in the sentence, and nothing is told as more than it is."""

from collections.abc import Sequence

from dragoman.knowledge.phrases import Phrases, Verb
from dragoman.output.attributions import REPORTERS, attribution_frame, hops_to_name
from dragoman.output.claims import Claim, Told
from dragoman.output.clean import plain, shorten, unquoted
from dragoman.output.dates import day_words, is_dated, time_words
from dragoman.output.naming import CLOSE, Namer, finish, listed
from dragoman.records import (
    ActorKind,
    CodedArticle,
    Event,
    Hop,
    HopKind,
    Ref,
    Statement,
    Status,
    StatusDetail,
    Tie,
)

QUOTE_LENGTH = 400
"""Longer quotes are cut at a word, with an ellipsis; the notes give all of it."""

EVIDENCE_LENGTH = 220
"""A clause of the article beside a general verb; the longest clauses of news run to about forty words."""

_BACK = frozenset({Status.HAPPENED})
_DONE = frozenset({Status.HAPPENED, Status.ONGOING})
_AHEAD = frozenset({Status.PLANNED, Status.HYPOTHETICAL})


def tell(told: Told, namer: Namer, phrases: Phrases, *, is_short: bool = False, has_label: bool = False) -> str:
    """The sentence of a happening, without its full stop.

    Short ones leave out the article's own words; those with a date as their label leave out the time.
    """
    claim = told.lead
    event, article = claim.event, claim.coded.article
    hops = hops_to_name(claim)
    denier = _denier(hops, event, article.id, namer, phrases) if event.status is Status.DENIED else ""
    if event.status is Status.DENIED:
        hops = hops[:-1]
    frame_who = attribution_frame(hops, article.id, namer, phrases)
    time = "" if has_label else time_words(event.time, phrases) + _undated(event, article.published, phrases.part)
    clause = _clause(event, claim.coded, namer, phrases, {"denier": denier, "time": time})
    text = frame_who.replace("{claim}", clause)
    text += _also(told, namer, phrases) + _differences(told, phrases)
    text += phrases.part["unsure"] if told.is_unsure else ""
    verb = phrases.verb_for(event.act, event.mode, False)
    if verb.words and not is_short:
        text += _own_words(claim, phrases)
    return finish(text)


def tell_tie(
    coded: CodedArticle, tie: Tie, pair: tuple[str, str], namer: Namer, phrases: Phrases, *, is_short: bool = False
) -> str:
    """The sentence of a tie, without its full stop."""
    time = "" if is_short else time_words(tie.time, phrases)
    templates = [phrases.quality[tie.quality]] if tie.quality else []
    templates += [phrases.change[tie.change]] if tie.change else []
    claims = [template.format(a=namer.state(pair[0]), b=namer.state(pair[1]), time="") for template in templates]
    article = coded.article
    hops = [hop for hop in tie.chain if hop.kind is not HopKind.AUTHOR and hop.name != article.outlet]
    text = attribution_frame(hops, article.id, namer, phrases).replace("{claim}", _joined(claims) + time)
    if is_short:
        return finish(text)
    words = shorten(unquoted(plain(article.words(tie.evidence))), EVIDENCE_LENGTH)
    return finish(text + phrases.part["words"].format(words=words))


def tell_words(coded: CodedArticle, statement: Statement, namer: Namer, phrases: Phrases) -> str:
    """A quote with its speaker, and to whom, where and through whom it was said."""
    article = coded.article
    refs = {statement.speaker.actor} if statement.speaker else set()
    via = [
        h for h in statement.chain if h.kind is not HopKind.AUTHOR and h.actor not in refs and h.name != article.outlet
    ]
    medium = statement.medium if statement.medium and statement.medium.actor not in refs else None
    via = [hop for hop in via if medium is None or hop.actor != medium.actor]
    who = namer.one(statement.speaker, article.id, is_inline=True) if statement.speaker else phrases.part["unnamed"]
    opener = phrases.part["opener"]
    parts = [unquoted(plain(article.words(part)).removeprefix(opener)) for part in statement.content]
    return finish(
        phrases.part["quote"].format(
            who=who,
            verb=phrases.speech[statement.speech_act],
            about=_with(phrases.part["about"], statement.target, article.id, namer),
            to=_with(phrases.part["to"], statement.addressee, article.id, namer),
            where=_with(phrases.part["where"], medium, article.id, namer),
            via=phrases.part["via"].format(who=namer.hop(via[0], article.id)) if via else "",
            words=shorten(" … ".join(part for part in parts if part), QUOTE_LENGTH),
        )
    )


def _joined(claims: Sequence[str]) -> str:
    """Two claims about one subject with the subject said once."""
    if len(claims) < 2:
        return "".join(claims)
    one, other = (claim.split() for claim in claims)
    shared = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    rest = other[shared - 1 :] if shared else other  # the verb "are" begins both, and is said twice
    return f"{claims[0]} and {' '.join(rest)}"


def _with(template: str, ref: Ref | None, article: str, namer: Namer) -> str:
    return template.format(who=namer.one(ref, article)) if ref else ""


def _denier(hops: Sequence[Hop], event: Event, article: str, namer: Namer, phrases: Phrases) -> str:
    """Who denies: the last source of the chain."""
    if not hops:
        return phrases.part["nobody_denies"]
    return phrases.part["denies"].format(who=namer.hop(hops[-1], article))


def _clause(event: Event, coded: CodedArticle, namer: Namer, phrases: Phrases, given: dict[str, str]) -> str:
    """The act itself: the frame of its status, filled with its verb and its parties."""
    article = coded.article.id
    is_mutual = event.symmetric and len({ref.actor for ref in (*event.sources, *event.targets)}) > 1
    sources = namer.party((*event.sources, *event.targets) if is_mutual else event.sources, article)
    verb = phrases.verb_for(event.act, event.mode, _is_between_persons(event, coded))
    forms = _forms(verb, event, article, namer, is_mutual)
    frame = phrases.frame_for(event.status, event.detail)
    return frame.format(
        sources=sources.words,
        **{"is": "are" if sources.is_plural else "is"},
        base=forms[0],
        past=forms[1],
        ing=forms[2],
        mediators=_others("mediators", event.mediators, article, namer, phrases),
        hosts=_others("hosts", _extra_hosts(event), article, namer, phrases),
        place=_place(event, coded, namer, phrases),
        **given,
    )


def _forms(verb: Verb, event: Event, article: str, namer: Namer, is_mutual: bool) -> tuple[str, str, str]:
    """Base, past and -ing form of the verb with its object."""
    if is_mutual:
        return verb.mutual
    targets = event.targets or (event.hosts if event.mode == "visit" else ())
    if not targets:
        return verb.alone
    words = namer.party(targets, article).words
    base, past, ing = (form.format(targets=words) for form in verb.directed)
    return base, past, ing


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
    return phrases.part[key].format(who=namer.party(refs, article, is_inline=False).words) + (
        CLOSE if key == "hosts" else ""
    )


def _place(event: Event, coded: CodedArticle, namer: Namer, phrases: Phrases) -> str:
    """Where it took place, unless a side already says so ("visited Peru in Peru")."""
    name = shorten(plain(event.place.name), 80) if event.place else ""
    if not name or event.place is None:
        return ""
    sides = {ref.name.casefold() for ref in (*event.sources, *event.targets, *event.hosts)}
    states = {namer.state(ref.state).casefold() for ref in event.targets if ref.state and event.mode == "visit"}
    if name.casefold() in sides | states:
        return ""
    return phrases.part["place"].format(place=name)


def _undated(event: Event, published: str | None, part: dict[str, str]) -> str:
    """What is said where no date is known: of acts that they are undated, of plans that no date was given."""
    if is_dated(event.time) or event.detail is StatusDetail.HABITUAL:
        return ""
    if event.status in _AHEAD:
        return part["no_date"] if event.status is Status.PLANNED else ""
    if event.status not in _BACK or (event.time is not None and event.time.phrase):
        return ""
    return part["undated_reported"].format(day=day_words(published)) if published else part["undated"]


def _own_words(claim: Claim, phrases: Phrases) -> str:
    words = shorten(unquoted(plain(claim.coded.article.words(claim.event.evidence))), EVIDENCE_LENGTH)
    return phrases.part["words"].format(words=words) if words else ""


def _also(told: Told, namer: Namer, phrases: Phrases) -> str:
    """Who else reports it, and who denies it."""
    lead = told.lead
    seen = {_origin_words(lead, namer, phrases, is_named=False)}
    reporters: list[str] = []
    deniers: list[str] = []
    speakers: list[str] = []
    without: list[str] = []
    for claim in told.others:
        hops = hops_to_name(claim)
        if claim.event.status is Status.DENIED and lead.event.status is not Status.DENIED:
            deniers.append(namer.hop(hops[-1], claim.coded.article.id) if hops else "")
            continue
        words = _origin_words(claim, namer, phrases, is_named=False)
        is_own_voice = not hops and claim.coded.article.id == lead.coded.article.id  # has nobody else to name
        if words in seen or is_own_voice or claim.event.status is not lead.event.status:
            continue
        seen.add(words)
        words = _origin_words(claim, namer, phrases, is_named=True)
        is_report = not hops or hops[0].kind in REPORTERS
        is_less = bool(lead.event.mediators) and not claim.event.mediators
        (without if is_less else reporters if is_report else speakers).append(words)
    text = phrases.part["also"].format(who=listed(reporters)) if reporters else ""
    text += phrases.part["also_without"].format(who=listed(without)) if without else ""
    text += phrases.part["same_said"].format(who=listed(speakers)) if speakers else ""
    if lead.event.status in _DONE and any(claim.event.status is Status.PLANNED for claim in told.others):
        text += phrases.part["announced"]
    named = [who for who in dict.fromkeys(deniers) if who]
    if named:
        return text + phrases.part["denied_by"].format(who=listed(named))
    return text + (phrases.part["denied_by_nobody"] if deniers else "")


def _origin_words(claim: Claim, namer: Namer, phrases: Phrases, *, is_named: bool) -> str:
    """Who gives an account, as said in "also reported by …"; unintroduced for comparison only."""
    article = claim.coded.article
    hops = hops_to_name(claim)
    if not hops:
        return plain(article.outlet or "") or phrases.part["an_outlet"]
    if not is_named:
        return " < ".join(plain(hop.name).casefold() for hop in hops)
    who, *rest = (namer.hop(hop, article.id) for hop in hops)
    return phrases.part["citing"].format(who=who, whom=rest[-1]) if rest else who


def _differences(told: Told, phrases: Phrases) -> str:
    """On what the accounts differ; a denial is told by `_also`."""
    text = ""
    for conflict in told.happening.conflicts if told.happening else ():
        if conflict.field == "status" and any(account.value == Status.DENIED for account in conflict.accounts):
            continue
        values = [shorten(plain(account.value), 80).replace("_", " ") for account in conflict.accounts]
        text += phrases.part["differs"].format(field=conflict.field, values=" / ".join(dict.fromkeys(values)))
    return text
