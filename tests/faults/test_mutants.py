"""Each of four mistakes, made on purpose, is noticed by the scenario that is there for it."""

import json
import subprocess
import sys

import pytest

from tests.faults.day import report_line
from tests.faults.processes import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(200)]


@pytest.mark.parametrize(
    ("mutant", "invariant"),
    [
        # Without the fold's memory, what a phone sends again is done again.
        ("forgets", "I2"),
        # Flushing once a second loses what was acknowledged to a mere kill -9 on a slow disk.
        ("every-second", "I1"),
        # A tail that asks for `$` never hears what came while the line was cut.
        ("from-now", "the page's catching up"),
        # redis-py as it comes sends a plain XADD again, and the entry is there twice.
        ("blind", "I2"),
    ],
)
def test_a_mistake_made_on_purpose_is_noticed(mutant: str, invariant: str, seed: int) -> None:
    words = [sys.executable, "-m", "tests.faults.mutants", "play", mutant, str(seed)]

    played = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    assert played.returncode == 0, played.stderr[-3000:]
    violation = json.loads(played.stdout.splitlines()[-1])["violation"]
    assert violation is not None, "nothing was noticed"
    assert invariant in violation
    told = [line for line in violation.splitlines() if invariant in line]
    report_line(f"mutant {mutant}", noticed=len(told), first=told[0][:160])
