"""Which time dates which act."""

import pytest

from dragoman.find.time_attachment import time_of, times_of
from dragoman.find.timex import find_timexes
from dragoman.text.parse import mark_article
from tests.texts import article_of, quote

ATTACHED = [
    # (sentence, predicate, times; seen from Wednesday 12 June 2024)
    ("The agency reported on Monday that Togo had signed a pact in March 2023.", "reported", ["2024-06-10"]),
    ("The agency reported on Monday that Togo had signed a pact in March 2023.", "signed", ["2023-03"]),
    ("The agency said Monday that Togo had expelled two envoys.", "expelled", []),
    ("Togo will host the talks next week, the ministry said on Monday.", "host", ["2024-06-17/2024-06-23"]),
    ("Togo will host the talks next week, the ministry said on Monday.", "said", ["2024-06-10"]),
    ("She first visited in 1999 during her first term, and then again in 2018.", "visited", ["1999", "2018"]),
    ("On Monday, Togo agreed to send troops to Chad next month.", "agreed", ["2024-06-10"]),
    ("On Monday, Togo agreed to send troops to Chad next month.", "send", ["2024-07"]),
    ("Togo agreed on Monday to send troops to Chad.", "send", []),
    ("The president is set to visit Chad in the near future.", "visit", ["2024-06-12/"]),
    ("On Sunday, the general flew to Accra and met the president.", "met", ["2024-06-09"]),
    ("The talks took place in Geneva on Friday.", "talks", ["2024-06-07"]),
    ("The general paid a visit to Quito in May 2021.", "visit", ["2021-05"]),
    ("Many praised arms in its 2020 offensive against the north.", "offensive", ["2020"]),
    ("Many praised arms in its 2020 offensive against the north.", "praised", []),
    ("Trade has plummeted since the beginning of the war in Sudan in 2023.", "plummeted", ["2023/.."]),
    ("Ties have grown since Togo opened its embassy in Riga in March 2022.", "opened", ["2022-03"]),
    ("Ties have grown since Togo opened its embassy in Riga in March 2022.", "grown", ["2022-03/.."]),
    # What numbers an act is not its day.
    ("She is the first Togolese president to visit Latvia since Kofi Addo in 2008.", "visit", []),
    ("It was the first visit by a Togolese president since 2008.", "visit", []),
    ("Togo's envoy met rebels in March for the first time since 2008.", "met", ["2024-03"]),
    ("Her visit to Riga is the minister's third trip to the region in the past 12 months.", "visit", []),
    ("Togo has supplied the city since 2008.", "supplied", ["2008/.."]),
    ("The first visit took place in 2008.", "visit", ["2008"]),
    ("Her second visit to Riga in March was brief.", "visit", ["2024-03"]),
]


def read(knowledge, text, predicate):
    """The marked text, its time expressions and the index of the predicate."""
    marked = mark_article(article_of(text, published="2024-06-12"), knowledge)
    token = marked.token_at(quote(text, predicate)[0])
    return marked, find_timexes(marked, knowledge), token.index


@pytest.mark.parametrize(("text", "predicate", "expected"), ATTACHED)
def test_a_time_belongs_to_the_act_of_its_own_clause(knowledge, text, predicate, expected):
    """A report's time is not the reported act's, a noun's not the verb's; coordinated times are all given."""
    assert [time.edtf for time in times_of(*read(knowledge, text, predicate))] == expected


def test_the_time_of_an_act_is_its_first(knowledge):
    """`time_of` gives one, or null."""
    assert time_of(*read(knowledge, ATTACHED[5][0], "visited")).edtf == "1999"
    assert time_of(*read(knowledge, "Togo recalled its envoy.", "recalled")) is None


def test_an_interval_that_is_wrapped_keeps_the_words_of_its_date(knowledge):
    """The span of `2023/..` is that of "2023", whence it comes."""
    marked, timexes, index = read(knowledge, ATTACHED[15][0], "plummeted")
    (time,) = times_of(marked, timexes, index)
    assert marked.words(time.span) == time.phrase == "2023"
