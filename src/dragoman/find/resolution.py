"""The actor of a span that is given from outside, by the same grammar as the article's own mentions."""

import msgspec

from dragoman.find.assembly import actor_id, actor_of_mention, make_actor, read_drafts
from dragoman.find.descriptors import Descriptor
from dragoman.find.drafts import Desk, Draft, lay_out, slug
from dragoman.find.found import FoundActors, FoundMention, MentionRole
from dragoman.find.readings import of_descriptor
from dragoman.knowledge import Knowledge
from dragoman.records import Actor, ActorKind, Mention, Span, contains
from dragoman.text.marked import Marked

_ARTICLES = ("the ", "a ", "an ")
_JOINTS = ("and", ",", "&", "-", "–", "‑", "/", "—")


def resolve_span(marked: Marked, found: FoundActors, span: Span, knowledge: Knowledge) -> Actor:
    """The actor of a span given from outside: of the mention with that very span, else read by the same grammar.

    A leading article and outer white space are set aside. A span that names nobody known gives an unnamed actor
    whose reason says so.
    """
    span = trimmed(marked.article.text, span)
    exact = next((mention for mention in found.mentions if mention.span == span), None)
    if exact is not None and not _is_title_of_person(found, exact):
        return actor_of_mention(found.actor(exact.actor), exact)
    if exact is not None and marked.words(span).lower().startswith("who "):
        return _led_office(found.actor(exact.actor), exact)
    desk = lay_out(marked, knowledge.gazetteer)
    drafts = read_drafts(desk)
    return (
        _coordinated_states(desk, span)
        or _role_in_span(desk, drafts, span)
        or _mention_near(marked, found, span)
        or _unknown(marked, span)
    )


def trimmed(text: str, span: Span) -> Span:
    """A span without outer white space and a leading article; the span itself where nothing else would remain."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for article in _ARTICLES:
        if text[start:end].lower().startswith(article) and end - start > len(article):
            start += len(article)
            break
    return (start, end) if start < end else span


def _is_title_of_person(found: FoundActors, mention: FoundMention) -> bool:
    return mention.role is MentionRole.DESCRIPTOR and found.actor(mention.actor).kind is ActorKind.PERSON


def _led_office(person: Actor, mention: FoundMention) -> Actor:
    """The office behind "who leads A": the person's own, as far as the text names it."""
    title = person.offices[0].title if person.offices else "Leader"
    return Actor(
        id=f"office:{slug(title)}@{person.state or '-'}",
        name=title,
        kind=ActorKind.OFFICE,
        state=person.state,
        states=person.states,
        sector=person.sector,
        mentions=(Mention(start=mention.span[0], end=mention.span[1]),),
        reason=person.reason,
    )


def _coordinated_states(desk: Desk, span: Span) -> Actor | None:
    """Several states and nothing else: "Israel-Türkiye"."""
    states: dict[str, None] = {}
    tokens = desk.marked.tokens_in(span)
    for token in tokens:
        atom = desk.atoms.covering(token.index)
        entry = desk.entry(atom) if atom is not None else None
        if entry is not None and entry.kind is ActorKind.STATE and entry.state:
            states[entry.state] = None
        elif token.text.lower() not in _JOINTS:
            return None
    if len(states) < 2:
        return None
    codes = tuple(states)
    draft = Draft(
        first=tokens[0].index, last=tokens[-1].index + 1, head=tokens[-1].index, kind=ActorKind.STATE,
        role=MentionRole.NAME, name=" + ".join(sorted(desk.gazetteer.state_name(code) for code in codes)),
        states=codes, reason="several states side by side",
    )  # fmt: skip
    return make_actor(actor_id(draft), [draft], desk)


def _role_in_span(desk: Desk, drafts: list[Draft], span: Span) -> Actor | None:
    """A role phrase whose noun stands in the span without its bearer's name; owners outside the span do not count."""
    inside = [
        descriptor
        for descriptor in desk.descriptors.values()
        if contains(span, desk.span(*descriptor.core)) and descriptor.row.kind != "settlement"
    ]
    named = any(
        contains(span, desk.span(bound.atom.first, bound.atom.last))
        for bound in desk.bounds
        if not any(bound.atom is descriptor.named for descriptor in inside)
    )
    if not inside or named:
        return None
    descriptor = min(inside, key=lambda one: one.first)
    narrowed = _narrowed(desk, descriptor, span)
    draft = of_descriptor(desk, narrowed)
    whole = of_descriptor(desk, descriptor)
    if draft is None or whole is None:
        return None
    draft.kind = whole.kind  # one of the ministers of a list is still a minister
    if not draft.states:
        draft = _with_state_of_bearer(desk, drafts, draft, descriptor)
    return make_actor(actor_id(draft), [draft], desk)


def _narrowed(desk: Desk, descriptor: Descriptor, span: Span) -> Descriptor:
    """The phrase with the owners that stand inside the span, or all where none does."""
    owners = [atom for atom in descriptor.owners if contains(span, desk.span(atom.first, atom.last))]
    return msgspec.structs.replace(descriptor, owners=owners or descriptor.owners)


def _with_state_of_bearer(desk: Desk, drafts: list[Draft], draft: Draft, descriptor: Descriptor) -> Draft:
    for other in drafts:
        is_bearer = other.descriptor is descriptor or (
            other.first <= descriptor.first and descriptor.last <= other.last
        )
        if is_bearer and other.resolved.states:
            name = f"{draft.name} of {' and '.join(desk.gazetteer.state_name(code) for code in other.resolved.states)}"
            return msgspec.structs.replace(
                draft, states=other.resolved.states, name=name if draft.kind is ActorKind.OFFICE else draft.name,
                reason=f"{draft.reason}; state of its bearer",
            )  # fmt: skip
    return draft


def _mention_near(marked: Marked, found: FoundActors, span: Span) -> Actor | None:
    """The mention that the span's head word heads, else the longest inside the span, else the shortest around it."""
    inside = sorted(found.within(span), key=lambda mention: mention.span[0] - mention.span[1])
    root = marked.root_of(span)
    headed = [mention for mention in inside if root is not None and mention.head == root.index]
    around = sorted(
        (mention for mention in found.mentions if contains(mention.span, span)),
        key=lambda mention: mention.span[1] - mention.span[0],
    )
    for mention in (*headed, *inside, *around):
        return actor_of_mention(found.actor(mention.actor), mention)
    return None


def _unknown(marked: Marked, span: Span) -> Actor:
    words = marked.words(span)
    return Actor(
        id=f"anonymous:{slug(words)}@-",
        name=words,
        kind=ActorKind.ANONYMOUS,
        mentions=(Mention(start=span[0], end=span[1]),),
        reason="no table and no rule knows these words",
    )
