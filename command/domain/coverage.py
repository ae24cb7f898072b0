"""What stands on each clause of a plan: its elements, and what the system does about it itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from command.domain.identifiers import Clause
from command.domain.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Something that stands on clauses. `of` is the incident type of a rung or a step."""

    kind: str
    id: str
    of: str | None = None

    def __str__(self) -> str:
        """Say it as the check prints it: ``step fire/burns``."""
        return f"{self.kind} {self.id}" if self.of is None else f"{self.kind} {self.of}/{self.id}"


def coverage(plan: Plan) -> dict[Clause, list[Element]]:
    """Tell what stands on each clause, in the written plan's order."""
    table: dict[Clause, list[Element]] = {clause: [] for clause in plan.clauses}
    for element, clauses in elements(plan):
        for clause in clauses:
            table[clause].append(element)
    return table


def unbound(plan: Plan) -> list[Clause]:
    """Tell the clauses that nothing stands on."""
    return [clause for clause, found in coverage(plan).items() if not found]


def elements(plan: Plan) -> Iterator[tuple[Element, Iterable[Clause]]]:
    """Go through everything that cites, and the clauses that it cites."""
    yield Element(kind="plan", id=plan.id), plan.source
    for agency in plan.agencies.values():
        yield Element(kind="agency", id=agency.id), agency.source
    for person in plan.people.values():
        yield Element(kind="person", id=person.id), person.source
    for post in plan.posts.values():
        yield Element(kind="post", id=post.id), post.source
    for group in plan.groups.values():
        yield Element(kind="group", id=group.id), (*group.source, *group.duties)
    for unit in plan.units.values():
        yield Element(kind="unit", id=unit.id), unit.source
    for zone in plan.zones.values():
        yield Element(kind="zone", id=zone.id), zone.source
    for supply in plan.supplies.values():
        yield Element(kind="supply", id=supply.id), supply.source
    for rule in plan.routes:
        yield Element(kind="route", id=rule.id), rule.source
    for duty in plan.readiness.duties.values():
        yield Element(kind="duty", id=duty.id), duty.source
    for recipient in plan.reporting.recipients.values():
        yield Element(kind="recipient", id=recipient.id), recipient.source
    yield from _of_playbooks(plan)
    yield from _of_capabilities(plan)


def _of_capabilities(plan: Plan) -> Iterator[tuple[Element, Iterable[Clause]]]:
    for clause in plan.clauses.values():
        for capability in clause.embodied_by:
            yield Element(kind="capability", id=capability), (clause.id,)


def _of_playbooks(plan: Plan) -> Iterator[tuple[Element, Iterable[Clause]]]:
    for playbook in plan.playbooks.values():
        # An incident type usually cites its situation in its sources as well: count it once.
        cited = dict.fromkeys((playbook.situation, *playbook.source, *playbook.lead_source))
        yield Element(kind="incident", id=playbook.id), cited
        for rung in playbook.ladder:
            yield Element(kind="rung", id=rung.id, of=playbook.id), rung.source
        for rule in playbook.routes:
            yield Element(kind="route", id=rule.id, of=playbook.id), rule.source
        for step in playbook.checklist:
            yield Element(kind="step", id=step.id, of=playbook.id), step.source
