"""Reads the board: now, as it was, one incident, the plan; and what a page has missed."""

from dataclasses import dataclass
from typing import Annotated

import gevent
import orjson
from flask import Response, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from command.clock import stopwatch_s
from command.domain.identifiers import IncidentNumber, Instant
from command.domain.plain import plain
from command.domain.plan import Plan
from command.web import shapes
from command.web.answers import accepts_gzip, answer, compressed, encoded, pack
from command.web.described import READING, gives, problems
from command.web.failures import NoSuchThing
from command.web.guard import Guard
from command.web.limits import READS, Limits
from command.web.needs import Hall, Halls
from command.web.paths import (
    EVENT,
    LARGEST,
    LARGEST_INSTANT,
    OWN_WRITE,
    EventPath,
    IncidentPath,
    hall_of,
)
from command.web.visitors import Visitor

LONGEST_WAIT_S = 25
SHARED_FOR_S = 1.0


class BoardQuery(BaseModel):
    """Which board: neither for now, one of them for then."""

    model_config = ConfigDict(extra="forbid")

    seq: Annotated[int, Field(ge=0, le=LARGEST)] | None = None
    at: Annotated[int, Field(ge=0, le=LARGEST_INSTANT)] | None = None

    @model_validator(mode="after")
    def _one_moment(self) -> "BoardQuery":
        if self.seq is not None and self.at is not None:
            raise ValueError("give seq or at, not both")
        return self


class PlanQuery(BaseModel):
    """Which version of the plan: none for the one the event goes by now."""

    model_config = ConfigDict(extra="forbid")

    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None


class SyncQuery(BaseModel):
    """How far the page has come, and how long it would wait for more."""

    model_config = ConfigDict(extra="forbid")

    epoch: Annotated[str, StringConstraints(max_length=64)] | None = None
    seq: Annotated[int, Field(ge=0, le=LARGEST)] | None = None
    hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    wait: Annotated[int, Field(ge=0, le=LONGEST_WAIT_S)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading needs."""

    guard: Guard
    halls: Halls
    limits: Limits

    def enter(self, event: str) -> tuple[Visitor, Hall]:
        """Let somebody read an event, as fresh as their own last write."""
        visitor = self.guard.for_event(request, event)
        self.limits.take(READS, visitor.key)
        return visitor, hall_of(self.halls, event, request.headers.get(OWN_WRITE))


class Shared:
    """
    Snapshots of the last second: after a break of the line, hundreds ask for the same one.

    A tick inside is a second old at most, which a page's clock can bear.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._packed: dict[tuple[str, str], tuple[int, float, bytes]] = {}
        self._plans: dict[str, tuple[bytes, bytes]] = {}

    def plan(self, plan: Plan) -> tuple[bytes, bytes]:
        """Return a plan as JSON, plain and compressed."""
        if plan.digest not in self._plans:
            body = orjson.dumps(plain(plan))
            self._plans[plan.digest] = (body, pack(body))
        return self._plans[plan.digest]

    def packed(self, visitor: Visitor, hall: Hall) -> bytes:
        """Return a snapshot, compressed beside the event loop, once for all who see the same."""
        view, seq = visitor.view, hall.desk.board.seq
        key = (hall.desk.event_id, view.room)
        known = self._packed.get(key)
        if known is not None and known[0] == seq and stopwatch_s() - known[1] < SHARED_FOR_S:
            return known[2]
        body = orjson.dumps(hall.snapshot(view))
        squeezed: bytes = gevent.get_hub().threadpool.apply(pack, (body,))
        self._packed[key] = (seq, stopwatch_s(), squeezed)
        return squeezed


def blueprint(reading: Reading) -> APIBlueprint:
    """Make the routes that read the board."""
    routes = APIBlueprint("boards", __name__, abp_tags=[Tag(name="board")])
    shared = Shared()

    @routes.get(
        EVENT + "/board",
        operation_id="board",
        summary="The board now, or as it was",
        responses={200: gives(shapes.BoardDocument, "The board."), **problems(*READING)},
    )
    def board(path: EventPath, query: BoardQuery) -> Response:
        visitor, hall = reading.enter(path.event)
        at = None if query.at is None else Instant(query.at)
        return answer(hall.board(visitor.view, seq=query.seq, at=at))

    @routes.get(
        EVENT + "/sync",
        operation_id="sync",
        summary="What a page has missed; waits for more if asked to",
        responses={200: gives(shapes.SyncDocument, "What changed."), **problems(*READING)},
    )
    def sync(path: EventPath, query: SyncQuery) -> Response:
        visitor, hall = reading.enter(path.event)
        if query.epoch is None or query.seq is None or query.hash is None:
            return _snapshot(shared, visitor, hall)
        if query.wait:
            hall.wait_beyond(query.seq, query.wait)
        return answer(hall.catch_up(visitor.view, query.epoch, query.seq, query.hash))

    @routes.get(
        EVENT + "/incidents/<int:number>",
        operation_id="incident",
        summary="One incident with all that was said about it",
        responses={200: gives(shapes.IncidentDocument, "The incident."), **problems(*READING)},
    )
    def incident(path: IncidentPath) -> Response:
        visitor, hall = reading.enter(path.event)
        found = hall.incident(visitor.view, IncidentNumber(path.number))
        if found is None:
            raise NoSuchThing("incident")
        return answer(found)

    @routes.get(
        EVENT + "/plan",
        operation_id="plan",
        summary="The plan as data",
        responses={200: gives(shapes.PlanDocument, "The plan."), **problems(*READING)},
    )
    def the_plan(path: EventPath, query: PlanQuery) -> Response:
        _, hall = reading.enter(path.event)
        plan = hall.desk.version(query.digest)
        if plan is None:
            raise NoSuchThing("plan")
        body, squeezed = shared.plan(plan)
        response = compressed(squeezed) if accepts_gzip(request) else encoded(body)
        response.set_etag(plan.digest, weak=True)
        response.headers["Cache-Control"] = "private, no-cache"
        response.make_conditional(request)
        return response

    return routes


def _snapshot(shared: Shared, visitor: Visitor, hall: Hall) -> Response:
    if not accepts_gzip(request):
        return answer(hall.snapshot(visitor.view))
    return compressed(shared.packed(visitor, hall))
