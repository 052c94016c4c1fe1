"""Names of states, places, organisations, offices and their holders, as one automaton."""

import difflib
import re
from collections.abc import Iterable
from importlib.resources.abc import Traversable

import msgspec
from ahocorasick_rs import AhoCorasick

from dragoman.knowledge.actor_entries import Entry, Form, combining_forms, entries_of, is_written_as
from dragoman.knowledge.actor_rows import (
    BodyRow,
    IgoRow,
    LeaderRow,
    PlaceRow,
    RoleRow,
    StateRow,
    check_codes,
    read_rows,
)
from dragoman.knowledge.actor_words import ActorWords, load_actor_words
from dragoman.knowledge.files import data_root
from dragoman.knowledge.folding import Folded, fold, fold_name
from dragoman.records import ActorKind

# A capital behind a name: "the Economist Intelligence Unit" is not the paper.
_NAME_GOES_ON = re.compile(r"\s+[A-Z]")
_DASHES = ("-", "–", "‑", "−", "—")
# The tables of named bodies that are read where present.
_BODY_FILES = ("institutions.tsv", "groups.tsv", "outlets.tsv")
# Nouns of `grammar.toml` that the role grammar reads as heads, with their sector and kind.
_NOUN_LISTS = (
    ("outlet_nouns", "JRN", "outlet"),
    ("counterparts", "GOV", "counterpart"),
    ("relatives", "ELI", "relative"),
    ("hardware", "MIL", "hardware"),
    ("settlement_nouns", None, "settlement"),
    ("vague_sources", None, "anonymous"),
)


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A known name in a text, `[start, end)` in code points, with every row that bears it (the likeliest first)."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry:
        """The likeliest row."""
        return self.entries[0]


class RoleHit(msgspec.Struct, frozen=True, gc=False):
    """A role noun phrase in a text, `[start, end)`; `plural` when its plural form stands there."""

    start: int
    end: int
    row: RoleRow
    plural: bool


