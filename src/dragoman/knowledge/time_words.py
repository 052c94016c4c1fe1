"""Words of time expressions, by language: the class of the time grammar that a form belongs to, and its value."""

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml

UNITS = ("hour", "day", "week", "fortnight", "weekend", "month", "quarter", "year", "decade", "century")

_PLAIN_CLASSES = (  # noqa: SIM905 - 70 quoted words would hide what is in it
    "month month_short weekday weekday_short weekday_plural season day_word part_of_day holiday "
    "named_date decade_word number some half ordinal last past previous next following coming this that "
    "same recent early mid late start end earlier later ago ago_before every times in on at of the a poss "
    "during since until through by before after pre post from to between and or for within as_of starting approx "
    "circa over from_now vague_past vague_future present at_the_time then set_word per ended well begun overnight "
    "fiscal fiscal_year hijri_month hijri_year hijri_era persian_month persian_year persian_era month_of"
).split()
WORD_CLASSES = frozenset((*(f"unit_{unit}" for unit in UNITS), *_PLAIN_CLASSES))
"""The word classes that find/time_grammar.py knows; a data file may use no other."""


class WordClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one class: with a value each, or without. `capital` words count only with a capital letter."""

    name: str
    source: str
    values: dict[str, int | str] = {}
    words: tuple[str, ...] = ()
    capital: bool = False


class TenseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells past from future where the parser does not: lemmas for English, forms and endings for others.

    `put_off_verbs` are told in the past of an end that is still to come ("extended until Friday").
    """

    source: str
    future_verbs: frozenset[str] = frozenset()
    future_modals: frozenset[str] = frozenset()
    reporting_verbs: frozenset[str] = frozenset()
    future_modifiers: frozenset[str] = frozenset()
    put_off_verbs: frozenset[str] = frozenset()
    future_words: frozenset[str] = frozenset()
    past_words: frozenset[str] = frozenset()
    past_endings: tuple[str, ...] = ()
    default: str = "past"


class GuardWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that keep a look-alike from being read as a time.

    `night_acts` are the nouns that "overnight" dates; beside `night_idioms` and `hedges` it means "at once".
    """

    source: str
    ambiguous: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    after_number: frozenset[str] = frozenset()
    night_acts: frozenset[str] = frozenset()
    night_idioms: frozenset[str] = frozenset()
    hedges: frozenset[str] = frozenset()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    language: str
    tense: TenseWords
    guard: GuardWords
    classes: list[WordClass]


class Word(msgspec.Struct, frozen=True, gc=False):
    """What one form means to the grammar. `length` is its number of words."""

    word_class: str
    value: int | str
    capital: bool
    length: int = 1


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """One language: single words by their lower-case form, phrases by their first word, longest first."""

    language: str
    tense: TenseWords
    guard: GuardWords
    words: dict[str, Word]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Word], ...]]


class TimeWords(msgspec.Struct, frozen=True, kw_only=True):
    """The lexicons of all languages, by ISO 639-1 code."""

    lexicons: dict[str, Lexicon]

    def of(self, language: str | None) -> Lexicon:
        """The lexicon of a language; English where the language is unknown or has none."""
        return self.lexicons.get((language or "en")[:2].lower(), self.lexicons["en"])


def load_time_words() -> TimeWords:
    """The package's own time words, one file per language.

    Raises:
        KnowledgeError: a file is not as it should be, a class is unknown, or a word stands in two classes.

    """
    folder = data_root() / "times"
    files = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    loaded = [(path.name, read_toml(path, _File)) for path in files]
    return TimeWords(lexicons={content.language: _lexicon(name, content) for name, content in loaded})


def _lexicon(name: str, content: _File) -> Lexicon:
    words: dict[str, Word] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for entry in content.classes:
        if entry.name not in WORD_CLASSES:
            known = ", ".join(sorted(WORD_CLASSES))
            raise KnowledgeError(f'times/{name}: unknown class "{entry.name}"; the grammar knows {known}')
        for form, value in [*entry.values.items(), *((word, 0) for word in entry.words)]:
            parts = tuple(form.split())
            word = Word(entry.name, value, entry.capital, len(parts))
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts, word))
            elif form in words:
                raise KnowledgeError(f'times/{name}: "{form}" is in {words[form].word_class} and in {entry.name}')
            else:
                words[form] = word
    ordered = {first: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for first, group in phrases.items()}
    return Lexicon(language=content.language, tense=content.tense, guard=content.guard, words=words, phrases=ordered)
