"""Phrases that attribute without a verb: "according to", "in the words of", "reportedly"."""

from collections.abc import Iterator

from dragoman.find.cue_clause import CueClause
from dragoman.find.cue_complements import without
from dragoman.knowledge.cues import CueClass, Cues, Frame
from dragoman.text.marked import Marked, Sentence, Token


def phrase_clauses(marked: Marked, sentence: Sentence, cues: Cues) -> Iterator[CueClause]:
    """Every phrase before a source in a sentence, and every word of hearsay; the content is the clause around."""
    for token in marked.sentence_tokens(sentence):
        if token.lemma in cues.phrases.hearsay.adverbs and token.dep == "advmod":
            yield _hearsay(marked, token)
        for phrase in cues.phrases_by_word.get(token.text.lower(), ()):
            words = marked.tokens[token.index : token.index + len(phrase.words)]
            if tuple(word.text.lower() for word in words) == phrase.words:
                clause = _phrase_clause(marked, token, words[-1], phrase.cue_class)
                if clause is not None:
                    yield clause


def _phrase_clause(marked: Marked, first: Token, last: Token, cue_class: CueClass) -> CueClause | None:
    """One "according to" with its source and the clause around it."""
    source = next((kid for kid in marked.children(last.index) if kid.dep in ("pobj", "pcomp")), None)
    if source is None or source.sentence != first.sentence:
        return None
    extent = (first.start, marked.subtree(source.index)[1])
    host = marked.head(first.index)
    sentence = marked.sentences[first.sentence]
    span = sentence.span if host.head == host.index or host.pos != "VERB" else marked.subtree(host.index)
    if not span[0] <= first.start < span[1]:
        span = sentence.span
    content = without(marked, span, extent)
    if not content:
        return None
    return CueClause(
        trigger=first.index,
        cue=(first.start, last.end),
        cue_class=cue_class,
        frame=Frame.CLAUSE,
        speaker=source.index,
        content=content,
        extent=extent,
    )


def _hearsay(marked: Marked, adverb: Token) -> CueClause:
    """The clause that "reportedly" leaves to others who are not named."""
    head = marked.head(adverb.index)
    rest = [
        kid for kid in marked.children(head.index) if kid.dep in ("conj", "cc", "parataxis") and kid.index > head.index
    ]
    span = marked.subtree(head.index)
    end = min([span[1], *(marked.subtree(kid.index)[0] for kid in rest)])
    content = without(marked, (span[0], max(end, adverb.end)), adverb.span)
    return CueClause(
        trigger=adverb.index,
        cue=adverb.span,
        cue_class=CueClass.HEARSAY,
        frame=Frame.CLAUSE,
        speaker=None,
        content=content,
        extent=adverb.span,
    )
