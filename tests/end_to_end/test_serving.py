"""`dragoman serve` as a program: what it prints, whom it answers, how it ends."""

import http.client
import os
import signal
import socket
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dragoman.web.pages import static_files
from tests.end_to_end.newsroom import ROOT, python_m_dragoman


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server over a new workspace, and the address that it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "DRAGOMAN_WORKSPACE"}
    environment["PYTHONUNBUFFERED"] = "1"
    with python_m_dragoman(["serve", *options], folder, env=environment) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().decode().strip(), server
        finally:
            server.kill()


def asked(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """The answer of the server to one request: status, headers in lower case, body."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def test_serve_prints_an_address_answers_it_and_ends_with_an_interrupt(tmp_path: Path) -> None:
    """The address alone is on stdout; Ctrl-C is the way to end it, and no failure."""
    with serving(tmp_path, "--port", "0") as (address, server):
        parts = urlsplit(address)
        assert (parts.scheme, parts.hostname, parts.path) == ("http", "127.0.0.1", "/enter")
        assert parts.port is not None
        status, headers, _ = asked(parts.port, f"{parts.path}?{parts.query}")
        assert (status, headers["location"], headers.get("server")) == (303, "/", None)
        cookie = headers["set-cookie"].partition(";")[0]
        status, headers, body = asked(parts.port, "/", Cookie=cookie)
        assert (status, b"There is nothing here yet." in body) == (200, True)
        assert headers["content-security-policy"].startswith("default-src 'none'; ")
        assert asked(parts.port, "/")[0] == 401
        assert asked(parts.port, "/", Cookie=cookie, Host=f"evil.example:{parts.port}")[0] == 400
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=30)
        assert (server.returncode, out) == (0, b"")
        assert b"Traceback" not in err
    assert (tmp_path / "dragoman-workspace" / "dragoman.sqlite").exists()


def test_only_the_loopback_address_is_listened_on(tmp_path: Path) -> None:
    """Another address of this machine refuses the connection."""
    with serving(tmp_path, "--port", "0") as (address, _), pytest.raises(OSError, match=r"refused|reset|unreachable"):
        socket.create_connection(("127.0.0.2", urlsplit(address).port or 0), timeout=5)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """With what to do about it; no workspace is opened for nothing."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(tmp_path, "--port", str(port)) as (address, server):
            _, err = server.communicate(timeout=30)
    assert (address, server.returncode) == ("", 1)
    assert f"port {port}".encode() in err
    assert b"name another with --port, or 0 for a free one" in err


def test_the_pages_are_inside_the_wheel(tmp_path: Path) -> None:
    """Every template and every static file."""
    wheels = pytest.importorskip("hatchling.builders.wheel", reason="needs hatchling (a dependency for development)")
    (made,) = wheels.WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    packed = set(zipfile.ZipFile(made).namelist())
    web = ROOT / "src" / "dragoman" / "web"
    wanted = {f"dragoman/web/{path.relative_to(web).as_posix()}" for path in web.glob("*/*.*") if path.suffix != ".pyc"}
    assert len(wanted) > 15
    assert wanted <= packed
    assert {"room.css", "room.js", "icon.svg"} <= set(static_files())
