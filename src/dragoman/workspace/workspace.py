"""The workspace: a folder that holds a store and its settings."""

import importlib
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from dragoman.errors import WorkspaceError
from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.knowledge.extending import extend_codebook
from dragoman.knowledge.own_codebook import find_codebook
from dragoman.knowledge.trained import coverage_note
from dragoman.merge.judged import judge_article
from dragoman.merge.offices import learn_offices
from dragoman.merge.standing import Docket
from dragoman.parallel import CodingSettings
from dragoman.parallel.documents import WORK
from dragoman.parallel.worker import load_work
from dragoman.read import ReadOptions, list_documents
from dragoman.records import (
    NOW,
    CodedArticle,
    Happening,
    Horizon,
    Judgement,
    OfficeTerm,
    OwnCodebook,
    Relations,
    Verdict,
)
from dragoman.store import (
    ActorQuery,
    ArticleHead,
    ArticleQuery,
    DocumentState,
    EventQuery,
    HappeningQuery,
    Hit,
    StatementQuery,
    Store,
    StoredActor,
    StoredEvent,
    StoredStatement,
    StoredTie,
    TieQuery,
)
from dragoman.workspace.adding import Plan, add_documents, documents_in
from dragoman.workspace.former import Tombstone, find_tombstone
from dragoman.workspace.judging import Request, keep_all, login_name
from dragoman.workspace.known import known_answers
from dragoman.workspace.layer import judged_history, lay_judgements
from dragoman.workspace.merging import merge_changes
from dragoman.workspace.office_files import OFFICES_FILE, read_offices, write_offices
from dragoman.workspace.pairs import find_pair
from dragoman.workspace.relating import Asked, claims_of, happenings_of, relations_of
from dragoman.workspace.reports import (
    AddReport,
    ClaimsBeside,
    Failure,
    History,
    ImportReport,
    PairRecords,
    Reporting,
    Shown,
)
from dragoman.workspace.settings import SETTINGS_FILE, Settings, make_folder, read_settings
from dragoman.workspace.showing import cite_happening, cite_record, show_happening, show_record
from dragoman.workspace.unpacking import unpack

STORE_FILE = "dragoman.sqlite"


