"""The pages' own tests, run by the Node that Playwright brings: nothing else has to be there."""

import subprocess
from pathlib import Path

import playwright

HERE = Path(__file__).parent
NODE = Path(playwright.__file__).parent / "driver" / "node"
PATTERNS = ("*.test.js", "*.test.mjs")


def test_the_pages_modules_do_what_their_tests_say() -> None:
    files = sorted(str(path) for pattern in PATTERNS for path in HERE.glob(pattern))

    run = subprocess.run(
        [str(NODE), "--test", *files], capture_output=True, text=True, timeout=100, check=False
    )

    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]
