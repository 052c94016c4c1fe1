"""Happenings, statements, ties and articles as rows of tables; what each column means stands in data/exports."""

from collections.abc import Iterable, Mapping

from dragoman.knowledge.codebook import Codebook
from dragoman.output.event_tables import Row, number, plain_row
from dragoman.output.flat_rows import listed
from dragoman.records import Article, CodedArticle, Conflict, Happening, Hop, Interval, Ref, Statement, Tie

Articles = Mapping[str, CodedArticle]


def happening_row(happening: Happening, articles: Articles, codebook: Codebook) -> Row:
    """The row of a happening; `articles` hold its events, by id."""
    links, origins = happening.links, happening.origins
    lead = articles[links[0].article].article if links and links[0].article in articles else None
    return plain_row(
        {
            "id": happening.id,
            "act": happening.act.value,
            "mode": happening.mode or "",
            "states": listed(happening.states),
            "status": happening.status.value,
            "status_history": listed(
                f"{one.status.value} {one.as_of or 'undated'}" for one in happening.status_history
            ),
            **time_cells(happening.time),
            "score": number(codebook.score(happening.act, happening.mode)),
            "reports": str(happening.reports),
            "outlets": str(happening.outlets),
            "origins_min": str(origins.min),
            "origins_max": str(origins.max),
            "origin_reasons": listed(origins.reasons),
            "conflicts": listed(map(conflict_words, happening.conflicts)),
            "events": listed(link.event for link in links),
            "articles": listed(link.article for link in links),
            "words": lead.words(links[0].evidence) if lead else "",
            "outlet": (lead.outlet if lead else None) or "",
            "published": (lead.published if lead else None) or "",
            "url": (lead.url if lead else None) or "",
        }
    )


def statement_row(coded: CodedArticle, statement: Statement) -> Row:
    """The row of a statement."""
    words = coded.article.words
    return plain_row(
        {
            "id": statement.id,
            "kind": statement.kind.value,
            "speech_act": statement.speech_act.value,
            **_ref_cells("speaker", statement.speaker),
            **_ref_cells("addressee", statement.addressee),
            **_ref_cells("target", statement.target),
            "medium": statement.medium.name if statement.medium else "",
            "chain": chain_words(statement.chain),
            "words": " … ".join(words(part) for part in statement.content),
            "start": str(min(start for start, _ in statement.content)),
            "end": str(max(end for _, end in statement.content)),
            **article_cells(coded.article),
        }
    )


def tie_row(coded: CodedArticle, tie: Tie) -> Row:
    """The row of a tie."""
    one, other = tie.pair
    return plain_row(
        {
            "id": tie.id,
            "label": tie_label(tie),
            "one": one.name,
            "one_state": one.state or "",
            "other": other.name,
            "other_state": other.state or "",
            "quality": tie.quality.value if tie.quality else "",
            "change": tie.change.value if tie.change else "",
            **time_cells(tie.time),
            "chain": chain_words(tie.chain),
            "words": coded.article.words(tie.evidence),
            "start": str(tie.evidence[0]),
            "end": str(tie.evidence[1]),
            **article_cells(coded.article),
        }
    )


def tie_label(tie: Tie) -> str:
    """A tie in a line: "Israel – Turkey: frozen, worsening"."""
    said = ", ".join(word.value.replace("_", " ") for word in (tie.quality, tie.change) if word)
    return f"{tie.pair[0].name} – {tie.pair[1].name}: {said}"


def article_cells(article: Article) -> Row:
    """What the row of a record says of its article."""
    return {
        "article": article.id,
        "external_id": article.external_id or "",
        "title": article.title or "",
        "outlet": article.outlet or "",
        "published": article.published or "",
        "url": article.url or "",
    }


def time_cells(time: Interval | None) -> Row:
    """A time in three columns."""
    return {
        "time": (time.edtf if time else None) or "",
        "earliest": (time.earliest if time else None) or "",
        "latest": (time.latest if time else None) or "",
    }


def chain_words(chain: Iterable[Hop]) -> str:
    """A chain of attribution in a line."""
    return " ← ".join(hop.name for hop in chain)


def conflict_words(conflict: Conflict) -> str:
    """A conflict in a line: "time: 2025-05-03 / 2025-05-04"."""
    values = dict.fromkeys(account.value for account in conflict.accounts)
    return f"{conflict.field}: {' / '.join(values)}"


def _ref_cells(role: str, ref: Ref | None) -> Row:
    return {role: ref.name if ref else "", f"{role}_state": (ref.state if ref else None) or ""}
