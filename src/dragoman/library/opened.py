"""A workspace opened for a script or a notebook: states by any name, answers as lists that show themselves."""

from collections.abc import Callable
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from dragoman.errors import DragomanError
from dragoman.knowledge.gazetteer import Gazetteer, load_gazetteer
from dragoman.library import shapes
from dragoman.library.asked import day, horizon, listed, sized, word
from dragoman.library.lists import Records
from dragoman.library.pairs import Pair
from dragoman.output import Brief
from dragoman.read import DocumentRef
from dragoman.records import NOW, Act, ActorKind, Change, CodedArticle, Happening, Quality, SpeechAct, Status, decode
from dragoman.store import (
    ActorQuery,
    ArticleHead,
    ArticleQuery,
    EventQuery,
    HappeningQuery,
    Hit,
    StatementQuery,
    StoredActor,
    StoredEvent,
    StoredStatement,
    StoredTie,
    TieQuery,
)
from dragoman.store.paging import pages
from dragoman.workspace import AddReport, Shown, Workspace
from dragoman.workspace.asking import page_of, saying

LIMIT = 1_000
"""Records of a list unless asked for otherwise: what one looks at; `limit=None` gives all."""


def open(path: str | Path = "dragoman-workspace", *, create: bool = False) -> "OpenWorkspace":  # noqa: A001
    """The workspace in a folder, for `with` or until `close`; with `create` it is made where there is none.

    Raises:
        WorkspaceError: there is none, or its settings are not as they should be.
        StoreError: its store cannot be opened.

    """
    return OpenWorkspace(Workspace.open(path, create=create))


