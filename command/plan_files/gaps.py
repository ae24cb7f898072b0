"""
What the written plan leaves open, said so that a reader knows: gaps found by looking, never listed.

A gap is no fault: the plan runs with it. Source: A26 and the plan's own roster.
"""

from collections.abc import Iterator

from command.domain.identifiers import AgencyId, Clause, PersonId
from command.domain.plan import Agency, Plan, Text


def gaps(plan: Plan) -> tuple[Text, ...]:
    """List the gaps: nobody for a duty, nobody behind a person, one person in many places."""
    return (
        *_agencies_without_a_person(plan),
        *_duties_outside_the_group(plan),
        *_duties_of_nobody(plan),
        *_groups_without_depth(plan),
        *_groups_without_a_unit(plan),
        *_people_in_no_group(plan),
        *_people_leading_several(plan),
        *_people_on_several_rungs(plan),
        *_capacities_unverified(plan),
    )


def _agencies_without_a_person(plan: Plan) -> Iterator[Text]:
    for agency in plan.agencies.values():
        duties = _duties(plan, agency)
        if duties and not agency.outside and not _people_of(plan, agency.id):
            where = ", ".join(duties)
            yield Text(
                zh=f"{agency.name.zh}有职责（{where}），名单中无人；由该组组长承担",
                en=f"{agency.name.en} has duties ({where}) and nobody on the roster; "
                "they fall to the group's lead",
            )


def _duties_outside_the_group(plan: Plan) -> Iterator[Text]:
    for group in plan.groups.values():
        inside = {*group.leads, *group.members}
        for agency in plan.agencies.values():
            people = _people_of(plan, agency.id)
            duties = [clause for clause in group.duties if clause in agency.source]
            if duties and people and inside.isdisjoint(people):
                where = ", ".join(duties)
                yield Text(
                    zh=f"{agency.name.zh}在{group.name.zh}有职责（{where}），但无人在该组",
                    en=f"{agency.name.en} has a duty ({where}) in the group {group.name.en} "
                    "and nobody in it",
                )


def _duties_of_nobody(plan: Plan) -> Iterator[Text]:
    taken = {clause for agency in plan.agencies.values() for clause in agency.source}
    for group in plan.groups.values():
        for clause in group.duties:
            if clause not in taken:
                yield Text(
                    zh=f"{group.name.zh}的职责 {clause} 没有责任单位",
                    en=f"The duty {clause} of the group {group.name.en} has no agency",
                )


def _groups_without_depth(plan: Plan) -> Iterator[Text]:
    for group in plan.groups.values():
        if len(group.members) < 2:
            count = len(group.members)
            yield Text(
                zh=f"{group.name.zh}除组长外只有 {count} 人，无人可替",
                en=f"The group {group.name.en} has {count} besides its lead: nobody to step in",
            )


def _groups_without_a_unit(plan: Plan) -> Iterator[Text]:
    crewed = {unit.group for unit in plan.units.values()}
    for group in plan.groups.values():
        if group.id not in crewed:
            yield Text(
                zh=f"{group.name.zh}没有可派的队伍",
                en=f"The group {group.name.en} has no unit that can be sent",
            )


def _people_in_no_group(plan: Plan) -> Iterator[Text]:
    grouped = {name for g in plan.groups.values() for name in (*g.leads, *g.members)}
    for person in plan.people.values():
        if person.id not in grouped:
            yield Text(
                zh=f"{person.name.zh}不在任何工作组",
                en=f"{person.name.en} is in no group",
            )


def _people_leading_several(plan: Plan) -> Iterator[Text]:
    for person in plan.people.values():
        led = [group for group in plan.groups.values() if person.id in group.leads]
        if len(led) > 1:
            yield Text(
                zh=f"{person.name.zh}同时任{'、'.join(g.name.zh for g in led)}组长",
                en=f"{person.name.en} leads several groups: " + ", ".join(g.name.en for g in led),
            )


def _people_on_several_rungs(plan: Plan) -> Iterator[Text]:
    """People whom the chain could reach twice: those holding several posts of its rungs."""
    rungs = [rung for playbook in plan.playbooks.values() for rung in playbook.ladder]
    posts = dict.fromkeys(r.post for r in rungs if r.kind == "post" and r.post is not None)
    for person in plan.people.values():
        held = [plan.posts[post].name for post in posts if person.id in plan.posts[post].holders]
        if len(held) > 1:
            yield Text(
                zh=f"{person.name.zh}在应急链上身兼{'、'.join(n.zh for n in held)}",
                en=f"{person.name.en} stands on several rungs: " + ", ".join(n.en for n in held),
            )


def _capacities_unverified(plan: Plan) -> Iterator[Text]:
    guessed = [z for z in plan.zones.values() if z.capacity is not None and not z.capacity_verified]
    if guessed:
        yield Text(
            zh=f"{len(guessed)} 个区域的容量未经核定：{'、'.join(z.name.zh for z in guessed)}",
            en=f"The capacities of {len(guessed)} zones are not verified: "
            + ", ".join(z.name.en for z in guessed),
        )


def _duties(plan: Plan, agency: Agency) -> list[Clause]:
    return [clause for clause in agency.source if plan.clauses[clause].kind == "duty"]


def _people_of(plan: Plan, agency: AgencyId) -> set[PersonId]:
    return {person.id for person in plan.people.values() if person.agency == agency}
