"""Pictures of every screen of the reading room, from the sample articles; looked at by whoever changes a page.

    python -m benchmarks.screenshots [--out docs/images] [--only article,pair] [--dark] [--articles FOLDER]

A new workspace is filled through the Add page, as a person would do it, and some decisions are made in it. Pictures
are 1280 × 800 with a palette of 255 colours, so that each stays under 200 kB. A new screen is one line of `SCREENS`.
Needs Debian's chromium and Playwright.
"""

import argparse
import base64
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"
WIDTH, HEIGHT = 1280, 800
MOST_KB = 200

SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
"""A root user of a container has no sandbox; the others keep Chromium from asking anybody anything."""

UNREADABLE = "\u200b *** \u200b"
"""A document that fails, so that there is a failure to show."""


class Screen(NamedTuple):
    """A picture: its name, the page, what is clicked there in order, and what is scrolled to the top."""

    name: str
    path: str
    clicks: tuple[str, ...] = ()
    top: str | None = None


PLANNED = Screen("review", "/pairs/AZE/ISR", ("#planned ~ ul .row:has-text('expected to travel') a:text-is('review')",))
"""The review of the planned visit, where decisions are made before pictures are taken."""

SCREENS = (
    Screen("home", "/"),
    Screen("add", "/add"),
    Screen("articles", "/articles"),
    Screen("article", "/articles", ("text=Azerbaijan prepares", ".ref.event >> nth=0")),
    Screen("pairs", "/pairs"),
    Screen("pair", "/pairs/AZE/ISR"),
    Screen("relations", "/pairs/ISR/TUR", (), "#relations"),
    Screen("brief", "/pairs/AZE/ISR/brief"),
    Screen("happenings", "/happenings?state=Kenya"),
    Screen("happening", "/happenings?state=Kenya&with=Ethiopia", (".row:has(.conflict) a",)),
    Screen("people", "/people"),
    Screen("person", "/people?name=Noa+Harel", ("tbody a >> nth=0",)),
    Screen("search", "/search?q=azerbaijan+visit+planned+embassy"),
    Screen("map", "/map"),
    Screen("network", "/network"),
    Screen("series", "/pairs/AZE/ISR", (), "#series"),
    Screen("review-list", "/review/list"),
    PLANNED,
    Screen("judgements", "/judgements"),
    Screen("failures", "/failures"),
    Screen("keys", "/keys"),
)


def main() -> None:
    """Makes the pictures and prints the size of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    parser.add_argument("--only", help="names of screens, with commas; all unless given")
    parser.add_argument("--dark", action="store_true", help="the dark theme")
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="a folder of articles")
    options = parser.parse_args()
    wanted = options.only.split(",") if options.only else None
    screens = [one for one in SCREENS if wanted is None or one.name in wanted]
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address, a_page(options.dark) as page:
        fill(page, address, options.articles, Path(folder))
        for screen in screens:
            file = options.out / f"{screen.name}.png"
            file.write_bytes(picture(page, address, screen))
            size = file.stat().st_size // 1000
            print(f"{file}: {size} kB{'' if size <= MOST_KB else ', too large'}")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address that `dragoman serve` prints for a new workspace."""
    command = [sys.executable, "-m", "dragoman", "--workspace", str(folder / "news"), "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([*command, "--who", "Ruth"], stdout=subprocess.PIPE, env=environment) as server:
        try:
            yield server.stdout.readline().decode().strip() if server.stdout else ""
        finally:
            server.send_signal(signal.SIGINT)


@contextmanager
def a_page(is_dark: bool) -> Iterator[Any]:  # a page of Playwright, which has no types here
    """A page of a headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=list(SWITCHES))
        scheme = "dark" if is_dark else "light"
        yield browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
        browser.close()


def fill(page: Any, address: str, articles: Path, folder: Path) -> None:
    """Adds the articles and one that fails, and decides about the planned visit."""
    (folder / "notes.txt").write_text(UNREADABLE, encoding="utf-8")
    page.goto(address)
    page.goto(home(address) + "/add")
    files = [path for path in sorted(articles.iterdir()) if path.is_file()]
    page.set_input_files("input[type=file] >> nth=0", [*files, folder / "notes.txt"])
    page.click("button:text-is('Add files')")
    page.wait_for_selector("h2:has-text('Done:')", timeout=120_000)
    page.goto(home(address) + PLANNED.path)
    page.click(PLANNED.clicks[0])
    page.select_option("select[name=field]", "sources")
    page.fill("input[name=value]", "Israel")
    page.click("button:text-is('Correct')")
    page.fill("input[name=note]", "Ask the embassy for the date")
    page.click("button:text-is('Keep the note')")


def picture(page: Any, address: str, screen: Screen) -> bytes:
    """The screen as a small PNG."""
    page.goto(home(address) + screen.path)
    for target in screen.clicks:
        page.click(target)
        page.wait_for_load_state()
    if screen.top:
        page.locator(screen.top).evaluate("node => node.scrollIntoView({behavior: 'instant'})")
    page.wait_for_timeout(300)  # scrolling is smooth
    data = page.screenshot()
    page.goto("about:blank")  # without a policy that forbids taking a picture apart
    return small_png(page, data)


def home(address: str) -> str:
    """The address without the token."""
    return address.partition("/enter")[0]


def small_png(page: Any, data: bytes) -> bytes:
    """A PNG with at most 255 colours: the most frequent, and for each other colour the nearest of them.

    The browser itself takes the picture apart; no library for pictures is needed for this alone.
    """
    pixels = np.frombuffer(base64.b64decode(page.evaluate(TAKE_APART, as_text(data))), np.uint8)
    codes = pixels.reshape(-1, 4)[:, :3].astype(np.int32) @ (65536, 256, 1)
    colours, places, counts = np.unique(codes, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(-counts, kind="stable")[:255]]
    parts, kept_parts = (np.stack((some >> 16, some >> 8 & 255, some & 255), axis=1) for some in (colours, kept))
    nearest = np.argmin(((parts[:, None, :] - kept_parts[None, :, :]) ** 2).sum(axis=2), axis=1).astype(np.uint8)
    rows = np.zeros((HEIGHT, WIDTH + 1), np.uint8)
    rows[:, 1:] = nearest[places].reshape(HEIGHT, WIDTH)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)),
        (b"PLTE", kept_parts.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, body) for kind, body in chunks)


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG. Source: PNG specification, section 5."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def as_text(data: bytes) -> str:
    """Bytes in base 64."""
    return base64.b64encode(data).decode("ascii")


TAKE_APART = """async text => {
  const bytes = Uint8Array.from(atob(text), one => one.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, image.width, image.height).data;
  const parts = [];
  for (let at = 0; at < pixels.length; at += 32768) parts.push(String.fromCharCode(...pixels.subarray(at, at + 32768)));
  return btoa(parts.join(""));
}"""


if __name__ == "__main__":
    main()
