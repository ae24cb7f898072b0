"""
The one door for changes: `POST /actions`, one action or up to fifty, each answered on its own.

Must never decide anything: the desk does. A phone may send the same action as often as it likes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag
from pydantic import BaseModel

from command.desk import Asking, Receipt
from command.domain.authority import Role
from command.domain.refusals import Conflict, Refusal
from command.web import shapes
from command.web.answers import answer
from command.web.described import WRITING, body_of, gives, problems, ref
from command.web.guard import Guard
from command.web.intake import body_of as bytes_of
from command.web.language import language_of
from command.web.limits import ACTIONS, Limits
from command.web.needs import Hall, Halls
from command.web.paths import EVENT, EventPath, hall_of
from command.web.problems import (
    document,
    problem_of_malformed,
    problem_of_refusal,
    respond,
)
from command.web.visitors import Visitor
from command.wire.actions import ACTION_MODELS, MAX_BATCH, Asked, parse
from command.wire.strict import Malformed

Parsed = Asked | tuple[str, Malformed]
Answered = Receipt | Refusal

_SOURCES = {Role.FIELD_UNIT: "field", Role.GROUP_LEAD: "field"}
_MODELS: list[type[BaseModel]] = list(ACTION_MODELS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What taking actions needs."""

    guard: Guard
    halls: Halls
    limits: Limits


def blueprint(door: Door) -> APIBlueprint:
    """Make the route that takes actions."""
    routes = APIBlueprint("actions", __name__, abp_tags=[Tag(name="actions")])

    @routes.post(
        EVENT + "/actions",
        operation_id="submit",
        summary="Ask for one thing, or for up to fifty",
        request_body=body_of(_one_or_many()),
        responses={200: gives(shapes.AnyReceipt, "Receipts."), **problems(*WRITING)},
    )
    def submit(path: EventPath) -> Response:
        visitor = door.guard.for_event(request, path.event)
        hall = hall_of(door.halls, path.event)
        door.limits.take(ACTIONS, visitor.key)
        parsed, is_batch = parse(bytes_of(request))
        if is_batch:
            door.limits.take(ACTIONS, visitor.key, cost=len(parsed) - 1)
        answered = _submit(hall, visitor, parsed)
        if is_batch:
            results = [_result(*pair) for pair in zip(parsed, answered, strict=True)]
            return answer({"results": results, "head": hall.head()})
        return _single(hall, answered[0])

    return routes


def models() -> list[type[BaseModel]]:
    """List the models that the description of this route refers to."""
    return _MODELS


def _submit(hall: Hall, visitor: Visitor, parsed: Sequence[Parsed]) -> list[Answered | Malformed]:
    asked = [(one.action, _asking(one, visitor)) for one in parsed if isinstance(one, Asked)]
    decided = iter(hall.submit_all(asked))
    return [next(decided) if isinstance(one, Asked) else one[1] for one in parsed]


def _asking(asked: Asked, visitor: Visitor) -> Asking:
    is_machine = "HTTP_AUTHORIZATION" in request.environ
    source = "counter" if is_machine else _SOURCES.get(Role(visitor.role), "dispatch")
    return Asking(action_id=asked.id, by=visitor.by, source=source, occurred_at=asked.occurred_at)


def _single(hall: Hall, answered: Answered | Malformed) -> Response:
    if isinstance(answered, Malformed):
        raise answered
    if isinstance(answered, Refusal):
        return respond(problem_of_refusal(answered))
    return answer({**_receipt(answered), "head": hall.head()})


def _result(parsed: Parsed, answered: Answered | Malformed) -> dict[str, object]:
    identifier = parsed.id if isinstance(parsed, Asked) else parsed[0]
    if isinstance(answered, Receipt):
        return {"id": identifier, **_receipt(answered), "problem": None}
    if isinstance(answered, Malformed):
        problem = problem_of_malformed(answered.errors)
    else:
        problem = problem_of_refusal(answered)
    return {
        "id": identifier,
        "result": "conflict" if isinstance(answered, Conflict) else "refused",
        "problem": document(problem, language_of(request)),
    }


def _receipt(receipt: Receipt) -> dict[str, object]:
    return {
        "result": receipt.result,
        "seq": receipt.seq,
        "v": receipt.v,
        "incident": receipt.incident,
        "assignment": receipt.assignment,
    }


def _one_or_many() -> dict[str, object]:
    one: dict[str, object] = {
        "oneOf": [ref(model) for model in _MODELS],
        "discriminator": {
            "propertyName": "type",
            "mapping": {name: str(ref(model)["$ref"]) for name, model in ACTION_MODELS.items()},
        },
    }
    many: dict[str, object] = {
        "type": "object",
        "properties": {
            "actions": {"type": "array", "items": one, "minItems": 1, "maxItems": MAX_BATCH}
        },
        "required": ["actions"],
        "additionalProperties": False,
    }
    return {"anyOf": [one, many]}
