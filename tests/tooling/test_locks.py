"""What gets installed: pinned, hashed, from nowhere in particular."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
EACH_LOCK = pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


@EACH_LOCK
def test_no_lock_names_an_address(lock: Path) -> None:
    text = lock.read_text()

    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash=", ""), re.MULTILINE)


@EACH_LOCK
def test_every_pin_has_hashes(lock: Path) -> None:
    pins = re.split(r"\n(?=[a-z])", lock.read_text().split("\n", 2)[2])

    without = [pin.split("\n")[0] for pin in pins if "--hash=sha256:" not in pin]

    assert pins
    assert without == []


def test_the_longer_lock_holds_every_pin_of_the_shorter() -> None:
    """Installing dev.txt therefore installs what run.txt asks for, and bootstrap.py may say so."""
    run, dev = (
        set(PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text()))
        for name in ("run", "dev")
    )

    assert run
    assert run <= dev


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["embedded"],
        *groups["build"],
        *groups["dev"],
    ]

    pinned = dict(PIN.findall((ROOT / "requirements" / "dev.txt").read_text()))

    for line in asked:
        name, version = line.split("==")
        assert pinned[re.sub(r"\[.*\]", "", name).replace(".", "-")] == version


def test_gevent_websocket_is_not_installed() -> None:
    """If it can be imported, engineio takes it and gunicorn answers every WebSocket with 500."""
    assert importlib.util.find_spec("geventwebsocket") is None


def test_no_file_of_the_set_up_names_an_index() -> None:
    names = (
        "Makefile",
        "bootstrap.py",
        "pyproject.toml",
        "Dockerfile",
        "docker-compose.yml",
        ".ci/run",
    )

    naming = [
        name
        for name in names
        if re.search(r"pypi|index-url\s*=?\s*http|npmjs", (ROOT / name).read_text())
    ]

    assert naming == []
