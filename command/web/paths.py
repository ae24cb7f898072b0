"""The parts of addresses: an event, an incident; and how to get at an event's hall."""

from typing import Annotated, Final

from pydantic import BaseModel, Field

from command.domain.identifiers import EventId
from command.web.failures import NoSuchThing
from command.web.needs import Hall, Halls

EVENT: Final = "/api/v1/events/<event>"
OWN_WRITE: Final = "X-Denggao-Cursor"
LARGEST: Final = 10**12
LARGEST_INCIDENT: Final = 10**9
LARGEST_INSTANT: Final = 4_102_444_800_000

EventName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]


class EventPath(BaseModel):
    """An address about an event."""

    event: EventName


class IncidentPath(EventPath):
    """An address about an incident, by the number people say on the radio."""

    number: Annotated[int, Field(ge=1, le=LARGEST_INCIDENT)]


def hall_of(halls: Halls, event: str, written: str | None = None) -> Hall:
    """
    Return an event's hall.

    Args:
        written: the head of the asker's own last write, if any: what they read must hold it,
            though another process may have taken it.

    Raises:
        NoSuchThing: there's no such event.
    """
    hall = halls.of(EventId(event))
    if hall is None:
        raise NoSuchThing("event")
    if written is not None and written.isascii() and written.isdigit():
        hall.has_folded(min(int(written), LARGEST))
    return hall
