"""
Another version of the plan while web processes run: a bad one harms nobody, all go by a good one.

Every process is a real one; the planner's command is, too.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest

from command.domain.authority import Role
from tests.valkey import running_valkey
from tests.web.clients import until
from tests.web.stack import EVENT, PLAN, ROOT, SECRET, Client, Stack, Web, running_stack

ENDS_WITHIN_S: Final = 60
DEPUTIES: Final = "  - {id: deputies, kind: post, post: deputy-commander"
HEAD: Final = "deputies: [leading-group-deputy]"
OUTLINE: Final = "[[[5, 5], [287, 5], [247, 159], [5, 171], [5, 5]]]"
NEW_UNIT: Final = "engine-9"
UNITS: Final = (
    "units:\n"
    f"  - {{id: {NEW_UNIT}, name: {{zh: 消防9, en: Engine 9}}, kind: fire_engine, group: safety,"
    " agency: fire-rescue, source: P4.2.d}\n"
)


pytestmark = pytest.mark.timeout(300)  # Three web processes and a command, one after another.


@pytest.fixture(scope="module")
def two_webs() -> Iterator[Stack]:
    """Run two web processes on one store. What a test leaves behind harms no other one."""
    with running_valkey() as server, running_stack(server) as running:
        running.start_web()
        yield running


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """Where a planner works: another folder than the one events are opened from."""
    return Path(shutil.copytree(ROOT / "playbooks" / PLAN, tmp_path / PLAN))


def change(path: Path, *changes: tuple[str, str]) -> None:
    """Put the second text in place of each first, which has to be there."""
    content = path.read_text("utf-8")
    for old, new in changes:
        assert old in content, old
        content = content.replace(old, new, 1)
    path.write_text(content, "utf-8")


def adopt(stack: Stack, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the planner's command to its end."""
    assert stack.settings.redis_url is not None
    environment = {
        **os.environ,
        "REDIS_URL": stack.settings.redis_url,
        "DENGGAO_SECRET": SECRET,
        "DENGGAO_DATA": str(stack.settings.data),
        "DENGGAO_PLAYBOOKS": str(stack.settings.playbooks),
    }
    return subprocess.run(
        [sys.executable, "-m", "command", "plan", "adopt", EVENT, str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=ENDS_WITHIN_S,
        check=False,
    )


def digest_on(client: Client) -> str:
    """Tell the version that the asker's web process goes by."""
    digest: str = client.get("plan").json()["digest"]
    return digest


def goes_by(client: Client, digest: str) -> bool:
    """Say whether the asker's web process goes by a version."""
    return digest_on(client) == digest


def incident_on(client: Client, number: int) -> dict[str, Any]:
    """Read an incident at the asker's web process."""
    found: dict[str, Any] = client.get(f"incidents/{number}").json()["incident"]
    return found


def one_board(clients: list[Client]) -> list[dict[tuple[str, str], Any]]:
    """Read what each web process knows, by kind and id, once all have come equally far."""

    def as_far() -> list[Any] | None:
        found = [client.get("board").json() for client in clients]
        return found if all(board["head"] == found[0]["head"] for board in found) else None

    boards = until(as_far, what="one head")
    return [{(doc["kind"], doc["id"]): doc for doc in board["docs"]} for board in boards]


def rungs(incident: dict[str, Any]) -> list[str]:
    """Tell the rungs of an incident's ladder."""
    return [rung["id"] for rung in incident["ladder"]]


def dispatchers(stack: Stack, *webs: Web) -> list[Client]:
    """Put somebody at the dispatch desk on each web process."""
    return [stack.client(Role.DISPATCHER, web) for web in webs]


def test_a_bad_plan_is_refused_whole_and_the_event_goes_on(two_webs: Stack, edited: Path) -> None:
    here, there = dispatchers(two_webs, *two_webs.webs)
    running = here.report(incident_type="fire")
    head, before = two_webs.log().head(), digest_on(here)
    change(
        edited / "plan.yaml",
        ("leads: [sun-yuanzhi]", "leads: [sun-yuanzi]"),
        (DEPUTIES, "  - {id: deputies, kind: post, post: commander"),
        (HEAD, "deputies: [leading-group-head]"),
    )
    change(edited / "site.geojson", (OUTLINE, "[[]]"))
    (edited / "incidents" / "fire.yaml").write_text("id: [", "utf-8")

    refused = adopt(two_webs, edited)

    assert refused.returncode == 1, refused.stderr
    told = refused.stderr
    assert "Traceback" not in told
    for fault in (
        "'sun-yuanzi' is not a known person. Did you mean 'sun-yuanzhi'",
        "the post 'commander' is told by the rung 'deputies' already. Name another post",
        "'leading-group-head' is its own deputy. Take it out",
        "the outline is empty. Write three corners or more",
        "incidents/fire.yaml:1: did not find expected node content",
    ):
        assert fault in told, told
    assert two_webs.log().head() == head
    for client in (here, there):
        assert digest_on(client) == before
        assert client.act("add_note", incident=running, text="继续").ok
        assert rungs(incident_on(client, client.report(incident_type="fire")))


def test_running_web_processes_and_a_later_one_go_by_a_good_plan(
    two_webs: Stack, edited: Path
) -> None:
    here, there = dispatchers(two_webs, *two_webs.webs)
    running = here.report(incident_type="fire")
    before = incident_on(here, running)
    change(
        edited / "plan.yaml",
        (DEPUTIES, f"  # {DEPUTIES.strip()}"),
        ("units:\n", UNITS),
    )
    change(edited / "incidents" / "fire.yaml", *[("on_scene_s: 240", "on_scene_s: 120")] * 3)

    adopted = adopt(two_webs, edited)

    assert adopted.returncode == 0, adopted.stderr
    digest = digest_on(two_webs.client(Role.DISPATCHER, two_webs.start_web()))
    assert digest != two_webs.plan.digest
    everyone = dispatchers(two_webs, *two_webs.webs)
    for client in everyone:
        until(partial(goes_by, client, digest), what="the new version")
        kept = incident_on(client, running)
        assert (kept["targets"], kept["ladder"]) == (before["targets"], before["ladder"])
        new = incident_on(client, client.report(incident_type="fire"))
        assert new["targets"]["on_scene_s"] == 120
        assert rungs(new) == [rung for rung in rungs(before) if rung != "deputies"]
    sent = there.act("assign_unit", incident=running, unit=NEW_UNIT)
    assert sent.ok, sent.text
    boards = one_board(everyone)
    assert boards[0] == boards[1] == boards[2]
