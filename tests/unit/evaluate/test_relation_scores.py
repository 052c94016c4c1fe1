"""The scorers of relation, events and article: worked by hand on a few items."""

from dragoman.evaluate import articles, events, relation
from dragoman.evaluate.counts import macro_f1, rates


def test_rates_are_zero_where_nothing_was_found() -> None:
    """No division by zero; an empty answer has no precision."""
    assert rates(0, 0, 3) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_relation_accepts_every_type_of_the_set() -> None:
    """A prediction inside `event_set` is right, whichever of its types it is."""
    gold = [
        {"id": "1", "event_set": ["CONCEDE", "RETREAT"]},
        {"id": "2", "event_set": ["AID"]},
        {"id": "3", "event_set": ["AID"]},
    ]
    found = relation.score(
        gold, [{"id": "1", "plover": "RETREAT"}, {"id": "2", "plover": "AID"}, {"id": "3", "plover": "AGREE"}]
    )
    assert found["accuracy"] == round(2 / 3, 4)
    assert found["macro_f1"] == macro_f1({"a": {"f1": 1.0}, "b": {"f1": round(2 / 3, 4)}})


def test_events_counts_texts_left_empty() -> None:
    """A text without an event is right when nothing is found in it."""
    gold = [
        {"id": "1", "text": "x", "event_set": []},
        {"id": "2", "text": "x", "event_set": []},
        {"id": "3", "text": "Peru met Chile.", "event_set": ["CONSULT"], "source": [{"text": "Peru"}], "target": []},
    ]
    ref = {"name": "Peru", "span": [0, 4]}
    event = {"act": "CONSULT", "plover": "CONSULT", "sources": [ref], "targets": [], "symmetric": False}
    found = events.score(
        gold, [{"id": "1", "events": []}, {"id": "2", "events": [event]}, {"id": "3", "events": [event]}]
    )
    assert found["left_empty"] == {"right": 1, "of": 2, "share": 0.5}
    assert found["typed_and_paired"]["recall"] == 1.0


def made(states: tuple[list[str], list[str]], status: str = "happened", evidence: tuple[int, int] = (0, 10)) -> dict:
    """An event of a prediction with these states on its sides."""
    sources, targets = ([{"state": state} for state in side] for side in states)
    return {
        "act": "CONSULT", "plover": "CONSULT", "status": status, "evidence": list(evidence), "region": "body",
        "sources": sources, "targets": targets,
    }  # fmt: skip


def test_article_wants_overlap_type_states_and_status() -> None:
    """An event is found only when words, type, states and status agree; sides may be turned where undirected."""
    gold = {
        "span": [5, 20],
        "types": ["CONSULT"],
        "source": ["PER"],
        "target": ["CHL"],
        "undirected": False,
        "status": ["happened"],
    }
    assert articles.is_found(made((["PER"], ["CHL"])), gold)
    assert not articles.is_found(made((["CHL"], ["PER"])), gold)
    assert articles.is_found(made((["CHL", "PER"], [])), {**gold, "undirected": True})
    assert not articles.is_found(made((["PER"], ["CHL"]), status="planned"), gold)
    assert not articles.is_found(made((["PER"], ["CHL"]), evidence=(30, 40)), gold)


def test_article_precision_counts_every_event_of_the_body() -> None:
    """An event that no gold event matches lowers precision; one in a teaser does not."""
    gold = [
        {
            "file": "a",
            "events": [
                {
                    "span": [0, 10],
                    "types": ["CONSULT"],
                    "source": ["PER"],
                    "target": ["CHL"],
                    "undirected": False,
                    "status": ["happened"],
                    "must": True,
                }
            ],
        }
    ]
    teaser = {**made((["USA"], ["CHN"])), "region": "teaser"}
    found = articles.score(
        gold, [{"file": "a", "events": [made((["PER"], ["CHL"])), made((["FRA"], ["DEU"])), teaser]}]
    )
    assert (found["precision"], found["recall"], found["must_recall"]) == (0.5, 1.0, 1.0)
