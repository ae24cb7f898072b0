"""The pages' own modules: their tests pass under Node, and their imports point inward."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
TESTS = sorted((ROOT / "tests" / "static").glob("*.test.mjs"))
MODULES = sorted(path for path in STATIC.rglob("*.*js") if "vendor" not in path.parts)
IMPORT = re.compile(
    r"""^(?:import|export)\b(?:[^;"'=]*?\bfrom)?\s*["']([^"']+)["']|\bimport\(["']([^"']+)["']\)""",
    re.MULTILINE,
)

# What a folder may import. Pages wire, components show, board and live never touch the DOM.
MAY_IMPORT = {
    "pages": {"pages", "components", "board", "live", "vendor"},
    "components": {"components", "board", "live", "vendor"},
    "live": {"live", "board", "vendor"},
    "board": {"board", "vendor"},
}
NO_DOM = re.compile(r"\bdocument\.(?:create|query|getElement|body)|\binnerHTML\b")


def imports_of(module: Path) -> list[Path]:
    """List what a module imports, as paths."""
    found = IMPORT.findall(module.read_text())
    return [(module.parent / (static or dynamic)).resolve() for static, dynamic in found]


@pytest.mark.parametrize("tests", TESTS, ids=lambda path: path.name)
def test_what_the_modules_promise_holds_under_node(tests: Path) -> None:
    """Playwright brings a Node of its own, so that nothing else has to be installed."""
    node, _ = compute_driver_executable()

    ended = subprocess.run(
        [node, "--test", str(tests)], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert ended.returncode == 0, ended.stdout


def test_every_import_is_a_file_of_ours() -> None:
    missing = [
        f"{module.relative_to(STATIC)} imports {wanted}"
        for module in MODULES
        for wanted in imports_of(module)
        if not wanted.is_file() or STATIC not in wanted.parents
    ]

    assert missing == []


def test_imports_point_inward() -> None:
    outward = [
        f"{module.relative_to(STATIC)} imports {wanted.relative_to(STATIC)}"
        for module in MODULES
        for wanted in imports_of(module)
        if (allowed := MAY_IMPORT.get(module.relative_to(STATIC).parts[0])) is not None
        and wanted.relative_to(STATIC).parts[0] not in allowed
    ]

    assert outward == []


def test_the_board_and_the_connection_never_touch_the_page() -> None:
    touching = [
        str(module.relative_to(STATIC))
        for module in MODULES
        if module.relative_to(STATIC).parts[0] in {"board", "live"}
        and NO_DOM.search(module.read_text())
    ]

    assert touching == []


def test_no_module_builds_a_page_from_text() -> None:
    building = [
        str(module.relative_to(STATIC))
        for module in MODULES
        if re.search(
            r"\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\(|\beval\(",
            module.read_text(),
        )
    ]

    assert building == []
