"""What the table of leaders may say of a person of an article, and what in the text forbids it."""

from collections.abc import Mapping, Sequence

from dragoman.find.binding import Bound
from dragoman.find.descriptors import Descriptor
from dragoman.find.drafts import Desk
from dragoman.find.naming import Person, article_less, name_parts, written_name
from dragoman.knowledge.actor_rows import LeaderRow
from dragoman.knowledge.folding import fold_name
from dragoman.knowledge.gazetteer import Gazetteer, may_be_used, was_in_office

# Sectors whose office holders count as elites (ELI) once they have left; parties and armed groups keep their people.
DEMOTED = ("GOV", "LEG", "MIL", "SPY")
INTERNATIONAL = ("IGO", "UNO", "EUR", "NGO")
# Callings that no office holder is introduced by ("the student Wang"); clerics, elites and soldiers do hold office.
_CIVIL = ("CVL", "AGR", "EDU", "BUS", "LAB", "MED", "SOC", "JRN", "CRM")


def learn_from_table(desk: Desk, person: Person, bound: Bound, longer: Mapping[str, Sequence[tuple[str, ...]]]) -> None:
    """Adds to a person what the table holds of it, unless the text says that it is somebody else.

    `longer` are the keys of unknown longer names of the article by their last part ("Tom Johnson" by "johnson").
    """
    terms = terms_of(desk, bound, person, longer)
    if not terms:
        return
    person.terms = terms
    if len(person.parts) == 1 or person.name not in (terms[0].name, *terms[0].aliases):
        person.name = terms[0].name
        person.parts = name_parts(terms[0].name, desk.gazetteer)
        desk.persons[person.story].add(person)
    holding = [row for row in terms if _is_held(desk, person, row)]
    begun = [row for row in terms if not _is_to_come(row, desk.day)]
    row = (holding or begun or list(terms))[-1]
    if row.state and not person.states and person.sector not in INTERNATIONAL:
        person.states = (row.state,)
    person.feminine = person.feminine if row.gender is None else row.gender.lower().startswith("f")
    is_of_body = row.state is None and row.sector in INTERNATIONAL and not person.states  # "UN envoy Geir Pedersen"
    if holding and (person.sector is None or person.former or is_of_body):
        person.sector = row.sector
    elif person.sector is None and begun:
        person.sector = "ELI" if row.sector in DEMOTED and _is_over(row.until, desk.day) else row.sector
    person.reason = "; ".join(part for part in (person.reason, row.row) if part)


def terms_of(
    desk: Desk, bound: Bound, person: Person | None, longer: Mapping[str, Sequence[tuple[str, ...]]]
) -> tuple[LeaderRow, ...]:
    """The terms of the leader whom a name means in this article; none where the text speaks of a namesake."""
    titles = person.titles if person is not None else [*bound.descriptors, *bound.apposed]
    name = written_name(desk.marked, bound.atom, desk.entry(bound.atom), desk.gazetteer)
    terms = leader_of(
        desk.gazetteer, name, desk.day, person.states if person is not None else (), set(desk.states),
        titles, is_international=person is not None and person.sector in INTERNATIONAL,
    )  # fmt: skip
    if not terms:
        return ()
    is_full = len(name_parts(name, desk.gazetteer)) > 1
    is_fitting = any(fits(title, row) for title in titles for row in terms)
    is_common = article_less(fold_name(name).split()[-1]) in desk.gazetteer.words.common_surnames
    holds = any(was_in_office(row, desk.day) for row in terms)
    if not is_fitting and (is_common or holds or not is_full) and any(_is_civil(one, terms) for one in titles):
        return ()
    if is_full:
        return terms
    key = name_parts(name, desk.gazetteer)
    rivals = [person.parts] if person is not None and len(person.parts) > 1 else longer.get(key[-1] if key else "", ())
    if any(not is_name_of(parts, terms, desk.gazetteer) for parts in rivals):
        return ()
    if not is_fitting and desk.day and holds and any(_is_other_portfolio(one) for one in titles):
        return ()
    is_near = terms[0].state is not None and (terms[0].state in desk.states or (person is not None and person.states))
    return terms if is_near or is_fitting or not is_common else ()


