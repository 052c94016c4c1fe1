"""The patterns read leads in the style of news agencies: what they must find, and what they must leave alone."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from dragoman.knowledge import Knowledge
from tests.specs.test_patterns import code, said

PRECISION = 0.85  # of every hundred claims that the patterns make, at most fifteen may be wrong
RECALL = 0.75


class Lead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lead, its claims (readings that are equally right joined by " | "), and claims that are right as well."""

    text: str
    gives: tuple[str, ...]
    may: tuple[str, ...] = ()


LEADS = msgspec.convert(tomllib.loads(Path(__file__).with_name("leads.toml").read_text("utf-8"))["lead"], list[Lead])


def without_mode(claim: str) -> str:
    """The claim without its mode, two sides in alphabetical order: KEN > SOM ASSAULT/drone → KEN > SOM ASSAULT."""
    pair, act, *rest = claim.rsplit(" ", 4 if " via " in claim else 2)
    pair = " = ".join(sorted(pair.split(" = ")))
    return " ".join((pair, act.partition("/")[0], *rest))


def means(found: str, wanted: str) -> bool:
    """Whether a claim is one of the wanted readings; a reading without a mode takes any mode."""
    for reading in wanted.split(" | "):
        if without_mode(found) == without_mode(reading) and ("/" not in reading or _act(found) == _act(reading)):
            return True
    return False


def _act(claim: str) -> str:
    return next(word for word in claim.split() if word.partition("/")[0].isupper() and len(word) > 4)


@pytest.fixture(scope="module")
def readings(knowledge: Knowledge) -> list[tuple[Lead, list[str]]]:
    """Every lead with the claims that the rules make of it."""
    return [(lead, [said(event) for event in code(lead.text, knowledge).events]) for lead in LEADS]


def test_leads_cover_every_region_and_hold_thirty_without_a_claim() -> None:
    """The table is large enough to be a measure, and a fifth of it is news of other kinds."""
    assert len(LEADS) >= 120
    assert sum(not lead.gives for lead in LEADS) >= 30


def test_claims_made_of_leads_are_right(readings: list[tuple[Lead, list[str]]]) -> None:
    """Of the claims that the rules make, at least as many are right as `PRECISION` says."""
    made = [(lead, claim) for lead, claims in readings for claim in claims]
    wrong = [(lead, claim) for lead, claim in made if not any(means(claim, w) for w in (*lead.gives, *lead.may))]
    told = "\n".join(f"wrong: {claim} <- {lead.text}" for lead, claim in wrong)
    assert 1 - len(wrong) / len(made) >= PRECISION, told


def test_claims_of_leads_are_found(readings: list[tuple[Lead, list[str]]]) -> None:
    """Of the claims that the leads hold, at least as many are found as `RECALL` says."""
    wanted = [(lead, claim, claims) for lead, claims in readings for claim in lead.gives]
    missed = [(lead, claim, claims) for lead, claim, claims in wanted if not any(means(c, claim) for c in claims)]
    told = "\n".join(
        f"missed: {claim} <- {lead.text} (made: {'; '.join(claims) or 'nothing'})" for lead, claim, claims in missed
    )
    assert 1 - len(missed) / len(wanted) >= RECALL, told
