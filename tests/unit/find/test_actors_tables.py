"""What tables of leaders, institutions, groups and outlets add: names without titles, on a date."""

import shutil
from pathlib import Path

import msgspec
import pytest

from dragoman.find.actors import find_actors, resolve_span
from dragoman.knowledge import Knowledge
from dragoman.knowledge.files import data_root
from dragoman.knowledge.gazetteer import load_gazetteer
from dragoman.records import Actor
from dragoman.text.parse import mark_article
from tests.texts import article_of, quote

_TABLES = {
    "leaders.tsv": "name\taliases\tstate\toffice\tsector\tfrom\tto\tgender\tcertainty\tsource\n"
    "Amadou Sanda\t\tNER\tPresident\tGOV\t1999-01-01\t2004-05-01\tm\t\ttest\n"
    "Issa Sanda\tI. Sanda\tNER\tPresident\tGOV\t2011-04-07\t\tm\t\ttest\n"
    "Ivo Kask\t\tEST\tPrime Minister\tGOV\t2008\t2010\tm\t\ttest\n"
    "Rein Saar\t\tEST\tOpposition Leader\tOPP\t2009\t\tm\t\ttest\n"
    "Maria Kolk\tMaria Kölk\tEST\tPrime Minister\tGOV\t2001\t2006\tf\t\ttest\n",
    "institutions.tsv": "name\taliases\tstate\tsector\toffice\tkind\tsource\n"
    "Kadriorg Palace\tKadriorg\tEST\tGOV\tPresidency\torg\ttest\n",
    "groups.tsv": "name\taliases\tstate\tstates\tsector\tkind\tsource\n"
    "Sahel Dawn Front\tSDF-Dawn\tMLI\tMLI|NER\tREB\tgroup\ttest\n",
    "outlets.tsv": "name\taliases\tdomain\tstate\towner_type\tlanguage\tsource\n"
    "Estonia Herald Tribune\t\therald.example\tEST\tprivate\ten\ttest\n",
}


@pytest.fixture(scope="module")
def tables(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The package's knowledge with small tables of invented leaders, bodies, groups and outlets."""
    folder = tmp_path_factory.mktemp("actors")
    shutil.copytree(Path(str(data_root() / "actors")), folder, dirs_exist_ok=True)
    for name, rows in _TABLES.items():
        (folder / name).write_text(rows, encoding="utf-8")
    return msgspec.structs.replace(knowledge, gazetteer=load_gazetteer(folder))


def resolved(text: str, words: str, knowledge: Knowledge, published: str | None = None) -> Actor:
    """The actor of a span given by its words."""
    marked = mark_article(article_of(text, published), knowledge)
    return resolve_span(marked, find_actors(marked, knowledge), quote(text, words), knowledge)


@pytest.mark.parametrize(
    ("text", "words", "published", "coding"),
    [
        ("Issa Sanda left for Rome.", "Issa Sanda", "2015-01-01", "Issa Sanda NER GOV"),
        ("President Sanda left for Rome.", "President Sanda", "2003-01-01", "Amadou Sanda NER GOV"),
        ("President Sanda left for Rome.", "President Sanda", "2015-01-01", "Issa Sanda NER GOV"),
        ("Maria Kolk wrote a book.", "Maria Kolk", "2020-01-01", "Maria Kolk EST ELI"),
        ("Maria Kölk wrote a book.", "Maria Kölk", "2003-01-01", "Maria Kolk EST GOV"),
        ("Maria Kolk wrote a book.", "Maria Kolk", None, "Maria Kolk EST GOV"),
        ("Ivo Kask wrote a book.", "Ivo Kask", None, "Ivo Kask EST GOV"),
        ("Kask wrote a book.", "Kask", None, "Ivo Kask EST GOV"),
        ("Estonia's Rein Saar.", "Estonia's Rein Saar", None, "Rein Saar EST OPP"),
        ("Estonia spoke. Its leader Rein Saar left.", "Rein Saar", None, "Rein Saar EST OPP"),
        ("Ex-prime minister Maria Kolk spoke.", "Ex-prime minister Maria Kolk", "2020-01-01", "Maria Kolk EST ELI"),
    ],
)
def test_a_leader_is_read_at_the_date_of_the_article(
    tables: Knowledge, text: str, words: str, published: str, coding: str
) -> None:
    """Who held the office on the day; after it, a former official."""
    actor = resolved(text, words, tables, published)
    assert f"{actor.name} {actor.state} {actor.sector}" == coding
    assert "leaders.tsv" in actor.reason


@pytest.mark.parametrize(
    ("text", "words", "coding"),
    [
        ("Kadriorg rejected the plan.", "Kadriorg", "org EST GOV"),
        ("The Sahel Dawn Front attacked.", "Sahel Dawn Front", "group MLI REB"),
        ("The Estonia Herald Tribune said so.", "Estonia Herald Tribune", "outlet EST JRN"),
        ("Sahel Dawn Front fighters attacked.", "Sahel Dawn Front fighters", "anonymous MLI REB"),
    ],
)
def test_named_bodies_are_read_from_their_tables(tables: Knowledge, text: str, words: str, coding: str) -> None:
    """The state inside a longer known name is no mention of its own."""
    actor = resolved(text, words, tables)
    assert f"{actor.kind.value} {actor.state} {actor.sector}" == coding
    marked = mark_article(article_of(text), tables)
    assert all(one.id != "state:EST" for one in find_actors(marked, tables).actors)


def test_she_is_the_woman_of_two_leaders(tables: Knowledge) -> None:
    """The table's gender decides between two antecedents."""
    actor = resolved("Maria Kolk met Issa Sanda. She smiled.", "She", tables, "2015-01-01")
    assert actor.name == "Maria Kolk"


def test_a_span_given_from_outside_may_cut_a_list(tables: Knowledge) -> None:
    """Here "Togolese ministers" in "Malian and Togolese ministers" are Togo's; the pair of names is both."""
    text = "Malian and Togolese ministers praised Mali-Togo ties."
    assert resolved(text, "Togolese ministers", tables).state == "TGO"
    assert set(resolved(text, "Malian and Togolese ministers", tables).states) == {"MLI", "TGO"}
    assert set(resolved(text, "Mali-Togo", tables).states) == {"MLI", "TGO"}


def test_a_span_of_unknown_words_says_so(tables: Knowledge) -> None:
    """Not knowing is an answer with a reason."""
    actor = resolved("Something happened somewhere.", "Something", tables)
    assert (actor.state, actor.sector) == (None, None)
    assert actor.reason
