"""Who "he", "the minister", "his country", "both sides" and "the latter" are, in reading order within one story."""

from dragoman.find.anaphors import country, former_or_latter, neighbour
from dragoman.find.bodies import body_again
from dragoman.find.completion import complete
from dragoman.find.drafts import Desk, Draft
from dragoman.find.holders import settle_holders
from dragoman.find.plurals import PRONOMINAL, is_one_of_both, plural, pronominal
from dragoman.find.pronouns import pronoun, relative_pronoun
from dragoman.find.quotations import quoted_tokens
from dragoman.find.stories import Story
from dragoman.find.things import thing
from dragoman.text.marked import Token


def link_mentions(desk: Desk, drafts: list[Draft]) -> list[Draft]:
    """The drafts with their open states filled and the anaphors of the article among them, sorted by place."""
    ordered = sorted(drafts, key=lambda draft: (draft.first, -draft.last))
    by_head: dict[int, Draft] = {}
    for draft in drafts:
        known = by_head.get(draft.head)
        if known is None or known.last - known.first < draft.last - draft.first:
            by_head[draft.head] = draft
    story = Story(desk=desk, by_head=by_head, quoted=quoted_tokens(desk.marked), seen=[], joined={})
    taken = {index for draft in drafts for index in range(draft.first, draft.last)}
    heads = frozenset(by_head)
    found: list[Draft] = []
    place = 0
    for token in desk.marked.tokens:
        number = desk.marked.sentences[token.sentence].story
        if number != story.number:
            story.number, story.seen = number, []
        while place < len(ordered) and ordered[place].first == token.index:
            complete(story, ordered[place])
            story.seen.append(ordered[place])
            found.append(ordered[place])
            place += 1
        linked = _of_token(story, token, token.index in taken, heads)
        if linked is not None:
            found.append(linked)
            by_head.setdefault(linked.head, linked)
            story.seen.append(linked)
    settle_holders(story, found)
    return sorted(found, key=lambda draft: (draft.first, -draft.last))


def _of_token(story: Story, token: Token, is_taken: bool, heads: frozenset[int]) -> Draft | None:
    """The mention that a pronoun or an anaphoric noun makes, or null."""
    lower = token.text.lower()
    if token.tag in ("WP", "WDT", "WP$"):
        return relative_pronoun(story, token)
    if token.tag in ("PRP", "PRP$"):
        return pronoun(story, token, lower)
    if token.index in heads:
        return None
    words = story.desk.gazetteer.words
    if lower in PRONOMINAL:
        return pronominal(story, token, lower)
    if lower in ("former", "latter") and story.desk.reader.lower(token.index - 1) == "the":
        return former_or_latter(story, token, lower)
    if lower in words.plural_nouns and token.tag in ("NNS", "NNPS") and not is_taken:
        return plural(story, token)
    if token.pos == "NOUN" and not is_taken and is_one_of_both(story, token):
        return plural(story, token)
    if token.pos in ("NOUN", "PROPN") and lower in words.neighbour_nouns:
        return neighbour(story, token)
    is_head = token.pos in ("NOUN", "PROPN") and token.tag in ("NN", "NNP") and token.dep != "compound"
    if is_head and (lower in words.country_nouns or (lower in words.kinds_of_bodies and not is_taken)):
        return country(story, token) if lower in words.country_nouns else body_again(story, token, lower)
    return thing(story, token, lower) if token.pos == "NOUN" and token.dep != "compound" and not is_taken else None
