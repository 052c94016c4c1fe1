"""The sections of a brief, in reading order: each sentence has its words, and none is told twice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dragoman.knowledge.phrases import Phrases
from dragoman.output.citations import Citer
from dragoman.output.claims import Told
from dragoman.output.dates import date_label, is_dated
from dragoman.output.importance import last_word, most_important
from dragoman.output.naming import Namer
from dragoman.output.quoting import Quote
from dragoman.output.sentences import is_quoted_only, tell
from dragoman.output.spoken import context_of, spoken_of, tell_spoken
from dragoman.output.state_of_relations import cited_of, tell_account, tell_conflict
from dragoman.records import (
    CodedArticle,
    Interval,
    Record,
    Span,
    Statement,
    TieAccount,
    TieClaim,
    TieConflict,
    contains,
    overlaps,
)

SECTION_LENGTH = 60
"""Sentences of one section; a brief is read at one sitting, and the list commands give the rest."""

SUMMARY_LENGTH = 5
SHORT_MARKS = 3
"""Numbers beside a short sentence; its section has all of them."""

OPTIONAL = frozenset({"in_brief", "unsure", "differ", "chronology"})
"""Sections whose absence says nothing about the world."""

_TOLD_SECTIONS = ("meetings", "cooperation", "disputes", "mediation", "announced", "unsure")


class Sentence(Record, frozen=True, kw_only=True):
    """One sentence without its full stop, and the numbers of the words that it rests on, at least one.

    `label` is the date at the head of a line of the chronology. `happening` is the happening's id, null for ties and
    quotes.
    """

    text: str
    citations: tuple[int, ...]
    happening: str | None = None
    label: str | None = None


class Section(Record, frozen=True, kw_only=True):
    """One section. `notes` are about the brief itself, never about the world, and need no citation."""

    key: str
    heading: str
    sentences: tuple[Sentence, ...] = ()
    notes: tuple[str, ...] = ()


class Material(NamedTuple):
    """What a brief is made from, after filtering by pair and period."""

    told: tuple[Told, ...]
    accounts: tuple[TieAccount, ...]
    conflicts: tuple[TieConflict, ...]
    words: tuple[tuple[CodedArticle, Statement], ...]
    left_out: int


class Writer(NamedTuple):
    """What every section needs to write itself."""

    pair: tuple[str, str]
    phrases: Phrases
    namer: Namer
    citer: Citer
    quotes: Mapping[str, Quote]
    articles: Mapping[str, CodedArticle]

    def cite(self, ties: Iterable[TieClaim]) -> tuple[int, ...]:
        """The numbers of the words of ties."""
        return tuple(dict.fromkeys(self.citer.cite(self.articles[tie.article], tie.evidence) for tie in ties))


def sections_of(writer: Writer, material: Material) -> Iterable[Section]:
    """The sections in their order; names are introduced in the first one that needs them."""
    phrases = writer.phrases
    yield made_section("in_brief", _summary(writer, material), phrases)
    for key in _TOLD_SECTIONS:
        yield made_section(key, _told_sentences(writer, [t for t in material.told if t.section == key]), phrases)
    yield made_section("relations", _tie_sentences(writer, material.accounts), phrases)
    yield made_section("differ", _conflict_sentences(writer, material.conflicts), phrases)
    yield made_section("words", _word_sentences(writer, material), phrases)
    yield made_section("chronology", _chronology(writer, material), phrases)


def made_section(key: str, sentences: Sequence[Sentence], phrases: Phrases, notes: tuple[str, ...] = ()) -> Section:
    """A section with what it holds, cut where it is too long."""
    if len(sentences) > SECTION_LENGTH:
        more = phrases.counted(len(sentences) - SECTION_LENGTH, "claim")
        notes += (phrases.limit["more"].format(claims=more),)
        sentences = sentences[-SECTION_LENGTH:]  # the latest, since sections run from old to new
    return Section(key=key, heading=phrases.heading[key], sentences=tuple(sentences), notes=notes)


def _summary(writer: Writer, material: Material) -> list[Sentence]:
    """The most important claims, then the last word on relations; quotes only where there is nothing else."""
    tie = last_word(material.accounts)
    room = SUMMARY_LENGTH - (1 if tie else 0)
    chosen = most_important(material.told, room, writer.phrases)
    sentences = [_told_sentence(writer, told, is_short=True, marks=SHORT_MARKS) for told in chosen]
    sentences += _tie_sentences(writer, (tie,) if tie else ())
    return sentences or _word_sentences(writer, material)[:2]


def without_repeated(material: Material, quotes: Mapping[str, Quote], phrases: Phrases) -> Iterable[Told]:
    """The happenings less those that only a quote could tell, where the brief has these words anyway.

    They stand under "In their words", beside the verb of another act, or as the quote of another act of one status.
    """
    spoken: dict[str, list[Span]] = {}
    for said in spoken_of(material.words):
        spoken.setdefault(said.coded.article.id, []).extend(said.parts)
    kept: set[tuple[object, ...]] = set()
    verbs = [one for one in material.told if not is_quoted_only(one, phrases)]
    for one in verbs:
        kept.add((one.lead.coded.article.id, quotes[one.lead.event.id].span, one.lead.event.status))
    for one in material.told:
        article, event = one.lead.coded.article.id, one.lead.event
        key = (article, quotes[event.id].span, event.status)
        if not is_quoted_only(one, phrases):
            yield one
        elif key not in kept and not any(contains(part, event.evidence) for part in spoken.get(article, ())):
            kept.add(key)
            yield one


def _told_sentences(writer: Writer, told: Sequence[Told]) -> list[Sentence]:
    """One sentence for each happening of a section; the words of an article are given once."""
    seen: set[tuple[str, tuple[int, int]]] = set()
    sentences = []
    for one in told:
        key = (one.lead.coded.article.id, writer.quotes[one.lead.event.id].span)
        is_repeated = key in seen and not is_quoted_only(one, writer.phrases)
        sentences.append(_told_sentence(writer, one, is_short=is_repeated))
        seen.add(key)
    return sentences


def _told_sentence(
    writer: Writer, told: Told, *, is_short: bool = False, label: str | None = None, marks: int | None = None
) -> Sentence:
    """A happening in one sentence, with the words of its accounts, at most `marks` of them."""
    quote = writer.quotes[told.lead.event.id]
    text = tell(told, writer.namer, writer.phrases, quote, is_short=is_short, has_label=label is not None)
    spans = dict.fromkeys((claim.coded.article.id, writer.quotes[claim.event.id].span) for claim in told.accounts)
    articles = {claim.coded.article.id: claim.coded for claim in told.accounts}
    return Sentence(
        text=text,
        citations=tuple(writer.citer.cite(articles[article], span) for article, span in list(spans)[:marks]),
        happening=told.happening.id if told.happening else None,
        label=label,
    )


def _tie_sentences(writer: Writer, accounts: Iterable[TieAccount]) -> list[Sentence]:
    """One sentence for each account, with the words of all who give it."""
    return [
        Sentence(text=tell_account(one, writer.pair, writer.namer, writer.phrases), citations=writer.cite(one.claims))
        for one in accounts
    ]


def _conflict_sentences(writer: Writer, conflicts: Iterable[TieConflict]) -> list[Sentence]:
    """One sentence for each conflict, with the words of all sides."""
    return [
        Sentence(
            text=tell_conflict(one, writer.pair, writer.namer, writer.phrases), citations=writer.cite(cited_of(one))
        )
        for one in conflicts
    ]


def _word_sentences(writer: Writer, material: Material) -> list[Sentence]:
    """One sentence for each quote; a quote that several articles print has all their citations.

    A few quoted words need the sentence around them, and are left out where an act is told with that sentence.
    """
    found: dict[tuple[str, str], Sentence] = {}
    told = {(one.lead.coded.article.id, writer.quotes[one.lead.event.id].span) for one in material.told}
    for spoken in spoken_of(material.words):
        article, speaker = spoken.coded.article, spoken.statement.speaker
        around = context_of(spoken, writer.phrases.abbreviations)
        if around is not None and any(a == article.id and overlaps(span, around.span) for a, span in told):
            continue
        spans = spoken.parts if around is None else (around.span,)
        words = " ".join(article.words(part) for part in spans).casefold()
        key = (speaker.name if speaker else "", " ".join(words.split()))
        earlier = found.get(key)
        text = earlier.text if earlier else tell_spoken(spoken, around, writer.namer, writer.phrases)
        numbers = (writer.citer.cite(spoken.coded, part) for part in spans)
        found[key] = Sentence(
            text=text, citations=tuple(dict.fromkeys((*(earlier.citations if earlier else ()), *numbers)))
        )
    return list(found.values())


def _chronology(writer: Writer, material: Material) -> list[Sentence]:
    """All dated claims that were read with confidence, and dated ties, in short, oldest first."""
    writer.namer.introduce_all()
    dated: list[tuple[tuple[str, str, str], Sentence]] = []
    for told in material.told:
        time = told.lead.event.time
        if time is not None and is_dated(time) and not told.is_unsure:
            sentence = _told_sentence(writer, told, is_short=True, label=date_label(time), marks=SHORT_MARKS)
            dated.append(((*_day_order(time), told.lead.event.id), sentence))
    for one in material.accounts:
        if one.time is not None and is_dated(one.time):
            text = tell_account(one, writer.pair, writer.namer, writer.phrases, is_short=True)
            sentence = Sentence(text=text, citations=writer.cite(one.claims), label=date_label(one.time))
            dated.append(((*_day_order(one.time), one.id), sentence))
    return [sentence for _, sentence in sorted(dated, key=lambda entry: entry[0])]


def _day_order(time: Interval) -> tuple[str, str]:
    """Oldest first; of two that begin together, the more exact one."""
    return (time.earliest or time.latest or "", time.latest or "9999")
