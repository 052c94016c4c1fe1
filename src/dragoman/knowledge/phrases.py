"""The words of a brief: frames by status, verbs by act and mode, and the fixed parts around them."""

from functools import cached_property
from string import Formatter

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml
from dragoman.records import Act, Change, Quality, SpeechAct, Status, StatusDetail

Forms = tuple[str, str, str]
"""Base, past and -ing form, each with what belongs to the verb."""

_FRAME_FIELDS = frozenset({"sources", "is", "base", "past", "ing", "mediators", "hosts", "place", "time", "denier"})


class Verb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an act in a mode is said. `between` is "persons" for the wording that only fits where persons are named."""

    act: Act
    directed: Forms
    alone: Forms
    mutual: Forms
    mode: str | None = None
    between: str | None = None
    words: bool = False


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
    speech: dict[SpeechAct, str]
    quality: dict[Quality, str]
    change: dict[Change, str]
    heading: dict[str, str]
    limit: dict[str, str]
    count: dict[str, tuple[str, str]]
    empty: dict[str, str]
    verb: tuple[Verb, ...]

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
    missing += [f"quality {quality}" for quality in Quality if quality not in phrases.quality]
    missing += [f"change {change}" for change in Change if change not in phrases.change]
    missing += [f"speech {act}" for act in SpeechAct if act not in phrases.speech]
    if missing:
        raise KnowledgeError(f"{name}: no entry for {', '.join(missing)}")
    details = [frame for frames in phrases.frame_detail.values() for frame in frames.values()]
    for frame in (*phrases.frame.values(), *details):
        _check_fields(frame, _FRAME_FIELDS, name)
    for verb in phrases.verb:
        for form in verb.directed:
            _check_fields(form, frozenset({"targets"}), name)
        for form in (*verb.alone, *verb.mutual):
            _check_fields(form, frozenset(), name)
    return phrases


def _check_fields(template: str, known: frozenset[str], name: str) -> None:
    """Refuses a template with a placeholder that nobody fills."""
    for _, field, _, _ in Formatter().parse(template):
        if field is not None and field not in known:
            raise KnowledgeError(
                f'{name}, "{template}": unknown placeholder "{field}"; known: {", ".join(sorted(known))}'
            )
