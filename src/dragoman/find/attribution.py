"""Scopes and chains of attribution: which stretch of text hangs on whose word, and through whom it came."""

from collections.abc import Iterable

import msgspec

from dragoman.find.cue_clause import CueClause
from dragoman.find.found import FoundActors
from dragoman.find.media import is_outlet, media_of, outlet_of
from dragoman.find.quote_marks import find_quotations
from dragoman.find.quoting import quote_drafts
from dragoman.find.reporting import find_clauses
from dragoman.find.sources import (
    cited_speaker,
    is_document,
    is_source,
    mention_at,
    noun_phrase,
    source_kind,
    source_name,
    subject_of,
)
from dragoman.find.statement_drafts import Draft, within_quotations
from dragoman.knowledge import Knowledge
from dragoman.knowledge.cues import CueClass, Cues, Frame
from dragoman.records import ActorKind, Anonymity, Article, Hop, HopKind, Ref, Span
from dragoman.text.marked import Marked, Token

# Classes whose noun phrases claim an act ("announced a visit"); a noun phrase after other verbs is only a topic.
_CLAIMING = frozenset(
    (
        CueClass.REPORT,
        CueClass.ANNOUNCE,
        CueClass.CLAIM,
        CueClass.DENY,
        CueClass.PROMISE,
        CueClass.THREATEN,
        CueClass.INTEND,
        CueClass.ORDER,
        CueClass.EXPECT,
        CueClass.ACCUSE,
        CueClass.PRAISE,
        CueClass.KNOW,
        CueClass.OPPOSE,
        CueClass.WANT,
        CueClass.OMIT,
    )
)
# Scopes of a chain, innermost kept: nobody writes more than four deep, and a hostile text may nest hundreds.
_DEEPEST = 12
# The name of a source that the text leaves out altogether ("it was reported that").
NOT_SAID = "source not named"


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that hangs on a source. `content` may have two parts around the reporting clause.

    `hops` are outermost first, without the article's own; `speaker` is the last of them, null where the text names
    none. `cue_class` says what the source does with the content. `trigger` is the cue's index in `Marked.tokens`;
    `extent` the reporting clause itself.
    """

    content: tuple[Span, ...]
    hops: tuple[Hop, ...]
    cue_class: CueClass
    cue: Span | None = None
    trigger: int | None = None
    extent: Span | None = None
    speaker: Ref | None = None
    negated: bool = False

    @property
    def length(self) -> int:
        """How many characters the scope governs."""
        return sum(end - start for start, end in self.content)

    def governs(self, span: Span) -> bool:
        """Whether a span begins and ends in the content."""
        return self._holds(span[0]) and self._holds(span[1] - 1)

    def _holds(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.content)


def find_scopes(marked: Marked, actors: FoundActors, knowledge: Knowledge) -> tuple[Scope, ...]:
    """Every scope of the text, in reading order of its cue; they nest."""
    quotations = find_quotations(marked.article)
    clauses = within_quotations(marked, find_clauses(marked, actors, knowledge.cues), quotations)
    drafts = quote_drafts(marked, actors, knowledge.cues, clauses, quotations)
    return scopes_of(marked, actors, knowledge.cues, drafts)


def scopes_of(marked: Marked, actors: FoundActors, cues: Cues, drafts: Iterable[Draft]) -> tuple[Scope, ...]:
    """The scopes of drafts whose content claims, plans or asks something."""
    scopes: list[Scope] = []
    for draft in sorted(drafts, key=lambda draft: draft.cue or draft.content[0]):
        clause = draft.clause
        if clause is None:
            scopes.append(_quoted_scope(draft))
        elif clause.frame != Frame.OBJECT or clause.cue_class in _CLAIMING:
            hops = draft_hops(marked, actors, cues, draft)
            if hops is None and clause.cue_class is CueClass.OMIT and scopes:
                hops = _carried(marked, clause, scopes[-1])
            scopes.append(
                Scope(
                    content=draft.content,
                    hops=(_unsaid(clause),) if hops is None else hops,
                    cue_class=clause.cue_class,
                    cue=clause.cue,
                    trigger=clause.trigger,
                    extent=clause.extent,
                    speaker=draft.speaker,
                    negated=clause.negated,
                )
            )
    return tuple(scopes)


def _carried(marked: Marked, clause: CueClause, before: Scope) -> tuple[Hop, ...] | None:
    """The source of the sentence before, for a passive that leaves something out ("The date was not mentioned.")."""
    last = marked.token_at(before.content[-1][0])
    if last is None or not 0 <= marked.tokens[clause.trigger].sentence - last.sentence <= 1:
        return None
    return tuple(msgspec.structs.replace(hop, inferred=True) for hop in before.hops[:1])


def _quoted_scope(draft: Draft) -> Scope:
    """The scope of quoted words that no verb introduces."""
    return Scope(
        content=draft.content, hops=_quoted_hops(draft), cue_class=CueClass.SAY, cue=draft.cue, speaker=draft.speaker
    )


def _quoted_hops(draft: Draft) -> tuple[Hop, ...]:
    """The hop of a speaker whom a colon, a dash or the sentence before gives; the last is inferred."""
    speaker = draft.speaker
    if speaker is None:
        return ()
    known = None if speaker.actor.startswith("anonymous:") else speaker.actor
    return (
        Hop(
            kind=draft.kind or HopKind.NAMED_PERSON,
            name=speaker.name,
            actor=known,
            span=speaker.span,
            cue=draft.cue,
            inferred=draft.cue is None,
        ),
    )


def draft_hops(marked: Marked, actors: FoundActors, cues: Cues, draft: Draft) -> tuple[Hop, ...] | None:
    """The hops of a draft; empty for a speaker's own "I" or "we", null where the text names no source."""
    if draft.clause is None:
        return _quoted_hops(draft)
    if draft.is_own_voice:
        return ()
    return hops_of(marked, actors, cues, draft.clause) or None