class Gazetteer(msgspec.Struct, frozen=True, kw_only=True):
    """Names of states, places, organisations, offices and their holders, as one automaton.

    `by_key` maps a folded name to its rows; `by_surname` a folded surname, with and without its
    Arabic article, to the terms of the leaders who bear it; `given_names` are the first words of leaders' full names.
    """

    words: ActorWords
    states: dict[str, StateRow]
    by_key: dict[str, tuple[Entry, ...]]
    by_surname: dict[str, tuple[LeaderRow, ...]]
    keys: tuple[str, ...]
    automaton: AhoCorasick
    roles: dict[str, tuple[RoleRow, bool]]
    role_keys: tuple[str, ...]
    role_automaton: AhoCorasick
    given_names: frozenset[str] = frozenset()

    def find(self, text: str, folded: Folded | None = None, edges: frozenset[int] = frozenset()) -> tuple[Hit, ...]:
        """The known names of a text, leftmost and longest, at word boundaries and written with their capitals.

        In a line that is all capitals or has none, capitals say nothing and are not asked for; acronyms that are
        also words ("US", "WHO") need their own capitals there too, and so are passed over in such lines.
        `edges` are offsets that bound words though letters meet there: where two texts were glued on one line.
        """
        folded = folded or fold(text)
        spans = _longest(self.automaton, folded, edges)
        furthest: dict[int, int] = {}
        for start, end, _ in spans:
            furthest[start] = max(end, furthest.get(start, 0))
        found: list[Hit] = []
        end_of_last = 0
        for start, end, number in spans:
            is_longer_without = folded.text.startswith("the ", start) and furthest.get(start + 4, 0) > end
            if start < end_of_last or is_longer_without:  # "the Guardian Council" is not the paper
                continue
            first, last = folded.original(start, end)
            entries = self._written_at(text, first, last, self.keys[number])
            is_free = self.keys[number][4:] not in self.by_key  # "the Rwandan" is a person before it is a paper
            if not entries and is_free and text.startswith("the ", first) and not _NAME_GOES_ON.match(text, last):
                # "the Guardian": a paper whose own name has the article.
                outlets = self._written_at(text, first + 4, last, self.keys[number])
                entries, first = tuple(entry for entry in outlets if entry.kind is ActorKind.OUTLET), first + 4
            if entries and text[last : last + 1] not in ("$", "@") and text[first - 1 : first] not in ("@", "/"):
                found.append(Hit(start=first, end=last, entries=entries))
                end_of_last = end
        return tuple(found)

    def _written_at(self, text: str, first: int, last: int, key: str) -> tuple[Entry, ...]:
        """The rows of a form whose capitals agree with those of the text."""
        written, plain = text[first:last], _line_case(text, first, last)
        return tuple(
            entry
            for entry in self.by_key[key]
            if is_written_as(entry, written, plain, self.words)
            and (not entry.combining or text[last : last + 1] in _DASHES)
        )

    def find_roles(
        self, text: str, folded: Folded | None = None, edges: frozenset[int] = frozenset()
    ) -> tuple[RoleHit, ...]:
        """The role noun phrases of a text, leftmost and longest, in any case."""
        folded = folded or fold(text)
        found: list[RoleHit] = []
        end_of_last = 0
        for start, end, number in _longest(self.role_automaton, folded, edges):
            if start >= end_of_last:
                row, plural = self.roles[self.role_keys[number]]
                first, last = folded.original(start, end)
                found.append(RoleHit(start=first, end=last, row=row, plural=plural))
                end_of_last = end
        return tuple(found)

    def state_of(self, name: str) -> str | None:
        """The code of the state that a name, code or demonym means, in any case; null where none is known.

        "AZE", "az", "Azerbaijan", "Azerbaijani" and "the Republic of Azerbaijan" all give "AZE".
        """
        key = fold_name(name).removeprefix("the ")
        if key.upper() in self.states:
            return key.upper()
        named = self.state_named(key)
        if named is not None:
            return named
        return next((code for code, row in self.states.items() if row.iso2 and row.iso2.lower() == key), None)

    def state_named(self, name: str) -> str | None:
        """The code of the state that a name of a state, place or body means; codes are no names."""
        entries = self.by_key.get(fold_name(name), ())
        return next((entry.state for entry in entries if entry.form is not Form.LEADER and entry.state), None)

    def state_name(self, code: str) -> str:
        """The usual English name of a state; the code itself where it is not in the table."""
        row = self.states.get(code)
        return row.name if row else code

    @property
    def names(self) -> dict[str, str]:
        """The usual English names of states by code."""
        return {code: row.name for code, row in self.states.items()}

    def nearest_state(self, name: str) -> str | None:
        """The usual name of the state that is written most like a name; null where none is near."""
        near = difflib.get_close_matches(name.title(), self.names.values(), n=1)
        return near[0] if near else None

    def leaders_named(self, name: str, day: str | None = None) -> tuple[LeaderRow, ...]:
        """The terms of the leaders of a full name or surname that cover the ISO day; all their terms when none does."""
        key = fold_name(name)
        terms = [term for entry in self.by_key.get(key, ()) for term in entry.terms] or self.by_surname.get(key, ())
        current = tuple(term for term in terms if was_in_office(term, day))
        return current or tuple(terms)


def was_in_office(term: LeaderRow, day: str | None) -> bool:
    """Whether a term covers an ISO day; without a day, whether the term is still open."""
    if day is None:
        return term.until is None
    begins = term.since is None or term.since <= day
    # A term that ends in "2019" covers all of 2019, so only as many characters as it has are compared.
    return begins and (term.until is None or day[: len(term.until)] <= term.until)


def may_be_used(term: LeaderRow, day: str | None) -> bool:
    """Whether a term says anything of a day: a remembered one only inside its dates, and nothing without a day."""
    return not term.remembered or (day is not None and was_in_office(term, day))


def load_gazetteer(folder: Traversable | None = None) -> Gazetteer:
    """The package's own actor tables, or those of another folder, as one automaton.

    Raises:
        KnowledgeError: a table is missing, or a row does not fit its shape or names a state that there is not.

    """
    folder = folder or data_root() / "actors"
    words = load_actor_words(folder)
    states = tuple(read_rows(folder, "states.tsv", StateRow, needed=True))
    places = tuple(read_rows(folder, "places.tsv", PlaceRow, needed=True))
    check_codes(states, places)
    leaders = tuple(read_rows(folder, "leaders.tsv", LeaderRow, needed=False))
    bodies = [(file, row) for file in _BODY_FILES for row in read_rows(folder, file, BodyRow, needed=False)]
    entries = entries_of(
        states,
        places,
        tuple(read_rows(folder, "igos.tsv", IgoRow, needed=True)),
        bodies,
        leaders,
    )
    by_key: dict[str, list[Entry]] = {}
    names = {row.code: row.name for row in states}
    for entry in (*entries, *combining_forms(words, names)):
        by_key.setdefault(fold_name(entry.written), []).append(entry)
    by_key.pop("", None)
    roles = _role_keys(read_rows(folder, "roles.tsv", RoleRow, needed=True), words)
    return Gazetteer(
        words=words,
        states={row.code: row for row in states},
        by_key={key: _ranked(key, rows, words) for key, rows in by_key.items()},
        by_surname=surnames_of(leaders, words),
        keys=tuple(by_key),
        automaton=AhoCorasick(list(by_key)),
        roles=roles,
        role_keys=tuple(roles),
        role_automaton=AhoCorasick(list(roles)),
        given_names=frozenset(row.name.split()[0].lower() for row in leaders if " " in row.name),
    )


