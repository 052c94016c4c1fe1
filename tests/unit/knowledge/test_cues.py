"""Cues: the lexicon of attribution and what its files must satisfy."""

import pytest

from dragoman.knowledge.cues import CueClass, Frame, VerbGroup, load_cues


def test_class_of_a_verb_depends_on_its_frame() -> None:
    """To warn that something is so claims; to warn somebody to act orders."""
    warn = load_cues().verbs["warn"]
    assert (warn[Frame.CLAUSE], warn[Frame.PERSON_TO]) == (CueClass.CLAIM, CueClass.ORDER)


def test_content_nouns_have_the_class_of_their_verbs() -> None:
    """A claim claims and a denial denies."""
    nouns = load_cues().content_nouns
    assert (nouns["claim"], nouns["denial"], nouns["threat"]) == (CueClass.CLAIM, CueClass.DENY, CueClass.THREATEN)


def test_unknown_frame_is_refused() -> None:
    """A frame that the grammar does not know is a mistake in the file, named with the known ones."""
    with pytest.raises(ValueError, match='unknown frame "clauses"'):
        VerbGroup(cue_class=CueClass.SAY, frames=("clauses",), verbs=("say",), source="test")


def test_every_verb_is_a_lower_case_lemma() -> None:
    """Look-ups are by lemma in lower case."""
    assert all(verb == verb.lower().strip() != "" for verb in load_cues().verbs)
