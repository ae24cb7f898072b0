"""How routes are described in the OpenAPI document: bodies, answers, and every problem."""

from collections.abc import Mapping
from typing import Final

from flask_openapi.models.request_body import RequestBody
from pydantic import BaseModel

from command.web import shapes
from command.web.wording import TITLES

REF: Final = "#/components/schemas/{model}"
PROBLEM_JSON: Final = "application/problem+json"

Described = dict[str, object]
Answers = dict[str | int, Described]


def ref(model: type[BaseModel]) -> Described:
    """Point at a model's schema."""
    return {"$ref": REF.format(model=model.__name__)}


def body(model: type[BaseModel]) -> RequestBody:
    """Describe a JSON body."""
    return RequestBody.model_validate(
        {"content": {"application/json": {"schema": ref(model)}}, "required": True}
    )


def body_of(schema: Mapping[str, object]) -> RequestBody:
    """Describe a JSON body by a schema that no one model has."""
    return RequestBody.model_validate(
        {"content": {"application/json": {"schema": dict(schema)}}, "required": True}
    )


def gives(model: type[BaseModel], description: str) -> Described:
    """Describe a JSON answer."""
    return {"description": description, "content": {"application/json": {"schema": ref(model)}}}


def problems(*statuses: int) -> Answers:
    """Describe what may go wrong; each is problem+json."""
    return {
        str(status): {
            "description": TITLES[status].en,
            "content": {PROBLEM_JSON: {"schema": ref(shapes.ProblemDocument)}},
        }
        for status in statuses
    }


READING: Final = (400, 401, 403, 404, 429, 503)
WRITING: Final = (400, 401, 403, 404, 409, 413, 415, 422, 429, 503)
SESSION: Final = gives(shapes.SessionDocument, "Who is signed in.")
NOTHING: Final[Described] = {"description": "Done."}
