"""The parts of addresses: an event, an incident; and how to get at an event's hall."""

from typing import Annotated, Final

from pydantic import BaseModel, Field

from command.web.failures import NoSuchThing
from command.web.needs import Hall, Halls

EVENT: Final = "/api/v1/events/<event>"
LARGEST: Final = 10**12
LARGEST_INCIDENT: Final = 10**9

EventName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]


class EventPath(BaseModel):
    """An address about an event."""

    event: EventName


class IncidentPath(EventPath):
    """An address about an incident, by the number people say on the radio."""

    number: Annotated[int, Field(ge=1, le=LARGEST_INCIDENT)]


def hall_of(halls: Halls, event: str) -> Hall:
    """
    Return an event's hall.

    Raises:
        NoSuchThing: there's no such event.
    """
    hall = halls.of(event)
    if hall is None:
        raise NoSuchThing("event")
    return hall
