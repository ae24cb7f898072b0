"""A mistake made on purpose is noticed by the scenario that is there for it."""

import json
import subprocess
import sys

import pytest

from tests.faults.day import report_line
from tests.faults.mistakes import MISTAKES
from tests.faults.mutants import MUTANTS
from tests.faults.processes import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(200)]


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_wrong_version_of_the_system_fails_the_scenario_that_is_there_for_it(
    mutant: str, seed: int
) -> None:
    words = [sys.executable, "-m", "tests.faults.mutants", "play", mutant, str(seed)]

    played = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    assert played.returncode == 0, played.stderr[-3000:]
    violation = json.loads(played.stdout.splitlines()[-1])["violation"]
    assert violation is not None, "nothing was noticed"
    told = [line for line in violation.splitlines() if MUTANTS[mutant].noticed_as in line]
    assert told, violation
    report_line(f"mutant {mutant}", noticed=len(told), first=told[0][:160])


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_one_place_is_noticed_by_the_tests_that_are_there_for_it(mistake: str) -> None:
    words = [sys.executable, "-m", "tests.faults.mistakes", mistake]

    tested = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    assert tested.returncode == pytest.ExitCode.TESTS_FAILED, tested.stdout[-3000:]
    noticed = sorted(
        {line.split("[")[0] for line in tested.stdout.splitlines() if "FAILED" in line}
    )
    assert len(noticed) == len(MISTAKES[mistake].tests), noticed
    report_line(f"mistake {mistake}", noticed=len(noticed))
