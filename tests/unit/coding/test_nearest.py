"""Nearest description: events become a user's own where they are most like the user's examples, and only there."""

from pathlib import Path

import pytest

from dragoman.coding.coders import make_coder
from dragoman.coding.encoder import Encoder
from dragoman.coding.nearest import NEAREST, Nearest, alike
from dragoman.knowledge import Knowledge
from dragoman.knowledge.contrast import contrast_examples
from dragoman.knowledge.extending import with_codebook
from dragoman.knowledge.own_codebook import read_codebook
from dragoman.knowledge.trained import coverage_note, entries_to_match, stamp_of, trained_as
from dragoman.parallel import CodingSettings
from dragoman.parallel.work import coding_of
from dragoman.pipeline import code_marked
from dragoman.predict import text_article
from dragoman.records import Act, Event, OwnCodebook
from dragoman.text.parse import mark_article

FILE = Path(__file__).parents[3] / "examples" / "codebook" / "peace-support.toml"


@pytest.fixture(scope="module")
def own() -> OwnCodebook:
    """The example codebook."""
    return read_codebook(FILE)


@pytest.fixture(scope="module")
def nearest(own: OwnCodebook) -> Nearest:
    """Its entries with the vectors of their examples."""
    return Nearest(Encoder(), own.entries)


FITS = [
    ("Kenya has seconded three engineers to Uganda.", "seconded", Act.AID, "SECOND_STAFF"),
    ("Kenya has seconded three engineers to Uganda.", "seconded", Act.COOPERATE, "SECOND_STAFF"),
    ("Kenya has seconded three engineers to Uganda.", "seconded", Act.REQUEST, None),
    ("Rwanda donated two ambulances to Uganda.", "donated", Act.AID, None),
    ("Tanzania's navy rescued six Ugandan fishermen.", "rescued", Act.AID, "rescue"),
    ("Tanzania's navy arrested six Ugandan fishermen.", "arrested", Act.COERCE, None),
    ("Peru thanked Chile for returning the books.", "thanked", Act.SUPPORT, "thanks"),
    ("France praised Chad for its patience.", "praised", Act.SUPPORT, None),
]


@pytest.mark.parametrize(("text", "word", "act", "name"), FITS)
def test_words_fit_the_entry_whose_examples_they_are_like(
    nearest: Nearest, text: str, word: str, act: Act, name: str | None
) -> None:
    """Near misses and PLOVER's own examples keep what is only of the same act apart."""
    start = text.index(word)
    (vector,) = nearest.vectors([(text, (start, start + len(word)))])
    fit = nearest.fits(act, vector)
    assert (fit.entry.name if fit is not None else None) == name


def test_words_deep_in_a_long_text_are_read_with_what_stands_around_them(nearest: Nearest) -> None:
    """A text of more tokens than the model reads at once is cut around the words."""
    texts = ["The lake was calm and the market was full. " * times for times in (200, 300)]
    texts = [f"{padding}Peru thanked Chile for returning the books. {padding}" for padding in texts]
    one, other = nearest.vectors((text, (text.index("thanked"), text.index("thanked") + 7)) for text in texts)
    assert one == pytest.approx(other, abs=1e-3)


def test_likeness_is_the_mean_of_the_two_nearest(nearest: Nearest) -> None:
    """With one row that row's, with none -1."""
    rows = nearest.vectors((one.text, one.predicate) for one in contrast_examples()[Act.AID][:3])
    cosines = sorted(float(value) for value in rows @ rows[0])
    assert alike(rows[0], rows) == pytest.approx(sum(cosines[-2:]) / 2, abs=1e-6)
    assert alike(rows[0], rows[:1]) == pytest.approx(1.0, abs=1e-6)
    assert alike(rows[0], rows[:0]) == -1.0


def code(text: str, knowledge: Knowledge, own: OwnCodebook | None, coder: str = "model") -> tuple[Event, ...]:
    """The events of a text with a codebook."""
    known = with_codebook(knowledge, own)
    marked = mark_article(text_article(text, "2025-06-12"), known)
    return code_marked(marked, known, make_coder(coder, own)).events


