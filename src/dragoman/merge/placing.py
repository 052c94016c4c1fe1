"""What of an event is kept between merges, as bytes, and under which key its block is found."""

import msgspec

from dragoman.merge.happenings import block_of
from dragoman.merge.plans import is_news_of_delay
from dragoman.merge.profiles import Profile, profiles_of
from dragoman.merge.reach import reach_of
from dragoman.records import CodedArticle, Record

MERGING = 3
"""The version of merging; raised with every change that gives other happenings, so that stored ones are made anew."""

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Profile)


class PlacedEvent(Record, frozen=True, kw_only=True):
    """An event's block, the days (ordinals) that it reaches, whether it tells of a delay, and its profile in bytes."""

    event: str
    block: str
    since: int
    last: int
    is_news: bool
    body: bytes


def place_events(coded: CodedArticle) -> tuple[PlacedEvent, ...]:
    """The events of an article where they are merged."""
    placed = []
    for profile in profiles_of(coded):
        since, last = reach_of(profile)
        placed.append(
            PlacedEvent(
                event=profile.event.id,
                block=block_key(profile),
                since=since,
                last=last,
                is_news=is_news_of_delay(profile),
                body=_encoder.encode(profile),
            )
        )
    return tuple(placed)


def block_key(profile: Profile) -> str:
    """The block of an event as a string: "CONSULT|AZE|ISR"; bars in a name are doubled."""
    parties, family = block_of(profile)
    return "|".join((family, *sorted(party.replace("|", "||") for party in parties)))


def unpack_profile(body: bytes) -> Profile:
    """The profile of a placed event."""
    return _decoder.decode(body)
