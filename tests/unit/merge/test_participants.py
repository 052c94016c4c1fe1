"""Two holders of one office: where accounts exclude each other, and where they only differ."""

import pytest

from dragoman.merge import merge_events
from tests.records_made import Page, on, person, state

AZE, ISR = state("AZE"), state("ISR")
NETANYAHU = person("Benjamin Netanyahu", "ISR")
HAJIYEV = person("Hikmet Hajiyev", "AZE")
FM, PM, DEPUTY = "Foreign Minister", "Prime Minister", "Deputy Foreign Minister"
DAN = person("Dan Ziv", "ISR", PM)


def met(*sides, day="2025-05-06", publisher="The Gull", status="happened"):
    """An article by which the sides met on a day."""
    words = "They met in Arvan."
    page = Page(words, outlet=publisher, published="2025-05-08")
    return page.event("CONSULT", words, list(sides), symmetric=True, status=status, time=on(day)).coded()


@pytest.mark.parametrize(
    ("first", "second", "values"),
    [
        (
            [person("Lev Amir", "ISR", FM), person("Adil Musa", "AZE", FM)],
            [person("Noa Peretz", "ISR", FM), person("Adil Musa", "AZE", FM)],
            {"Lev Amir (Foreign Minister)", "Noa Peretz (Foreign Minister)"},
        ),
        (
            [person("Lev Amir", "ISR", FM), DAN, AZE],
            [person("Noa Peretz", "ISR", FM), DAN, AZE],
            {"Lev Amir (Foreign Minister)", "Noa Peretz (Foreign Minister)"},
        ),
        ([person("Lev Amir", "ISR", FM), DAN, AZE], [person("Lev Amir", "ISR", FM), AZE], None),
        ([DAN, person("Lev Bayramov", "ISR", FM), AZE], [DAN, person("Lew Bairamow", "ISR", FM), AZE], None),
        ([person("Amir", "ISR", FM), AZE], [person("Lev Amir", "ISR", FM), AZE], None),
        (
            [person("Lev Amir", "ISR", FM), DAN, AZE],
            [person("Noa Peretz", "ISR", DEPUTY), DAN, AZE],
            None,
        ),
        (
            [person("Lev Amir", "ISR", "Ambassador"), DAN, AZE],
            [person("Noa Peretz", "ISR", "Ambassador"), DAN, AZE],
            None,
        ),
        (
            [person("Lev Amir", "ISR", FM), DAN, AZE],
            [person("Noa Peretz", "AZE", FM), DAN, AZE],
            None,
        ),
    ],
)  # fmt: skip
def test_two_holders_of_one_office_are_a_conflict(first, second, values):
    """Another office, an office of many, a longer list, a bare surname or another spelling excludes nobody."""
    (happening,) = merge_events([met(*first), met(*second, publisher="The Harbour Gazette")])
    (again,) = merge_events([met(*second, publisher="The Harbour Gazette"), met(*first)])
    assert happening == again
    found = {account.value for conflict in happening.conflicts for account in conflict.accounts}
    assert (found or None, {conflict.field for conflict in happening.conflicts} - {"participants"}) == (values, set())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (met(person("Lev Amir", "ISR", FM), AZE), met(person("Noa Peretz", "ISR", FM), AZE, publisher="The Quill")),
        (
            met(person("Lev Amir", "ISR", FM), HAJIYEV),
            met(person("Noa Peretz", "ISR", FM), HAJIYEV, day="2025-05-07", publisher="The Quill"),
        ),
        (
            met(person("Lev Amir", "ISR", PM), HAJIYEV),
            met(person("Noa Peretz", "ISR", FM), HAJIYEV, publisher="The Quill"),
        ),
    ],
    ids=["nobody in common", "another day", "another office"],
)
def test_other_persons_are_another_meeting(first, second):
    """Two names of one office make one happening only with a common partner on a common day."""
    assert [len(one.links) for one in merge_events([first, second])] == [1, 1]


def test_a_plan_with_another_minister_is_a_history():
    """Who was to come and who came are no conflict."""
    plan = met(person("Lev Amir", "ISR", FM), HAJIYEV, NETANYAHU, status="planned", publisher="The Quill")
    deed = met(person("Noa Peretz", "ISR", FM), HAJIYEV, NETANYAHU)
    (happening,) = merge_events([plan, deed])
    assert happening.conflicts == ()
