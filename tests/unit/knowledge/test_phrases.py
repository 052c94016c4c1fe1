"""The words of a brief: complete for every act and status, and refused where a placeholder is unknown."""

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import phrases as module
from dragoman.knowledge.codebook import load_codebook
from dragoman.knowledge.phrases import load_phrases
from dragoman.records import Act, Status, StatusDetail


def test_every_act_and_status_has_words():
    """No act and no status of the codebook leaves a brief without a sentence."""
    phrases = load_phrases()
    for act in Act:
        assert "{targets}" in phrases.verb_for(act, None, False).directed[1]
    for status in Status:
        assert "{sources}" in phrases.frame_for(status, None)


def test_every_mode_of_the_phrases_is_one_of_the_codebook():
    """A mode that the codebook does not know would never be told."""
    acts = load_codebook().acts
    for verb in load_phrases().verb:
        assert verb.mode is None or verb.mode in {mode.name for mode in acts[verb.act].mode}


def test_the_most_special_wording_wins():
    """By mode first, then by who meets; a mode without words of its own takes those of its act."""
    phrases = load_phrases()
    assert phrases.verb_for(Act.CONSULT, None, True).directed[1] == "met {targets}"
    assert phrases.verb_for(Act.CONSULT, "phone", True).mode == "phone"
    assert phrases.verb_for(Act.COERCE, "curfew", False).mode is None


def test_a_finer_status_without_a_frame_takes_that_of_its_status():
    """Only some details have words of their own."""
    phrases = load_phrases()
    assert phrases.frame_for(Status.HAPPENED, StatusDetail.DESIRED) == phrases.frame[Status.HAPPENED]
    assert phrases.frame_for(Status.CALLED_OFF, StatusDetail.POSTPONED) != phrases.frame[Status.CALLED_OFF]


def test_numbers_agree_with_their_nouns():
    """One article, no articles, a thousand articles."""
    phrases = load_phrases()
    counted = [phrases.counted(number, "article") for number in (0, 1, 1000)]
    assert counted == ["0 articles", "1 article", "1,000 articles"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{sources} {past}", "{sauces} {past}", 'unknown placeholder "sauces"'),
        ('act = "AID"', 'act = "AGREE"', "no entry for verb AID"),
        ('planned = "', 'plan = "', "plan"),
    ],
)
def test_a_mistake_in_the_phrases_is_named(tmp_path, monkeypatch, old, new, message):
    """The file, the entry and what is wrong with it."""
    text = (module.data_root() / "phrases" / "en.toml").read_text(encoding="utf-8")
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "en.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(module, "data_root", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match=message):
        load_phrases()
