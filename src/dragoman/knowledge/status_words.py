"""Words that set the status of an act: plans, wishes, refusals, cancellations, hedges."""

import msgspec

from dragoman.knowledge.files import data_root, read_toml


class StatusWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas by effect on the act that they govern ("plans to visit", "cancelled the visit", "a planned visit").

    The lists ending in `_verbs` govern an infinitive or an event noun; `planned_adjectives` and the like modify an
    event noun or stand as a predicate before an infinitive ("is set to", "is due to"). What `suffered_verbs` say is
    never done without an object, so that a participle without one is a passive ("Two monks killed in Mali").
    """

    source: str
    planned_verbs: frozenset[str]
    desired_verbs: frozenset[str]
    possible_verbs: frozenset[str]
    actual_verbs: frozenset[str]
    ongoing_verbs: frozenset[str]
    light_verbs: frozenset[str]
    called_off_verbs: frozenset[str]
    postponed_verbs: frozenset[str]
    refused_verbs: frozenset[str]
    failed_verbs: frozenset[str]
    denied_verbs: frozenset[str]
    order_verbs: frozenset[str]
    object_control_verbs: frozenset[str]
    suffered_verbs: frozenset[str]
    planned_adjectives: frozenset[str]
    possible_adjectives: frozenset[str]
    called_off_adjectives: frozenset[str]
    past_adjectives: frozenset[str]
    willing_adjectives: frozenset[str]
    plan_nouns: frozenset[str]
    claim_nouns: frozenset[str]
    hypothetical_nouns: frozenset[str]
    conditional_marks: frozenset[str]
    habitual_adverbs: frozenset[str]
    hedge_adverbs: frozenset[str]


def load_status_words() -> StatusWords:
    """The package's own data.

    Raises:
        KnowledgeError: the file is not as it should be.
    """
    return read_toml(data_root() / "cues" / "status.toml", StatusWords)