def _ranked(key: str, rows: Iterable[Entry], words: ActorWords) -> tuple[Entry, ...]:
    """The rows of one form, the likeliest first; rows that say the same of it are told once."""
    unlike: dict[tuple[object, ...], Entry] = {}
    for row in sorted(rows, key=lambda row: (f"{key} {row.code or ''}".lower() not in words.preferred, row.rank)):
        said = (row.kind, row.state, row.form, row.name)
        known = unlike.setdefault(said, row)
        # An alias "Visegrád group" beside the name "Visegrád Group" says that the noun needs no capital.
        if " " in key and _capitals(row) < _capitals(known):
            unlike[said] = row
    living = [row for row in unlike.values() if not row.is_defunct]
    return tuple(living or unlike.values())


def _capitals(entry: Entry) -> int:
    return sum(word[0].isupper() for word in entry.written.split())


def _role_keys(rows: Iterable[RoleRow], words: ActorWords) -> dict[str, tuple[RoleRow, bool]]:
    """Every form of a role noun phrase with its row and whether it is a plural; the grammar's own nouns win."""
    roles: dict[str, tuple[RoleRow, bool]] = {}
    for name, sector, kind in _NOUN_LISTS:
        for phrase in sorted(getattr(words, name)):
            source = f"grammar.toml, {name.replace('_', '-')}"
            row = RoleRow(phrase=phrase, sector=sector, kind=kind, source=source)
            roles.setdefault(fold_name(phrase), (row, phrase.endswith("s") and phrase[:-1] in getattr(words, name)))
    for row in rows:
        # "ally of Chad" is not of Chad: coreference reads these; "Dr." says nothing of an office.
        if row.phrase in words.neighbour_nouns or row.phrase in words.honorifics:
            continue
        roles.setdefault(fold_name(row.phrase), (row, False))
        for plural in row.plural or (row.phrase + "s",):
            roles.setdefault(fold_name(plural), (row, True))
    return roles


def surnames_of(leaders: Iterable[LeaderRow], words: ActorWords) -> dict[str, tuple[LeaderRow, ...]]:
    """The terms by each folded surname of their holders, with its particles and without, as `Gazetteer.by_surname`."""
    surnames: dict[str, list[LeaderRow]] = {}
    for row in leaders:
        seen: set[str] = set()
        for name in (row.name, *row.aliases):
            parts = fold_name(name).split()
            for size in range(1, len(parts)):
                key = " ".join(parts[-size:])
                if size == 1 or parts[-size] in words.particles:
                    seen.update((key, key.removeprefix("al-").removeprefix("el-")))
        for key in sorted(seen):
            surnames.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in surnames.items()}


def _longest(automaton: AhoCorasick, folded: Folded, edges: frozenset[int]) -> list[tuple[int, int, int]]:
    """Every match at word boundaries as (start, end, key number), by start and longest first.

    Matches overlap here, because the longest match of a place may end inside a word where a shorter one does not.
    """
    text = folded.text
    size = len(text)
    bounds = {folded.folded(edge) for edge in edges}
    spans = [
        (start, end, number)
        for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if (start == 0 or not text[start - 1].isalnum() or start in bounds)
        and (end == size or not text[end].isalnum() or end in bounds)
    ]
    spans.sort(key=lambda span: (span[0], -span[1]))
    return spans


def _line_case(text: str, start: int, end: int) -> str:
    """How the line around a span is written: "upper", "lower" or "mixed"."""
    line = text[text.rfind("\n", 0, start) + 1 : end + _until_break(text, end)]
    if line.isupper() and len(line) - (end - start) > 3:
        return "upper"
    return "lower" if line.islower() else "mixed"


def _until_break(text: str, end: int) -> int:
    # A line of a thousand characters in one case is no headline; the window keeps one-line files linear.
    found = text.find("\n", end, end + 1000)
    return (found if found >= 0 else min(len(text), end + 1000)) - end
