"""The actor tables of the package: their order, and who administers, claims and recognises what is contested."""

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.actor_rows import PlaceRow, StateRow, check_codes, read_rows
from dragoman.knowledge.files import data_root

_FOLDER = data_root() / "actors"


def _state(code: str, **cells: tuple[str, ...]) -> StateRow:
    return StateRow(code=code, name=code.title(), source="test", **cells)  # type: ignore[arg-type] # cells by column


def _places() -> list[PlaceRow]:
    return list(read_rows(_FOLDER, "places.tsv", PlaceRow, needed=True))


@pytest.mark.parametrize("file", ["states", "places", "igos", "roles", "institutions", "groups", "outlets"])
def test_a_table_is_sorted_by_its_first_column(file: str) -> None:
    """So that a row is found by eye and a change shows as one line."""
    lines = (Path(str(_FOLDER)) / f"{file}.tsv").read_text(encoding="utf-8").splitlines()
    keys = [line.split("\t")[0] for line in lines if not line.startswith("#")][1:]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("code", "recognised", "administered", "claimed"),
    [
        ("ABH", "NIC NRU RUS SYR VEN", "ABH", "ABH GEO"),
        ("NCY", "TUR", "NCY", "CYP NCY"),
        ("TRN", "", "TRN", "MDA TRN"),
        ("TWN", "BLZ GTM HTI KNA LCA MHL PLW PRY SWZ TUV VAT VCT", "TWN", "CHN TWN"),
        ("FLK", "", "GBR", "ARG GBR"),
        ("PSE", "", "ISR PSE", "ISR PSE"),
        ("XKX", "", "XKX", "SRB XKX"),
        ("KEN", "", "", ""),
    ],
)
def test_a_state_row_tells_who_recognises_holds_and_claims(
    knowledge: Knowledge, code: str, recognised: str, administered: str, claimed: str
) -> None:
    """Kosovo and Palestine have no list of recognition, as the head of the file says; Kenya needs none of it."""
    row = knowledge.gazetteer.states[code]
    told = [" ".join(states) for states in (row.recognised_by, row.administered_by, row.claimed_by)]
    assert told == [recognised, administered, claimed]


@pytest.mark.parametrize(
    ("name", "administered", "claimed"),
    [
        ("Golan Heights", "ISR", "SYR ISR"),
        ("Shebaa Farms", "ISR", "LBN SYR ISR"),
        ("Crimea", "RUS", "RUS UKR"),
        ("Aksai Chin", "CHN", "IND CHN"),
        ("Arunachal Pradesh", "IND", "IND CHN"),
        ("Kunashir", "RUS", "RUS JPN"),
        ("Senkaku Islands", "JPN", "JPN CHN TWN"),
        ("Dokdo", "KOR", "KOR JPN"),
        ("Swallow Reef", "MYS", "CHN MYS TWN VNM"),
        ("Triton Island", "CHN", "CHN TWN VNM"),
        ("Scarborough Shoal", "CHN", "CHN TWN PHL"),
        ("Ceuta", "ESP", "ESP MAR"),
        ("Peñón de Vélez de la Gomera", "ESP", "ESP MAR"),
        ("Western Sahara berm", "MAR", "MAR ESH"),
        ("Tifariti", "ESH", "MAR ESH"),
        ("Abyei", "", "SDN SSD"),
        ("Shalateen", "EGY", "EGY SDN"),
        ("Essequibo", "GUY", "GUY VEN"),
        ("Ankoko", "VEN", "GUY VEN"),
        ("Matthew and Hunter Islands", "FRA", "FRA VUT"),
        ("Tromelin", "FRA", "FRA MUS"),
        ("Bender", "TRN", "MDA TRN"),
        ("Tskhinvali", "OST", "GEO OST"),
        ("Varosha", "NCY", "CYP NCY"),
        ("Kherson", "UKR", "RUS UKR"),
        # Settled, or claimed by nobody.
        ("Hans Island", "", ""),
        ("Bakassi", "", ""),
        ("Tiran and Sanafir", "", ""),
        ("Bir Tawil", "", ""),
        ("Bolshoy Ussuriysky Island", "", ""),
        ("Nairobi", "", ""),
    ],
)
def test_a_place_tells_who_holds_and_who_claims_it(name: str, administered: str, claimed: str) -> None:
    """What is settled says neither."""
    row = next((row for row in _places() if row.name == name), None)
    assert row is None or " ".join(row.administered_by) == administered
    assert row is None or " ".join(row.claimed_by) == claimed
    assert row is not None or name == "Nairobi"  # a capital of states.tsv needs no row of its own


def test_who_holds_a_disputed_place_is_among_those_who_claim_it() -> None:
    """But for a base that is let to another state."""
    disputed = [row for row in _places() if len(row.claimed_by) > 1]
    assert len(disputed) > 60
    strange = {row.name for row in disputed if not {*row.administered_by} <= {*row.claimed_by}}
    assert strange == {"Diego Garcia"}


@pytest.mark.parametrize(
    ("states", "places", "message"),
    [
        ([_state("NGA", recognised_by=("NER",))], [], r'states\.tsv, row "NGA": recognised_by "NER"'),
        ([_state("NGA", claimed_by=("NGAA",))], [], r'claimed_by "NGAA".*did you mean "NGA"'),
        ([_state("NGA")], [PlaceRow(name="Kano", state="XXA", source="test")], r'places\.tsv, row "Kano": state "XXA"'),
        (
            [_state("NGA")],
            [PlaceRow(name="Kano", administered_by=("NGA", "NGR"), source="test")],
            r'places\.tsv, row "Kano": administered_by "NGR"',
        ),
    ],
)
def test_a_code_that_no_state_has_is_refused(states: list[StateRow], places: list[PlaceRow], message: str) -> None:
    """The message names the file, the row, the column and, where one is near, the code that was meant."""
    with pytest.raises(KnowledgeError, match=message):
        check_codes(states, places)


def test_codes_of_the_table_are_taken() -> None:
    """Breakaway states have codes of their own, so they can hold and claim."""
    states = [_state("GEO"), _state("ABH", recognised_by=("GEO",), claimed_by=("ABH", "GEO"))]
    check_codes(states, [PlaceRow(name="Gagra", state="GEO", administered_by=("ABH",), source="test")])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Visegrad group met.", ["Visegrad group"]),
        ("The Visegrád Group met.", ["Visegrád Group"]),
        ("The visegrad group met.", []),
        ("The group of Visegrad met.", ["Visegrad"]),
        ("The Weimar triangle met.", ["Weimar triangle"]),
        ("They drew a triangle in Weimar.", []),
        ("The non-aligned movement met.", ["non-aligned movement"]),
    ],
)
def test_a_noun_of_a_name_may_be_small_where_an_alias_says_so(
    knowledge: Knowledge, text: str, names: list[str]
) -> None:
    """The name itself keeps its capital."""
    assert [text[hit.start : hit.end] for hit in knowledge.gazetteer.find(text)] == names
