"""The gravest hour, played: what the script does, and what it leaves to people."""

from pathlib import Path
from typing import Any

import pytest

from command.domain.mobilisation import Mobilisation, MobilisationStatus
from command.domain.muster import Muster
from command.domain.request import Request, RequestStatus
from command.domain.requisition import Requisition, RequisitionStatus
from command.domain.scene import Scene
from command.plan_files import load_drill, load_plan
from tests.playbooks.rehearsal import Rehearsal

FOLDER = Path(__file__).parents[2] / "playbooks" / "double-ninth-2020"
A_QUARTER_S = 1_200


@pytest.fixture(scope="module")
def played() -> Rehearsal:
    plan = load_plan(FOLDER)
    drill = load_drill(FOLDER / "drills" / "temple-fire.yaml", plan)
    return Rehearsal(plan, drill).play(until_s=A_QUARTER_S)


def only(played: Rehearsal, kind: type) -> Any:
    """The one document of a kind."""
    (found,) = played.board.documents.others[kind].values()
    return found


def test_nothing_of_it_is_refused(played: Rehearsal) -> None:
    assert played.refused == []


def test_units_on_the_fire_are_not_late_and_two_others_are(played: Rehearsal) -> None:
    muster = only(played, Muster)
    away = {post.unit: post.excused for post in muster.posts if post.arrived_at is None}

    assert {unit for unit, excused in away.items() if excused == "incident"} == {
        "fire-1",
        "fire-2",
        "rescue",
        "temple-rescue",
    }
    assert {"liaison", "opinion"} <= {unit for unit, excused in away.items() if excused is None}


def test_the_scene_is_commanded_bounded_and_counted(played: Rehearsal) -> None:
    scene = only(played, Scene)

    assert [one.person for one in scene.commands] == ["wang-tao", "he-binghai"]
    assert scene.perimeter.outline[0] == (10, 190)
    assert [one.verified for one in scene.casualties] == [False, True]


def test_what_was_called_on_and_the_request_wait_for_people(played: Rehearsal) -> None:
    assert only(played, Requisition).status is RequisitionStatus.ASKED
    assert only(played, Mobilisation).status is MobilisationStatus.CALLED
    assert only(played, Request).status is RequestStatus.APPROVED
