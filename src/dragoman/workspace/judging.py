"""Making a judgement: what it is about is looked up, what it says is checked, and where that stood is written down."""

import getpass
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dragoman.errors import JudgementError
from dragoman.knowledge.codebook import Codebook
from dragoman.knowledge.gazetteer import load_gazetteer
from dragoman.merge.anchors import anchor_of, records_of
from dragoman.merge.judged import judge_article
from dragoman.merge.standing import Docket, undone_of
from dragoman.merge.values import Correction, check_correction
from dragoman.records import Anchor, CodedArticle, Happening, Judgement, Verdict, content_id
from dragoman.store import Store
from dragoman.workspace.layer import lay_judgements, root_of, touched_by

if TYPE_CHECKING:
    from dragoman.workspace.workspace import Workspace

LISTS = {
    "evt": "dragoman events",
    "stm": "dragoman quotes",
    "hap": "dragoman happenings",
    "art": "dragoman search",
    "jdg": "dragoman judgements",
}
"""Where ids are listed, by their first letters."""

LONGEST_NOTE = 10_000
"""Characters; a longer note is a pasted document."""

Finder = Callable[[str], Happening | None]


class Request(NamedTuple):
    """What a person says."""

    record: str
    verdict: Verdict
    who: str
    other: str | None = None
    field: str | None = None
    value: str | None = None
    note: str | None = None
    at: str | None = None


class Subject(NamedTuple):
    """What a judgement is about: its kind, where it stood, and one article that holds it."""

    kind: str
    anchors: tuple[Anchor, ...] = ()
    coded: CodedArticle | None = None


def make_judgement(store: Store, asked: Request, happening: Finder, codebook: Codebook) -> Judgement:
    """The judgement of a request; nothing is written yet. `happening` finds one by its id; `codebook` has own modes.

    Raises:
        JudgementError: there is no such record, or the request does not fit it.

    """
    asked = asked._replace(who=" ".join(asked.who.split()))
    _check_words(asked)
    if asked.verdict is Verdict.UNDO:
        return _kept(asked._replace(record=_undoable(store, asked.record)), Subject("judgement"), None, None)
    subject = find_subject(store, asked.record, happening)
    other = _other(store, asked, subject, happening)
    correction = _correction(store, asked, subject, codebook) if asked.verdict is Verdict.CORRECT else None
    return _kept(asked, subject, other, correction)


def keep_all(workspace: "Workspace", asked: Sequence[Request]) -> tuple[Judgement, ...]:
    """Appends what a person says about one record, or about several at once: all of it or nothing.

    Raises:
        JudgementError: a record is named twice, there is no such record, or what is said does not fit it.

    """
    store = workspace.store
    twice = next((record for record, times in Counter(one.record for one in asked).items() if times > 1), None)
    if twice is not None:
        raise JudgementError(f'"{twice}" is named twice; decide once about each record')
    lay_judgements(store)
    before = store.revision.records
    made = tuple(make_judgement(store, one, workspace.merged_happening, workspace.codebook) for one in asked)
    store.judge(*made)
    known = {one.id: one for one in store.judgements()}
    is_alone = store.revision.records == before + len(made)  # no other process changed anything meanwhile
    lay_judgements(store, touched_by([root_of(one, known) for one in made]) if is_alone else None)
    return made


def judge_together(
    workspace: "Workspace",
    records: Sequence[str],
    verdict: Verdict,
    *,
    who: str | None = None,
    note: str | None = None,
    at: str | None = None,
) -> tuple[Judgement, ...]:
    """One decision about several records. They share their moment and the person, which is what makes them a batch.

    Raises:
        JudgementError: as for `keep_all`.

    """
    who = who or workspace.settings.who or login_name()
    at = at or datetime.now(UTC).isoformat(timespec="microseconds")
    return keep_all(workspace, [Request(record, verdict, who, note=note, at=at) for record in records])


def batch_of(judgements: Iterable[Judgement], identifier: str) -> tuple[Judgement, ...]:
    """The judgements that were made together with one, in the order in which they were made; none for an unknown id."""
    every = tuple(judgements)
    found = next((one for one in every if one.id == identifier), None)
    return () if found is None else tuple(one for one in every if (one.who, one.at) == (found.who, found.at))


