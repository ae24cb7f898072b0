"""
The demonstration: a drill of a plan's day that goes on where it was, and how to look at it.

Must never touch a live event, nor an account that it didn't make.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from command.cli.asking import ask, desk_of, open_event
from command.cli.here import Here
from command.cli.people import new_passphrase
from command.cli.secrets import drawn, invite, join_link
from command.desk import Desk
from command.domain.actions import SetEventTime
from command.domain.authority import Role
from command.domain.event import EventTime
from command.domain.identifiers import Instant
from command.domain.plan import Plan
from command.domain.states import EventKind, Phase
from command.plan_files import Drill, folder_of, load_drill, load_plan
from command.store.accounts import Account, Accounts, Standing
from command.versions import NoSuchEvent
from command.web.passwords import hash_password

SCRIPT: Final = "demo"
# Longer than this with nothing in the log, everything was down: the drill didn't go on meanwhile.
DOWN_MS: Final = 10 * 60 * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one start leaves for the next, in a file only its user can read."""

    number: int
    passphrase: str

    @property
    def event(self) -> str:
        """The drill's event."""
        return f"demo-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A drill that is open, and what people need to look at it."""

    event: str
    script: Path
    passphrase: str
    code: str
    plan: Plan
    drill: Drill

    @property
    def again(self) -> str:
        """The command that begins another drill of this plan."""
        return f"denggao up --demo --plan {self.plan.id} --fresh"


def prepare(place: Here, *, fresh: bool, name: str | None = None) -> Demo:
    """
    Open the drill, or go on with it, and let people in.

    Args:
        fresh: begin another, whatever is there.
        name: of the plan; none leaves it to the folder with the plans.
    """
    folder = folder_of(place.settings.playbooks, name)
    plan = load_plan(folder)
    script = folder / "drills" / f"{SCRIPT}.yaml"
    drill = load_drill(script, plan)
    file = place.folder.root / "demo.json"
    kept = _read(file) or Kept(number=1, passphrase=new_passphrase())
    if fresh and file.exists():
        kept = replace(kept, number=kept.number + 1)
    if not _goes_on(place, kept.event, plan):
        kept = _begin(place, kept, plan, drill)
    _write(file, kept)
    _let_in(place, kept, plan, drill)
    code = invite(place, kept.event, drill.phone)
    return Demo(
        event=kept.event,
        script=script,
        passphrase=kept.passphrase,
        code=code,
        plan=plan,
        drill=drill,
    )


def told(demo: Demo, public_url: str, at: str) -> Iterator[str]:
    """Yield the lines that tell people where to look."""
    yield ""
    plan, name = demo.plan, demo.drill.name
    yield f"登高 Denggao · {name.zh} 正在演练 a drill is running: {name.en}"
    yield f"{plan.name.zh} {plan.name.en} · 活动 event {demo.event} · {at}"
    yield ""
    lead = plan.groups[demo.drill.lead].name
    for account, path, zh, en in (*_DOORS, ("demo-lead", "/field", f"{lead.zh}组长", "a lead")):
        yield f"  {zh} {en:<22} {public_url}{path}?event={demo.event}"
        yield f"      {account} / {demo.passphrase}"
    yield ""
    unit = plan.units[demo.drill.phone].name
    yield f"  手机 phone: {unit.zh} {unit.en}  {join_link(public_url, demo.code)}"
    yield f"      入场码一次有效 one-time code: {demo.code}"
    yield drawn(join_link(public_url, demo.code))
    yield "  管理账号 administrator, same passphrase 口令相同: demo-admin"
    yield f"  停止 stop: Ctrl-C    重新演练 another drill: {demo.again}"
    yield ""


_DOORS: Final = (
    ("demo-wall", "/wall", "大屏", "the wall"),
    ("demo-dispatch", "/dispatch", "调度", "dispatch"),
    ("demo-commander", "/dispatch", "总指挥", "the commander"),
    ("demo-review", "/replay", "复盘", "replay"),
)


def _goes_on(place: Here, event: str, plan: Plan) -> bool:
    """Go on with a drill of this plan that's open; False where there's none to go on with."""
    try:
        desk = desk_of(place, event)
    except NoSuchEvent:
        return False
    found = desk.board.documents.event
    if found is None or found.phase is Phase.CLOSED or found.plan != plan.id:
        return False
    if desk.now() - desk.board.at > DOWN_MS:
        _go_on_from_the_last_entry(place, desk, found.time.rate)
    return True


def _go_on_from_the_last_entry(place: Here, desk: Desk, rate: int) -> None:
    # Otherwise every deadline of the hours nobody was there would pass at once.
    real_at = Instant(place.clock.now())
    ask(desk, SetEventTime(time=EventTime(event_at=desk.board.at, real_at=real_at, rate=rate)))


def _begin(place: Here, kept: Kept, plan: Plan, drill: Drill) -> Kept:
    """Open the next number that no event has."""
    while _exists(place, kept.event):
        kept = replace(kept, number=kept.number + 1)
    time = EventTime(event_at=drill.starts_at, real_at=Instant(place.clock.now()), rate=drill.rate)
    open_event(place, kept.event, plan, kind=EventKind.DRILL, time=time, phase=Phase.LIVE)
    return kept


def _exists(place: Here, event: str) -> bool:
    try:
        desk_of(place, event)
    except NoSuchEvent:
        return False
    return True


def _let_in(place: Here, kept: Kept, plan: Plan, drill: Drill) -> None:
    """Have the accounts of the demonstration, for this drill only."""
    accounts = Accounts(place.client)
    hashed: str | None = None
    for name, standing in _standings(kept.event, plan, drill).items():
        known = accounts.find(name)
        if known is not None and known.standing == standing:
            continue
        # One passphrase for all: working the hash out once keeps the first start quick.
        hashed = hashed or hash_password(kept.passphrase)
        accounts.put(
            Account(
                name=name,
                password_hash=hashed,
                standing=standing,
                created_at=place.clock.now(),
            )
        )


def _standings(event: str, plan: Plan, drill: Drill) -> dict[str, Standing]:
    commander = plan.posts[plan.commander].holders[0]
    lead = plan.groups[drill.lead].leads[0]
    return {
        "demo-wall": Standing(role=Role.WALL, event=event),
        "demo-dispatch": Standing(role=Role.DISPATCHER, event=event),
        "demo-commander": Standing(
            role=Role.COMMANDER, event=event, person=commander, post=plan.commander
        ),
        "demo-lead": Standing(role=Role.GROUP_LEAD, event=event, person=lead, group=drill.lead),
        "demo-review": Standing(role=Role.REVIEWER, event=event),
        "demo-admin": Standing(role=Role.ADMIN, event=event),
    }


def _read(file: Path) -> Kept | None:
    return Kept(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def _write(file: Path, kept: Kept) -> None:
    ready = file.with_suffix(".new")
    descriptor = os.open(ready, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as writer:
        json.dump({"number": kept.number, "passphrase": kept.passphrase}, writer)
    ready.replace(file)
