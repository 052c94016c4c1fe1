"""Marked-up text: the article with its sentences, tokens and parse, in our own plain records.

The parser's objects stay inside `text/parse.py`; every later stage reads these. All offsets are code points of
`Article.text` as found.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

import msgspec

from dragoman.records import Article, RegionKind, Span


class Token(msgspec.Struct, frozen=True, gc=False):
    """One token. `head` is the index of its syntactic head in `Marked.tokens` (its own index for a root).

    `pos` is a Universal POS tag, `tag` a Penn Treebank tag, `dep` a ClearNLP dependency label as spaCy's English
    pipelines give them (nsubj, dobj, pobj, ccomp …).
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int

    @property
    def span(self) -> Span:
        """The token's `[start, end)`."""
        return (self.start, self.end)


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """One sentence; it never crosses a region. `first` and `last` bound its tokens, half-open."""

    index: int
    start: int
    end: int
    first: int
    last: int
    region: RegionKind
    story: int = 0

    @property
    def span(self) -> Span:
        """The sentence's `[start, end)`."""
        return (self.start, self.end)


class Named(msgspec.Struct, frozen=True, gc=False):
    """A stretch that the statistical pipeline calls a name; `label` (OntoNotes: PERSON, GPE, ORG …) is a hint only."""

    start: int
    end: int
    label: str


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """A base noun phrase, with the index of its head token."""

    start: int
    end: int
    root: int


class Marked(msgspec.Struct, frozen=True, dict=True):
    """An article with its marks. Tokens and sentences are in reading order and do not overlap."""

    article: Article
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    named: tuple[Named, ...] = ()
    chunks: tuple[Chunk, ...] = ()

    @cached_property
    def _children(self) -> tuple[tuple[Token, ...], ...]:
        lists: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                lists[token.head].append(token)
        return tuple(tuple(children) for children in lists)

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def words(self, span: Span) -> str:
        """The characters of the article in `span`, as found."""
        return self.article.text[span[0] : span[1]]

    def children(self, index: int) -> tuple[Token, ...]:
        """The tokens whose head is the token at `index`, in reading order."""
        return self._children[index]

    def head(self, index: int) -> Token:
        """The syntactic head of the token at `index`; the token itself for a root."""
        return self.tokens[self.tokens[index].head]

    def descendants(self, index: int) -> Iterator[Token]:
        """The token at `index` and all tokens below it, in no promised order."""
        stack = [index]
        while stack:
            current = stack.pop()
            yield self.tokens[current]
            stack.extend(child.index for child in self._children[current])

    def ancestors(self, index: int) -> Iterator[Token]:
        """The heads above the token at `index`, nearest first."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield self.tokens[index]

    def subtree(self, index: int) -> Span:
        """The smallest span that holds the token at `index` and all tokens below it."""
        start, end = self.tokens[index].span
        for token in self.descendants(index):
            start, end = min(start, token.start), max(end, token.end)
        return (start, end)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers the code point at `offset`, or null."""
        place = bisect_right(self._token_starts, offset) - 1
        if place >= 0 and offset < self.tokens[place].end:
            return self.tokens[place]
        return None

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that overlap `span`, in reading order."""
        place = max(bisect_right(self._token_starts, span[0]) - 1, 0)
        found: list[Token] = []
        while place < len(self.tokens) and self.tokens[place].start < span[1]:
            if self.tokens[place].end > span[0]:
                found.append(self.tokens[place])
            place += 1
        return tuple(found)

    def root_of(self, span: Span) -> Token | None:
        """The token of `span` whose head lies outside it (the first such), or null where no token overlaps."""
        inside = self.tokens_in(span)
        indices = {token.index for token in inside}
        return next((t for t in inside if t.head == t.index or t.head not in indices), None)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the code point at `offset`, or null."""
        place = bisect_right(self._sentence_starts, offset) - 1
        if place >= 0 and offset < self.sentences[place].end:
            return self.sentences[place]
        return None

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]
