"""Merging what changed: new events are tied to the knots they belong to, and only these are merged anew.

The happenings are those of one merge of everything, in whatever order and portions articles and judgements came. An
interrupt leaves no half block: what was not settled is due again.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.merge.bindings import Bindings, bindings_of
from dragoman.merge.copies import COPY_DAYS, CopyLinks, are_in_time, compare_texts, enough_marks, link_copies, sketch_of
from dragoman.merge.happenings import merge_knot, merge_profiles
from dragoman.merge.knots import binds
from dragoman.merge.placing import MERGING, place_events, unpack_profile
from dragoman.merge.plans import with_plans_put_off
from dragoman.merge.profiles import Profile
from dragoman.merge.standing import standing
from dragoman.records import Article, CodedArticle, Happening, Verdict
from dragoman.records.copies import CopyLink, Sketch
from dragoman.store import BlockEvent, Blocks, DirtyBlock, Placed, Settlement, Store
from dragoman.workspace.layer import ids_now, lay_judgements

WHOLE_FROM = 0.25
"""The part of a block's events from which, if they are new, the block is merged as a whole: that costs less then."""


def merge_changes(store: Store) -> bool:
    """Merges what changed since the last merge; whether anything had.

    Raises:
        StoreError: the store refuses; what was settled before stays.

    """
    lay_judgements(store)
    blocks = store.blocks
    blocks.begin(MERGING)
    records = store.revision.records
    if records == store.revision.happenings and not blocks.unplaced() and not blocks.dirty():
        return False
    while page := blocks.unplaced():
        blocks.place(tuple(_placed(page, blocks)))
    bindings = _bindings(store)
    blocks.bind(frozenset((*pair, word) for word, pairs in _words_of(bindings) for pair in pairs))
    while due := blocks.dirty():
        joined = _joined_blocks(blocks, bindings)
        for block in due:
            _merge_block(blocks, block, joined.get(block), bindings)
    blocks.finish(records)
    return True


def _bindings(store: Store) -> Bindings:
    """What people bind and part, by the ids that events have now."""
    judgements = store.judgements()
    pairs = [one for one in standing(judgements) if one.verdict in (Verdict.SAME, Verdict.NOT_SAME)]
    return bindings_of(pairs, ids_now(store, pairs))


def _words_of(bindings: Bindings) -> tuple[tuple[str, frozenset[tuple[str, str]]], ...]:
    return ((Verdict.SAME.value, bindings.same), (Verdict.NOT_SAME.value, bindings.different))


def _placed(page: Sequence[CodedArticle], blocks: Blocks) -> Iterator[Placed]:
    """The articles with their events and copies; a link belongs to the later of two articles on one page."""
    ids = {coded.article.id for coded in page}
    sketches = [sketch_of(coded.article) for coded in page]
    within = link_copies((coded.article, sketch) for coded, sketch in zip(page, sketches, strict=True))
    seen: set[str] = set()
    for coded, sketch in zip(page, sketches, strict=True):
        article = coded.article
        seen.add(article.id)
        links = [link for pair, link in within.items() if article.id in pair and seen.issuperset(pair)]
        links += _copies_in_store(article, sketch, blocks, ids)
        events = tuple(BlockEvent(**msgspec.structs.asdict(event)) for event in place_events(coded))
        yield Placed(article=article.id, events=events, sketch=sketch, copies=tuple(links))


def _copies_in_store(article: Article, sketch: Sketch, blocks: Blocks, but: set[str]) -> Iterator[CopyLink]:
    """Links to stored articles other than some."""
    likely = [
        other.article
        for other, shared in blocks.alike(sketch, COPY_DAYS)
        if other.article not in but
        and are_in_time(sketch, other)
        and enough_marks(shared, len(sketch.marks), len(other.marks))
    ]
    for other in blocks.articles(likely) if likely else ():
        link = compare_texts(article, other)
        if link is not None:
            yield link


def _joined_blocks(blocks: Blocks, bindings: Bindings) -> dict[str, frozenset[str]]:
    """The blocks whose events a person judged the same, each with all that such judgements join it to."""
    where = blocks.blocks_of({event for pair in bindings.same for event in pair})
    joined: dict[str, set[str]] = {}
    for one, other in sorted(bindings.same):
        if one in where and other in where:
            together = joined.get(where[one], {where[one]}) | joined.get(where[other], {where[other]})
            joined.update(dict.fromkeys(together, together))
    return {block: frozenset(together) for block, together in joined.items()}


