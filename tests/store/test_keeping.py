"""What a store keeps beside records: ledger, runs, judgements, happenings."""

import msgspec
import pytest

from dragoman.errors import StoreError
from dragoman.records import Act, EventLink, Happening, Interval, Judgement, OriginCount, SavedSearch, Status, Verdict
from dragoman.store import (
    ArticleQuery,
    DocumentState,
    EventQuery,
    HappeningQuery,
    LedgerEntry,
    RunEntry,
    Settlement,
    Store,
)
from dragoman.store.ledger import READ_AT_ONCE
from tests.store.builders import shelling


def happening_of(name: str, states: tuple[str, ...] = ("KEN", "UGA"), day: str = "2024-03-04") -> Happening:
    """A happening of one day."""
    return Happening(
        id=f"hap-{name}",
        act=Act.ASSAULT,
        states=states,
        status=Status.HAPPENED,
        time=Interval(earliest=day, latest=day),
        links=(EventLink(event=f"evt-{name}", article="art-1", evidence=(0, 5), reason="first account"),),
        reports=1,
        outlets=1,
        origins=OriginCount(min=1, max=1),
    )


def judgement_of(name: str, record: str = "evt-1", **more: str) -> Judgement:
    """A rejection by a person."""
    return Judgement(
        id=f"jdg-{name}", record=record, verdict=Verdict.REJECT, who="Amina", at="2024-03-06T10:00:00Z", **more
    )


def names(store: Store, query: HappeningQuery) -> list[str]:
    """The names of the happenings of an answer."""
    return [found.happening.id.removeprefix("hap-") for found in store.happenings(query)]


def test_the_ledger_keeps_one_entry_for_a_location(store: Store) -> None:
    """A later entry takes the place of the earlier, and moves from state to state."""
    pending = LedgerEntry(location="a.txt", size=3, stamp=2**62, document=b"\x00ref", attempts=1)
    store.ledger.record([pending, LedgerEntry(location="b.txt")])
    assert store.ledger.entry("a.txt") == pending
    failed = LedgerEntry(location="a.txt", state=DocumentState.FAILED, reason="empty", attempts=2)
    store.ledger.record([failed])
    assert list(store.ledger.entries(DocumentState.FAILED)) == [failed]
    assert [entry.location for entry in store.ledger.entries(DocumentState.PENDING)] == ["b.txt"]


def test_a_walk_over_the_ledger_allows_changes(store: Store) -> None:
    """Entries that leave the state while one walks are each seen once, page after page; other runs are not seen."""
    names = [f"{number:04}.txt" for number in range(READ_AT_ONCE + 2)]
    store.ledger.record([LedgerEntry(location=name, run=7) for name in names])
    store.ledger.record([LedgerEntry(location="another run", run=8)])
    seen = []
    for entry in store.ledger.entries(DocumentState.PENDING, run=7):
        seen.append(entry.location)
        store.ledger.record([LedgerEntry(location=entry.location, run=7, state=DocumentState.DONE)])
    assert seen == names


def test_adding_writes_the_ledger_even_where_the_article_is_known(store: Store) -> None:
    """A second place of the same article is remembered as done."""
    store.add(shelling(), coding="rules-1")
    entry = LedgerEntry(location="copy.txt", state=DocumentState.DONE, article=shelling().article.id)
    assert store.add(shelling(), coding="rules-1", entry=entry) is False
    assert store.ledger.entry("copy.txt") == entry


def test_a_run_that_was_interrupted_has_no_end(store: Store) -> None:
    """Runs are numbered; only one that ended has an end and counts."""
    first, second = (store.ledger.begin_run("rules-1", f"2024-03-06T10:0{minute}:00Z") for minute in (0, 1))
    done = RunEntry(run=second, coding="rules-1", started="2024-03-06T10:01:00Z", ended="2024-03-06T10:02:00Z", added=3)
    store.ledger.end_run(done)
    interrupted, ended = store.ledger.runs()
    assert (interrupted.run, interrupted.ended) == (first, None)
    assert ended == done


def test_judgements_are_appended_in_order_and_never_change(store: Store) -> None:
    """A judgement with a known id adds nothing; the earlier one stays as it was."""
    store.judge(judgement_of("2"))
    store.judge(judgement_of("1", record="evt-2", other="evt-1"))
    store.judge(judgement_of("2", note="another note"))
    assert [judgement.id for judgement in store.judgements()] == ["jdg-2", "jdg-1"]
    assert [judgement.id for judgement in store.judgements("evt-1")] == ["jdg-2", "jdg-1"]
    assert [judgement.id for judgement in store.judgements("evt-2")] == ["jdg-1"]
    assert store.judgements("evt-1")[0].note is None


def test_judgements_survive_another_coding(store: Store) -> None:
    """What a person decided stays when the machine codes again."""
    store.add(shelling(), coding="rules-1")
    store.judge(judgement_of("1", record=shelling().events[0].id))
    store.add(shelling(), coding="rules-2")
    assert len(store.judgements(shelling().events[0].id)) == 1


def settle(store: Store, *happenings: Happening) -> None:
    """Puts happenings in place of all of one block."""
    made = tuple(("block", 1, happening) for happening in happenings)
    assert store.blocks.settle(Settlement(stamps={}, replaced={"block": None}, knots={}, happenings=made))


