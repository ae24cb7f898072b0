"""The written plan clause by clause: what stands on each, how far that is, and the plan's risks."""

from dataclasses import asdict
from typing import Any, Final

import orjson
from flask import Response, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from command.domain.authority import Role
from command.domain.bearing import ClauseCourse, clause_courses
from command.domain.board import Board
from command.domain.course import Course
from command.domain.embodiments import CAPABILITIES
from command.domain.plain import plain
from command.domain.plan import Plan
from command.plan_files.risks import risks
from command.web import shapes
from command.web.answers import accepts_gzip, compressed, encoded, pack
from command.web.boards import Reading
from command.web.described import READING, gives, problems
from command.web.paths import EVENT, EventPath

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


class Worked:
    """The last table of each event: pages ask for the same one after each entry."""

    def __init__(self) -> None:
        """Start with none."""
        self._tables: dict[str, tuple[int, bytes, bytes]] = {}

    def table(self, event: str, plan: Plan, board: Board) -> tuple[bytes, bytes]:
        """Return an event's table as JSON, plain and compressed."""
        known = self._tables.get(event)
        if known is None or known[0] != board.seq:
            body = orjson.dumps(described(plan, board))
            known = self._tables[event] = (board.seq, body, pack(body))
        return known[1], known[2]


def blueprint(reading: Reading) -> APIBlueprint:
    """Make the route."""
    routes = APIBlueprint("clauses", __name__, abp_tags=[Tag(name="board")])
    worked = Worked()

    @routes.get(
        EVENT + "/clauses",
        operation_id="clauses",
        summary="The plan clause by clause, with how far each is",
        responses={200: gives(shapes.ClausesDocument, "The clauses."), **problems(*READING)},
    )
    def clauses(path: EventPath) -> Response:
        visitor, hall = reading.enter(path.event)
        reading.guard.require_role(visitor, *_READERS)
        body, squeezed = worked.table(path.event, hall.desk.plan, hall.desk.board)
        return compressed(squeezed) if accepts_gzip(request) else encoded(body)

    return routes


def described(plan: Plan, board: Board) -> dict[str, Any]:
    """Say all of it as plain values."""
    return {
        "digest": plan.digest,
        "seq": board.seq,
        "clauses": [_clause(plan, one) for one in clause_courses(plan, board)],
        "capabilities": {
            one.id: {"name": plain(one.name), "page": one.page} for one in CAPABILITIES.values()
        },
        "risks": [plain(asdict(one)) for one in risks(plan)],
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
