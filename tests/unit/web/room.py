"""The reading room as tests use it, and the articles in it."""

import re
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient

from dragoman.records import Actor, ActorKind, CodedArticle, Mention, Region, RegionKind
from dragoman.web.access import Access
from dragoman.web.desk import Desk
from tests.records_made import Page, on, outlet, person, state, unnamed, vaguely

PORT = 8765
ORIGIN = f"http://127.0.0.1:{PORT}"

SAME_ORIGIN = {"sec-fetch-site": "same-origin", "origin": "null"}
"""What a browser sends with a form of ours: no origin, because pages carry `Referrer-Policy: no-referrer`."""

AZE, ISR = state("AZE"), state("ISR")
COHEN = person("Noa Harel", "ISR", "Deputy Foreign Minister")


class Room:
    """A client with what it needs to ask for pages and send forms."""

    def __init__(self, client: TestClient[Litestar], access: Access, desk: Desk) -> None:
        self.client = client
        self.access = access
        self.desk = desk

    def enter(self) -> None:
        """Opens the address that the program prints."""
        answer = self.client.get(self.access.address)
        assert answer.status_code == 303, answer.text

    def get(self, path: str, gives: int = 200, **headers: str) -> str:
        """The HTML of a page."""
        answer = self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        assert answer.status_code == gives, f"{path}: {answer.status_code} {answer.text[:2000]}"
        return answer.text

    def follow(self, path: str) -> str:
        """The HTML of the page that an address leads to."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.text

    def token(self) -> str:
        """The form token of the session, read from a page as a browser would."""
        found = re.search(r'name="form_token" value="(\w+)"', self.get("/add"))
        assert found is not None
        return found[1]

    def post(self, path: str, gives: int = 303, uploads: Any = None, **fields: str) -> str:  # Any: as httpx takes them
        """Sends a form of a page; gives the place that it leads to, or the text of the refusal."""
        data = {"form_token": self.token()} | fields
        answer = self.client.post(path, data=data, files=uploads, headers=SAME_ORIGIN)
        assert answer.status_code == gives, answer.text
        return answer.headers.get("location", "") if gives == 303 else answer.text


def visits() -> tuple[CodedArticle, ...]:
    """A visit that two articles announce and a third denies, and a tie."""
    first = Page(
        "Harel is set to visit Azerbaijan in the near future, Kanal Zafon reported. Ties are close.",
        published="2026-02-04",
        title="Deputy minister due in Baku",
        url="https://example.org/due",
    ).event(
        "CONSULT",
        "Harel is set to visit Azerbaijan in the near future",
        [COHEN],
        [AZE],
        mode="visit",
        status="planned",
        time=vaguely("in the near future"),
        chain=(outlet("Kanal Zafon"), unnamed()),
    )
    first.tie("Ties are close.", (AZE, ISR), quality="close").says("Ties are close.", COHEN, target=AZE)
    second = Page(
        "Azerbaijan expects Noa Harel of Israel on 20 February 2026 in Baku.",
        outlet="Caspian Ledger",
        published="2026-02-06",
        title="Azerbaijan expects a guest",
    ).event(
        "CONSULT",
        "Azerbaijan expects Noa Harel of Israel on 20 February 2026",
        [COHEN],
        [AZE],
        mode="visit",
        status="planned",
        time=on("2026-02-20"),
        place=("Baku", "AZE"),
    )
    third = Page(
        "Baku denied that Harel would visit on 20 February 2026.",
        outlet="Levant Dispatch",
        published="2026-02-11",
        title="Baku denies date",
    ).event(
        "CONSULT",
        "Harel would visit on 20 February 2026",
        [COHEN],
        [AZE],
        mode="visit",
        status="denied",
        time=on("2026-02-20"),
    )
    return first.coded(), second.coded(), third.coded()


EVIL = '"><script>alert(1)</script><img src=//evil.example/x onerror=alert(2)>{{ 7*7 }}'
BIDI = "a\u202eb\u2066c\x1b[31m\x07"
FORMULA = '=HYPERLINK("https://evil.example";"open")'


def hostile() -> CodedArticle:
    """An article that carries markup, template syntax, direction overrides, escapes and formulas wherever it can."""
    text = f"{EVIL} {BIDI} {FORMULA}\r\nAzerbaijan met Israel."
    one = Actor(
        id="act-evil", name=EVIL, kind=ActorKind.PERSON, state="ISR", mentions=(Mention(start=0, end=len(EVIL)),)
    )
    page = Page(
        text, outlet=EVIL + BIDI, published="2026-02-12", title=EVIL + BIDI + FORMULA, url="javascript:alert(3)"
    )
    page.event(
        "CONSULT", "Azerbaijan met Israel.", [one], [AZE], chain=(outlet(EVIL),), time=vaguely(EVIL), place=(EVIL, None)
    )
    page.event("ACCUSE", EVIL, [one], [ISR]).says(BIDI, one)
    region = Region(kind=RegionKind.PITCH, start=0, end=len(EVIL))
    body = Region(kind=RegionKind.BODY, start=len(EVIL), end=len(text))
    coded = page.coded()
    import msgspec

    return msgspec.structs.replace(coded, article=msgspec.structs.replace(coded.article, regions=(region, body)))
