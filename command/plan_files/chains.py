"""
Chains that lead nowhere or round: ladders that tell one twice or nobody, deputies in a circle.

Looked for in what the files say, whatever else is wrong with them, so that all is told at once.
Source: A10.4, A26
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from command.plan_files.faults import Fault
from command.plan_files.references import Trees, elements, entries, text
from command.plan_files.tree import Node

NOBODY: Final = "the ladder climbs to nobody"
TO_THE_REGION: Final = "Remove this rung; a request to the region is drafted at the desk"
ADD_A_POST: Final = "Add a rung of the kind 'post' above the lead"


def faults_of_chains(trees: Trees, *, kept: bool = False) -> Iterator[Fault]:
    """
    Find them in the ladder of plan.yaml, in those of the types, and among the posts.

    Args:
        kept: a version that an event goes by: its requests were never looked at.
    """
    for file, tree in trees.items():
        yield from _ladder(file, tree)
        if not kept:
            yield from _asked_twice(file, tree)
    plan = trees.get("plan.yaml")
    if plan is not None:
        yield from _deputies(plan)


def _ladder(file: str, tree: Node) -> Iterator[Fault]:
    ladder = tree.step("ladder")
    if ladder is None or not isinstance(ladder.value, list):
        return
    rungs = ladder.value
    # A rung that says something else is told of elsewhere, and may be meant for somebody.
    if all(text(rung, "kind") == "lead" for rung in rungs):
        yield Fault(file=file, line=ladder.line, what=NOBODY, hint=ADD_A_POST)
    yield from _told_twice(file, rungs)


def _told_twice(file: str, rungs: Sequence[Node]) -> Iterator[Fault]:
    """
    Tell the rungs that would wait again for those a rung below has told.

    A request is no telling: whoever commands may be told as a rung, and approves it besides.
    """
    told: dict[tuple[str, str | None], str] = {}
    for place, rung in enumerate(rungs, start=1):
        kind, post = text(rung, "kind"), text(rung, "post")
        if kind not in {"lead", "post"} or (kind == "post" and post is None):
            continue
        who = (kind, post if kind == "post" else None)
        if who in told:
            name, hint = (
                ("the lead", "Remove this rung")
                if kind == "lead"
                else (f"the post '{post}'", "Name another post, or remove this rung")
            )
            what = f"ladder[{place}]: {name} is told by the rung '{told[who]}' already"
            yield Fault(file=file, line=rung.line, what=what, hint=hint)
        told.setdefault(who, text(rung, "id") or "")


def _asked_twice(file: str, tree: Node) -> Iterator[Fault]:
    """Tell the requests after the first: the city is asked once, so they would draft nothing."""
    first: str | None = None
    for place, rung in enumerate(elements(tree, "ladder"), start=1):
        if text(rung, "kind") != "request":
            continue
        if first is not None:
            what = f"ladder[{place}]: the rung '{first}' has drafted the request already"
            yield Fault(file=file, line=rung.line, what=what, hint=TO_THE_REGION)
        first = first or text(rung, "id") or ""


def _deputies(plan: Node) -> Iterator[Fault]:
    """
    Tell each circle of deputies once, at the first of its posts.

    People may act for each other: who acts is looked up in one step, in one post's succession.
    """
    posts = dict(entries(plan, "posts"))
    deputies = {name: _names(post, "deputies") for name, post in posts.items()}
    places = {name: place for place, (name, _) in enumerate(entries(plan, "posts"), start=1)}
    told: set[frozenset[str]] = set()
    for name, post in posts.items():
        circle = _way_back(name, deputies)
        if not circle or frozenset(circle) in told:
            continue
        told.add(frozenset(circle))
        alone = f"'{name}' is its own deputy"
        round_ = f"deputies go round: {' → '.join([*circle, name])}"
        what = f"posts[{places[name]}].deputies: {alone if len(circle) == 1 else round_}"
        hint = "Take it out" if len(circle) == 1 else "Take one of them out of its `deputies`"
        yield Fault(file="plan.yaml", line=post.line_at(("deputies",)), what=what, hint=hint)


def _way_back(start: str, deputies: Mapping[str, Sequence[str]]) -> list[str]:
    """Find the shortest way from a post over deputies back to it: the posts on it, or none."""
    before: dict[str, str] = {}
    reached = [start]
    for name in reached:
        for deputy in deputies.get(name, ()):
            if deputy == start:
                way = [name]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if deputy not in before:
                before[deputy] = name
                reached.append(deputy)
    return []


def _names(node: Node, key: str) -> list[str]:
    return [one.value for one in elements(node, key) if isinstance(one.value, str)]