def chain_at(span: Span, scopes: Iterable[Scope], article: Article) -> tuple[Hop, ...]:
    """The chain of a span: the article's own hop, then those of every scope around it, outer before inner."""
    around = sorted(
        (scope for scope in scopes if scope.governs(span)), key=lambda scope: (-scope.length, scope.content)
    )
    return (author_hop(article), *(hop for scope in around[-_DEEPEST:] for hop in scope.hops))


def author_hop(article: Article) -> Hop:
    """The article's own voice: the outlet that published it, which no clause of the text says."""
    return Hop(kind=HopKind.AUTHOR, name=article.outlet or "this article", inferred=True)


def hops_of(marked: Marked, actors: FoundActors, cues: Cues, clause: CueClause) -> tuple[Hop, ...]:
    """The hops of one clause, outermost first: medium or relaying outlet, speaker, cited source."""
    if clause.cue_class is CueClass.INFER:
        return (Hop(kind=HopKind.AUTHOR, name="this article", cue=clause.cue),)
    if clause.speaker is None:
        return ()
    speaker = marked.tokens[clause.speaker]
    hops = [*_relays(marked, actors, cues, clause), _hop(marked, actors, cues, speaker, clause.cue, clause.cue_class)]
    if is_document(speaker, cues):
        hops.extend(_authors(marked, actors, cues, speaker))
    hops.extend(_cited(marked, actors, cues, clause))
    return tuple(hops)


def _hop(
    marked: Marked, actors: FoundActors, cues: Cues, head: Token, cue: Span | None, cue_class: CueClass | None = None
) -> Hop:
    """The hop of a noun phrase; an institution that reports and is no actor of ours is taken for an outlet."""
    kind, anonymity = source_kind(marked, head, actors, cues)
    mention = mention_at(marked, head, actors)
    if cue_class is CueClass.REPORT and kind is HopKind.OFFICE and mention is None and head.pos == "PROPN":
        kind = HopKind.OUTLET
    return Hop(
        kind=kind,
        name=source_name(marked, head, actors),
        actor=mention.actor if mention else None,
        anonymity=anonymity,
        span=noun_phrase(marked, head.index),
        cue=cue,
    )


