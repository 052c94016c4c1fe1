"""Bodies of several states that are named again by a bare noun: "the bloc", "the bank", "the council"."""

from dragoman.find.drafts import Draft
from dragoman.find.found import MentionRole
from dragoman.find.stories import Story, anaphor_of, mentions_before
from dragoman.records import ActorKind
from dragoman.text.marked import Token

# Sentences back in which the body is looked for: a page of news.
REACH = 15
# In `[bodies-again]` of grammar.toml, a noun with this takes up any body.
ANY = "*"


def body_again(story: Story, token: Token, lower: str) -> Draft | None:
    """The mention that "the bloc" or "the 27-nation bloc" makes of the body named last; null where none fits."""
    article = next((kid for kid in story.desk.marked.children(token.index) if kid.dep == "det"), None)
    if article is None or article.text.lower() != "the":
        return None
    known = named_before(story, token, lower)
    if known is None:
        return None
    here = (article.index + 1, token.index + 1, token.index)
    return anaphor_of(story, *here, MentionRole.ANAPHOR, known, f'"the {lower}" named before')


def take_up_body(story: Story, draft: Draft) -> bool:
    """Reads a role phrase of one bare noun ("the council") as the body named before; whether there is one."""
    descriptor = draft.descriptor
    if descriptor is None or not descriptor.definite or draft.states or draft.last - draft.first > 1:
        return False
    token = story.desk.marked.tokens[draft.head]
    known = named_before(story, token, token.text.lower())
    if known is None:
        return False
    draft.same_as, draft.role = known, MentionRole.ANAPHOR
    return True


def named_before(story: Story, token: Token, noun: str) -> Draft | None:
    """The body of several states named last in reach whose name has a word that the noun stands for.

    A national body of that kind, named since ("the Kenyan court"), is meant instead.
    """
    wanted = story.desk.gazetteer.words.kinds_of_bodies.get(noun, frozenset())
    for other in mentions_before(story, token.index, REACH):
        actor = other.resolved
        words = frozenset(actor.name.lower().split())
        if not wanted or other.role is MentionRole.PLACE or not (ANY in wanted or wanted & words):
            continue
        if actor.kind is ActorKind.IGO:
            return actor
        if noun in words:
            return None
    return None
