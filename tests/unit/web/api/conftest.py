"""The API as a script asks it."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from tests.unit.web.room import Room

Asking: TypeAlias = Callable[..., Any]


@pytest.fixture
def api(script: Room) -> Asking:
    """Asks the API and gives the answer: `api(path, gives=200, method="GET", json=None, **headers)`."""

    def ask(path: str, gives: int = 200, method: str = "GET", json: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = script.client.request(method, f"/api/v1{path}", json=json, headers=named)
        assert answer.status_code == gives, f"{path}: {answer.status_code} {answer.text[:1000]}"
        return answer

    return ask
