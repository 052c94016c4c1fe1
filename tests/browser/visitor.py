"""A person at a browser, who notes every request to another host and every complaint of the browser."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SECONDS_TO_ADD = 120
"""Coding two articles takes seconds; a busy machine may take a minute to load the parser."""

TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", event =>
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""


class Visitor:
    """Opens pages, and keeps what must not happen; values of the browser are Playwright's own."""

    def __init__(self, context: Any, address: str) -> None:
        parts = urlsplit(address)
        self.home = f"{parts.scheme}://{parts.netloc}"
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._note_dialog)
        self.page.add_init_script(TELL_VIOLATIONS)
        self.page.goto(address)

    def open(self, path: str) -> Any:
        """Goes to a page of the reading room."""
        self.page.goto(self.home + path)
        return self.page

    def look(self, path: str) -> Any:
        """Goes to a page that may say that something is not there, which the browser tells as an error."""
        known = len(self.complaints)
        self.open(path)
        self.complaints[known:] = [one for one in self.complaints[known:] if "status of 4" not in one]
        return self.page

    def add(self, *files: Path) -> None:
        """Uploads documents and waits until they are coded, by loading the page again as one does without scripts."""
        if self.page.url != f"{self.home}/add":
            self.open("/add")
        self.page.set_input_files("input[type=file]", [str(file) for file in files])
        self.page.get_by_role("button", name="Add files").click()
        self.wait_until_added()

    def wait_until_added(self, told: str = "Done:") -> None:
        """Waits until the run has ended; `told` is the heading that says so."""
        self.page.get_by_role("heading", name=told).wait_for(timeout=SECONDS_TO_ADD * 1000)

    def keep_picture(self, name: str) -> None:
        """Writes a screenshot into the folder that DRAGOMAN_PICTURES names, if it names one."""
        folder = os.environ.get("DRAGOMAN_PICTURES")
        if folder:
            self.page.screenshot(path=Path(folder) / f"{name}.png")

    def _note_request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self.home:
            self.elsewhere.append(request.url)

    def _note_dialog(self, dialog: Any) -> None:
        """Nothing of ours ever opens one; a script of an article would."""
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_console(self, message: Any) -> None:
        """The browser tells violations of the policy, and files that are missing, as errors on its console."""
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
