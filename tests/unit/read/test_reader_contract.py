"""What every reader must keep: the text exactly, ids from content, offsets that give back their words."""

import hashlib
import json

import pytest

from dragoman.read import ReadOptions, list_documents, read_bytes, read_document
from dragoman.records import Article
from tests.unit.read.pages import LEAD, SECOND, page_of

TEXT = f"Tamarian leader to visit Ostavia\r\n\r\n{LEAD}\r\n{SECOND}\n"
READERS = {
    "plain": TEXT.encode(),
    "markdown": f"---\ntitle: A visit\n---\n\n{TEXT}".encode(),
    "html": page_of().encode(),
    "json": json.dumps({"text": TEXT, "id": "a-1"}).encode(),
}
READER_OF = {"markdown": "plain"}


def read(kind: str) -> Article:
    """The example of one kind, read by its reader."""
    return read_bytes(READERS[kind], READER_OF.get(kind, kind))


@pytest.mark.parametrize("kind", READERS)
def test_the_same_bytes_give_the_same_article(kind: str) -> None:
    """Identifiers and texts come from the content alone."""
    assert read(kind) == read(kind)


@pytest.mark.parametrize("kind", READERS)
def test_the_checksum_is_that_of_the_text(kind: str) -> None:
    """`sha256` is the SHA-256 of the text in UTF-8, so anybody can check it."""
    article = read(kind)
    assert article.sha256 == hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    assert article.id.startswith("art-")


@pytest.mark.parametrize("kind", READERS)
def test_the_story_stands_in_the_text_word_for_word(kind: str) -> None:
    """No reader edits the words of a story."""
    article = read(kind)
    assert LEAD in article.text
    assert SECOND in article.text


@pytest.mark.parametrize("kind", READERS)
def test_regions_lie_inside_the_text(kind: str) -> None:
    """A span set by a reader gives back its words."""
    article = read(kind)
    assert all(article.words(region.span).strip() for region in article.regions)


@pytest.mark.parametrize("kind", ["plain", "json"])
def test_text_input_is_kept_character_by_character(kind: str) -> None:
    """Mixed line ends included: offsets count in the text as found."""
    assert read(kind).text == TEXT


def test_the_id_changes_with_outlet_url_and_day() -> None:
    """The same words in two outlets are two articles."""
    extras = [{}, {"outlet": "The Meridian Courier"}, {"url": "https://courier.example/1"}, {"published": "2025-04-23"}]
    articles = [read_bytes(json.dumps({"text": TEXT, **extra}).encode(), "json") for extra in extras]
    assert len({article.id for article in articles}) == 4
    assert len({article.sha256 for article in articles}) == 1


def test_a_reader_of_another_package_is_used_by_its_extension(tmp_path, monkeypatch) -> None:
    """A plug-in named like an extension reads such files; its articles come out as it made them."""

    def read_wire(location, options: ReadOptions):
        yield from (read_bytes(line) for line in location.read_bytes().splitlines())

    monkeypatch.setattr("dragoman.read.listing.plugin_names", lambda group: ("wire",))
    monkeypatch.setattr("dragoman.read.listing.load_plugin", lambda group, name: read_wire)
    (tmp_path / "day.wire").write_bytes(b"Ostavia recalls its envoy.\nTamaria protests.\n")
    refs = list(list_documents([tmp_path]))
    assert [read_document(ref).text for ref in refs] == ["Ostavia recalls its envoy.", "Tamaria protests."]
    assert [ref.entry for ref in refs] == [1, 2]


def test_a_broken_reader_of_another_package_costs_its_document_only(tmp_path, monkeypatch) -> None:
    """Whatever a plug-in raises becomes the reason of one failure."""

    def read_wire(location, options: ReadOptions):
        raise KeyError("headline")
        yield

    monkeypatch.setattr("dragoman.read.listing.plugin_names", lambda group: ("wire",))
    monkeypatch.setattr("dragoman.read.listing.load_plugin", lambda group, name: read_wire)
    (tmp_path / "day.wire").write_bytes(b"x")
    (ref,) = list_documents([tmp_path / "day.wire"])
    assert ref.problem is not None
    assert 'the reader "wire" broke' in ref.problem
