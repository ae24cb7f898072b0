"""A fresh machine is set up once, told what it does, and told plainly what it lacks."""

import os
import re
import subprocess
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).parents[2]


class Checkout:
    """A checkout whose .venv is there already and whose pip only notes what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.asked = folder / "asked"
        self.venv = folder / ".venv"
        self.lock = folder / "requirements" / "run.txt"
        self.lock.parent.mkdir()
        self.lock.write_text("flask==3.1.3\n")
        self.lock.with_name("dev.txt").write_text("flask==3.1.3\nruff==0.17.6\n")
        self.python = self.venv / "bin" / "python"
        self.python.parent.mkdir(parents=True)
        self.python.write_text(f'#!/bin/sh\necho "$@" >> {self.asked}\n')
        self.python.chmod(0o755)

    def installed(self) -> list[str]:
        lines = self.asked.read_text().splitlines() if self.asked.exists() else []
        return [Path(line.split()[-1]).name for line in lines]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    checkout = Checkout(tmp_path)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", checkout.venv)
    monkeypatch.setattr(bootstrap, "PYTHON", checkout.python)
    return checkout


def test_the_locked_parts_are_installed_once(checkout: Checkout) -> None:
    bootstrap.install_parts("run")

    bootstrap.install_parts("run")

    assert checkout.installed() == ["run.txt"]


def test_a_changed_lock_is_installed_again(checkout: Checkout) -> None:
    bootstrap.install_parts("run")
    checkout.lock.write_text("flask==3.1.4\n")

    bootstrap.install_parts("run")

    assert checkout.installed() == ["run.txt", "run.txt"]


def test_the_tools_bring_the_parts_along(checkout: Checkout) -> None:
    bootstrap.install_parts("dev")

    bootstrap.install_parts("run")

    assert checkout.installed() == ["dev.txt"]


def test_every_part_is_taken_by_its_hash_and_from_no_address(checkout: Checkout) -> None:
    bootstrap.install_parts("run")

    asked = checkout.asked.read_text()

    assert "--require-hashes" in asked
    assert "index" not in asked


def test_no_part_is_looked_for_beyond_the_lock(checkout: Checkout) -> None:
    """A part released after the lock once stopped every new machine: `coverage[toml]`."""
    bootstrap.install_parts("run")

    assert "--no-deps" in checkout.asked.read_text()


def test_a_failed_install_is_tried_again_next_time(checkout: Checkout) -> None:
    working = checkout.python.read_text()
    checkout.python.write_text(working + "exit 1\n")
    with pytest.raises(bootstrap.Missing, match=r"PIP_INDEX_URL"):
        bootstrap.install_parts("run")
    checkout.python.write_text(working)

    bootstrap.install_parts("run")

    assert checkout.installed() == ["run.txt", "run.txt"]


def test_an_old_python_is_told_what_to_do_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST", (3, 99))

    ended = bootstrap.main([])

    told = capsys.readouterr().err
    assert ended == 1
    assert "Python 3.99 or newer is needed" in told
    assert "需要 Python 3.99" in told


def test_a_machine_without_a_browser_is_told_what_to_install(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of this machine is on PATH, so nothing can be installed either."""
    monkeypatch.setenv("PATH", str(checkout.venv))
    checkout.python.write_text("#!/bin/sh\nexit 1\n")

    with pytest.raises(bootstrap.Missing) as told:
        bootstrap.provide_browser()

    assert "sudo apt-get install chromium fonts-noto-cjk" in told.value.en
    assert "sudo apt-get install chromium fonts-noto-cjk" in told.value.zh


def test_ci_makes_the_tests_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    lines = script.read_text().splitlines()

    assert os.access(script, os.X_OK)
    assert lines[:2] == ["#!/usr/bin/env bash", "set -euo pipefail"]
    assert [line for line in lines[2:] if not line.startswith("cd ")] == ["make test"]


def test_every_target_that_people_use_is_listed_by_make_help() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    targets = re.findall(r"^([a-z-]+) ", listed, re.MULTILINE)

    expected = {
        "run",
        "test",
        "check",
        "format",
        "lock",
        "vendor",
        "vendor-check",
        "bench",
        "clean",
    }
    assert expected <= set(targets)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("run", ["bootstrap.py", ".venv/bin/denggao up --demo"]),
        ("test", ["bootstrap.py --test", ".venv/bin/pytest -q"]),
        (
            "check",
            [
                "ruff format --check",
                "ruff check",
                "mypy",
                "lint-imports",
                "vendor.py check",
                "pytest",
            ],
        ),
    ],
)
def test_a_target_does_what_its_line_says(target: str, words: list[str]) -> None:
    planned = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    places = [planned.find(word) for word in words]

    assert -1 not in places
    assert places == sorted(places)
