"""
Incidents in a snapshot, with what the plan says of many of them alike written once.

An incident keeps its ladder, targets and reasons as the plan had them when it was routed; a
plan comes to a few of each. Written with every incident they were most of what a seek read.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

from command.domain.incident import Incident
from command.domain.plain import Plain
from command.wire.brief import briefly
from command.wire.rebuild import Read, field_reader, reader_with

PINNED: Final = ("ladder", "targets", "reasons")
"""What an incident keeps of the plan, as it was when the incident was routed."""
_READ_PINNED: Final[dict[str, Read]] = {name: field_reader(Incident, name) for name in PINNED}
_READ: Final = reader_with(Incident, ready=PINNED)


def write_incidents(incidents: Iterable[Incident]) -> dict[str, Plain]:
    """The incidents, and each pinned value once: an incident names it by its place."""
    places: dict[str, dict[object, int]] = {name: {} for name in PINNED}
    written: list[Plain] = []
    for incident in incidents:
        raw = cast("dict[str, Plain]", briefly(incident))
        for name, known in places.items():
            raw[name] = known.setdefault(getattr(incident, name), len(known))
        written.append(raw)
    pinned: dict[str, Plain] = {
        name: [briefly(one) for one in known] for name, known in places.items()
    }
    return {"incidents": written, "pinned": pinned}


def read_incidents(raw: dict[str, Any]) -> Iterator[Incident]:
    """
    The incidents that `write_incidents` wrote. Those pinned to the same share it.

    Raises:
        LookupError: one names a place that isn't there.
    """
    known = {
        name: [read(one) for one in raw["pinned"][name]] for name, read in _READ_PINNED.items()
    }
    for one in raw["incidents"]:
        for name, values in known.items():
            one[name] = values[one[name]]
        yield _READ(one)
