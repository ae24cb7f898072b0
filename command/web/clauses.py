"""The written plan clause by clause: what stands on each, how far that is, and the plan's risks."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import gevent
import orjson
from flask import Response, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag
from gevent.lock import BoundedSemaphore

from command.clock import stopwatch_s
from command.domain.authority import Role
from command.domain.bearing import ClauseCourse, clause_courses
from command.domain.board import Board
from command.domain.course import Course
from command.domain.embodiments import CAPABILITIES
from command.domain.plain import Plain, field_names, plain
from command.domain.plan import Plan
from command.plan_files.finding import find_lines_in
from command.plan_files.risks import risks
from command.plan_files.weighing import Risk
from command.web import shapes
from command.web.answers import accepts_gzip, compressed, encoded, pack
from command.web.boards import Reading
from command.web.described import READING, gives, problems
from command.web.paths import EVENT, EventPath

EVERY_S: Final = 1.0
MOST_BEARINGS: Final = 12
"""As many as are named a clause, the worst first; the counts are of all."""
_READERS: Final = (
    Role.ADMIN,
    Role.COMMANDER,
    Role.DISPATCHER,
    Role.GROUP_LEAD,
    Role.REVIEWER,
    Role.WALL,
)


Files = Callable[[str, str], Mapping[str, bytes] | None]
"""An event and a digest to the files of that version of its plan; none where it wasn't kept."""


class Standing(Protocol):
    """A plan and a board as they stand now, whatever was folded since: a desk."""

    @property
    def plan(self) -> Plan:
        """The version in force."""
        ...

    @property
    def board(self) -> Board:
        """All documents as the log has left them."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An event's clauses as JSON, plain and compressed: of which entry, and made when."""

    of: str
    made_at: float
    body: bytes
    squeezed: bytes


class Worked:
    """
    The last table of each event: pages ask for the same one after each entry.

    Making one holds the event loop up, so none is made sooner than a second after the last.
    Whoever asks between waits for the next: a table is never older than the question.
    """

    def __init__(
        self,
        files: Files,
        *,
        clock: Callable[[], float] = stopwatch_s,
        sleep: Callable[[float], None] = gevent.sleep,
    ) -> None:
        """Start with none."""
        self._tables: dict[str, Table] = {}
        self._turns: dict[str, BoundedSemaphore] = defaultdict(BoundedSemaphore)
        self._risks: dict[str, list[Any]] = {}
        self._files = files
        self._clock = clock
        self._sleep = sleep

    def table(self, event: str, standing: Standing) -> Table:
        """Return an event's table as of now, or of a moment later."""
        asked_at = self._clock()
        known = self._tables.get(event)
        if known is not None and known.of == standing.board.hash:
            return known
        with self._turns[event]:
            known = self._tables.get(event)
            if known is not None and known.made_at >= asked_at:
                return known
            if known is not None:
                self._sleep(max(0.0, known.made_at + EVERY_S - asked_at))
            made = self._tables[event] = self._made(event, standing)
            return made

    def _made(self, event: str, standing: Standing) -> Table:
        risks_found = self._risks_of(event, standing.plan)
        made_at, board = self._clock(), standing.board
        body = orjson.dumps(described(standing.plan, board, risks_found))
        return Table(of=board.hash, made_at=made_at, body=body, squeezed=pack(body))

    def _risks_of(self, event: str, plan: Plan) -> list[Any]:
        """Find a version's risks once. Reading its files takes a while, beside the event loop."""
        if plan.digest not in self._risks:
            files = self._files(event, plan.digest)
            found = gevent.get_hub().threadpool.apply(placed_risks, (plan, files))
            self._risks[plan.digest] = found
        return self._risks[plan.digest]


def blueprint(reading: Reading, files: Files) -> APIBlueprint:
    """Make the route."""
    routes = APIBlueprint("clauses", __name__, abp_tags=[Tag(name="board")])
    worked = Worked(files)

    @routes.get(
        EVENT + "/clauses",
        operation_id="clauses",
        summary="The plan clause by clause, with how far each is",
        responses={200: gives(shapes.ClausesDocument, "The clauses."), **problems(*READING)},
    )
    def clauses(path: EventPath) -> Response:
        visitor, hall = reading.enter(path.event)
        reading.guard.require_role(visitor, *_READERS)
        table = worked.table(path.event, hall.desk)
        return compressed(table.squeezed) if accepts_gzip(request) else encoded(table.body)

    return routes


def placed_risks(plan: Plan, files: Mapping[str, bytes] | None) -> list[Any]:
    """List a plan's risks, each with its line; with none where the files are not to be had."""
    found = risks(plan)
    lines = [one.line for one in find_lines_in(files, found)] if files else [None] * len(found)
    return [{**plain_of(risk), "line": line} for risk, line in zip(found, lines, strict=True)]


def plain_of(risk: Risk) -> dict[str, Plain]:
    """Say a risk as plain values."""
    return {name: plain(getattr(risk, name)) for name in field_names(Risk)}


def described(plan: Plan, board: Board, risks_found: list[Any]) -> dict[str, Any]:
    """Say all of it as plain values."""
    return {
        "digest": plan.digest,
        "seq": board.seq,
        "clauses": [_clause(plan, one) for one in clause_courses(plan, board)],
        "capabilities": {
            one.id: {"name": plain(one.name), "page": one.page} for one in CAPABILITIES.values()
        },
        "risks": risks_found,
    }


def _clause(plan: Plan, course: ClauseCourse) -> dict[str, Any]:
    gist = plan.clauses[course.clause]
    return {
        "id": gist.id,
        "kind": gist.kind,
        "gist": plain(gist.gist),
        "elements": [plain(one) for one in course.elements],
        "counts": {one.value: course.count(one) for one in Course},
        "bearings": [plain(one) for one in course.bearings[:MOST_BEARINGS]],
    }
