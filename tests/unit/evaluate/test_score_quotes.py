"""The scorer of statements: matching, kinds, cues and speakers."""

import pytest

from dragoman.evaluate.quotes import score
from dragoman.knowledge.cues import Cues, load_cues

TEXT = "“We will go,” Kesner said. Lima hopes to stay."


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


def gold() -> list[dict[str, object]]:
    direct = {"contents": [[0, 13]], "speaker": [14, 20], "cue": [21, 25], "kind": "direct"}
    indirect = {"contents": [[38, 45]], "speaker": [27, 31], "cue": [32, 37], "kind": "indirect"}
    return [{"id": "a", "text": TEXT, "quotes": [direct, indirect]}]


def test_perfect_prediction_scores_one(cues: Cues) -> None:
    """The gold itself as prediction has no error of any sort."""
    figures = score(gold(), gold(), cues)
    assert {figures[name] for name in ("precision", "recall", "f1", "speaker", "kind", "recall_reporting")} == {1.0}


def test_missing_prediction_counts_as_empty(cues: Cues) -> None:
    """An article without a prediction costs recall and nothing else."""
    figures = score(gold(), [], cues)
    assert (figures["gold"], figures["predicted"], figures["recall"], figures["f1"]) == (2, 0, 0.0, 0.0)


def test_marks_and_commas_at_the_edges_do_not_count(cues: Cues) -> None:
    """Contents are trimmed to letters and digits before they are compared."""
    bare = {"contents": [[1, 11]], "speaker": None, "cue": None, "kind": "direct"}
    figures = score(gold(), [{"id": "a", "quotes": [bare]}], cues)
    assert (figures["precision"], figures["recall_direct"], figures["speaker"]) == (1.0, 1.0, 0.0)


def test_one_prediction_matches_one_statement(cues: Cues) -> None:
    """Of two predictions of the same words one is wrong."""
    twice = [gold()[0]["quotes"][0]] * 2  # type: ignore[index]
    figures = score(gold(), [{"id": "a", "quotes": twice}], cues)
    assert (figures["precision"], figures["recall"]) == (0.5, 0.5)


def test_half_overlap_is_the_bar(cues: Cues) -> None:
    """Under half of the characters in common is no match at .5, but may be one at .3."""
    short = {"contents": [[1, 5]], "speaker": None, "cue": None, "kind": "direct"}
    figures = score(gold(), [{"id": "a", "quotes": [short]}], cues)
    assert (figures["recall"], figures["recall@0.3"]) == (0.0, 0.5)


def test_only_reporting_cues_count_for_reporting_recall(cues: Cues) -> None:
    """The verb "said" reports, "hopes" does not."""
    only_said = [{"id": "a", "quotes": gold()[0]["quotes"][:1]}]  # type: ignore[index]
    figures = score(gold(), only_said, cues)
    assert (figures["recall_reporting"], figures["recall"]) == (1.0, 0.5)
