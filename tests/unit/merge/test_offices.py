"""Office memory: terms of office from titles bound to names, with their words, windows and contradictions."""

from dragoman.merge.offices import learn_offices
from dragoman.records import Actor, ActorKind, CodedArticle, Office, OfficeTerm, content_id
from tests.records_made import Page
from tests.texts import quote


def says(text: str, name: str, title: str, state: str | None, day: str | None, status: str = "current") -> CodedArticle:
    """An article that gives one person one office, in words that hold the title."""
    page = Page(text, published=day)
    office = Office(title=title, state=state, status=status, span=quote(text, title))
    person = Actor(id=content_id("act", name), name=name, kind=ActorKind.PERSON, state=state, offices=(office,))
    return CodedArticle(article=page.article, actors=(person,))


def window(term: OfficeTerm) -> tuple[str, str | None, str | None]:
    """Who, and the first and last day."""
    return term.person, term.first, term.last


MAY = says("Kenya's Trade Minister Ali Sow spoke.", "Ali Sow", "Trade Minister", "KEN", "2024-05-01")
JUNE = says("Kenya's Trade Minister Sow left.", "Sow", "Trade Minister", "KEN", "2024-06-01")
UNDATED = says("Trade Minister Ali Sow of Kenya.", "Ali Sow", "Trade Minister", "KEN", None)


def test_a_term_runs_from_the_first_to_the_last_article_that_tells_it() -> None:
    """The bare surname is the fuller name's with the same title; each piece of evidence quotes its words."""
    articles = {one.article.id: one.article for one in (MAY, JUNE, UNDATED)}
    (term,) = learn_offices([JUNE, MAY, UNDATED])
    assert window(term) == ("Ali Sow", "2024-05-01", "2024-06-01")
    assert (term.title, term.state, term.status, term.conflicts) == ("Trade Minister", "KEN", "current", ())
    words = [articles[one.article].text[slice(*one.span)] for one in term.evidence if one.span]
    assert words == ["Trade Minister"] * 3


def test_articles_without_a_day_give_no_window() -> None:
    """No day is invented."""
    (term,) = learn_offices([UNDATED])
    assert window(term) == ("Ali Sow", None, None)


def test_two_holders_at_one_time_are_marked_and_kept() -> None:
    """Holders one after the other, former holders and holders in two states do not contradict each other."""
    rival = says("Trade Minister Ann Otieno spoke.", "Ann Otieno", "Trade Minister", "KEN", "2024-05-20")
    later = says("Trade Minister Joy Ruto spoke.", "Joy Ruto", "Trade Minister", "KEN", "2025-01-01")
    former = says("The ex-Trade Minister Bo Keter.", "Bo Keter", "Trade Minister", "KEN", "2024-05-20", "former")
    abroad = says("Chad's Trade Minister Mo Bah.", "Mo Bah", "Trade Minister", "TCD", "2024-05-20")
    terms = learn_offices([MAY, JUNE, rival, later, former, abroad])
    marked = {term.person: [(one.kind.value, one.person) for one in term.conflicts] for term in terms}
    assert marked == {
        "Ali Sow": [("holders", "Ann Otieno")],
        "Ann Otieno": [("holders", "Ali Sow")],
        "Joy Ruto": [],
        "Bo Keter": [],
        "Mo Bah": [],
    }


def test_one_holder_of_two_states_is_marked() -> None:
    """A namesake, or an article that errs: the list says so and decides nothing."""
    other = says("Chad's Trade Minister Ali Sow.", "Ali Sow", "Trade Minister", "TCD", "2024-05-20")
    terms = learn_offices([MAY, JUNE, other])
    marked = [(term.state, [(one.kind.value, one.state) for one in term.conflicts]) for term in terms]
    assert marked == [("KEN", [("states", "TCD")]), ("TCD", [("states", "KEN")])]


def test_a_surname_of_two_bearers_stays_apart() -> None:
    """Where two fuller names could be meant, none is."""
    twin = says("Trade Minister Bo Sow spoke.", "Bo Sow", "Trade Minister", "KEN", "2020-05-20")
    assert {term.person for term in learn_offices([MAY, JUNE, twin])} == {"Ali Sow", "Bo Sow", "Sow"}


def test_the_order_of_articles_does_not_matter() -> None:
    """Terms, evidence and conflicts are the same however the articles come."""
    articles = [MAY, JUNE, UNDATED, says("Trade Minister Mo Bah.", "Mo Bah", "Trade Minister", "KEN", "2024-05-20")]
    assert learn_offices(articles[::-1]) == learn_offices(articles) == learn_offices(articles[2:] + articles[:2])
