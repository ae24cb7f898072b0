"""Risks that lie in what there is to send: too few units when two incidents come at once."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement

from command.domain.coverage import coverage
from command.domain.plan import Plan, Playbook, Text
from command.plan_files.weighing import Place, Risk, both, in_incident, in_plan


def risks_of_units(plan: Plan) -> Iterator[Risk]:
    """Go through what each type sends, alone and beside another, and the closed zones."""
    there = Counter(unit.kind for unit in plan.units.values())
    for playbook in plan.playbooks.values():
        yield from _more_asked_than_there(plan, playbook, there)
    yield from _same_first(plan, there)
    for one, other in combinations_with_replacement(plan.playbooks.values(), 2):
        yield from _not_both(plan, one, other, there)
    yield from _clauses_only_named(plan)


def _more_asked_than_there(plan: Plan, playbook: Playbook, there: Counter[str]) -> Iterator[Risk]:
    for kind, asked in Counter(playbook.send).items():
        if asked > there[kind]:
            name = plan.unit_kinds[kind]
            yield Risk(
                code="more-units-asked-than-there",
                weight="high",
                at=in_incident(playbook.id),
                what=Text(
                    zh=f"{playbook.name.zh}要 {asked} 支{name.zh}，只有 {there[kind]} 支",
                    en=f"{playbook.name.en} asks for {asked} of {name.en}; there are {there[kind]}",
                ),
                remedy=Text(zh="增加队伍或少派", en="Add units, or send fewer"),
                clauses=playbook.source,
            )


def _same_first(plan: Plan, there: Counter[str]) -> Iterator[Risk]:
    """One unit that several types want first is gone when the second of them comes."""
    for unit in plan.units.values():
        if there[unit.kind] > 1:
            continue
        first = [one for one in plan.playbooks.values() if one.send and one.send[0] == unit.kind]
        if len(first) > 1:
            types = both(one.name for one in first)
            yield Risk(
                code="same-unit-first",
                weight="medium",
                at=in_plan("units", unit.id),
                what=Text(
                    zh=f"{unit.name.zh}是{types.zh}首派的唯一队伍",
                    en=f"{unit.name.en} is the only one, and goes first to {types.en}",
                ),
                remedy=Text(
                    zh="再备一支同类队伍，或改变其中一类的首派",
                    en="Have a second of its kind, or send another first to one of them",
                ),
                clauses=unit.source,
            )


def _not_both(plan: Plan, one: Playbook, other: Playbook, there: Counter[str]) -> Iterator[Risk]:
    """
    Two at once ask for more of a kind than there is: the on-scene target of the second is lost.

    What one of them asks for alone and is not there is told by itself.
    """
    asked = Counter(one.send) + Counter(other.send)
    alone = Counter(one.send) | Counter(other.send)
    short = [kind for kind, n in asked.items() if n > there[kind] >= alone[kind]]
    if not short:
        return
    kinds = Text(
        zh="、".join(f"{plan.unit_kinds[k].zh} {asked[k]}/{there[k]}" for k in short),
        en=", ".join(f"{plan.unit_kinds[k].en} {asked[k]} of {there[k]}" for k in short),
    )
    least = min(t.on_scene_s for p in (one, other) for t in p.targets.values())
    pair = Text(
        zh=f"两起{one.name.zh}" if one is other else f"{one.name.zh}和{other.name.zh}",
        en=f"Two of {one.name.en}" if one is other else f"{one.name.en} and {other.name.en}",
    )
    # Nothing of a first-sent kind is left: nobody comes at all.
    first = {playbook.send[0] for playbook in (one, other) if playbook.send}
    yield Risk(
        code="two-at-once",
        weight="high" if first & set(short) else "medium",
        at=in_incident(other.id),
        what=Text(
            zh=f"{pair.zh}同时发生：{kinds.zh}（要/有），{least} 秒到场达不到",
            en=f"{pair.en} at once: {kinds.en} there; on scene within {least} s cannot be met",
        ),
        remedy=Text(
            zh="增加队伍，或写明第二起由谁先到",
            en="Add units, or say who goes first to the second",
        ),
        clauses=tuple(dict.fromkeys((one.situation, other.situation))),
    )


def _clauses_only_named(plan: Plan) -> Iterator[Risk]:
    """Duties that only a name stands on: nothing is sent, asked or ticked for them."""
    names = {"agency", "person", "group", "plan"}
    for clause, found in coverage(plan).items():
        kind = plan.clauses[clause].kind
        if found and kind in {"duty", "task"} and all(one.kind in names for one in found):
            gist = plan.clauses[clause].gist
            yield Risk(
                code="duty-only-named",
                weight="medium",
                at=Place(file="clauses.yaml", list="clauses", id=clause),
                what=Text(
                    zh=f"{clause} 只写了由谁负责，没有要查、要派或要勾的事（{gist.zh}）",
                    en=f"{clause} names who, and nothing is asked, sent or ticked ({gist.en})",
                ),
                remedy=Text(
                    zh="给它一项准备任务、一步清单或一支队伍",
                    en="Give it a duty of readiness, a checklist step or a unit",
                ),
                clauses=(clause,),
            )
