"""Sentences, tokens and parse by spaCy, with offsets into the article as found."""

from collections.abc import Iterator

from spacy.tokens import Doc

from dragoman.knowledge import Knowledge
from dragoman.records import Article, Region, RegionKind, Span
from dragoman.text.marked import Chunk, Marked, Named, Sentence, Token

# The tokenizer is quadratic in runs of one character (8,000 "!" cost 12 CPU seconds), so longer runs are folded
# to this many for analysis only.
LONGEST_RUN = 64


def mark_article(article: Article, knowledge: Knowledge) -> Marked:
    """The article's sentences, tokens, names and noun phrases; a sentence never crosses a region or a paragraph."""
    regions = article.regions or (Region(kind=RegionKind.BODY, start=0, end=len(article.text)),) * bool(article.text)
    blocks = [(region, span) for region in regions for span in _paragraphs(article.text, region.span)]
    folded = [_fold(article.text, span) for _, span in blocks]
    builder = _Builder()
    for (region, _), (_, offsets), doc in zip(
        blocks, folded, knowledge.language.pipe([text for text, _ in folded]), strict=True
    ):
        builder.add(doc, offsets, region)
    return Marked(
        article=article,
        sentences=tuple(builder.sentences),
        tokens=tuple(builder.tokens),
        named=tuple(builder.named),
        chunks=tuple(builder.chunks),
    )


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    """The lines of a region without their outer white space."""
    start = span[0]
    for line in text[span[0] : span[1]].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped)
            yield (first, first + len(stripped))
        start += len(line)


def _fold(text: str, span: Span) -> tuple[str, list[int]]:
    """The characters for analysis and, for each, its offset in the text; white space becomes a plain space."""
    characters: list[str] = []
    offsets: list[int] = []
    run = 0
    for offset in range(span[0], span[1]):
        character = " " if text[offset].isspace() else text[offset]
        run = run + 1 if characters and character == characters[-1] else 1
        if run <= LONGEST_RUN:
            characters.append(character)
            offsets.append(offset)
    offsets.append(span[1])
    return "".join(characters), offsets


class _Builder:
    """Gathers the marks of one block after another."""

    def __init__(self) -> None:
        self.sentences: list[Sentence] = []
        self.tokens: list[Token] = []
        self.named: list[Named] = []
        self.chunks: list[Chunk] = []

    def add(self, doc: Doc, offsets: list[int], region: Region) -> None:
        """Appends one parsed block; white-space tokens are dropped and their dependents hang on their heads."""
        kept = [token for token in doc if not token.is_space]
        index = {token.i: len(self.tokens) + place for place, token in enumerate(kept)}
        for sent in doc.sents:
            words = [token for token in sent if not token.is_space]
            if not words:
                continue
            number, first = len(self.sentences), len(self.tokens)
            for token in words:
                head = token.head if token.head.i in index else token
                self.tokens.append(
                    Token(
                        index=index[token.i],
                        start=offsets[token.idx],
                        end=offsets[token.idx + len(token) - 1] + 1,
                        text=token.text,
                        lemma=token.lemma_.lower(),
                        pos=token.pos_,
                        tag=token.tag_,
                        dep=token.dep_,
                        head=index[head.i],
                        sentence=number,
                    )
                )
            self.sentences.append(
                Sentence(
                    index=number,
                    start=self.tokens[first].start,
                    end=self.tokens[-1].end,
                    first=first,
                    last=len(self.tokens),
                    region=region.kind,
                    story=region.story,
                )
            )
        self.named.extend(
            Named(start=offsets[entity.start_char], end=offsets[entity.end_char - 1] + 1, label=entity.label_)
            for entity in doc.ents
        )
        self.chunks.extend(
            Chunk(start=offsets[chunk.start_char], end=offsets[chunk.end_char - 1] + 1, root=index[chunk.root.i])
            for chunk in doc.noun_chunks
            if chunk.root.i in index
        )
