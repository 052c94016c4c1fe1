"""Which tokens stand inside quotation marks."""

from dragoman.text.marked import Marked

_OPENING = "“«„"
_CLOSING = "”»"
# A quotation that does not close within this many tokens is a stray mark; the longest of the seeds has 75.
LONGEST = 400


def quoted_tokens(marked: Marked) -> frozenset[int]:
    """The indices of the tokens inside quotation marks, double or single, straight or curly.

    A single mark opens only at the start of a word and closes only at the end of one; apostrophes do neither.
    """
    inside: set[int] = set()
    opened: int | None = None
    mark = ""
    for token in marked.tokens:
        if opened is None:
            if token.text in ("“", "«", "„", '"', "``") or (token.text in ("‘", "'") and _opens(marked, token.index)):
                opened, mark = token.index, token.text
        elif _closes(token.text, mark) and token.tag != "POS":
            inside.update(range(opened + 1, token.index))
            opened = None
        elif token.index - opened > LONGEST:
            opened = None
    return frozenset(inside)


def _opens(marked: Marked, index: int) -> bool:
    token = marked.tokens[index]
    before = marked.article.text[token.start - 1 : token.start]
    return (not before or before.isspace() or before in "([") and marked.article.text[
        token.end : token.end + 1
    ].strip() != ""


def _closes(text: str, mark: str) -> bool:
    if mark in ("‘", "'"):
        return text in ("’", "'")
    if mark in ('"', "``"):
        return text in ('"', "''")
    return text in _CLOSING
