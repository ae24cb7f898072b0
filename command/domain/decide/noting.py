"""Writing down: notes, and checklist steps done."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_incident, follow_merges
from command.domain.facts import NoteAdded, StepTicked
from command.domain.refusals import Refusal, Unknown


def add_note(board: Board, action: a.AddNote, _: Moment) -> Decided:
    """Any incident takes a note, also an ended one: papers come late."""
    incident = find_incident(board, follow_merges(board, action.incident))
    if isinstance(incident, Refusal):
        return incident
    return (NoteAdded(incident=incident.number, text=action.text),)


def tick_step(board: Board, action: a.TickStep, moment: Moment) -> Decided:
    """A step of this incident's checklist is done. Source: A4."""
    incident = find_incident(board, follow_merges(board, action.incident))
    if isinstance(incident, Refusal):
        return incident
    playbook = moment.plan.playbooks.get(incident.type)
    if playbook is None or all(step.id != action.step for step in playbook.checklist):
        return Unknown(field="step", value=action.step)
    if any(done.step == action.step for done in incident.steps):
        return ()
    return (StepTicked(incident=incident.number, step=action.step),)
