"""Risks that lie in who is to answer: one person in many places, nobody behind a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from command.domain.identifiers import PersonId
from command.domain.plan import Plan, Playbook, Rung, Text
from command.plan_files.weighing import Risk, both, in_incident, in_plan


def risks_of_people(plan: Plan) -> Iterator[Risk]:
    """Go through ladders, groups, posts and duties."""
    yield from _one_on_several_rungs(plan)
    yield from _leads_of_several_groups(plan)
    yield from _duties_without_a_person(plan)
    yield from _groups_without_depth(plan)
    yield from _posts_without_successor(plan)
    yield from _successors_on_the_same_ladder(plan)


def asked(plan: Plan, playbook: Playbook, rung: Rung) -> tuple[PersonId, ...]:
    """Tell whom a rung of a type's ladder asks; a request upward is approved, not answered."""
    if rung.kind == "lead":
        return plan.groups[playbook.lead].leads
    return plan.posts[rung.post].holders if rung.kind == "post" and rung.post else ()


def reached(plan: Plan, playbook: Playbook) -> list[tuple[Rung, tuple[PersonId, ...]]]:
    """
    Tell whom each rung reaches anew when all below stayed silent.

    A rung whose people were all asked before is passed. Source: docs/decisions/0007.
    """
    before: set[PersonId] = set()
    found = []
    for rung in playbook.ladder:
        people = asked(plan, playbook, rung)
        found.append((rung, tuple(one for one in people if one not in before)))
        before.update(people)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """One person on the same rungs of the same ladder, for all the types that climb it so."""

    person: PersonId
    rungs: tuple[Rung, ...]
    types: tuple[Playbook, ...]


def _on_several_rungs(plan: Plan) -> Iterator[_Standing]:
    found: dict[tuple[PersonId, tuple[Rung, ...], tuple[Rung, ...]], list[Playbook]] = {}
    for playbook in plan.playbooks.values():
        on: dict[PersonId, list[Rung]] = {}
        for rung in playbook.ladder:
            for name in asked(plan, playbook, rung):
                on.setdefault(name, []).append(rung)
        for name, rungs in on.items():
            if len(rungs) > 1:
                found.setdefault((name, tuple(rungs), playbook.ladder), []).append(playbook)
    for (person, where, _), types in found.items():
        yield _Standing(person=person, rungs=where, types=tuple(types))


def _one_on_several_rungs(plan: Plan) -> Iterator[Risk]:
    """
    Tell each person once a ladder, with the types that climb it and whom the worst really reaches.

    Told for each type it would be the same sentence two dozen times.
    """
    for one in _on_several_rungs(plan):
        lost = [(_lost(plan, playbook), playbook) for playbook in one.types]
        most, worst = max(lost, key=lambda found: len(found[0]))
        person, on = plan.people[one.person].name, both(r.name for r in one.rungs)
        types, as_in, way = _types(plan, one), _as_in(plan, one, worst), _way(plan, worst)
        own = _own_ladder(plan, worst)
        yield Risk(
            code="one-person-several-rungs",
            weight="high" if set(one.rungs) & set(most) else "medium",
            at=in_incident(worst.id) if own else in_plan("people", one.person),
            what=Text(
                zh=f"{types.zh}：{person.zh}在{on.zh}；实际依次找到{as_in.zh} {way.zh}",
                en=f"{types.en}: {person.en} stands on {on.en}; really reached{as_in.en}: {way.en}",
            ),
            remedy=Text(zh="让每一级由不同的人担任", en="Give each rung a person of its own"),
            clauses=tuple(dict.fromkeys(clause for rung in one.rungs for clause in rung.source)),
        )


def _lost(plan: Plan, playbook: Playbook) -> list[Rung]:
    """The rungs that ask somebody and reach nobody new."""
    way = reached(plan, playbook)
    return [rung for rung, people in way if not people and asked(plan, playbook, rung)]


def _own_ladder(plan: Plan, playbook: Playbook) -> bool:
    return sum(one.ladder == playbook.ladder for one in plan.playbooks.values()) == 1


def _types(plan: Plan, standing: _Standing) -> Text:
    count = len(standing.types)
    if count == len(plan.playbooks) and count > 1:
        return Text(zh=f"全部 {count} 类事件", en=f"All {count} types")
    return both(playbook.name for playbook in standing.types)


def _as_in(plan: Plan, standing: _Standing, worst: Playbook) -> Text:
    """Which type the way is of, where they differ: each has its own lead."""
    ways = {_way(plan, playbook) for playbook in standing.types}
    if len(ways) == 1:
        return Text(zh="", en="")
    return Text(zh=f"（如{worst.name.zh}）", en=f", as in {worst.name.en}")


