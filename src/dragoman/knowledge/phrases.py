"""The words of a brief: frames by status, verbs by act and mode, and the fixed parts around them."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from string import Formatter

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml
from dragoman.records import Act, ActorKind, Change, Quality, SpeechAct, Status, StatusDetail, TieConflictKind

Forms = tuple[str, str, str]
"""Base, past and -ing form, each with what belongs to the verb."""

_FRAME_FIELDS = frozenset({"sources", "is", "base", "past", "ing", "mediators", "hosts", "place", "time", "denier"})
_QUOTE_FIELDS = frozenset({"who", "words", "time"})


class Verb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an act in a mode is said. `between` is "persons" for the wording that only fits where persons are named.

    `words` adds the article's own words; `quote` says that the verb tells too little, so that the article's words are
    the sentence; `places` keeps a town as the object ("visit Baku") where other verbs name its state.
    """

    act: Act
    directed: Forms
    alone: Forms
    mutual: Forms
    mode: str | None = None
    between: str | None = None
    words: bool = False
    quote: bool = False
    places: bool = False


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an act is said where its own predicate tells more than its type: thanks are SUPPORT, and told as thanks.

    It fits where a word of the predicate begins with one of `triggers`, where a word of the clause begins with one of
    `near` (if there are any), and where the targets are of one of the kinds in `target` (if there are any).
    """

    act: Act
    triggers: tuple[str, ...]
    near: tuple[str, ...] = ()
    target: tuple[ActorKind, ...] = ()
    directed: Forms | None = None
    mutual: Forms | None = None
    words: bool = False
    places: bool = False

    def fits(self, trigger: Iterable[str], clause: Iterable[str], targets: Iterable[ActorKind]) -> bool:
        """Whether the wording fits a predicate, its clause (both as folded words) and the kinds of its targets."""
        return (
            any(word.startswith(self.triggers) for word in trigger)
            and (not self.near or any(word.startswith(self.near) for word in clause))
            and (not self.target or set(targets) <= set(self.target))
        )


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All the words of a brief in one language."""

    source: str
    with_article: tuple[str, ...]
    definite_words: tuple[str, ...]
    time_openers: tuple[str, ...]
    short_names: dict[str, tuple[str, ...]]
    frame: dict[Status, str]
    frame_detail: dict[Status, dict[StatusDetail, str]]
    part: dict[str, str]
    attribution: dict[str, str]
    quote_frame: dict[Status, str]
    quote_frame_detail: dict[Status, dict[StatusDetail, str]]
    status_word: dict[Status, str]
    weight: dict[Act, int]
    top_offices: tuple[str, ...]
    high_offices: tuple[str, ...]
    lesser_offices: tuple[str, ...]
    abbreviations: tuple[str, ...]
    dangling: tuple[str, ...]
    plural_words: tuple[str, ...]
    common_bodies: tuple[str, ...]
    speech: dict[SpeechAct, str]
    quality: dict[Quality, str]
    quality_said: dict[Quality, str]
    change: dict[Change, str]
    change_said: dict[Change, str]
    tie_conflict: dict[TieConflictKind, str]
    heading: dict[str, str]
    limit: dict[str, str]
    count: dict[str, tuple[str, str]]
    empty: dict[str, str]
    verb: tuple[Verb, ...]
    wording: tuple[Wording, ...] = ()

    @cached_property
    def _verbs(self) -> dict[tuple[Act, str | None, str | None], Verb]:
        return {(verb.act, verb.mode, verb.between): verb for verb in self.verb}

    def counted(self, number: int, thing: str) -> str:
        """A number with its noun in the right form: "1 article", "2 articles"."""
        return f"{number:,} {self.count[thing][number != 1]}"

    def verb_for(self, act: Act, mode: str | None, is_between_persons: bool) -> Verb:
        """The most special wording that there is: by mode, then by who meets, then by the act alone."""
        verbs = self._verbs
        between = "persons" if is_between_persons else None
        for key in ((act, mode, between), (act, mode, None), (act, None, between)):
            if key in verbs:
                return verbs[key]
        return verbs[(act, None, None)]

    def wording_for(
        self, act: Act, trigger: Sequence[str], clause: Sequence[str], targets: Sequence[ActorKind]
    ) -> Wording | None:
        """The first wording of an act that fits its predicate, its clause and its targets; null where none does."""
        return next((w for w in self.wording if w.act is act and w.fits(trigger, clause, targets)), None)

    def quote_frame_for(self, status: Status, detail: StatusDetail | None) -> str:
        """The frame in which the article's own words are the sentence."""
        finer = self.quote_frame_detail.get(status, {}) if detail is not None else {}
        return finer.get(detail, self.quote_frame[status]) if detail is not None else self.quote_frame[status]

    def frame_for(self, status: Status, detail: StatusDetail | None) -> str:
        """The frame of a status, in its finer form where the detail has one."""
        if detail is None:
            return self.frame[status]
        return self.frame_detail.get(status, {}).get(detail, self.frame[status])


def load_phrases(language: str = "en") -> Phrases:
    """The phrases of a language from the package's own data.

    Raises:
        KnowledgeError: there are none for the language, an entry is missing, or a placeholder is unknown.

    """
    name = f"phrases/{language}.toml"
    phrases = read_toml(data_root() / "phrases" / f"{language}.toml", Phrases)
    missing: list[str] = [f"verb {act}" for act in Act if (act, None, None) not in phrases._verbs]
    missing += [f"frame {status}" for status in Status if status not in phrases.frame]
    missing += [f"quote_frame {status}" for status in Status if status not in phrases.quote_frame]
    missing += [f"status_word {status}" for status in Status if status not in phrases.status_word]
    missing += [f"weight {act}" for act in Act if act not in phrases.weight]
    for qualities in (phrases.quality, phrases.quality_said):
        missing += [f"quality {quality}" for quality in Quality if quality not in qualities]
    for changes in (phrases.change, phrases.change_said):
        missing += [f"change {change}" for change in Change if change not in changes]
    missing += [f"tie_conflict {kind}" for kind in TieConflictKind if kind not in phrases.tie_conflict]
    missing += [f"speech {act}" for act in SpeechAct if act not in phrases.speech]
    if missing:
        raise KnowledgeError(f"{name}: no entry for {', '.join(missing)}")
    details = [frame for frames in phrases.frame_detail.values() for frame in frames.values()]
    for frame in (*phrases.frame.values(), *details):
        _check_fields(frame, _FRAME_FIELDS, name)
    quoting = [frame for frames in phrases.quote_frame_detail.values() for frame in frames.values()]
    for frame in (*phrases.quote_frame.values(), *quoting):
        _check_fields(frame, _QUOTE_FIELDS, name)
    _check_verbs(phrases, name)
    return phrases


def _check_verbs(phrases: Phrases, name: str) -> None:
    """Refuses a verb that asks for more than its object."""
    entries: tuple[Verb | Wording, ...] = (*phrases.verb, *phrases.wording)
    for form in (form for entry in entries for form in entry.directed or ()):
        _check_fields(form, frozenset({"targets"}), name)
    alone = [form for verb in phrases.verb for form in verb.alone]
    for form in (*alone, *(form for entry in entries for form in entry.mutual or ())):
        _check_fields(form, frozenset(), name)


def _check_fields(template: str, known: frozenset[str], name: str) -> None:
    """Refuses a template with a placeholder that nobody fills."""
    for _, field, _, _ in Formatter().parse(template):
        if field is not None and field not in known:
            raise KnowledgeError(
                f'{name}, "{template}": unknown placeholder "{field}"; known: {", ".join(sorted(known))}'
            )
