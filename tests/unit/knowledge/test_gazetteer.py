"""Known names in a text: exact offsets, longest match, capitals, and look-ups by code, name and demonym."""

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.folding import fold
from dragoman.knowledge.gazetteer import load_gazetteer

_TABLES = {
    "states.tsv": "code\tname\taliases\tdemonyms\tcapital\tkind\tsource\n"
    "NGA\tNigeria\t\tNigerian\tAbuja\tun_member\ttest\n"
    "NER\tNiger\t\tNigerien\tNiamey\tun_member\ttest\n",
    "places.tsv": "name\tstate\tsource\nKano\tNGA\ttest\n",
    "igos.tsv": "code\tname\taliases\tsector\tsource\nNATO\tNorth Atlantic Treaty Organization\t\tIGO\ttest\n",
    "roles.tsv": "phrase\tplural\tsector\tkind\tsource\nenvoy\t\tGOV\toffice\ttest\n",
    "leaders.tsv": "name\tstate\toffice\tfrom\tto\tsource\n"
    "Amadou Sanda\tNER\tPresident\t1999\t2004-05\ttest\n"
    "Issa Sanda\tNER\tPresident\t2011-04-07\t\ttest\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of actor tables."""
    for name, rows in _TABLES.items():
        (tmp_path / name).write_text(rows, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Niger and Nigeria signed.", ["Niger", "Nigeria"]),
        ("Nigerians left Kano.", ["Nigerians", "Kano"]),
        ("The nigerian border", []),
        ("nigerian envoy visits kano", ["nigerian", "kano"]),
        ("NIGER EXPELS ENVOY OF NIGERIA", ["NIGER", "NIGERIA"]),
        ("Nigerland is a park.", []),
        ("Nato said so; natto is a dish.", ["Nato"]),
    ],
)
def test_names_are_found_whole_and_with_their_capitals(folder: Path, text: str, names: list[str]) -> None:
    """A name counts at word boundaries and capitalised, unless the whole line is of one case."""
    hits = load_gazetteer(folder).find(text)
    assert [text[hit.start : hit.end] for hit in hits] == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In Türkiye’s east", "Türkiye"),
        ("In Tu\u0308rkiye's east", "Tu\u0308rkiye"),
        ("Côte d’Ivoire voted", "Côte d’Ivoire"),
        ("the U.S. and others", "U.S."),
        ("Guinea‑Bissau voted", "Guinea‑Bissau"),
    ],
)
def test_offsets_are_those_of_the_text_as_found(knowledge: Knowledge, text: str, words: str) -> None:
    """Accents, apostrophes and dashes of any kind match, and the span still quotes the text."""
    hit = knowledge.gazetteer.find(text)[0]
    assert text[hit.start : hit.end] == words


@pytest.mark.parametrize("text", ["They told us so.", "LET US PRAY FOR PEACE", "US$5 was paid", "who did it"])
def test_us_is_not_always_the_united_states(knowledge: Knowledge, text: str) -> None:
    """The pronoun, the dollar and a line in capitals do not name the country."""
    assert not knowledge.gazetteer.find(text)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("AZE", "AZE"),
        ("az", "AZE"),
        ("Azerbaijan", "AZE"),
        ("Azerbaijani", "AZE"),
        ("the Republic of Kenya", "KEN"),
        ("Turkiye", "TUR"),
        ("turkish", "TUR"),
        ("ivory coast", "CIV"),
        ("Atlantis", None),
    ],
)
def test_a_state_is_known_by_code_name_and_demonym(knowledge: Knowledge, name: str, code: str | None) -> None:
    """A person may say a state in any of these ways."""
    assert knowledge.gazetteer.state_of(name) == code


@pytest.mark.parametrize(
    ("name", "day", "holders"),
    [
        ("Sanda", "2003-01-01", ["Amadou Sanda"]),
        ("Sanda", "2004-05-30", ["Amadou Sanda"]),
        ("Sanda", "2015-01-01", ["Issa Sanda"]),
        ("Sanda", None, ["Issa Sanda"]),
        ("Amadou Sanda", "2015-01-01", ["Amadou Sanda"]),
        ("Sandaru", None, []),
    ],
)
def test_a_leader_is_known_by_name_and_date(folder: Path, name: str, day: str | None, holders: list[str]) -> None:
    """A surname means whoever held office on the day; a month as the end of a term covers the month."""
    assert [row.name for row in load_gazetteer(folder).leaders_named(name, day)] == holders


def test_a_missing_table_is_named(folder: Path) -> None:
    """The message says which file is missing."""
    (folder / "roles.tsv").unlink()
    with pytest.raises(KnowledgeError, match=r"roles\.tsv"):
        load_gazetteer(folder)


def test_folding_keeps_one_character_for_one() -> None:
    """Letters whose plain form is longer stay, so that offsets hold."""
    assert fold("Straße, Æro").text == "straße, æro"
    assert fold("Łódź – “İzmir”").text == 'lodz - "izmir"'
