"""A workspace with articles made by hand, and a client that was let in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from dragoman.knowledge import Knowledge
from dragoman.web.access import Access
from dragoman.web.app import make_app
from dragoman.web.desk import Desk
from dragoman.workspace import Workspace
from dragoman.workspace.taking import Kit, open_kit
from tests.unit.quick_coding import WORK
from tests.unit.web.room import PORT, Room, hostile, visits


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Three accounts of one visit, and an article that attacks whoever reads it."""
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "dragoman.toml").write_text("jobs = 0\n")  # starting a worker takes longer than a test
    with Workspace.open(tmp_path / "ws", create=True, work=WORK) as opened:
        for number, coded in enumerate((*visits(), hostile()), start=1):
            opened.store.add(coded, coding="hand", added=f"2026-03-0{number}")
        yield opened


@pytest.fixture(scope="session")
def kit() -> Kit:
    """What files are made with, read once."""
    return open_kit()


@pytest.fixture
def stranger(workspace: Workspace, knowledge: Knowledge, kit: Kit) -> Iterator[Room]:
    """The application, asked by somebody who was not let in."""
    access = Access(PORT)
    desk = Desk(workspace, "Ruth")
    desk.gazetteer, desk.kit = knowledge.gazetteer, kit  # loading them takes longer than a test
    with TestClient(make_app(desk, access), base_url=f"http://127.0.0.1:{PORT}") as client:
        client.follow_redirects = False
        yield Room(client, access, desk)
    desk.adder.wait(20)


@pytest.fixture
def room(stranger: Room) -> Room:
    """The same, by a browser that opened the printed address."""
    stranger.enter()
    return stranger


@pytest.fixture
def script(stranger: Room) -> Room:
    """The same, by a script that sends the token of the printed address with every request."""
    stranger.client.headers["authorization"] = f"Bearer {stranger.access.token}"
    return stranger
