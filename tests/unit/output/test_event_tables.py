"""Events as rows for others: own columns, POLECAT's, CAMEO's; safe in a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dragoman.knowledge.cameo import load_cameo
from dragoman.knowledge.codebook import load_codebook
from dragoman.output.event_tables import Tables, rows_of
from dragoman.output.flat_rows import safe_cell
from dragoman.records import Act, Status
from dragoman.records.tables import TableForm
from tests.records_made import Page, on, outlet, person, state, unnamed

TABLES = Tables(codebook=load_codebook(), cameo=load_cameo(), cow={"PER": "135", "CHL": "155"}, version="1")
PER, CHL = state("PER"), state("CHL")
RIOS = person("Lucía Ríos", "PER", "Foreign Minister")

# The published header, in its order. Source: POLECAT codebook, doi:10.7910/DVN/LMFPIP.
POLECAT = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
]  # fmt: skip


def row(form: TableForm, act: str = "CONSULT", mode: str | None = "visit", **fields: object) -> dict[str, str]:
    """The row of one event of Ríos towards Chile."""
    page = Page("Lucía Ríos went to Chile.", outlet="The Quill", published="2025-05-08")
    plover = load_codebook().plover_type(Act(act), Status(str(fields.get("status", "happened"))))
    coded = page.event(act, "Lucía Ríos went to Chile.", [RIOS], [CHL], mode=mode, **fields).coded()  # type: ignore[arg-type]
    (made,) = rows_of(coded, [replace(coded.events[0], plover=plover)], form, TABLES)
    return made


def test_polecat_has_the_published_columns_in_their_order() -> None:
    """Readers of POLECAT find each column where it always was; what is not known says None."""
    made = row(TableForm.POLECAT, time=on("2025-05-07"))
    assert list(made) == POLECAT
    assert made["Event Date"] == "2025-05-07"
    assert (made["Event Type"], made["Event Mode"], made["Intensity"]) == ("CONSULT", "visit", "4")
    assert (made["Actor Country"], made["Actor COW"], made["Actor Title"]) == ("PER", "135", "Foreign Minister")
    assert made["Recipient Country"] == "CHL"
    assert made["Wikipedia Actor ID"] == "None"


def test_a_plan_is_agree_without_the_mode_of_the_visit() -> None:
    """PLOVER codes a planned visit as AGREE, which has no modes."""
    made = row(TableForm.POLECAT, status="planned", time=on("2025-06"))
    assert (made["Event Type"], made["Event Mode"], made["Event Date"]) == ("AGREE", "None", "2025-05-08")
    assert row(TableForm.DRAGOMAN, status="planned")["status"] == "planned"


@pytest.mark.parametrize("status", ["denied", "hypothetical"])
def test_what_was_denied_or_imagined_is_no_row_of_plover_or_cameo(status: str) -> None:
    """Our own columns have it, with its status."""
    page = Page("It was denied.").event("CONSULT", "It was denied.", [PER], [CHL], status=status)
    coded = page.coded()
    assert rows_of(coded, coded.events, TableForm.POLECAT, TABLES) == []
    assert rows_of(coded, coded.events, TableForm.CAMEO, TABLES) == []
    assert rows_of(coded, coded.events, TableForm.DRAGOMAN, TABLES)[0]["status"] == status


@pytest.mark.parametrize(
    ("act", "mode", "status", "root", "score"),
    [
        ("CONSULT", "visit", "happened", "04", "1"),
        ("CONSULT", "visit", "planned", "03", "4"),
        ("ACCUSE", "investigate", "happened", "09", "-2"),
        ("ACCUSE", "allege", "happened", "11", "-2"),
        ("ASSAULT", "aerial", "happened", "19", "-10"),
        ("ASSAULT", "beat", "happened", "18", "-9"),
        ("ASSAULT", "aerial", "planned", "13", "-6"),
        ("RETREAT", "release", "happened", "08", "5"),
    ],
)
def test_root_codes_follow_type_and_mode(act: str, mode: str, status: str, root: str, score: str) -> None:
    """The mode of an act says nothing of the type that a plan becomes."""
    made = row(TableForm.CAMEO, act, mode, status=status)
    assert (made["root"], made["goldstein"]) == (root, score)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+41 22", "'+41 22"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("-2.5", "-2.5"),
        ("+4", "+4"),
        ("Peru\nChile", "Peru Chile"),
        ("\u202eevil", "evil"),
        ("Peru = Chile", "Peru = Chile"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    """What a spreadsheet would run gets an apostrophe; numbers stay numbers."""
    assert safe_cell(text) == cell


@given(st.text())
def test_no_text_begins_a_formula(text: str) -> None:
    """Whatever an article says."""
    cell = safe_cell(text)
    assert "\n" not in cell
    assert not cell.startswith(("=", "@", "\t", "\r"))


def test_the_chain_and_the_words_go_with_the_row() -> None:
    """From every row to its words."""
    made = row(TableForm.DRAGOMAN, chain=[outlet("The Gull"), unnamed()])
    assert made["chain"] == "The Quill ← The Gull ← unnamed sources"
    assert (made["words"], made["start"], made["end"]) == ("Lucía Ríos went to Chile.", "0", "25")
