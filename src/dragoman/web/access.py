"""Who may ask: one person on this machine, who has the address that the program printed.

Other programs and web pages in the same browser can reach a port of this machine. So a request must name this machine
as its host (against DNS rebinding), carry the cookie that the start-up token is exchanged for, and, where it changes
anything, come from a page of ours and bring the form token of its session (against forged requests).
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from dragoman.records import Record

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""Names of this machine. `0.0.0.0`, `localhost.` and names that others control are not among them."""

SAFE_METHODS = frozenset({"GET", "HEAD"})


class Refusal(Record, frozen=True, kw_only=True):
    """Why a request is not answered: an HTTP status, and what to do in one or two sentences."""

    status: int
    why: str


class Access:
    """The keys of one run of the server; nothing of it is kept when the run ends.

    `port` is the one that the server listens on. Browsers send cookies to every port of a host, so the cookie's name
    tells it.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.token = secrets.token_urlsafe(24)
        self.cookie = f"dragoman-{port}"
        self._key = secrets.token_bytes(32)
        self._hosts = frozenset(f"{name}:{port}" for name in LOOPBACK)

    @property
    def address(self) -> str:
        """What the person opens: it holds the start-up token."""
        return f"http://127.0.0.1:{self.port}/enter?token={self.token}"

    def knows_token(self, token: str) -> bool:
        """Whether a token is that of this run."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())

    def new_session(self) -> str:
        """The value of a new cookie: a random name, signed."""
        name = secrets.token_urlsafe(24)
        return f"{name}.{self._sign('session', name)}"

    def form_token(self, session: str) -> str:
        """What every form of a session must send back."""
        return self._sign("form", session)

    def knows_form_token(self, session: str, token: str) -> bool:
        """Whether a form was made for this session."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.form_token(session).encode())

    def session_of(self, headers: Mapping[str, str]) -> str | None:
        """The session of a request's cookie; null where there is none that we signed."""
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return None
        if found is None:
            return None
        name, _, signature = found.value.partition(".")
        is_ours = hmac.compare_digest(signature.encode("utf-8", "replace"), self._sign("session", name).encode())
        return found.value if is_ours else None

    def bearer_of(self, headers: Mapping[str, str]) -> str | None:
        """The token that a script sends (RFC 6750); null where none is, empty where it is no such header."""
        given = headers.get("authorization")
        if given is None:
            return None
        scheme, _, token = given.strip().partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    def refusal_of(
        self, method: str, hosts: Iterable[str], headers: Mapping[str, str], *, is_script: bool = False
    ) -> Refusal | None:
        """Why a request is refused whatever its session; null where it may go on. Header names are in lower case.

        A script brought the token itself, which no browser adds to what another page sends.
        """
        named = tuple(hosts)
        if len(named) != 1 or named[0].lower() not in self._hosts:
            return Refusal(status=400, why=f"This server answers only as 127.0.0.1:{self.port}. Open that address.")
        site = headers.get("sec-fetch-site")
        if method in SAFE_METHODS:
            is_opened = headers.get("sec-fetch-mode", "navigate") == "navigate"
            if site in ("cross-site", "same-site") and not is_opened:
                return Refusal(status=403, why="Another web site asked for this page. Open it here by yourself.")
            return None
        if not is_script and not self._is_from_here(named[0], site, headers.get("origin")):
            return Refusal(status=403, why="This was not sent from a page of Dragoman. Send it from the page itself.")
        return None

    def _is_from_here(self, host: str, site: str | None, origin: str | None) -> bool:
        """Whether a request that changes something comes from our pages.

        Under `Referrer-Policy: no-referrer` browsers send `Origin: null` from our own pages, so that `Sec-Fetch-Site`
        decides where it is there; programs, which send none, must name our origin.
        """
        if site is not None:
            return site == "same-origin" and (origin in (None, "null") or _is_origin_of(origin, host))
        return origin is not None and _is_origin_of(origin, host)

    def _sign(self, purpose: str, value: str) -> str:
        return hmac.new(self._key, f"{purpose}\0{value}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _is_origin_of(origin: str | None, host: str) -> bool:
    parts = urlsplit(origin or "")
    return parts.scheme == "http" and parts.netloc.lower() == host.lower()


def is_local_path(path: str) -> bool:
    """Whether a path that a form names leads to a page of ours and nowhere else."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