def fits(title: Descriptor, term: LeaderRow) -> bool:
    """Whether a title can be the office of a term: "Foreign Minister" is a Foreign Secretary, "leader" is any."""
    said = (title.row.office or title.row.phrase).lower().split()
    held = (term.office or "").lower().split()
    if not held or title.row.kind != "office":
        return False
    if title.row.phrase == "leader" or said == held:
        return True
    if " " not in title.row.phrase and (title.row.phrase in held or said[0] in held):
        return True
    return said[0] == held[0] and said[-1] in ("minister", "secretary")


def _is_civil(title: Descriptor, terms: tuple[LeaderRow, ...]) -> bool:
    """Whether a title tells of another calling than any office of the leader: "student", "farmer", "economist"."""
    if title.status == "former" or title.sector in {row.sector for row in terms}:
        return False
    return title.sector in _CIVIL or (title.sector is None and title.row.kind in ("person", "anonymous"))


def _is_other_portfolio(title: Descriptor) -> bool:
    """Whether a title is that of a minister of one field, who is another than the head of government of that day."""
    said = (title.row.office or title.row.phrase).lower()
    return title.status == "current" and said.endswith(" minister") and said != "prime minister"


def is_name_of(parts: tuple[str, ...], terms: tuple[LeaderRow, ...], gazetteer: Gazetteer) -> bool:
    """Whether a longer name of the article can be the leader's: "Recep Erdogan" for Recep Tayyip Erdoğan."""
    names = (name for row in terms for name in (row.name, *row.aliases))
    return any(set(parts) <= set(name_parts(name, gazetteer)) for name in names)


def _is_held(desk: Desk, person: Person, row: LeaderRow) -> bool:
    """Whether a term runs on the article's day.

    Without a day every term counts as running, for an undated article may be of any day, unless the text itself
    calls its holder "former": then only another office of today counts.
    """
    if desk.day is not None:
        return was_in_office(row, desk.day)
    return not person.former or (row.until is None and not any(fits(one, row) for one in person.titles))


def _is_over(until: str | None, day: str | None) -> bool:
    return day is not None and until is not None and until < day[: len(until)]


def _is_to_come(row: LeaderRow, day: str | None) -> bool:
    return day is not None and row.since is not None and day[: len(row.since)] < row.since


def leader_of(
    gazetteer: Gazetteer,
    name: str,
    day: str | None,
    states: tuple[str, ...],
    of_article: set[str],
    titles: Sequence[Descriptor] = (),
    is_international: bool = False,
) -> tuple[LeaderRow, ...]:
    """The terms of the one leader of a name: of the given states, then in office on the day, with an office that the

    titles can mean, then of the article. Without a day the last holder is meant. Who is of an international body by
    the text has no terms of a state where there are others. Nothing is given where several persons remain.
    """
    known = terms_of_name(gazetteer, name, day)
    rows = [row for row in known if not states or row.state in states]
    if is_international:
        rows = [row for row in rows if row.state is None] or rows
    rows = [row for row in rows if was_in_office(row, day)] or rows
    if len(_persons(rows)) > 1:
        rows = [row for row in rows if any(fits(title, row) for title in titles)] or rows
    if len(_persons(rows)) > 1:
        rows = [row for row in rows if row.state in of_article] or rows
    if len(_persons(rows)) > 1 and (day is None or len({row.name for row in rows}) == 1):
        rows = [max(rows, key=lambda row: row.until or row.since or "")]
    if len(_persons(rows)) != 1:
        return ()
    return tuple(row for row in known if (row.name, row.state) in _persons(rows))


def _persons(rows: list[LeaderRow]) -> set[tuple[str, str | None]]:
    return {(row.name, row.state) for row in rows}


def terms_of_name(gazetteer: Gazetteer, name: str, day: str | None) -> tuple[LeaderRow, ...]:
    """The terms of a full name, else of a surname, with or without its Arabic article, that may be used on a day."""
    key = fold_name(name)
    named = tuple(term for entry in gazetteer.by_key.get(key, ()) for term in entry.terms)
    for terms in (named, gazetteer.by_surname.get(key, ()), gazetteer.by_surname.get(article_less(key), ())):
        usable = tuple(term for term in terms if may_be_used(term, day))
        if usable:
            return usable
    return ()