def _unsaid(clause: CueClause) -> Hop:
    """The hop of a passive that names no source."""
    return Hop(kind=HopKind.GROUP_UNSPECIFIED, name=NOT_SAID, anonymity=Anonymity.IMPLICIT, cue=clause.cue)


def _authors(marked: Marked, actors: FoundActors, cues: Cues, document: Token) -> list[Hop]:
    """Who wrote a document: "a tweet from the Embassy", "a letter by two senators", "the ministry's statement"."""
    for kid in marked.children(document.index):
        if kid.dep == "poss" and is_source(marked, kid, actors, cues):
            return [_hop(marked, actors, cues, kid, None)]
        if kid.text in ("from", "by", "of"):
            inner = next((k for k in marked.children(kid.index) if k.dep == "pobj"), None)
            if inner is not None and is_source(marked, inner, actors, cues):
                return [_hop(marked, actors, cues, inner, None)]
    return []


def _relays(marked: Marked, actors: FoundActors, cues: Cues, clause: CueClause) -> list[Hop]:
    """What stands between the article and the speaker: the outlet spoken to or quoting, the post, the interview."""
    verb = marked.tokens[clause.trigger]
    hops: list[Hop] = []
    if cited_speaker(marked, verb) is not None:
        quoting = marked.head(marked.head(verb.index).index)
        outer = subject_of(marked, quoting.index)
        if outer is not None and outer.index != clause.speaker:
            hops.append(_relay(marked, actors, cues, outer, quoting.span))
    if clause.addressee is not None and is_outlet(actors, clause.addressee):
        hops.append(_hop(marked, actors, cues, marked.tokens[clause.addressee], clause.cue))
    for medium in media_of(marked, cues, clause.trigger):
        outlet = outlet_of(marked, actors, cues, medium)
        if outlet is not None:
            hop = _hop(marked, actors, cues, outlet, None)
            hops.append(msgspec.structs.replace(hop, kind=HopKind.OUTLET))
        elif is_document(medium, cues):
            hops.append(_hop(marked, actors, cues, medium, None))
    return hops


def _relay(marked: Marked, actors: FoundActors, cues: Cues, head: Token, cue: Span) -> Hop:
    """The hop of one who quotes another: a named organisation that does so is taken for an outlet."""
    hop = _hop(marked, actors, cues, head, cue)
    known = actors.headed_by(head.index)
    is_body = known is None or actors.actor(known.actor).kind is ActorKind.ORGANISATION
    if hop.kind is HopKind.OFFICE and head.pos == "PROPN" and is_body:
        return msgspec.structs.replace(hop, kind=HopKind.OUTLET)
    return hop


def _cited(marked: Marked, actors: FoundActors, cues: Cues, clause: CueClause) -> list[Hop]:
    """The sources that the speaker cites for the same content: "…, X reported, citing Y"; "by X, which cited Y"."""
    sentence = marked.sentences[marked.tokens[clause.trigger].sentence]
    for token in marked.sentence_tokens(sentence):
        if token.lemma not in cues.phrases.citing.verbs or not _cites_for(token, clause):
            continue
        source = next((kid for kid in marked.children(token.index) if kid.dep == "dobj"), None)
        if source is not None:
            heads = [source, *(kid for kid in marked.children(source.index) if kid.dep == "conj")]
            return [_hop(marked, actors, cues, head, token.span) for head in heads]
    return []


def _cites_for(verb: Token, clause: CueClause) -> bool:
    """Whether a verb of citing belongs to a reporting clause: it hangs on its cue or speaker, or comes after it.

    A participle after the reporting verb is its own, wherever the parser hung it.
    """
    if verb.dep not in ("advcl", "relcl", "conj", "acl"):
        return False
    is_late = verb.tag == "VBG" and verb.dep == "advcl" and verb.index > clause.trigger and clause.frame == Frame.QUOTE
    return is_late or verb.head in (clause.trigger, clause.speaker)
