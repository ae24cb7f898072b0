"""The written plan clause by clause: what stands on each, how far that is, and the plan's risks."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import gevent
import orjson
from flask import Response, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

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


class Worked:
    """The last table of each event: pages ask for the same one after each entry."""

    def __init__(self, files: Files) -> None:
        """Start with none."""
        self._tables: dict[str, tuple[int, bytes, bytes]] = {}
        self._risks: dict[str, list[Any]] = {}
        self._files = files

    def table(self, event: str, plan: Plan, board: Board) -> tuple[bytes, bytes]:
        """Return an event's table as JSON, plain and compressed."""
        known = self._tables.get(event)
        if known is None or known[0] != board.seq:
            body = orjson.dumps(described(plan, board, self._risks_of(event, plan)))
            known = self._tables[event] = (board.seq, body, pack(body))
        return known[1], known[2]

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
        body, squeezed = worked.table(path.event, hall.desk.plan, hall.desk.board)
        return compressed(squeezed) if accepts_gzip(request) else encoded(body)

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