def _merge_block(blocks: Blocks, block: str, joined: frozenset[str] | None, bindings: Bindings) -> None:
    """Merges what of a block is due; nothing where another process changed it meanwhile, for then it is due again."""
    due = blocks.read(block)
    if not due.untied and not due.knots:
        return  # settled together with a block that it is joined to
    is_moved = any(event.is_news for event in due.untied)
    if joined or is_moved or 0 in due.knots or len(due.untied) >= WHOLE_FROM * due.size:
        blocks.settle(_whole(blocks, due, sorted(joined or {block}), bindings))
    else:
        blocks.settle(_parts(blocks, due, bindings))


def _whole(blocks: Blocks, due: DirtyBlock, together: Sequence[str], bindings: Bindings) -> Settlement:
    """All of some blocks, one of which was read, merged anew."""
    stamps = {block: due.stamp if block == due.block else blocks.read(block).stamp for block in together}
    events = [event for block in together for event in blocks.members(block)]
    profiles = {event.event: unpack_profile(event.body) for event in events}
    made, knots = merge_profiles(profiles, bindings, _copies_of(blocks, profiles.values()))
    homes = {event.event: event.block for event in events}
    happenings = tuple((homes[one.happening.links[0].event], one.knot, one.happening) for one in made)
    return Settlement(stamps=stamps, replaced=dict.fromkeys(together), knots=knots, happenings=happenings)


def _parts(blocks: Blocks, due: DirtyBlock, bindings: Bindings) -> Settlement:
    """The knots of a block that lost an event or get a new one, merged anew."""
    news = [unpack_profile(event.body) for event in blocks.news(due.block)]
    groups = _tied(blocks, due, news)
    taken = {knot for group in groups for knot in group.knots}
    groups += [_Group(set(), {knot}) for knot in sorted(due.knots - taken)]
    touched = frozenset(taken | due.knots)
    members = (*due.untied, *blocks.members(due.block, touched))
    free = due.highest_knot
    knots: dict[str, int] = {}
    made: list[tuple[str, int, Happening]] = []
    for group in groups:
        own = [event for event in members if event.event in group.events or event.knot in group.knots]
        free += 1
        number = min(group.knots, default=free)
        knots.update({event.event: number for event in own if event.knot != number})
        profiles = [unpack_profile(event.body) for event in own]
        found = merge_knot(profiles, news, bindings, _copies_of(blocks, profiles))
        made += [(due.block, number, happening) for happening in found]
    return Settlement(stamps={due.block: due.stamp}, replaced={due.block: touched}, knots=knots, happenings=tuple(made))


class _Group:
    """New events and stored knots that reasons tie together."""

    __slots__ = ("events", "knots")

    def __init__(self, events: set[str], knots: set[int]) -> None:
        self.events, self.knots = events, knots

    def meets(self, other: "_Group") -> bool:
        """Whether they share an event or a knot."""
        return bool(self.events & other.events or self.knots & other.knots)


def _tied(blocks: Blocks, due: DirtyBlock, news: Sequence[Profile]) -> list[_Group]:
    """The groups that the new events of a block make, each compared with what it can reach."""
    groups: list[_Group] = []
    profiles: dict[str, Profile] = {}

    def profile_of(event: BlockEvent) -> Profile:
        if event.event not in profiles:
            profiles.update(with_plans_put_off({event.event: unpack_profile(event.body)}, news))
        return profiles[event.event]

    for event in due.untied:
        group = _Group({event.event}, set())
        for other in blocks.near(due.block, event.since, event.last):
            if other.event in group.events or other.knot in group.knots:
                continue
            if binds([profile_of(event)], [profile_of(other)]):
                if other.knot:
                    group.knots.add(other.knot)
                else:
                    group.events.add(other.event)
        for known in [known for known in groups if known.meets(group)]:
            groups.remove(known)
            group.events |= known.events
            group.knots |= known.knots
        groups.append(group)
    return groups


def _copies_of(blocks: Blocks, profiles: Iterable[Profile]) -> CopyLinks:
    articles = {profile.article.id for profile in profiles}
    return {(link.one, link.other): link for link in blocks.copies(articles)} if len(articles) > 1 else {}