def test_happenings_of_a_block_are_replaced_as_a_whole(store: Store) -> None:
    """None of the earlier set is left, under any pair."""
    settle(store, happening_of("old"), happening_of("older", day="2023-01-01"))
    settle(store, happening_of("new"))
    assert names(store, HappeningQuery()) == names(store, HappeningQuery(pair=("UGA", "KEN"))) == ["new"]


def test_happenings_are_stale_once_records_change(store: Store) -> None:
    """The revision says whether a rebuild is due; adding a known article makes nothing stale, a judgement does."""
    store.add(shelling(), coding="rules-1")
    assert store.revision.records != store.revision.happenings
    store.blocks.finish(store.revision.records)
    store.add(shelling(), coding="rules-1")
    assert store.revision.records == store.revision.happenings
    store.judge(judgement_of("1"))
    assert store.revision.records != store.revision.happenings


def test_happenings_are_found_by_pair_state_day_and_id(store: Store) -> None:
    """A happening of three states has three pairs."""
    three = happening_of("three", states=("KEN", "TUR", "UGA"), day="2024-05-01")
    settle(store, happening_of("two"), three)
    assert names(store, HappeningQuery(pair=("KEN", "TUR"))) == names(store, HappeningQuery(state="tur")) == ["three"]
    assert names(store, HappeningQuery(pair=("KEN", "UGA"), newest_first=True)) == ["three", "two"]
    assert names(store, HappeningQuery(pair=("KEN", "UGA"), state="TUR")) == ["three"]
    assert names(store, HappeningQuery(until="2024-04-01")) == ["two"]
    assert names(store, HappeningQuery(id="hap-two", act=Act.ASSAULT, status=Status.HAPPENED)) == ["two"]
    assert names(store, HappeningQuery(event="evt-three")) == ["three"]
    cursor = store.happenings(HappeningQuery(limit=1))[0].cursor
    assert names(store, HappeningQuery(after=cursor)) == ["three"]


def test_a_closed_cursor_is_refused(store: Store) -> None:
    """Paging goes on only from a cursor that a page gave."""
    with pytest.raises(StoreError, match="cursor"):
        store.happenings(HappeningQuery(after="2024"))


def test_an_overview_counts_what_is_kept(store: Store) -> None:
    """Each kind of record, judgements, and documents that failed or wait."""
    store.add(shelling(), coding="rules-1")
    store.add(shelling(1), coding="rules-1")
    store.ledger.record([LedgerEntry(location="a"), LedgerEntry(location="b", state=DocumentState.FAILED)])
    settle(store, happening_of("one"))
    assert msgspec.structs.asdict(store.overview()) == {
        "articles": 2,
        "events": 2,
        "statements": 2,
        "ties": 2,
        "happenings": 1,
        "judgements": 0,
        "failed": 1,
        "pending": 1,
    }


def test_pairs_come_with_the_most_happenings_first(store: Store) -> None:
    """As they were merged last; of equal ones by name."""
    many = [happening_of("a"), happening_of("b"), happening_of("c", ("AZE", "ISR"))]
    settle(store, *many)
    assert [found.happenings for found in store.pairs()] == [2, 1]
    assert [found.pair for found in store.pairs(1)] == [store.pairs()[0].pair]
    assert store.pairs()[1].pair == ("AZE", "ISR")


def saved(identifier: str, **more: str | None) -> SavedSearch:
    """A search of all that is planned."""
    day = f"2026-05-0{identifier}T10:00:00+00:00"
    made = SavedSearch(id=identifier, name="Plans", page="/search", asked="status=planned", made=day, looked=day)
    return msgspec.structs.replace(made, **more)


def test_a_saved_search_tells_what_came_after_it_was_looked_at(store: Store) -> None:
    """What is in the store when it is made is seen; a change of its name leaves that as it is."""
    store.add(shelling(), coding="rules-1")
    store.searches.keep(saved("1"))
    everything = EventQuery()
    assert store.searches.count_new("1", everything) == 0
    more = shelling(1)
    store.add(more, coding="rules-1")
    store.searches.keep(saved("1", name="All plans"))
    assert store.searches.count_new("1", everything) == len(more.events)
    assert store.searches.count_new("1", EventQuery(limit=1)) == 1
    assert store.searches.count_new("nobody", everything) == 0
    store.searches.look("1", "2026-05-04T10:00:00+00:00")
    assert store.searches.count_new("1", everything) == 0
    assert store.searches.all() == (saved("1", name="All plans", looked="2026-05-04T10:00:00+00:00"),)


def test_an_article_that_is_coded_anew_is_nothing_new_to_a_search(store: Store) -> None:
    """It came before."""
    store.add(shelling(), coding="rules-1")
    store.searches.keep(saved("1"))
    store.add(shelling(), coding="rules-2")
    assert store.searches.count_new("1", EventQuery()) == 0
    assert store.searches.count_new("1", ArticleQuery()) == 0


def test_judgements_of_one_call_are_kept_all_or_none(store: Store) -> None:
    """The second cannot be kept, so the first is not."""
    with pytest.raises(StoreError):
        store.judge(judgement_of("1"), msgspec.structs.replace(judgement_of("2"), record=None))
    assert store.judgements() == ()
    store.judge(judgement_of("1"), judgement_of("2"))
    assert [one.id for one in store.judgements()] == ["jdg-1", "jdg-2"]
