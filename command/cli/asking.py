"""Actions that the machine's own operator asks for, at the same desk as everybody else."""

import secrets

from command.cli.here import Failure, Here
from command.desk import Asking, Desk, Receipt
from command.domain.actions import Action, OpenEvent
from command.domain.authority import Role
from command.domain.event import EventTime
from command.domain.identifiers import ActionId, EventId
from command.domain.incident import By
from command.domain.plan import Plan
from command.domain.refusals import Refusal
from command.domain.states import EventKind, Phase
from command.plan_files.files import digest_of, read_folder
from command.store.events import EventRow, Events
from command.store.plans import Plans
from command.wiring import build_desk, build_versions

BY_THE_OPERATOR = By(role=Role.SYSTEM)
SOURCE = "system"
_ID_BYTES = 16


def desk_of(place: Here, event_id: str) -> Desk:
    """
    Return the desk of an event that was opened.

    Raises:
        NoSuchEvent: it wasn't.
    """
    return build_desk(place.settings, EventId(event_id), stores=place.stores)


def plan_of(place: Here, event_id: str) -> Plan:
    """
    Return the plan an event was opened with.

    Raises:
        NoSuchEvent: it wasn't opened.
    """
    return build_versions(place.settings, EventId(event_id), place.stores).first()


def ask(desk: Desk, action: Action, name: str | None = None) -> Receipt:
    """Submit an action, or end the command with the refusal's own words."""
    asking = Asking(
        action_id=ActionId(name or secrets.token_urlsafe(_ID_BYTES)),
        by=BY_THE_OPERATOR,
        source=SOURCE,
    )
    answer = desk.submit(action, asking)
    if isinstance(answer, Refusal):
        raise Failure(f"{answer.words.zh}\n{answer.words.en}")
    return answer


def open_event(
    place: Here, event_id: str, plan: Plan, *, kind: EventKind, time: EventTime, phase: Phase
) -> Desk:
    """
    Begin an event's log.

    The index comes first: an event that's in the index without a log is opened by asking again.
    """
    event = EventId(event_id)
    row = EventRow(event=event, kind=kind.value, created_at=place.clock.now())
    Events(place.client).add(row)
    keep_version(place, event, plan)
    desk = build_desk(place.settings, event, stores=place.stores, plan=plan)
    opening = OpenEvent(
        event=event,
        name=plan.name,
        kind=kind,
        plan=plan.id,
        plan_digest=plan.digest,
        epoch=new_epoch(),
        time=time,
        phase=phase,
    )
    ask(desk, opening)
    return desk


def keep_version(place: Here, event: EventId, plan: Plan) -> None:
    """
    Keep the files of a plan's folder for an event, if the plan was made of them.

    The files come before the fact that names them: whoever reads the log finds them.
    """
    folder = place.settings.playbooks / plan.id
    if folder.is_dir():
        files, _ = read_folder(folder)
        if digest_of(files) == plan.digest:
            Plans(place.client, event).keep(plan.digest, files)


def new_epoch() -> str:
    """Make the name of a history of a log, never used before."""
    return secrets.token_hex(_ID_BYTES)
