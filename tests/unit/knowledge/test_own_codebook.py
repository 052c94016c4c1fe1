"""Own codebooks: what a file may say, and what a mistake is answered with."""

from pathlib import Path

import pytest

from dragoman.errors import DragomanError, KnowledgeError
from dragoman.knowledge import own_codebook
from dragoman.knowledge.cameo import load_cameo
from dragoman.knowledge.codebook import load_codebook
from dragoman.knowledge.contrast import contrast_examples
from dragoman.knowledge.extending import extend_cameo, extend_codebook
from dragoman.knowledge.marked_examples import read_example
from dragoman.knowledge.own_codebook import find_codebook, read_codebook
from dragoman.records import Act, Status, act_label, is_own_act

HEAD = 'name = "help"\nextends = "plover"\n'
LENT = "[Kenya] *lent* engineers to {Uganda}."
EXAMPLES = 'examples = ["' + LENT + '", "[Chad] *seconded* a judge to {Mali}.", "[Peru] *sent* {Chile} two doctors."]\n'
ACT = '[[act]]\nname = "SECOND_STAFF"\nparent = "AID"\ndescription = "experts are lent"\n' + EXAMPLES
MODE = '[[mode]]\nname = "rescue"\nact = "AID"\ndescription = "people are saved"\n' + EXAMPLES
VISITS = MODE.replace('"AID"', '"CONSULT"')


def written(folder: Path, text: str) -> Path:
    """A file with a codebook."""
    file = folder / "help.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_acts_and_modes_are_read_with_the_spans_of_their_examples(tmp_path: Path) -> None:
    """An own act belongs to a PLOVER act; its examples lose their marks and keep where they stood."""
    own = read_codebook(written(tmp_path, HEAD + ACT + "score = 6\n" + MODE))
    act, mode = own.entries
    assert (act.name, act.act, act.is_act, act.score, act.label) == (
        "SECOND_STAFF",
        Act.AID,
        True,
        6.0,
        "AID/SECOND_STAFF",
    )
    assert (mode.name, mode.act, mode.is_act) == ("rescue", Act.AID, False)
    first = act.examples[0]
    assert first.text == "Kenya lent engineers to Uganda."
    words = [first.text[slice(*span)] for span in (first.predicate, *first.sources, *first.targets)]
    assert words == ["lent", "Kenya", "Uganda"]


def test_an_example_may_say_its_status(tmp_path: Path) -> None:
    """A table in place of a sentence; without one the act has happened."""
    planned = EXAMPLES.replace(
        '"[Peru] *sent* {Chile} two doctors."', '{ text = "[Oman] will *lend* {Iran} a judge.", status = "planned" }'
    )
    entry = read_codebook(written(tmp_path, HEAD + ACT.replace(EXAMPLES, planned))).entries[0]
    assert [example.status for example in entry.examples] == [Status.HAPPENED, Status.HAPPENED, Status.PLANNED]


