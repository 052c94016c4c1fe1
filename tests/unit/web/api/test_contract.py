"""The API keeps what its OpenAPI document promises, whatever it is asked: Schemathesis makes the requests."""

import os

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.openapi import from_dict
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from tests.unit.web.room import ORIGIN, Room

EXAMPLES = int(os.environ.get("DRAGOMAN_CONTRACT_EXAMPLES", "3"))
"""Requests made up for each operation and mode; `make contract` asks for more."""

LEFT_OUT = [
    positive_data_acceptance,  # a string is all that a schema can say of a state's name, and most name none
    ignored_auth,  # it asks again over the network; test_guarding tells who is let in
]


def operations(room: Room) -> list[APIOperation]:
    """All operations of the API's own description."""
    schema = from_dict(room.client.get("/api/v1/openapi.json").json())
    return [found.ok() for found in schema.get_all_operations()]


def ask(room: Room, case: Case) -> None:
    """Sends a request to the application in this process, and checks the answer."""
    made = requests.Request(**case.as_transport_kwargs(base_url=ORIGIN)).prepare()
    headers = {**made.headers, "Authorization": room.client.headers["authorization"]}
    answer = room.client.request(made.method, made.url, content=made.body, headers=headers)
    case.validate_response(answer, excluded_checks=LEFT_OUT)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_the_api_keeps_its_promises(script: Room, mode: GenerationMode) -> None:
    """Status, media type and shape of every answer are those described, for what fits and for what does not."""
    broken = []
    asked = operations(script)
    for operation in asked:

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def asks(case: Case) -> None:
            ask(script, case)

        try:
            asks()
        except FailureGroup as failures:
            broken.append(str(failures))
    assert len(asked) == 20
    assert broken == []
