"""Reads the log: as people read it, as its exact bytes, and as replay plays it."""

from typing import Annotated, cast

from flask import Response, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field

from command.domain.authority import Role
from command.web import shapes
from command.web.answers import answer
from command.web.boards import Reading
from command.web.described import READING, gives, problems
from command.web.paths import EVENT, LARGEST, EventPath

JSONL = "application/jsonl"
# The exact bytes hold commitments and ids of sessions; who audits needs them, nobody else does.
_AUDITORS = (Role.ADMIN, Role.REVIEWER)
_READERS = (*_AUDITORS, Role.COMMANDER, Role.DISPATCHER, Role.GROUP_LEAD, Role.WALL)


class LogQuery(BaseModel):
    """Which page of the log."""

    model_config = ConfigDict(extra="forbid")

    after: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 200


class MessagesQuery(BaseModel):
    """Which entries' messages."""

    model_config = ConfigDict(extra="forbid")

    after: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 200


def blueprint(reading: Reading) -> APIBlueprint:
    """Make the routes that read the log."""
    routes = APIBlueprint("logs", __name__, abp_tags=[Tag(name="log")])

    @routes.get(
        EVENT + "/log",
        operation_id="log",
        summary="The log as people read it; as application/jsonl, all of it, byte for byte",
        responses={200: _log_answers(), **problems(*READING)},
    )
    def log(path: EventPath, query: LogQuery) -> Response:
        visitor, hall = reading.enter(path.event)
        if request.accept_mimetypes.best_match(("application/json", JSONL)) == JSONL:
            reading.guard.require_role(visitor, *_AUDITORS)
            return Response(
                hall.export(),
                mimetype=JSONL,
                headers={"Content-Disposition": f'attachment; filename="{path.event}.jsonl"'},
            )
        with_bytes = visitor.role in _AUDITORS
        return answer(hall.entries(visitor.view, query.after, query.limit, with_bytes=with_bytes))

    @routes.get(
        EVENT + "/messages",
        operation_id="messages",
        summary="What the socket sent for each entry, for replay",
        responses={200: gives(shapes.MessagesDocument, "Messages."), **problems(*READING)},
    )
    def messages(path: EventPath, query: MessagesQuery) -> Response:
        visitor, hall = reading.enter(path.event)
        reading.guard.require_role(visitor, *_READERS)
        return answer(hall.messages(visitor.view, query.after, query.limit))

    return routes


def _log_answers() -> dict[str, object]:
    described = gives(shapes.EntriesDocument, "A page of the log, or all of it.")
    content = cast("dict[str, object]", described["content"])
    return {**described, "content": {**content, JSONL: {"schema": {"type": "string"}}}}
