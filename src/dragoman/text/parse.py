"""Sentences, tokens and parse by spaCy, with offsets into the article as found."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from dragoman.knowledge import Knowledge
from dragoman.records import Article, Region, RegionKind, Span, content_id
from dragoman.text.datelines import after_dateline
from dragoman.text.folding import Folded, fold
from dragoman.text.headlines import CaseOracle, case_oracle, needs_case, sentence_case
from dragoman.text.marked import Chunk, Marked, Named, Sentence, Token
from dragoman.text.names import name_spans
from dragoman.text.paragraphs import after_marks, find_paragraphs, is_final
from dragoman.text.sentence_ends import preset_one_sentence, preset_sentences

# Memory grows with the words in flight: 64 articles at once cost 1.1 GB, 5,000 words 0.26 GB at the same speed.
WORDS_IN_FLIGHT = 5_000
# One text of 400 kB cost 1.5 GB, so a longer paragraph is cut at a sentence end or a blank.
LONGEST_BLOCK = 20_000
# A line of body without a final stop and not longer than this is a headline (a subheading, a lone headline).
LONGEST_HEADLINE = 20

_ROUGH_END = re.compile(r"[.!?…][\"”’)\]]*\s")


class _Block(msgspec.Struct, frozen=True):
    """A paragraph to parse: its characters for analysis (headlines in sentence case) and its region."""

    folded: Folded
    analysed: str
    region: Region
    is_headline: bool


def mark_article(article: Article, knowledge: Knowledge) -> Marked:
    """The article's sentences, tokens, names and noun phrases; a sentence never crosses a region or a paragraph."""
    return next(mark_articles((article,), knowledge))


def mark_text(text: str, knowledge: Knowledge) -> Marked:
    """A text without any metadata, all of it body, with its marks; for single sentences."""
    return next(mark_texts((text,), knowledge))


def mark_texts(texts: Iterable[str], knowledge: Knowledge) -> Iterator[Marked]:
    """Texts as `mark_text` gives them, parsed in batches, in the order given."""
    return mark_articles((_article_of(text) for text in texts), knowledge)


def mark_articles(articles: Iterable[Article], knowledge: Knowledge) -> Iterator[Marked]:
    """Articles as `mark_article` gives them, parsed in batches of about 5,000 words, in the order given."""
    batch: list[Article] = []
    words = 0
    for article in articles:
        batch.append(article)
        words += article.text.count(" ") + 1
        if words >= WORDS_IN_FLIGHT:
            yield from _mark_batch(batch, knowledge)
            batch, words = [], 0
    yield from _mark_batch(batch, knowledge)


def _mark_batch(articles: list[Article], knowledge: Knowledge) -> Iterator[Marked]:
    """The articles of one batch with their marks."""
    builders = [_Builder(knowledge.verb_lemmas) for _ in articles]
    work = [
        (builder, block)
        for builder, article in zip(builders, articles, strict=True)
        for block in _blocks(article, knowledge)
    ]
    for group in _groups(work):
        docs = [_preset(block, knowledge) for _, block in group]
        # Parsed as many at a time as there are words for: the pipeline's own batches count documents. No memory zone
        # here: with one around this loop spaCy 3.8.18 was seen to hang; a worker may open one around `mark_article`.
        for (builder, block), doc in zip(group, knowledge.language.pipe(docs, batch_size=len(docs)), strict=True):
            builder.add(doc, block.folded, block.region)
    has_names = knowledge.language.has_pipe("ner")
    for builder, article in zip(builders, articles, strict=True):
        marked = builder.marked(article)
        if not has_names:
            names = name_spans(marked.tokens, marked.sentences, knowledge)
            marked = msgspec.structs.replace(marked, named=names)
        yield marked


def _groups(work: list[tuple["_Builder", _Block]]) -> Iterator[list[tuple["_Builder", _Block]]]:
    """The blocks in groups of about 5,000 words."""
    group: list[tuple[_Builder, _Block]] = []
    words = 0
    for item in work:
        group.append(item)
        words += item[1].analysed.count(" ") + 1
        if words >= WORDS_IN_FLIGHT:
            yield group
            group, words = [], 0
    if group:
        yield group


def _article_of(text: str) -> Article:
    """A bare article for a text."""
    data = text.encode("utf-8", "surrogatepass")
    return Article(
        id=content_id("art", text), sha256=hashlib.sha256(data).hexdigest(), text=text, regions=_all_body(text)
    )


def _all_body(text: str) -> tuple[Region, ...]:
    """One region of body over the whole text; none over an empty text."""
    return (Region(kind=RegionKind.BODY, start=0, end=len(text)),) if text else ()


