"""Versions of plans as events go by them."""

from pathlib import Path

import pytest

from command.cli.asking import open_event
from command.cli.here import Here
from command.domain.event import EventTime
from command.domain.identifiers import EventId, Instant
from command.domain.states import EventKind, Phase
from command.plan_files import PlanFaults, load_plan, plan_of, read_plan
from command.settings import Settings
from command.wiring import build_desk, build_stores
from tests.valkey import Valkey, _shared_server, store

__all__ = ["_shared_server", "store"]

PLAYBOOKS = Path(__file__).parents[1] / "playbooks"


def test_events_of_the_same_version_share_one_plan(store: Valkey, tmp_path: Path) -> None:
    settings = Settings(redis_url=store.url, data=tmp_path, playbooks=PLAYBOOKS)
    stores = build_stores(settings)
    place = Here(settings=settings, stores=stores)
    plan = load_plan(PLAYBOOKS / "lakeside-half-marathon")
    time = EventTime(event_at=Instant(0), real_at=Instant(place.clock.now()), rate=1)
    for event in ("first", "second"):
        open_event(place, event, plan, kind=EventKind.DRILL, time=time, phase=Phase.LIVE)

    desks = [build_desk(settings, EventId(event), stores=stores) for event in ("first", "second")]

    assert desks[0].plan.digest == plan.digest
    assert desks[0].plan is desks[1].plan


def test_a_version_in_the_form_of_before_still_runs() -> None:
    folder = PLAYBOOKS / "double-ninth-2020"
    plan, files = read_plan(folder)
    before, _, after = files["plan.yaml"].partition(b"\ncircumstances:")
    rules = after[after.index(b"\nroutes:") :]
    before = before.replace(b"kind: request,", b"kind: request, post: commander,")
    old = files | {"plan.yaml": before + b"\nmuster_within_s: 700\n" + rules}

    kept = plan_of(folder.name, old, kept=True)

    assert kept.routes == plan.routes
    assert set(kept.circumstances) == set(plan.circumstances)
    assert kept.times.muster_s == 700
    with pytest.raises(PlanFaults) as refused:
        plan_of(folder.name, old)
    said = {fault.what.partition(": ")[2] for fault in refused.value.faults}
    assert {"'temple' is not a known circumstance", "this stands under `times` now"} <= said
    assert "a rung of the kind 'request' has no post: the commander approves it" in said
