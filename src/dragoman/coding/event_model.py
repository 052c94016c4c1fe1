"""The event task of the trained model: the words of a sentence that claim an act, and who stands in their roles."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np

from dragoman.coding.encoder import Encoder, Floats, gelu, shares
from dragoman.coding.event_inputs import InputReader, SentenceInput, Word
from dragoman.find.found import FoundMention
from dragoman.find.opinions import Opinion
from dragoman.records import Act, Span, overlaps

# A mode is told where it has this share among the modes of its act.
LEAST_MODE = 0.5
# A mention fills a role where the role is likelier than none and than any other; far weaker ones are noise.
LEAST_ROLE = 0.4
# Sentences of ours have at most 17 mentions; a list of thousands must not cost its square.
MOST_MENTIONS = 24
LEAST_SECOND = 0.12
# Tokens that two windows of a long sentence share: a clause.
OVERLAP = 48

Roles = dict[str, tuple[FoundMention, ...]]


class _Sides(msgspec.Struct, frozen=True):
    """The mentions in the roles of a word, the share of the likeliest in each, and which roles were guessed."""

    roles: Roles
    shares: dict[str, float]
    guessed: tuple[str, ...] = ()


class _Row(msgspec.Struct, frozen=True):
    """A word with its sentence and the token at which it stands; `states` are those of its sentence's tokens.

    `mentions` gives first and last token of each mention that the window holds, by its place among the sentence's.
    """

    sentence: SentenceInput
    word: Word
    token: int
    states: Floats
    mentions: dict[int, tuple[int, int]]

    def nearest(self) -> list[int]:
        """The mentions that stand nearest to the word, in reading order, where a sentence has more than can matter."""
        if len(self.mentions) <= MOST_MENTIONS:
            return list(self.mentions)
        return sorted(sorted(self.mentions, key=lambda m: abs(self.mentions[m][0] - self.token))[:MOST_MENTIONS])


def windows_of(length: int, limit: int) -> list[tuple[int, int]]:
    """Stretches `[first, last)` of a sentence's tokens, special ones left out, that hold at most `limit` with them.

    `length` counts the sentence's tokens with its two special ones. Neighbours overlap by `OVERLAP` tokens.
    """
    last, room = length - 1, limit - 2
    if last - 1 <= room:
        return [(1, last)]
    starts = range(1, last - OVERLAP, room - OVERLAP)
    return [(start, min(start + room, last)) for start in starts]


def _rows_of(
    one: SentenceInput, offsets: Sequence[Span], windows: Sequence[tuple[tuple[int, int], Floats]]
) -> Iterator[_Row]:
    """The words of one sentence; token numbers of a window count its leading special token."""
    piece_at = {place: n for n, (start, end) in enumerate(offsets) for place in range(start, end)}
    held = [
        {
            m: (piece_at[start] - first + 1, piece_at[end - 1] - first + 1)
            for m, (start, end) in enumerate(one.spans)
            if first <= piece_at.get(start, -1) and piece_at.get(end - 1, last) < last
        }
        for (first, last), _ in windows
    ]
    for word in one.words:
        piece = piece_at.get(word.span[0])
        if piece is None:
            continue
        edges = [min(piece - first, last - 1 - piece) for (first, last), _ in windows]
        chosen = edges.index(max(edges))
        (first, _), states = windows[chosen]
        yield _Row(one, word, piece - first + 1, states, held[chosen])


class EventModel:
    """Opinions on the words of sentences; safe to call from one thread at a time."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder or Encoder()
        self.settings = self._encoder.settings
        self._none = self.settings.types.index("NONE")

    def opinions(self, inputs: Sequence[SentenceInput], reader: InputReader, least: float) -> list[Opinion]:
        """The words that claim an act with a share of at least `least`, in reading order."""
        rows = self._rows([one for one in inputs if one.words])
        if not rows:
            return []
        features = [self._numbered(row.word.features, self.settings.word_features) for row in rows]
        at = np.stack([row.states[row.token] for row in rows])
        seen = np.concatenate([at, self._encoder.embedded("word_features", features)], axis=1)
        hidden = gelu(self._encoder.linear("word", seen))
        acts = shares(self._encoder.linear("act", hidden), self.settings.act_temperature)
        places = [i for i, shares_of in enumerate(acts) if 1 - shares_of[self._none] >= least]
        if not places:
            return []
        chosen = [rows[i] for i in places]
        roles = self._roles(chosen, [self._likeliest(acts[i]) for i in places], reader)
        found = self._told(chosen, acts[places], hidden[places], roles)
        return sorted(found, key=lambda opinion: opinion.token)

    def _rows(self, inputs: Sequence[SentenceInput]) -> list[_Row]:
        """The words of all sentences, each with the window of its sentence in which it stands least near an edge."""
        coded = [self._encoder.tokenizer.encode(one.text, add_special_tokens=True) for one in inputs]
        parts = [
            (i, window) for i, one in enumerate(coded) for window in windows_of(len(one.ids), self.settings.max_tokens)
        ]
        ids = [[coded[i].ids[0], *coded[i].ids[first:last], coded[i].ids[-1]] for i, (first, last) in parts]
        by_sentence: dict[int, list[tuple[tuple[int, int], Floats]]] = {}
        for (i, window), states in zip(parts, self._encoder.states(ids), strict=True):
            by_sentence.setdefault(i, []).append((window, states))
        found: list[_Row] = []
        for i, one in enumerate(inputs):
            found.extend(_rows_of(one, coded[i].offsets, by_sentence[i]))
        return found

    def _numbered(self, names: Iterable[str], vocabulary: dict[str, int]) -> list[int]:
        return [vocabulary[name] for name in names if name in vocabulary]

    def _likeliest(self, row: Floats) -> int:
        """The likeliest type that is not NONE."""
        return max((i for i in range(len(row)) if i != self._none), key=lambda i: float(row[i]))

    def _told(self, rows: list[_Row], acts: Floats, hidden: Floats, sides: list[_Sides]) -> list[Opinion]:
        statuses, modes = shares(self._encoder.linear("status", hidden)), shares(self._encoder.linear("mode", hidden))
        symmetric = self._encoder.linear("symmetric", hidden)[:, 0] > 0
        found: list[Opinion] = []
        for i, row in enumerate(rows):
            act, status = self._likeliest(acts[i]), int(statuses[i].argmax())
            event = float(1 - acts[i][self._none])
            found.append(
                Opinion(
                    token=row.word.token,
                    event=event,
                    act=Act(self.settings.types[act]),
                    act_share=float(acts[i][act]) / max(event, 1e-9),
                    mode=self._mode(act, modes[i]),
                    status=self._encoder.statuses[status],
                    status_share=float(statuses[i][status]),
                    symmetric=bool(symmetric[i]),
                    role_shares=sides[i].shares,
                    guessed=sides[i].guessed,
                    **sides[i].roles,
                )
            )
        return found

    def _mode(self, act: int, row: Floats) -> str | None:
        """The likeliest mode of an act, where it stands out among the act's modes."""
        prefix = f"{self.settings.types[act]}/"
        own = {name: float(row[i]) for i, name in enumerate(self.settings.modes) if name.startswith(prefix)}
        best = max(own, key=lambda name: own[name], default=None)
        if best is None or own[best] < LEAST_MODE * sum(own.values()) or best.endswith("/None"):
            return None
        return best.removeprefix(prefix)

    def _roles(self, rows: list[_Row], acts: list[int], reader: InputReader) -> list[_Sides]:
        """The mentions in each role of each word."""
        links = [(i, m) for i, row in enumerate(rows) for m in row.nearest()]
        if not links:
            return [_Sides({}, {}) for _ in rows]
        vocabulary = self.settings.link_features
        features = [
            self._numbered(reader.link(rows[i].word, rows[i].sentence.mentions[m]), vocabulary) for i, m in links
        ]
        triggers = self._encoder.linear("of_trigger", np.stack([row.states[row.token] for row in rows]))
        ends = [(rows[i].states, *rows[i].mentions[m]) for i, m in links]
        mentions = np.stack([(states[first] + states[last]) * np.float32(0.5) for states, first, last in ends])
        of_mention, of_trigger = self._encoder.linear("of_mention", mentions), triggers[[i for i, _ in links]]
        seen = self._encoder.embedded("link_features", features)
        of_act = self._encoder.embedded("acts", [[acts[i]] for i, _ in links])
        joined = np.concatenate([of_trigger, of_mention, of_trigger * of_mention, seen, of_act], axis=1)
        found = shares(self._encoder.linear("role", gelu(self._encoder.linear("link", joined))))
        by_row: list[list[tuple[int, Floats]]] = [[] for _ in rows]
        for (i, m), of_link in zip(links, found, strict=True):
            by_row[i].append((m, of_link))
        return [self._filled(row, chosen) for row, chosen in zip(rows, by_row, strict=True)]

    def _filled(self, row: _Row, links: list[tuple[int, Floats]]) -> _Sides:
        """The roles of one word; of overlapping mentions the likeliest alone.

        A side that nobody fills is offered once more, to the likeliest mention that is left: an act has two sides.
        """
        roles: dict[str, list[FoundMention]] = {name: [] for name in self.settings.roles[1:]}
        taken: list[Span] = []
        best: dict[int, float] = {}

        def fill(role: int, least: float, *, is_first: bool) -> None:
            for m, of_link in sorted(links, key=lambda link: -float(link[1][role])):
                span = row.sentence.spans[m]
                is_likeliest = role == int(of_link.argmax())
                if of_link[role] < least or (is_first and not is_likeliest):
                    continue
                if not any(overlaps(span, other) for other in taken):
                    taken.append(span)
                    best.setdefault(role, float(of_link[role]))
                    roles[self.settings.roles[role]].append(row.sentence.mentions[m])
                    if not is_first:
                        return

        for role in range(1, len(self.settings.roles)):
            fill(role, LEAST_ROLE, is_first=True)
        empty = tuple(name for name in ("sources", "targets") if not roles[name])
        for name in empty:
            fill(self.settings.roles.index(name), LEAST_SECOND, is_first=False)
        filled = {name: tuple(sorted(mentions, key=lambda one: one.span)) for name, mentions in roles.items()}
        return _Sides(filled, {self.settings.roles[role]: share for role, share in best.items()}, empty)
