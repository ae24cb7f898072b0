"""
Boards ⇄ the bytes of a snapshot. A seek needs only its first part, and most have no other.

``going``: where it stands, the event, units, incidents that have not ended or ended lately, and
their notices. ``ended``: the rest. ``remembered``: action ids, for a desk that takes actions.
"""

import hashlib
from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any, Final

import orjson

import command.domain
from command.domain.board import Board, Remembered
from command.domain.documents import Documents
from command.domain.event import Event
from command.domain.identifiers import ActionId, IncidentNumber
from command.domain.kinds import KINDS
from command.domain.notice import Notice
from command.domain.unit import Unit
from command.wire.brief import briefly
from command.wire.entries import canonical
from command.wire.pinned import read_incidents, write_incidents
from command.wire.rebuild import reader

_NOTICE: Final = reader(Notice)
_UNIT: Final = reader(Unit)
_EVENT: Final = reader(Event)
_OTHERS: Final = {kind: reader(kind) for kind in KINDS}


def _rules() -> str:
    """Name the rules of the fold, its shapes and their form here by how they are written."""
    domain, here = Path(command.domain.__file__).parent, Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*domain.glob("*.py"), *domain.glob("evolve/*.py"), *here.glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


RULES: Final = _rules()
"""After an upgrade the same log may come to another board: snapshots made before are void."""


class ForeignSnapshot(Exception):
    """A snapshot made by other rules, or damaged: the log has to be folded instead."""


def write_going(board: Board) -> bytes:
    """The part that every snapshot has."""
    documents = board.documents
    near = {**documents.lately, **documents.going}
    incidents = [documents.incidents[number] for number in near]
    notices = [one for one in documents.notices.values() if _is_near(one, near)]
    others = {KINDS[kind]: known.values() for kind, known in documents.others.items()}
    return canonical(
        {
            "rules": RULES,
            "seq": board.seq,
            "hash": board.hash,
            "at": board.at,
            "reported": documents.reported,
            "lately": list(documents.lately),
            "event": briefly(documents.event),
            "units": [briefly(unit) for unit in documents.units.values()],
            **write_incidents(incidents),
            "notices": [briefly(one) for one in notices],
            "others": {name: [briefly(one) for one in known] for name, known in others.items()},
        }
    )


def write_rest(board: Board) -> dict[str, bytes]:
    """The parts that only a whole snapshot has: what ended long before, and action ids."""
    documents = board.documents
    near = {*documents.going, *documents.lately}
    incidents = [one for one in documents.incidents.values() if one.number not in near]
    notices = [one for one in documents.notices.values() if not _is_near(one, near)]
    remembered = {
        action: [known.digest, known.seq, known.incident, known.assignment]
        for action, known in board.remembered.items()
    }
    return {
        "ended": canonical(
            {
                "rules": RULES,
                **write_incidents(incidents),
                "notices": [briefly(one) for one in notices],
            }
        ),
        "remembered": canonical({"rules": RULES, "actions": remembered}),
    }


def _is_near(notice: Notice, near: Container[IncidentNumber | None]) -> bool:
    """Of an incident that goes on or ended lately, or of no incident at all."""
    return notice.incident is None or notice.incident in near


def read_going(blob: bytes) -> Board:
    """
    A board without what ended long before and without memory of action ids.

    Raises:
        ForeignSnapshot: it was made by other rules.
    """
    raw = _own(blob)
    documents = Documents(event=None if raw["event"] is None else _EVENT(raw["event"]))
    _put(documents, raw["units"], _UNIT)
    for incident in read_incidents(raw):
        documents.put(incident)
    _put(documents, raw["notices"], _NOTICE)
    for kind, read in _OTHERS.items():
        _put(documents, raw["others"][KINDS[kind]], read)
    documents.lately = dict.fromkeys(raw["lately"])
    documents.reported = raw["reported"]
    return Board(documents=documents, seq=raw["seq"], hash=raw["hash"], at=raw["at"])


def read_ended(blob: bytes) -> Documents:
    """
    What ended long before.

    Raises:
        ForeignSnapshot: as `read_going`.
    """
    documents = Documents()
    raw = _own(blob)
    for incident in read_incidents(raw):
        documents.put(incident)
    _put(documents, raw["notices"], _NOTICE)
    return documents


def read_remembered(blob: bytes) -> dict[ActionId, Remembered]:
    """
    The action ids taken so far.

    Raises:
        ForeignSnapshot: as `read_going`.
    """
    actions = _own(blob)["actions"]
    return {ActionId(action): Remembered(*known) for action, known in actions.items()}


def _own(blob: bytes) -> dict[str, Any]:
    """A part that these very rules wrote: of one snapshot, each may be another's."""
    raw = orjson.loads(blob)
    if not isinstance(raw, dict) or raw.get("rules") != RULES:
        raise ForeignSnapshot
    return raw


def _put(documents: Documents, many: Iterable[dict[str, Any]], read: Any) -> None:
    for raw in many:
        documents.put(read(raw))