def _blocks(article: Article, knowledge: Knowledge) -> Iterator[_Block]:
    """The paragraphs of an article's regions, made ready for analysis."""
    text = article.text
    regions = article.regions or _all_body(text)
    oracle: CaseOracle | None = None
    for region in regions:
        for paragraph in find_paragraphs(text, region.span):
            for span in _parts(text, paragraph):
                folded = fold(text, span)
                if not folded.text.strip():
                    continue
                is_headline = _is_headline(folded.text, region.kind)
                analysed = folded.text
                if is_headline and needs_case(analysed):
                    oracle = oracle or case_oracle(_running_text(text, regions))
                    analysed = sentence_case(analysed, oracle, knowledge)
                yield _Block(folded=folded, analysed=analysed, region=region, is_headline=is_headline)


def _parts(text: str, paragraph: Span) -> Iterator[Span]:
    """A paragraph without its opening marks, its dateline apart, in parts that the pipeline can bear."""
    for part in after_dateline(text, after_marks(text, paragraph)):
        yield from _bounded(text, part)


def _is_headline(line: str, kind: RegionKind) -> bool:
    """Whether a line is to be read as a headline: never more than one sentence, its capitals no names."""
    if kind in (RegionKind.TITLE, RegionKind.LINKS):
        return True
    return not is_final(line) and (kind is RegionKind.TEASER or line.count(" ") < LONGEST_HEADLINE)


def _running_text(text: str, regions: tuple[Region, ...]) -> str:
    """The lines of body that end as sentences do; headlines would witness for their own capitals."""
    return "\n".join(
        line
        for region in regions
        if region.kind in (RegionKind.BODY, RegionKind.STANDFIRST)
        for line in text[region.start : region.end].splitlines()
        if is_final(line)
    )


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """The span in parts of at most 20,000 characters, cut after a sentence or a blank where there is one."""
    start, end = span
    while end - start > LONGEST_BLOCK:
        limit = start + LONGEST_BLOCK
        cut = max((found.end() for found in _ROUGH_END.finditer(text, start + LONGEST_BLOCK // 2, limit)), default=0)
        cut = cut or text.rfind(" ", start + 1, limit) + 1 or limit
        yield (start, cut)
        start = cut
    yield (start, end)


def _preset(block: _Block, knowledge: Knowledge) -> Doc:
    """The tokenized block with what is known of its sentences."""
    doc = knowledge.language.make_doc(block.analysed)
    if block.is_headline:
        preset_one_sentence(doc)
    else:
        preset_sentences(doc, knowledge.clutter)
    return doc


class _Builder:
    """Gathers the marks of one block after another."""

    def __init__(self, verb_lemmas: Mapping[str, str]) -> None:
        self.verb_lemmas = verb_lemmas
        self.sentences: list[Sentence] = []
        self.tokens: list[Token] = []
        self.named: list[Named] = []
        self.chunks: list[Chunk] = []

    def marked(self, article: Article) -> Marked:
        """The marks gathered so far, with their article."""
        return Marked(
            article=article,
            sentences=tuple(self.sentences),
            tokens=tuple(self.tokens),
            named=tuple(self.named),
            chunks=tuple(self.chunks),
        )

    def add(self, doc: Doc, folded: Folded, region: Region) -> None:
        """Appends one parsed block; white-space tokens are dropped and their dependents hang on themselves."""
        kept = [token for token in doc if not token.is_space]
        index = {token.i: len(self.tokens) + place for place, token in enumerate(kept)}
        for sent in doc.sents:
            words = [token for token in sent if not token.is_space]
            if words:
                self._add_sentence(words, index, folded, region)
        self.named.extend(
            Named(start=folded.start_of(entity.start_char), end=folded.end_of(entity.end_char), label=entity.label_)
            for entity in doc.ents
        )
        self.chunks.extend(
            Chunk(
                start=folded.start_of(chunk.start_char),
                end=folded.end_of(chunk.end_char),
                root=index[chunk.root.i],
            )
            for chunk in doc.noun_chunks
            if chunk.root.i in index
        )

    def _lemma(self, token: SpacyToken) -> str:
        """The lemma in lower case, put right for the verbs that the pipeline is known to cut short."""
        lemma = token.lemma_.lower()
        return self.verb_lemmas.get(lemma, lemma) if token.pos_ == "VERB" else lemma

    def _add_sentence(self, words: list[SpacyToken], index: dict[int, int], folded: Folded, region: Region) -> None:
        """Appends one sentence with its tokens; the text of a token is as found, though analysed in another case."""
        number, first = len(self.sentences), len(self.tokens)
        for token in words:
            place, length, own = token.idx, len(token), index[token.i]
            self.tokens.append(
                Token(
                    index=own,
                    start=folded.start_of(place),
                    end=folded.end_of(place + length),
                    text=folded.text[place : place + length],
                    lemma=self._lemma(token),
                    pos=token.pos_,
                    tag=token.tag_,
                    dep=token.dep_,
                    head=index.get(token.head.i, own),
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
