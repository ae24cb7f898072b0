"""
Boards ⇄ the bytes of a snapshot. A seek needs only its first part, and most have no other.

``going``: where it stands, the event, units, incidents that have not ended or ended lately, and
their notices. ``ended``: the rest. ``remembered``: action ids, for a desk that takes actions.
"""

from collections.abc import Iterable
from typing import Any, Final

import orjson

from command.domain.board import Board, Remembered
from command.domain.documents import Documents
from command.domain.event import Event
from command.domain.identifiers import ActionId
from command.domain.incident import Incident
from command.domain.notice import Notice
from command.domain.plain import plain
from command.domain.unit import Unit
from command.wire.entries import canonical
from command.wire.rebuild import reader

_INCIDENT: Final = reader(Incident)
_NOTICE: Final = reader(Notice)
_UNIT: Final = reader(Unit)
_EVENT: Final = reader(Event)


def write_going(board: Board) -> bytes:
    """The part that every snapshot has."""
    documents = board.documents
    near = {**documents.lately, **documents.going}
    incidents = [documents.incidents[number] for number in near]
    notices = [one for one in documents.notices.values() if one.incident in near]
    return canonical(
        {
            "seq": board.seq,
            "hash": board.hash,
            "at": board.at,
            "reported": documents.reported,
            "lately": list(documents.lately),
            "event": plain(documents.event),
            "units": [plain(unit) for unit in documents.units.values()],
            "incidents": [plain(one) for one in incidents],
            "notices": [plain(one) for one in notices],
        }
    )


def write_rest(board: Board) -> dict[str, bytes]:
    """The parts that only a whole snapshot has: what ended long before, and action ids."""
    documents = board.documents
    near = {*documents.going, *documents.lately}
    incidents = [one for one in documents.incidents.values() if one.number not in near]
    notices = [one for one in documents.notices.values() if one.incident not in near]
    remembered = {
        action: [known.digest, known.seq, known.incident, known.assignment]
        for action, known in board.remembered.items()
    }
    return {
        "ended": canonical(
            {"incidents": [plain(x) for x in incidents], "notices": [plain(x) for x in notices]}
        ),
        "remembered": canonical(remembered),
    }


def read_going(blob: bytes) -> Board:
    """A board without what ended long before and without memory of action ids."""
    raw = orjson.loads(blob)
    documents = Documents(event=None if raw["event"] is None else _EVENT(raw["event"]))
    _put(documents, raw["units"], _UNIT)
    _put(documents, raw["incidents"], _INCIDENT)
    _put(documents, raw["notices"], _NOTICE)
    documents.lately = dict.fromkeys(raw["lately"])
    documents.reported = raw["reported"]
    return Board(documents=documents, seq=raw["seq"], hash=raw["hash"], at=raw["at"])


def read_ended(blob: bytes) -> Documents:
    """What ended long before."""
    documents = Documents()
    raw = orjson.loads(blob)
    _put(documents, raw["incidents"], _INCIDENT)
    _put(documents, raw["notices"], _NOTICE)
    return documents


def read_remembered(blob: bytes) -> dict[ActionId, Remembered]:
    """The action ids taken so far."""
    return {ActionId(action): Remembered(*known) for action, known in orjson.loads(blob).items()}


def _put(documents: Documents, many: Iterable[dict[str, Any]], read: Any) -> None:
    for raw in many:
        documents.put(read(raw))