WRONG = [
    ("no codebook of that base", HEAD.replace("plover", "cameo") + ACT, 'line 2, extends: "cameo": only "plover"'),
    ("a name that is no name", HEAD.replace("help", "My Help") + ACT, "use small letters"),
    ("nothing in it", HEAD, "at least one [[act]] or [[mode]]"),
    ("an act in small letters", HEAD + ACT.replace("SECOND_STAFF", "second"), "use capitals"),
    ("a mode in capitals", HEAD + MODE.replace("rescue", "RESCUE"), "use small letters"),
    ("an act that PLOVER has", HEAD + ACT.replace("SECOND_STAFF", "CONSULT"), 'line 4, [[act]] name: "CONSULT"'),
    ("a mode that the act has", HEAD + VISITS.replace("rescue", "visit"), "has a mode of that name"),
    ("an unknown parent", HEAD + ACT.replace('"AID"', '"AIDE"'), 'line 5, act SECOND_STAFF, parent: "AIDE"'),
    ("a parent that is near to one", HEAD + ACT.replace('"AID"', '"AIDE"'), 'did you mean "AID"?'),
    ("no parent", HEAD + ACT.replace('parent = "AID"\n', ""), 'give "parent"'),
    ("the same name twice", HEAD + ACT + ACT, "stands twice"),
    ("too few examples", HEAD + MODE.replace(f'"{LENT}", ', ""), "there are 2; give 3 to 500"),
    ("an example twice", HEAD + MODE.replace("[Chad] *seconded* a judge to {Mali}.", LENT), "examples 2"),
    ("no predicate", HEAD + MODE.replace("*lent*", "lent"), f'examples 1: "{LENT.replace("*", "")}": 0 stretches'),
    ("two predicates", HEAD + MODE.replace("engineers", "*engineers*"), "2 stretches"),
    ("nobody marked", HEAD + MODE.replace("[Kenya]", "Kenya").replace("{Uganda}", "Uganda"), "mark [who acts]"),
    ("half a mark", HEAD + MODE.replace("[Kenya]", "[Kenya"), "without its partner"),
    ("an example that is too long", HEAD + MODE.replace("engineers", "e" * 600), "at most 600"),
    ("an empty description", HEAD + MODE.replace("people are saved", " "), "say in a sentence"),
    ("an unknown root code", HEAD + ACT + 'cameo = "21"\n', "root codes: 03"),
    ("a score off the scale", HEAD + ACT + "score = 11\n", "from -10"),
    ("a mode seen as other acts", HEAD + MODE + 'seen_as = ["COOPERATE"]\n', "only an [[act]]"),
    ("a mode to export as that is none", HEAD + MODE + 'exports_as = "visit"\n', "modes of AID"),
    ("an unknown key", HEAD + MODE + 'sort = "x"\n', "sort"),
    ("no TOML", HEAD + "[[act\n", "line 3"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_mistake_is_named_with_its_place_and_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    """Each error names the file, and where it can the line, entry and key."""
    with pytest.raises(KnowledgeError) as error:
        read_codebook(written(tmp_path, text))
    assert said in str(error.value)
    assert "help.toml" in str(error.value)


def test_a_file_that_is_too_large_or_missing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is read."""
    with pytest.raises(KnowledgeError, match="No such file"):
        read_codebook(tmp_path / "gone.toml")
    monkeypatch.setattr(own_codebook, "LARGEST_FILE", 10)
    with pytest.raises(KnowledgeError, match="more than 10 bytes"):
        read_codebook(written(tmp_path, HEAD + ACT))


def test_a_codebook_is_a_file_or_a_plug_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plug-in gives a path, or a function that does; "plover" is built in."""
    file = written(tmp_path, HEAD + ACT)
    assert find_codebook("plover") is None
    own = find_codebook("help.toml", tmp_path)
    assert own is not None
    for given in (file, str(file), lambda: file):
        monkeypatch.setattr(own_codebook, "load_plugin", lambda *_, given=given: given)
        assert find_codebook("somebody") == own
    monkeypatch.setattr(own_codebook, "load_plugin", lambda *_: 3)
    with pytest.raises(KnowledgeError, match="path of a file"):
        find_codebook("somebody")
    monkeypatch.undo()
    with pytest.raises(DragomanError, match="no plug-in called"):
        find_codebook("nobody-has-this")


def test_own_acts_export_through_the_act_that_they_belong_to(tmp_path: Path) -> None:
    """Score and root code are the entry's where it names them; PLOVER's mode only where it says which."""
    named = VISITS + 'exports_as = "visit"\n'
    own = read_codebook(written(tmp_path, HEAD + ACT + 'score = 6\ncameo = "06"\n' + named))
    codebook, cameo = extend_codebook(load_codebook(), own), extend_cameo(load_cameo(), own)
    assert codebook.score(Act.AID, "SECOND_STAFF") == 6.0
    assert cameo.root_of(Act.AID, "SECOND_STAFF").code == "06"
    assert cameo.root_of(Act.AID, None) == load_cameo().root_of(Act.AID, None)
    modes = [codebook.exported_mode(Act.AID, "SECOND_STAFF"), codebook.exported_mode(Act.CONSULT, "rescue")]
    assert modes == [None, "visit"]
    assert own.digest in codebook.version


def test_the_built_in_codebook_is_as_it_was() -> None:
    """Each of its modes exports as itself, and none is taken for an own act."""
    codebook = load_codebook()
    for entry in codebook.act:
        assert [codebook.exported_mode(entry.name, mode.name) for mode in entry.mode] == [m.name for m in entry.mode]
        assert not any(is_own_act(mode.name) for mode in entry.mode)
    assert [act_label(Act.AID, mode) for mode in (None, "rescue", "SECOND_STAFF")] == [
        "AID", "AID/rescue", "SECOND_STAFF (AID)",
    ]  # fmt: skip


def test_every_act_has_examples_that_own_ones_are_told_from() -> None:
    """Thirty each, none with a mark left in its words."""
    found = contrast_examples()
    assert set(found) == set(Act)
    assert {len(examples) for examples in found.values()} == {30}
    assert not any(set(one.text) & set("[]{}*") for examples in found.values() for one in examples)


def test_marks_come_off_in_any_order() -> None:
    """Passives name who is acted on first; equals stand both in square brackets."""
    passive = read_example("{Uganda} was *lent* engineers by [Kenya] and [Chad].")
    assert passive.text == "Uganda was lent engineers by Kenya and Chad."
    assert [passive.text[slice(*span)] for span in passive.sources] == ["Kenya", "Chad"]
