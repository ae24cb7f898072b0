"""The demonstration's drill: one at a time, going on where it was."""

import stat
from pathlib import Path

import pytest

from command.cli import demo
from command.cli.asking import ask, desk_of
from command.cli.here import Here
from command.domain.actions import ChangePhase, SetEventTime
from command.domain.event import EventTime
from command.domain.identifiers import Instant
from command.domain.states import EventKind, Phase
from command.settings import Settings
from command.store.accounts import Account, Accounts, Standing
from command.store.invitations import Invitations
from command.wiring import build_stores
from tests.playbooks.plans import PLANS, named
from tests.running_up import PLAYBOOKS
from tests.valkey import Valkey, _shared_server, store

__all__ = ["_shared_server", "store"]

HOUR_MS = 3_600_000


@pytest.fixture
def place(store: Valkey, tmp_path: Path) -> Here:
    """An empty store and a data folder."""
    settings = Settings(
        redis_url=store.url, data=tmp_path, playbooks=PLAYBOOKS, secret="only for tests" * 3
    )
    return Here(settings=settings, stores=build_stores(settings))


def test_the_first_start_opens_a_drill_at_half_past_ten_ten_times_as_fast(place: Here) -> None:
    made = demo.prepare(place, fresh=False)

    event = desk_of(place, made.event).board.documents.event
    assert event is not None
    assert (event.kind, event.time.rate, event.phase) == (EventKind.DRILL, 10, Phase.LIVE)
    assert event.time.event_at == 1_603_593_000_000


def test_a_later_start_goes_on_with_the_same_drill_and_passphrase(place: Here) -> None:
    first = demo.prepare(place, fresh=False)

    second = demo.prepare(place, fresh=False)

    assert (second.event, second.passphrase) == (first.event, first.passphrase)
    assert second.code != first.code


def test_fresh_opens_another_drill_for_the_same_accounts(place: Here) -> None:
    first = demo.prepare(place, fresh=False)

    second = demo.prepare(place, fresh=True)

    account = Accounts(place.client).find("demo-wall")
    assert (first.event, second.event) == ("demo-1", "demo-2")
    assert account is not None
    assert account.standing.event == "demo-2"


def test_a_drill_that_was_closed_is_not_gone_on_with(place: Here) -> None:
    first = demo.prepare(place, fresh=False)
    desk = desk_of(place, first.event)
    ask(desk, ChangePhase(phase=Phase.STAND_DOWN))
    ask(desk, ChangePhase(phase=Phase.CLOSED))

    assert demo.prepare(place, fresh=False).event == "demo-2"


def test_hours_that_nobody_was_there_are_left_out_of_the_drill(place: Here) -> None:
    made = demo.prepare(place, fresh=False)
    desk = desk_of(place, made.event)
    real_at = Instant(place.clock.now())
    later = EventTime(event_at=Instant(desk.now() + HOUR_MS), real_at=real_at, rate=10)
    ask(desk, SetEventTime(time=later))

    demo.prepare(place, fresh=False)

    again = desk_of(place, made.event)
    assert again.now() - again.board.at < 10 * 60 * 1000


def test_a_short_stop_leaves_the_clock_alone(place: Here) -> None:
    made = demo.prepare(place, fresh=False)
    before = desk_of(place, made.event).board.seq

    demo.prepare(place, fresh=False)

    assert desk_of(place, made.event).board.seq == before


def test_the_passphrase_is_for_the_folders_owner_only(place: Here) -> None:
    demo.prepare(place, fresh=False)

    kept = place.settings.data / "demo.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_an_account_of_somebody_else_is_left_alone(place: Here) -> None:
    own = Account(
        name="wall",
        password_hash="theirs",
        standing=Standing(role="wall", event="*"),
        created_at=1,
    )
    Accounts(place.client).put(own)

    demo.prepare(place, fresh=False)

    assert Accounts(place.client).find("wall") == own


def test_the_code_is_for_the_phone_of_ambulance_2_in_this_drill(place: Here) -> None:
    made = demo.prepare(place, fresh=False)

    invitation = Invitations(place.client, place.clock, place.secret).redeem(made.code)

    assert invitation is not None
    assert (invitation.standing.unit, invitation.standing.event) == ("ambulance-2", made.event)


@pytest.mark.parametrize("folder", PLANS, ids=named)
def test_the_demonstration_of_each_plan_lets_its_own_people_in(place: Here, folder: Path) -> None:
    made = demo.prepare(place, fresh=False, name=folder.name)

    said = "\n".join(demo.told(made, "http://here", "10:30"))
    commander = Accounts(place.client).find("demo-commander")
    invitation = Invitations(place.client, place.clock, place.secret).redeem(made.code)
    assert commander is not None
    assert commander.standing.post == made.plan.commander
    assert invitation is not None
    assert invitation.standing.unit == made.drill.phone
    assert made.plan.name.zh in said
    assert made.plan.groups[made.drill.lead].name.zh in said


def test_another_plans_demonstration_is_another_drill(place: Here) -> None:
    first = demo.prepare(place, fresh=False)

    second = demo.prepare(place, fresh=False, name="lakeside-half-marathon")

    assert (first.event, second.event) == ("demo-1", "demo-2")
    event = desk_of(place, second.event).board.documents.event
    assert event is not None
    assert event.plan == "lakeside-half-marathon"
