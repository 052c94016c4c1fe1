"""The real work of a worker: the pipeline's records come back from a process as they are made in this one."""

from pathlib import Path

import pytest

from dragoman.coding.coders import make_coder
from dragoman.errors import DragomanError, KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.parallel import CodingSettings, code_documents
from dragoman.parallel.work import coding_of
from dragoman.pipeline import code_article
from dragoman.read import list_documents, read_document

RULES = CodingSettings(coder="rules")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two articles, and one that cannot be read."""
    first, empty, second = (tmp_path / name for name in ("first.txt", "empty.txt", "second.txt"))
    first.write_text("Kenya’s foreign minister met his Ugandan counterpart in Kampala on Monday.\n")
    empty.write_bytes(b"")
    second.write_text("Uganda accused Kenya of closing the border, a spokesman said.\n")
    return [first, empty, second]


def test_a_worker_gives_what_this_process_gives(files: list[Path], knowledge: Knowledge) -> None:
    """The same records, ids included; a document that cannot be read costs itself only."""
    coder = make_coder("rules")
    here = [code_article(read_document(ref), knowledge, coder) for ref in list_documents([files[0], files[2]])]
    outcomes = list(code_documents(list_documents(files), settings=RULES, jobs=1, is_ordered=True))
    assert [outcome.coded for outcome in outcomes if outcome.coded] == here
    assert [outcome.location for outcome in outcomes if outcome.reason] == [str(files[1])]


def test_a_language_that_is_not_installed_is_one_clear_error(files: list[Path]) -> None:
    """It is the knowledge's own error, from the first worker."""
    settings = CodingSettings(coder="rules", language="xx_not_there")
    with pytest.raises(KnowledgeError, match="xx_not_there"):
        list(code_documents(list_documents(files), settings=settings))


def test_what_codes_is_named_with_coder_version_and_knowledge() -> None:
    """Another coder or language is another coding; the same one is the same."""
    assert coding_of(RULES) == coding_of(CodingSettings(coder="rules"))
    others = {coding_of(RULES), coding_of(CodingSettings(coder="model")), coding_of(CodingSettings(language="other"))}
    assert len(others) == 3
    with pytest.raises(DragomanError, match="no-such-coder"):
        coding_of(CodingSettings(coder="no-such-coder"))
