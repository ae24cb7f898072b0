"""The description says what the server does; schemathesis tries to show it wrong."""

from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from command.domain.authority import Role
from command.wire.actions import ACTION_MODELS
from tests.web.stack import OTHER_EVENT, Stack

ADDRESS = "/api/v1/openapi.json"
EVENT = "/api/v1/events/{event}"
FEW = settings(
    max_examples=40, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="session")
def described(stack: Stack) -> Any:
    """Read the description as a stranger would."""
    return requests.get(stack.webs[0].url + ADDRESS, timeout=10).json()


def test_the_description_is_of_openapi_3_1(described: Any) -> None:
    assert described["openapi"] == "3.1.0"


def test_every_action_is_described(described: Any) -> None:
    schemas = described["components"]["schemas"]
    submit = described["paths"]["/api/v1/events/{event}/actions"]["post"]

    one = submit["requestBody"]["content"]["application/json"]["schema"]["anyOf"][0]

    assert set(one["discriminator"]["mapping"]) == set(ACTION_MODELS)
    for target in one["discriminator"]["mapping"].values():
        assert schemas[target.rpartition("/")[2]]["additionalProperties"] is False


def test_every_fault_is_described_as_a_problem(described: Any) -> None:
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            faults = {s: r for s, r in operation["responses"].items() if s >= "400"}
            assert {"500", "503"} <= set(faults), (path, method)
            for response in faults.values():
                assert list(response["content"]) == ["application/problem+json"]


def test_every_reference_leads_somewhere(described: Any) -> None:
    schemas = described["components"]["schemas"]

    for target in references(described):
        assert target.removeprefix("#/components/schemas/") in schemas


def references(value: Any) -> list[str]:
    """List every reference in a description."""
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for item in value.values() for found in references(item)]
    if isinstance(value, list):
        return [found for item in value for found in references(item)]
    return []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", EVENT + "/actions"),
        ("GET", EVENT + "/board"),
        ("GET", EVENT + "/sync"),
        ("GET", EVENT + "/incidents/{number}"),
        ("GET", EVENT + "/plan"),
        ("GET", EVENT + "/log"),
        ("GET", EVENT + "/messages"),
        ("GET", "/api/v1/session"),
        ("POST", "/api/v1/session"),
    ],
)
def test_no_question_gets_an_answer_that_is_not_described(
    stack: Stack, described: Any, method: str, path: str
) -> None:
    schema = schemathesis.openapi.from_dict(described)
    schema.config.update(base_url=stack.webs[0].url)
    operation = schema[path][method]
    secret = stack.sign_in(Role.ADMIN)

    @settings(FEW)
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        if "event" in case.path_parameters:
            case.path_parameters["event"] = OTHER_EVENT
        answer = case.call(headers={"X-Denggao": "1"}, cookies={"denggao": secret})
        case.validate_response(answer, checks=CHECKS)

    ask()