class OpenWorkspace:
    """A workspace as scripts ask it. States are given by name, ISO code, demonym or capital, one of them or a pair.

    Lists hold `limit` records at most (null: all) and say by `is_cut` whether there are more; days are ISO 8601.

    Errors: all methods raise `DragomanError` for a state, act or day that is not known, or where the store refuses.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Dragoman workspace {self.workspace.folder}>"

    def close(self) -> None:
        """Closes the store; lists that were answered stay."""
        self.workspace.close()

    def add(self, *locations: str | Path, jobs: int | None = None) -> AddReport:
        """Reads, codes and stores the articles of files, folders and globs; `jobs` worker processes do it."""
        return self.workspace.add(locations, jobs=jobs)

    def articles(
        self,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        added_until: str | None = None,
        newest_first: bool = False,
        limit: int | None = LIMIT,
    ) -> Records[ArticleHead]:
        """Heads of articles by day of publication; `article` gives one with its text."""
        query = ArticleQuery(
            outlet=outlet,
            since=day(since, "since"),
            until=day(until, "until"),
            known=horizon(as_of, added_until),
            newest_first=newest_first,
        )
        return listed(self.workspace.articles, query, limit, shapes.ARTICLES)

    def article(self, identifier: str) -> CodedArticle:
        """An article with its text and all its records, as judged.

        Raises:
            DragomanError: there is none of this id.

        """
        for coded in self.workspace.as_judged([identifier]):
            if coded.article.id == identifier:
                return coded
        raise DragomanError(f'no article "{identifier}"; `articles()` lists them')

    def events(
        self,
        *states: str,
        act: Act | str | None = None,
        mode: str | None = None,
        plover: Act | str | None = None,
        status: Status | str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        added_until: str | None = None,
        article: str | None = None,
        outlet: str | None = None,
        rejected: bool = False,
        newest_first: bool = False,
        limit: int | None = LIMIT,
    ) -> Records[StoredEvent]:
        """Events by their first possible day, each with its words and the head of its article.

        Of a pair also those in which one of the two mediates or hosts and the other is a side.
        """
        one, pair = self._states(states)
        query = EventQuery(
            pair=pair,
            third_parties=pair is not None,
            state=one,
            act=word(Act, act, "act"),
            mode=mode,
            plover=word(Act, plover, "plover"),
            status=word(Status, status, "status"),
            since=day(since, "since"),
            until=day(until, "until"),
            known=horizon(as_of, added_until),
            article=article,
            outlet=outlet,
            rejected=rejected,
            newest_first=newest_first,
        )
        return listed(self.workspace.events, query, limit, shapes.EVENTS)

    def statements(
        self,
        *states: str,
        by: str | None = None,
        about: str | None = None,
        speech_act: SpeechAct | str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        added_until: str | None = None,
        article: str | None = None,
        outlet: str | None = None,
        rejected: bool = False,
        newest_first: bool = False,
        limit: int | None = LIMIT,
    ) -> Records[StoredStatement]:
        """Statements by day of publication; a state is the speaker's, `by` a part of the speaker's name.

        `about` is a state that the words name or that the statement's target is of.
        """
        one, pair = self._states(states)
        query = StatementQuery(
            pair=pair,
            state=one,
            speech_act=word(SpeechAct, speech_act, "speech_act"),
            since=day(since, "since"),
            until=day(until, "until"),
            known=horizon(as_of, added_until),
            article=article,
            outlet=outlet,
            rejected=rejected,
            newest_first=newest_first,
        )
        keeps = saying(by, self._code(about) if about else None, self.gazetteer) if by or about else None
        return listed(self.workspace.statements, query, limit, shapes.STATEMENTS, keeps)

    def ties(
        self,
        *states: str,
        quality: Quality | str | None = None,
        change: Change | str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        added_until: str | None = None,
        article: str | None = None,
        rejected: bool = False,
        newest_first: bool = False,
        limit: int | None = LIMIT,
    ) -> Records[StoredTie]:
        """Claims about the state of relations, of all pairs or of one."""
        one, pair = self._states(states)
        if one is not None:
            raise DragomanError("relations are between two states: give both, or none for all")
        query = TieQuery(
            pair=pair,
            quality=word(Quality, quality, "quality"),
            change=word(Change, change, "change"),
            since=day(since, "since"),
            until=day(until, "until"),
            known=horizon(as_of, added_until),
            article=article,
            rejected=rejected,
            newest_first=newest_first,
        )
        return listed(self.workspace.ties, query, limit, shapes.TIES)

    def actors(
        self,
        state: str | None = None,
        *,
        kind: ActorKind | str | None = None,
        name: str | None = None,
        article: str | None = None,
        rejected: bool = False,
        limit: int | None = LIMIT,
    ) -> Records[StoredActor]:
        """Actors of single articles by id; `name` is a part of the name."""
        query = ActorQuery(
            state=self._code(state) if state else None,
            kind=word(ActorKind, kind, "kind"),
            name=name,
            article=article,
            rejected=rejected,
        )
        return listed(self.workspace.actors, query, limit, shapes.ACTORS)

    def happenings(
        self,
        *states: str,
        act: Act | str | None = None,
        status: Status | str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        added_until: str | None = None,
        newest_first: bool = False,
        limit: int | None = LIMIT,
    ) -> Records[Happening]:
        """Happenings by their first possible day, merged first where that is due.

        With `as_of` as the articles published, with `added_until` as those added up to that day, and the judgements
        made up to then, tell them.
        """
        one, pair = self._states(states)
        query = HappeningQuery(
            pair=pair,
            state=one,
            act=word(Act, act, "act"),
            status=word(Status, status, "status"),
            since=day(since, "since"),
            until=day(until, "until"),
            newest_first=newest_first,
        )
        known = horizon(as_of, added_until)
        if known != NOW:
            told = self.workspace.happenings_known(known, pair)
            found = page_of(told, msgspec.structs.replace(query, limit=len(told) + 1))
        else:
            self.workspace.merge()
            ask = self.workspace.store.happenings
            most = None if limit is None else limit + 1
            found = tuple(islice(chain.from_iterable(pages(ask, sized(query, most))), most))
        happenings = [one.happening for one in found]
        return Records(happenings[:limit], shapes.HAPPENINGS, is_cut=limit is not None and len(happenings) > limit)

    def pair(self, one: str, other: str) -> Pair:
        """Two states, to ask for what is between them."""
        codes = self._code(one), self._code(other)
        if codes[0] == codes[1]:
            raise DragomanError(f'"{one}" and "{other}" are the same state; a pair is two')
        return Pair(self, codes)

    def brief(
        self,
        one: str,
        other: str,
        *,
        since: str | None = None,
        as_of: str | None = None,
        added_until: str | None = None,
    ) -> Brief:
        """A sourced brief about two states; `dragoman.output` renders it as Markdown or HTML."""
        return self.pair(one, other).brief(since=since, as_of=as_of, added_until=added_until)

    def search(self, words: str, *, limit: int = 20) -> Records[Hit]:
        """Articles that hold all the given words and "quoted phrases", best first."""
        found = self.workspace.search(words, limit + 1)
        return Records(found[:limit], shapes.HITS, is_cut=len(found) > limit)

    def show(self, identifier: str) -> Shown | None:
        """The record of any id with its articles, its words and its judgements; null where there is none."""
        return self.workspace.show(identifier)

    def code(self, text: str, **known: str) -> CodedArticle:
        """A text coded as this workspace codes its articles, without keeping it; the first call loads the model.

        `known` may give `title`, `outlet`, `published`, `language`, `url` and `id`; without them the text's own head
        is read.

        Raises:
            ReadError: the text is none that can be coded.

        """
        data = msgspec.json.encode({"text": text, **known}) if known else text.encode("utf-8", "replace")
        document = DocumentRef(location="text", data=data, reader="json" if known else "plain")
        return decode(self._coder(msgspec.msgpack.encode(document)))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names of states."""
        return load_gazetteer()

    @cached_property
    def _coder(self) -> Callable[[bytes], bytes]:
        return self.workspace.open_coder()

    def _states(self, names: tuple[str, ...]) -> tuple[str | None, tuple[str, str] | None]:
        """One state or a pair, by code."""
        if len(names) > 2:
            raise DragomanError(f"give one state or two, not {len(names)}")
        codes = [self._code(name) for name in names]
        return (None, (codes[0], codes[1])) if len(codes) == 2 else (codes[0] if codes else None, None)

    def _code(self, name: str) -> str:
        code = self.gazetteer.state_of(name.strip())
        if code is None:
            near = self.gazetteer.nearest_state(name.strip())
            hint = f'; did you mean "{near}"?' if near else "; give a name, an ISO code or a demonym"
            raise DragomanError(f'no state is called "{name}"{hint}')
        return code