class Workspace:
    """A folder with `dragoman.sqlite` and `dragoman.toml`; `Workspace.open` gives one, `with` closes it.

    Errors: all methods raise `StoreError` where the store refuses.
    """

    def __init__(
        self, folder: Path, settings: Settings, store: Store, work: str = WORK, own: OwnCodebook | None = None
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.store = store
        self._work = work
        self.own_codebook = own

    @classmethod
    def open(cls, folder: str | Path, create: bool = False, *, work: str = WORK, codebook: str | None = None) -> Self:
        """The workspace in a folder; with `create`, folder, settings and store are made where they are missing.

        `codebook` names a file or plug-in to use in place of the settings' own; settings that are made keep it.
        `work` is the dotted name of what codes, for tests and other pipelines; its module has `coding_of` beside it.

        Raises:
            WorkspaceError: there is none, or its settings are not as they should be.
            KnowledgeError: its codebook is not as it should be.
            StoreError: its store cannot be opened.

        """
        from dragoman.store.sql import open_store  # noqa: PLC0415 - SQLAlchemy takes 0.2 s, which `--help` must not pay

        folder = Path(folder)
        settings_file, store_file = folder / SETTINGS_FILE, folder / STORE_FILE
        own = find_codebook(codebook) if codebook is not None else None
        if create:
            make_folder(folder, settings_file, codebook)
        elif not (settings_file.exists() or store_file.exists()):
            raise WorkspaceError(f'no workspace in "{folder}"; make one with `dragoman add`, or name another folder')
        settings = read_settings(settings_file)
        if codebook is None:
            own = find_codebook(settings.codebook, folder)
        return cls(folder, settings, open_store(store_file), work, own)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def codebook(self) -> Codebook:
        """Acts and modes, the workspace's own among them."""
        built_in = load_codebook()
        return extend_codebook(built_in, self.own_codebook) if self.own_codebook is not None else built_in

    def codebook_note(self) -> str | None:
        """What to tell a user of how own acts and modes are coded; null where there is nothing to tell."""
        own = self.own_codebook
        return coverage_note(own, self.settings.coder) if own is not None else None

    def close(self) -> None:
        """Closes the store."""
        self.store.close()

    def check_outside(self, file: Path) -> Path:
        """The file, where it is none of the store's own: those must neither be overwritten nor opened by anything else.

        Raises:
            WorkspaceError: it is.

        """
        if file.resolve().parent == self.folder.resolve() and file.name.startswith(STORE_FILE):
            raise WorkspaceError(f"{file}: this is the store itself; name another file")
        return file

    def add(
        self,
        locations: Iterable[str | Path],
        *,
        jobs: int | None = None,
        progress: Reporting | None = None,
        stdin: BinaryIO | None = None,
        format: str | None = None,  # noqa: A002 - the reader's own word
    ) -> AddReport:
        """Reads, codes and stores the documents of files, folders, globs and "-" (`stdin`).

        What the same coding dealt with before and has not changed is not coded again. An interrupt leaves all that was
        added; the next call goes on.

        Raises:
            DragomanError: `format` names no reader, or no worker can start.

        """
        options = ReadOptions(format=format, max_bytes=self.settings.max_bytes)
        return add_documents(
            self.store, list_documents(locations, stdin=stdin, options=options), self._plan(jobs), progress
        )

    def take_in(self, source: BinaryIO, name: str) -> ImportReport:
        """Adds the articles with their records and the judgements of an exported workspace, without coding anything.

        What is here already adds nothing. A line that does not fit is told in the report and costs itself only.

        Raises:
            WorkspaceError: the file was written by a newer Dragoman.

        """
        return unpack(self.store, source, name)

    def retry_failed(self, *, jobs: int | None = None, progress: Reporting | None = None) -> AddReport:
        """Tries all failed documents again."""
        return self._again(DocumentState.FAILED, jobs, progress)

    def resume(self, *, jobs: int | None = None, progress: Reporting | None = None) -> AddReport:
        """Goes on with all documents that interrupted runs left, without their places being named again."""
        return self._again(DocumentState.PENDING, jobs, progress)

    def failures(self) -> tuple[Failure, ...]:
        """The documents that could not be read or coded, with their reasons, by location."""
        return tuple(
            Failure(location=entry.location, reason=entry.reason or "", attempts=entry.attempts)
            for entry in self.store.ledger.entries(DocumentState.FAILED)
        )

    def articles(self, query: ArticleQuery | None = None) -> tuple[ArticleHead, ...]:
        """Heads of articles by day of publication."""
        return self.store.articles(query or ArticleQuery())

    def events(self, query: EventQuery | None = None) -> tuple[StoredEvent, ...]:
        """Events with their articles and words, by their first possible day."""
        return known_answers(self.store, "events", query or EventQuery())

    def statements(self, query: StatementQuery | None = None) -> tuple[StoredStatement, ...]:
        """Statements with their articles and words, by day of publication."""
        return known_answers(self.store, "statements", query or StatementQuery())

    def ties(self, query: TieQuery | None = None) -> tuple[StoredTie, ...]:
        """Ties with their articles and words, by their first possible day."""
        return known_answers(self.store, "ties", query or TieQuery())

    def actors(self, query: ActorQuery | None = None) -> tuple[StoredActor, ...]:
        """Actors of single articles, by id."""
        lay_judgements(self.store)
        return self.store.actors(query or ActorQuery())

    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Articles that hold all the given words and "quoted phrases", best first."""
        return self.store.search(text, limit)

    def merge(self) -> bool:
        """Merges the events that changed since into happenings, as judged; whether any had."""
        return merge_changes(self.store)

    def happenings(self, query: HappeningQuery | None = None) -> tuple[Happening, ...]:
        """Happenings by their first possible day; they are merged first where that is due."""
        self.merge()
        return tuple(found.happening for found in self.store.happenings(query or HappeningQuery()))

    def happenings_known(self, known: Horizon, pair: tuple[str, str] | None = None) -> tuple[Happening, ...]:
        """The happenings, of a pair or all, as the articles and judgements known up to some days tell them, by day."""
        return tuple(happenings_of(self.store, Asked(pair=pair, known=known)))

    def pair(
        self,
        one: str,
        other: str,
        *,
        since: str | None = None,
        until: str | None = None,
        limit: int = 1000,
        known: Horizon = NOW,
    ) -> PairRecords:
        """All that is kept about two states (ISO alpha-3), oldest first; of each kind of record the `limit` newest."""
        self.merge()
        return find_pair(self.store, (one.upper(), other.upper()), since=since, until=until, limit=limit, known=known)

    def relations(
        self,
        one: str,
        other: str,
        *,
        since: str | None = None,
        until: str | None = None,
        known: Horizon = NOW,
        series: bool = False,
    ) -> Relations:
        """Relations of two states (ISO alpha-3) over time: accounts of ties, conflicts, and the series if asked for."""
        self.merge()
        asked = Asked(since=since, until=until, known=known)
        return relations_of(self.store, (one.upper(), other.upper()), asked, with_series=series)

    def claims(self, asked: Asked) -> ClaimsBeside:
        """The claims of happenings side by side, and the conflicts about ties."""
        self.merge()
        return claims_of(self.store, asked)

    def show(self, identifier: str) -> Shown | None:
        """The record of an id of any kind as judged, with its articles, words and judgements; null where there is none.

        What was rejected is shown like the rest, and says so.
        """
        docket = Docket(self.store.judgements())
        holders = (judge_article(coded, docket, self.codebook) for coded in self.store.coded([identifier]))
        history = self.history(identifier)
        shown = show_record(identifier, holders, self.store.coded([identifier]), history)
        if shown is not None:
            return shown
        happening = self.merged_happening(identifier)
        if happening is None:
            return None
        return show_happening(happening, self.store.coded(link.article for link in happening.links), history)

    def former(self, identifier: str) -> Tombstone | None:
        """What became of an id that is no more; null for one that is, or never was."""
        self.merge()
        return find_tombstone(self.store, identifier)

    def cite(self, identifier: str) -> tuple[str, ...]:
        """A record of any kind as lines to copy: words, who said them, outlet, title, day, address and id.

        A happening gives one line for each of its accounts; an id that is unknown none.
        """
        docket = Docket(self.store.judgements())
        holders = [judge_article(coded, docket, self.codebook).coded for coded in self.store.coded([identifier])]
        if holders:
            return cite_record(identifier, holders)
        happening = self.merged_happening(identifier)
        if happening is None:
            return ()
        return cite_happening(happening, self.as_judged(link.article for link in happening.links))

    def judge(
        self,
        record: str,
        verdict: Verdict,
        *,
        who: str | None = None,
        other: str | None = None,
        field: str | None = None,
        value: str | None = None,
        note: str | None = None,
        at: str | None = None,
    ) -> Judgement:
        """Appends a person's decision about a record; `other` is the second record of same and not the same.

        `who` is the settings' or the login name unless said, `at` (an ISO 8601 time in UTC) now. To take a judgement
        back, judge its own id with the verdict undo, or the record to take back the last that holds on it.

        Raises:
            JudgementError: there is no such record, or the field or value does not fit it; the message says what does.

        """
        who = who or self.settings.who or login_name()
        return keep_all(self, [Request(record, verdict, who, other, field, value, note, at)])[0]

    def as_judged(self, ids: Iterable[str] | None = None) -> Iterator[CodedArticle]:
        """The coded articles that hold the given records, or all: corrected, and without what was rejected."""
        lay_judgements(self.store)
        return self.store.coded(ids, as_judged=True)

    def remember_offices(self) -> tuple[OfficeTerm, ...]:
        """Keeps the terms of office that the articles state, in `offices.json`; later articles are coded with them.

        They stay as they are until this is called again, so that the same article is coded the same.
        """
        terms = learn_offices(self.as_judged())
        write_offices(self.folder / OFFICES_FILE, terms)
        return terms

    @property
    def coding(self) -> CodingSettings:
        """How articles are coded here: by the settings, and with the terms of office that are kept."""
        offices = read_offices(self.folder / OFFICES_FILE) if (self.folder / OFFICES_FILE).exists() else ()
        return msgspec.structs.replace(self.settings.coding, offices=offices, codebook=self.own_codebook)

    def open_coder(self) -> Callable[[bytes], bytes]:
        """What codes here, loaded into this process: the bytes of a document's reference in, of a coded article out.

        Raises:
            DragomanError: the language or the coder is not installed.

        """
        return load_work(self._work, msgspec.msgpack.encode(self.coding))

    def forget_offices(self) -> None:
        """Takes the kept terms of office away; later articles are coded by the tables alone."""
        (self.folder / OFFICES_FILE).unlink(missing_ok=True)

    def judgements(self, record: str | None = None) -> tuple[Judgement, ...]:
        """The judgements on a record, or all, in the order in which they were made."""
        return self.store.judgements(record)

    def history(self, record: str | None = None) -> tuple[History, ...]:
        """The judgements on a record by any id that it had, or all, as they stand now; in the order of making."""
        return judged_history(self.store, record)

    def merged_happening(self, identifier: str) -> Happening | None:
        """The happening of an id, as merged now."""
        found = self.happenings(HappeningQuery(id=identifier))
        return found[0] if found else None

    def _again(self, state: DocumentState, jobs: int | None, progress: Reporting | None) -> AddReport:
        documents = documents_in(self.store, state)
        return add_documents(self.store, documents, self._plan(jobs), progress, is_retry=True)

    def _plan(self, jobs: int | None) -> Plan:
        """How to code; what codes is asked of the work's own module, which loads the pipeline."""
        settings = self.coding
        coding: str = importlib.import_module(self._work.partition(":")[0]).coding_of(settings)
        return Plan(
            work=self._work,
            settings=settings,
            coding=coding,
            jobs=self.settings.jobs if jobs is None else jobs,
            limits=self.settings.limits,
        )
