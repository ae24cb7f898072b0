"""
The ladder: who is told next when nobody answers.

One person may stand on several rungs of this plan. A rung whose people were all told already
is passed at once and the next is tried, so silence never waits for the same person twice; an
absent holder's acting one is told instead. Each of that is a fact that says why.

Source: A7, A9, A10.4, A12, A21, A26; design of the chain in docs/architecture.md
"""

from dataclasses import dataclass

from command.domain.event import Event
from command.domain.facts import Fact, NoticeIssued, RequestDrafted, RungClimbed, RungPassed
from command.domain.identifiers import NoticeId, PersonId, PostId, Seq
from command.domain.incident import Incident, PinnedRung
from command.domain.plan import Plan
from command.domain.presence import InPlace, holders_in_place, leads_in_place


@dataclass(slots=True)
class Numbering:
    """Hands out ids of the notices that one entry issues: ``n<seq>-1``, ``n<seq>-2`` …"""

    seq: Seq
    issued: int = 0

    def next(self) -> NoticeId:
        """The next notice's id."""
        self.issued += 1
        return NoticeId(f"n{self.seq}-{self.issued}")


def climb(
    plan: Plan, event: Event, incident: Incident, numbering: Numbering, *, why: str
) -> tuple[Fact, ...]:
    """
    Tell the next rung that has somebody new on it.

    Args:
        why: ``lead`` for the first telling, else ``escalated``.

    Returns:
        Facts for each rung passed and the one told; none when the ladder has ended.
    """
    facts: list[Fact] = []
    told = already_told(incident)
    for index in range(next_index(incident), len(incident.ladder)):
        rung = incident.ladder[index]
        people = people_on(plan, event, incident, rung)
        new = [p for p in people if p.person not in told] if rung.kind != "request" else people
        if not new:
            reason = "already_told" if people else "nobody_in_place"
            facts.append(
                RungPassed(incident=incident.number, index=index, rung=rung.id, why=reason)
            )
            facts.extend(_drafted(plan, incident, rung))
            continue
        facts.append(
            RungClimbed(
                incident=incident.number,
                index=index,
                rung=rung.id,
                people=tuple(place.person for place in new),
            )
        )
        facts.extend(_drafted(plan, incident, rung))
        # Whoever hears because the group below is empty doesn't lead it.
        post = plan.commander if rung.kind == "request" else rung.post
        reason = {"lead": why, "request": "request"}.get(rung.kind, "escalated")
        facts.extend(
            notice_to(incident, numbering, place, why=reason, rung=index, post=post)
            for place in new
        )
        break
    return tuple(facts)


def _drafted(plan: Plan, incident: Incident, rung: PinnedRung) -> tuple[RequestDrafted, ...]:
    """The request lies there even if nobody is in place to be told: who comes back finds it."""
    if rung.kind != "request" or incident.request is not None:
        return ()
    return (RequestDrafted(incident=incident.number, clocks=plan.times.requests),)


def draft_request(
    plan: Plan, event: Event, incident: Incident, numbering: Numbering
) -> tuple[Fact, ...]:
    """Lay a request to the city before the commander, whatever rung was told. Source: A21."""
    if incident.request is not None:
        return ()
    commander = holders_in_place(plan, plan.commander, event.absent)
    return (
        RequestDrafted(incident=incident.number, clocks=plan.times.requests),
        *(
            notice_to(incident, numbering, place, why="request", post=plan.commander)
            for place in commander
        ),
    )


def next_index(incident: Incident) -> int:
    """The first rung that was neither told nor passed."""
    return max((told.index for told in incident.told), default=-1) + 1


def has_ended(incident: Incident) -> bool:
    """No rung is left to tell."""
    return next_index(incident) >= len(incident.ladder)


def already_told(incident: Incident) -> frozenset[PersonId]:
    """Everyone told by some rung in this opening."""
    return frozenset(person for told in incident.told for person in told.people)


def people_on(
    plan: Plan, event: Event, incident: Incident, rung: PinnedRung
) -> tuple[InPlace, ...]:
    """Who stands on a rung now."""
    if rung.kind == "lead":
        return leads_in_place(plan, incident.lead, event.absent)
    if rung.kind == "request":
        return holders_in_place(plan, plan.commander, event.absent)
    return holders_in_place(plan, rung.post, event.absent) if rung.post else ()


def notice_to(
    incident: Incident,
    numbering: Numbering,
    place: InPlace,
    *,
    why: str,
    rung: int | None = None,
    post: PostId | None = None,
) -> NoticeIssued:
    """Tell somebody in place of an incident: on a rung, for a post, or for neither."""
    return NoticeIssued(
        notice=numbering.next(),
        incident=incident.number,
        why=why,
        rung=rung,
        person=place.person,
        unit=None,
        post=post,
        instead_of=place.instead_of,
    )
