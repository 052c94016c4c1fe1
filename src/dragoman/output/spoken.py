"""What one side says about the other: each quote once, with its speaker, and only what is quoted word for word."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.knowledge.phrases import Phrases
from dragoman.output.clean import plain, shorten, unquoted
from dragoman.output.naming import Namer, finish
from dragoman.output.quoting import Quote, nested, quote_around
from dragoman.records import CodedArticle, HopKind, Ref, Span, SpeechAct, Statement, StatementKind, contains, overlaps

QUOTE_LENGTH = 400
"""Longer quotes are cut at a word, with an ellipsis; the notes give all of it."""

LEAST_WORDS = 3
"""Fewer quoted words ("control measures") are told by the event that they stand in, if at all."""

LEAST_SMALL = 2
"""Words in small letters that a quote has and the name of a ship ("Virgen del Carmen II") has not."""

_INNER = re.compile(r"“([^“”]{1,600})”|\"([^\"]{1,600})\"|‘([^‘’]{1,600})’(?!\w)")


class Spoken(NamedTuple):
    """A statement with the stretches of it that are words of the speaker."""

    coded: CodedArticle
    statement: Statement
    parts: tuple[Span, ...]


def spoken_of(words: Iterable[tuple[CodedArticle, Statement]]) -> tuple[Spoken, ...]:
    """The statements with their verbatim parts; one that lies inside another of the same article is left out."""
    found = [Spoken(coded, statement, parts) for coded, statement in words if (parts := _verbatim(coded, statement))]
    places: dict[str, list[int]] = {}
    for place, one in enumerate(found):
        places.setdefault(one.coded.article.id, []).append(place)
    return tuple(
        one
        for place, one in enumerate(found)
        if not any(_covers(found[at], one, is_later=at < place) for at in places[one.coded.article.id] if at != place)
    )


def context_of(spoken: Spoken, abbreviations: tuple[str, ...]) -> Quote | None:
    """The sentence around quoted words that are no sentence ("choose its guests with care"); null where they are."""
    start, end = spoken.parts[0][0], spoken.parts[-1][1]
    words = spoken.coded.article.text[start:end].lstrip("“\"‘' ")
    if not words[:1].islower():
        return None
    return quote_around(spoken.coded.article, (start, end), abbreviations)


def tell_spoken(spoken: Spoken, around: Quote | None, namer: Namer, phrases: Phrases) -> str:
    """A quote with its speaker, and to whom, where and through whom it was said; without its full stop.

    With `around`, the words of the article around the quote are given too.
    """
    coded, statement = spoken.coded, spoken.statement
    article, part = coded.article, phrases.part
    who = namer.one(statement.speaker, article.id, is_inline=True) if statement.speaker else part["unnamed"]
    if around is not None:
        outlet = plain(article.outlet or "") or part["an_outlet"]
        return finish(part["quote_around"].format(who=who, outlet=outlet, words=around.text))
    refs = {statement.speaker.actor} if statement.speaker else set()
    via = [
        hop
        for hop in statement.chain
        if hop.kind not in (HopKind.AUTHOR, HopKind.DOCUMENT) and hop.actor not in refs and hop.name != article.outlet
    ]
    medium = statement.medium if statement.medium and statement.medium.actor not in refs else None
    medium = medium if medium and medium.name[:1].isupper() and medium.name != article.outlet else None
    via = [hop for hop in via if medium is None or hop.actor != medium.actor]
    to = part["to_asked" if statement.speech_act is SpeechAct.REQUEST else "to"]
    shown = [unquoted(plain(article.words(span)).removeprefix(part["opener"])) for span in spoken.parts]
    addressee = statement.addressee if statement.addressee and statement.addressee.name != article.outlet else None
    return finish(
        part["quote"].format(
            who=who,
            verb=phrases.speech[statement.speech_act],
            about=_with(part["about"], statement.target, article.id, namer),
            to=_with(to, addressee, article.id, namer),
            where=_with(part["where"], medium, article.id, namer),
            via=part["via"].format(who=namer.hop(via[0], article.id)) if via else "",
            words=nested(shorten(" … ".join(words for words in shown if words), QUOTE_LENGTH)).rstrip(",."),
        )
    )


def _verbatim(coded: CodedArticle, statement: Statement) -> tuple[Span, ...]:
    """The parts that are quoted word for word: the whole of a direct quote, the marked stretches of a mixed one."""
    if statement.kind is StatementKind.DIRECT:
        return statement.content
    found = []
    for start, end in statement.content:
        for match in _INNER.finditer(coded.article.text, max(0, start - 1), min(len(coded.article.text), end + 1)):
            group = next(i for i in (1, 2, 3) if match[i] is not None)
            words = match[group].split()
            if len(words) >= LEAST_WORDS and sum(word.islower() for word in words) >= LEAST_SMALL:
                found.append(match.span(group))
    return tuple(found)


def _covers(other: Spoken, one: Spoken, *, is_later: bool) -> bool:
    """Whether another statement of the same article says all of this one, and more or before it."""
    inside = all(any(contains(wide, part) for wide in other.parts) for part in one.parts)
    back = all(any(contains(wide, part) for wide in one.parts) for part in other.parts)
    return inside and (is_later or not back) and any(overlaps(a, b) for a in other.parts for b in one.parts)


def _with(template: str, ref: Ref | None, article: str, namer: Namer) -> str:
    return template.format(who=namer.one(ref, article)) if ref else ""
