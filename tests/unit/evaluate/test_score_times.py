"""Figures for time expressions."""

from dragoman.evaluate.times import score


def item(identifier, expression, edtf, earliest, latest, lang="en"):
    return {
        "id": identifier,
        "lang": lang,
        "expression": expression,
        "edtf": edtf,
        "earliest": earliest,
        "latest": latest,
    }


GOLD = [
    item("a", "2014", "2014", "2014-01-01", "2014-12-31"),
    item("b", "hier", "2014-03-01", "2014-03-01", "2014-03-01", lang="fr"),
    item("c", "annual", None, None, None),
    item("d", None, None, None, None),
]


def test_the_same_days_are_exact_whatever_the_string():
    """`exact` compares the bounds, `edtf` the strings, `found` whether any date was given."""
    predictions = [{"id": "a", "edtf": "2014~", "earliest": "2014-01-01", "latest": "2014-12-31"}]
    figures = score(GOLD, predictions)
    assert (figures["exact"], figures["edtf"], figures["found"]) == (0.75, 0.5, 0.5)
    assert (figures["exact_en"], figures["exact_fr"], figures["items"]) == (1.0, 0.0, 4)


def test_a_date_where_there_is_none_is_wrong():
    """Durations, sets and look-alikes must stay without a date, even one with open ends."""
    predictions = [{"id": "d", "edtf": "../..", "earliest": None, "latest": None}]
    assert score(GOLD, predictions)["exact"] == 0.25


def test_no_items_give_zeros():
    """An empty gold file is no error."""
    assert score([], [])["exact"] == 0.0
