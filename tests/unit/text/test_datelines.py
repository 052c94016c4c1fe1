"""Datelines are cut off the story, and nothing else is."""

import pytest

from dragoman.text.datelines import after_dateline


@pytest.mark.parametrize(
    ("text", "story"),
    [
        ("NAIROBI, May 13, 2025 (Sahel Record) — Kenya and Ethiopia held talks.", "Kenya and Ethiopia held talks."),
        ("LIMA — Peru accused Chile of ramming a boat.", "Peru accused Chile of ramming a boat."),
        ("TUNIS/ROME (Steppe Wire) -A Libyan team will visit Rome.", "A Libyan team will visit Rome."),
        ("Tashkent (Steppe Wire) - Uzbekistan opened a bridge.", "Uzbekistan opened a bridge."),
        ("PORT MORESBY, Oct 2 -- “We agree,” the minister said.", "“We agree,” the minister said."),
    ],
)
def test_dateline_stands_apart(text: str, story: str) -> None:
    """A place in capitals or with an agency, and a dash, open a story without being part of it."""
    parts = after_dateline(text, (0, len(text)))
    assert [text[start:end] for start, end in parts][-1] == story
    assert len(parts) == 2


@pytest.mark.parametrize(
    "text",
    [
        "NATO — an alliance of 32 states — met in Vilnius.",
        "Israel and Egypt — both mediators — met on Sunday.",
        "The AU-led mission left Somalia.",
        "UN-backed talks failed.",
    ],
)
def test_other_dashes_cut_nothing(text: str) -> None:
    """An aside between dashes, or a hyphen, is no dateline."""
    assert after_dateline(text, (0, len(text))) == ((0, len(text)),)