def _way(plan: Plan, playbook: Playbook) -> Text:
    steps = []
    for rung, people in reached(plan, playbook):
        if rung.kind != "request":
            names = both(plan.people[name].name for name in people)
            nobody = Text(zh="（无新人）", en="(nobody new)")
            steps.append(names if people else nobody)
    return Text(zh=" → ".join(s.zh for s in steps), en=" → ".join(s.en for s in steps))


def _leads_of_several_groups(plan: Plan) -> Iterator[Risk]:
    for person in plan.people.values():
        led = [group for group in plan.groups.values() if person.id in group.leads]
        if len(led) > 1:
            groups = both(group.name for group in led)
            alone = any(len(group.leads) == 1 for group in led)
            yield Risk(
                code="leads-several-groups",
                weight="medium" if alone else "low",
                at=in_plan("people", person.id),
                what=Text(
                    zh=f"{person.name.zh}同时任{groups.zh}组长",
                    en=f"{person.name.en} leads several groups: {groups.en}",
                ),
                remedy=Text(zh="给其中一组另定组长", en="Name another lead for one of them"),
                clauses=tuple(clause for group in led for clause in group.source),
            )


def _duties_without_a_person(plan: Plan) -> Iterator[Risk]:
    manned = {person.agency for person in plan.people.values()}
    for agency in plan.agencies.values():
        duties = [c for c in agency.source if plan.clauses[c].kind == "duty"]
        if duties and not agency.outside and agency.id not in manned:
            where = ", ".join(duties)
            yield Risk(
                code="duty-without-person",
                weight="high",
                at=in_plan("agencies", agency.id),
                what=Text(
                    zh=f"{agency.name.zh}有职责（{where}），名单中无人",
                    en=f"{agency.name.en} has duties ({where}) and nobody on the roster",
                ),
                remedy=Text(
                    zh="列入一名负责人，或把职责交给别的单位",
                    en="Put somebody of it on the roster, or give the duty to another agency",
                ),
                clauses=tuple(duties),
            )


def _groups_without_depth(plan: Plan) -> Iterator[Risk]:
    for group in plan.groups.values():
        if len(group.members) < 2:
            count = len(group.members)
            yield Risk(
                code="group-without-depth",
                weight="medium" if count else "high",
                at=in_plan("groups", group.id),
                what=Text(
                    zh=f"{group.name.zh}除组长外只有 {count} 人",
                    en=f"The group {group.name.en} has {count} besides its lead",
                ),
                remedy=Text(zh="至少再加两名成员", en="Give it two members at least"),
                clauses=group.source,
            )


def _posts_without_successor(plan: Plan) -> Iterator[Risk]:
    for post in plan.posts.values():
        if not post.succession:
            yield Risk(
                code="post-without-successor",
                weight="high" if len(post.holders) < 2 else "medium",
                at=in_plan("posts", post.id),
                what=Text(
                    zh=f"{post.name.zh}没有继任人",
                    en=f"The post {post.name.en} has no successor",
                ),
                remedy=Text(
                    zh="在 succession 中按顺序写出继任人",
                    en="List who acts, in order, under `succession`",
                ),
                clauses=post.source,
            )


def _successors_on_the_same_ladder(plan: Plan) -> Iterator[Risk]:
    """When a holder is away and the one who acts is asked on another rung, a rung is lost."""
    rungs = [rung for playbook in plan.playbooks.values() for rung in playbook.ladder]
    posts = dict.fromkeys(r.post for r in rungs if r.kind == "post" and r.post is not None)
    for name in posts:
        post = plan.posts[name]
        others = [plan.posts[other] for other in posts if other != name]
        for person in post.succession[:1]:
            also = [other for other in others if person in other.holders]
            if also:
                titles = both(other.name for other in also)
                who = plan.people[person].name
                yield Risk(
                    code="successor-on-same-ladder",
                    weight="medium",
                    at=in_plan("posts", post.id),
                    what=Text(
                        zh=f"{post.name.zh}的第一继任人{who.zh}本身在{titles.zh}一级",
                        en=f"The first successor of {post.name.en}, {who.en}, "
                        f"already answers as {titles.en}",
                    ),
                    remedy=Text(
                        zh="第一继任人选不在应急链上的人",
                        en="Let somebody who holds no rung come first",
                    ),
                    clauses=post.source,
                )