def find_subject(store: Store, identifier: str, happening: Finder) -> Subject:
    """The record of an id.

    Raises:
        JudgementError: there is none; the message says where ids are listed.

    """
    found = next(iter(store.coded([identifier])), None)
    if found is not None:
        if found.article.id == identifier:
            return Subject("article", (), found)
        anchor = anchor_of(found, identifier)
        return Subject(anchor.kind if anchor else "", (anchor,) if anchor else (), found)
    merged = happening(identifier)
    if merged is not None:
        coded = {one.article.id: one for one in store.coded(link.article for link in merged.links)}
        anchors = (anchor_of(coded[link.article], link.event) for link in merged.links if link.article in coded)
        return Subject("happening", tuple(anchor for anchor in anchors if anchor is not None))
    if any(one.id == identifier for one in store.judgements()):
        raise JudgementError(f'"{identifier}" is a judgement; it can only be undone')
    near = LISTS.get(identifier.partition("-")[0], "dragoman events")
    raise JudgementError(f'no record "{identifier}" to judge; `{near}` lists ids')


def login_name() -> str:
    """The name of the person at the machine.

    Raises:
        JudgementError: the machine does not say.

    """
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise JudgementError("who judges is not known; say it with --who, or set `who` in dragoman.toml") from error


def _check_words(asked: Request) -> None:
    """Refuses a request whose parts do not go with its verdict."""
    if not asked.who:
        raise JudgementError("a judgement needs the name of who made it")
    is_pair = asked.verdict in (Verdict.SAME, Verdict.NOT_SAME)
    is_correction = asked.verdict is Verdict.CORRECT
    if is_pair and not asked.other:
        raise JudgementError(f"{asked.verdict} is about two records; name the second (--other)")
    if asked.other and not is_pair:
        raise JudgementError(f"a second record goes with same and not-same only, not with {asked.verdict}")
    if asked.other == asked.record:
        raise JudgementError("a record is the same as itself; name another")
    if is_correction and (not asked.field or asked.value is None):
        raise JudgementError('a correction needs a field and a value (--field, --value; the value "none" empties it)')
    if not is_correction and (asked.field or asked.value):
        raise JudgementError(f"a field and a value go with correct only, not with {asked.verdict}")
    if asked.verdict is Verdict.NOTE and not (asked.note or "").strip():
        raise JudgementError("the note is empty; write it (--note)")
    if len(asked.note or "") > LONGEST_NOTE:
        raise JudgementError(f"a note of more than {LONGEST_NOTE} characters is none; write the point of it")
    try:
        "".join(part for part in asked if part is not None).encode()
    except UnicodeEncodeError as error:
        raise JudgementError("the words are not valid UTF-8") from error


def _undoable(store: Store, identifier: str) -> str:
    """The judgement to undo: the one named, or the last that holds on the record named."""
    judgements = store.judgements()
    if any(one.id == identifier for one in judgements):
        if identifier in undone_of(judgements):
            raise JudgementError(f'"{identifier}" is undone already')
        return identifier
    held = [one for one in Docket(judgements).standing if identifier in (one.record, one.other)]
    if not held:
        raise JudgementError(
            f'no judgement "{identifier}", and none that holds about such a record; `dragoman judgements` lists them'
        )
    return held[-1].id


def _other(store: Store, asked: Request, subject: Subject, happening: Finder) -> Subject | None:
    if asked.other is None:
        return None
    other = find_subject(store, asked.other, happening)
    wrong = [one for one in (subject, other) if one.kind not in ("event", "happening")]
    if wrong:
        raise JudgementError(
            f"only events and happenings are the same or not, and this is of another kind: {wrong[0].kind}"
        )
    return other


def _correction(store: Store, asked: Request, subject: Subject, codebook: Codebook) -> Correction:
    """The correction, checked against the record as judged so far."""
    if subject.kind == "happening":
        events = ", ".join(anchor.record for anchor in subject.anchors[:5])
        raise JudgementError(f"a happening follows from its events; correct these instead: {events}")
    if subject.kind == "article" or subject.coded is None:
        raise JudgementError("an article is kept as found and cannot be corrected; correct a record of it")
    judged = judge_article(subject.coded, Docket(store.judgements()), codebook).coded
    record = next(one for one in records_of(judged) if one.id == asked.record)
    return check_correction(record, asked.field or "", asked.value or "", judged, codebook, load_gazetteer())


def _kept(asked: Request, subject: Subject, other: Subject | None, correction: Correction | None) -> Judgement:
    at = asked.at or datetime.now(UTC).isoformat(timespec="microseconds")  # finer than two decisions can follow
    value = correction.value if correction else None
    made = Judgement(
        id="",
        record=asked.record,
        verdict=asked.verdict,
        other=asked.other,
        field=asked.field,
        value=value,
        refs=correction.refs if correction else (),
        note=asked.note,
        who=asked.who,
        at=at,
        anchors=subject.anchors,
        other_anchors=other.anchors if other else (),
    )
    return msgspec.structs.replace(made, id=judgement_id(made))


def judgement_id(made: Judgement) -> str:
    """The id that follows from what a judgement says; its own is not looked at."""
    parts = (made.record, made.verdict, made.other, made.field, made.value, made.note, made.who, made.at)
    return content_id("jdg", *parts)
