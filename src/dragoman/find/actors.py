"""The actors of an article: candidates, titles bound to names, one table of entities, and every mention of each."""

from dragoman.find.assembly import gather, read_drafts
from dragoman.find.drafts import lay_out
from dragoman.find.found import FoundActors
from dragoman.find.resolution import resolve_span
from dragoman.knowledge import Knowledge
from dragoman.text.marked import Marked

__all__ = ["find_actors", "resolve_span"]


def find_actors(marked: Marked, knowledge: Knowledge) -> FoundActors:
    """Every actor that the article names, with its state and sector, and every span that names it.

    Spans leave out a leading article. Mentions nest: "Israeli" (the state) inside "Israeli officials" (unnamed people).
    A table of names always wins over the parser's labels. Each actor's `reason` says which rule and which rows decided;
    what could not be decided says "ambiguous". States are ISO 3166 alpha-3 codes of the sovereign.

    Source: sectors and the folding of territories follow the PLOVER manual 2.0.
    """
    desk = lay_out(marked, knowledge.gazetteer)
    return gather(desk, read_drafts(desk))