def test_an_own_mode_lowers_confidence_and_is_named_in_coder_and_reason(knowledge: Knowledge, own: OwnCodebook) -> None:
    """By a factor that the docs state; all else of the event is as the coder found it."""
    text = "Tanzania's navy rescued six Ugandan fishermen on Lake Victoria on Monday."
    (plain,), (fitted,) = code(text, knowledge, None), code(text, knowledge, own)
    assert (plain.act, plain.mode, fitted.act, fitted.mode) == (Act.AID, None, Act.AID, "rescue")
    assert fitted.confidence == pytest.approx(plain.confidence * NEAREST, abs=1e-3)
    assert fitted.coder == f"{plain.coder}+nearest:peace-support"
    assert fitted.reason.startswith(plain.reason)
    assert "nearest: rescue" in fitted.reason
    assert (fitted.sources, fitted.targets, fitted.evidence) == (plain.sources, plain.targets, plain.evidence)


def test_an_own_act_seen_as_an_act_between_equals_has_a_source_and_a_target(
    knowledge: Knowledge, own: OwnCodebook
) -> None:
    """The coder sees COOPERATE between two; lending experts is done by one to the other."""
    (event,) = code("Kenya has assigned three engineers to Uganda, the ministry in Kampala said.", knowledge, own)
    assert (event.act, event.mode, event.plover, event.symmetric) == (Act.AID, "SECOND_STAFF", Act.AID, False)
    assert [[ref.name for ref in side] for side in (event.sources, event.targets)] == [["Kenya"], ["Uganda"]]


def test_the_rules_find_own_modes_too(knowledge: Knowledge, own: OwnCodebook) -> None:
    """Any coder does; the encoder only compares."""
    (event,) = code("Tanzania's navy rescued six Ugandan fishermen on Monday.", knowledge, own, "rules")
    assert (event.mode, event.coder) == ("rescue", "rules-1+nearest:peace-support")


def test_other_events_are_as_without_a_codebook(knowledge: Knowledge, own: OwnCodebook) -> None:
    """Down to their ids; only the coder's name differs."""
    text = "Kenya condemned Uganda on Monday. Rwanda's president visited Nairobi in May."
    plain, fitted = code(text, knowledge, None), code(text, knowledge, own)
    assert plain
    assert [(e.id, e.act, e.mode, e.confidence) for e in plain] == [(e.id, e.act, e.mode, e.confidence) for e in fitted]


def test_what_a_model_was_trained_for_needs_no_match(own: OwnCodebook, tmp_path: Path) -> None:
    """Its settings say the codebook and the labels; what is missing, and all of another codebook, is matched."""
    import msgspec

    def trained(codebook: str | None, *labels: str) -> OwnCodebook:
        (tmp_path / "model.json").write_bytes(msgspec.json.encode({"codebook": codebook, "modes": labels}))
        return msgspec.structs.replace(own, model=str(tmp_path))

    every = [entry.label for entry in own.entries]
    assert entries_to_match(own) == own.entries
    assert entries_to_match(trained(trained_as(own), *every)) == ()
    assert coverage_note(trained(trained_as(own), *every)) is None
    assert "changed since" in str(coverage_note(trained("peace-support 0", *every)))
    assert [entry.name for entry in entries_to_match(trained(trained_as(own), *every[:2]))] == ["thanks"]
    assert "confidence: thanks" in str(coverage_note(trained(trained_as(own), *every[:2])))
    assert entries_to_match(trained("other 0", *every)) == own.entries
    assert entries_to_match(trained(trained_as(own), *every), "rules") == own.entries


def test_the_ledger_tells_codebooks_and_their_models_apart(own: OwnCodebook, tmp_path: Path) -> None:
    """What another codebook, or the same one with another model, has coded is coded again."""
    import msgspec

    (tmp_path / "model.json").write_text("{}")
    with_model = msgspec.structs.replace(own, model=str(tmp_path))
    fewer = msgspec.structs.replace(own, entries=own.entries[:1])
    stamps = {coding_of(CodingSettings(codebook=one)) for one in (None, own, with_model, fewer)}
    assert len(stamps) == 4
    assert stamp_of(own) == stamp_of(read_codebook(FILE))
