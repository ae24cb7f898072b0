"""The pages' libraries are the ones that VENDORED.md names."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import vendor

FOLDERS = pytest.mark.parametrize("folder", vendor.FOLDERS, ids=lambda folder: folder.parent.name)


@FOLDERS
def test_every_vendored_file_has_the_hash_in_the_table(folder: Path) -> None:
    rows = vendor.read_table(folder)

    found = {row.name: hashlib.sha256((folder / row.name).read_bytes()).hexdigest() for row in rows}

    assert found == {row.name: row.sha256 for row in rows}


@FOLDERS
def test_every_vendored_file_has_its_licence_and_is_listed(folder: Path) -> None:
    vendor.check(folder)


def test_a_changed_file_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    (tmp_path / "licenses").mkdir()
    (tmp_path / "licenses" / "some-thing.txt").write_text("do as you like")
    (tmp_path / "thing.mjs").write_text("export const changed = 1\n")
    cells = ("thing.mjs", "@some/thing", "1.0.0", "dist/thing.mjs", "MIT", "0" * 64, "1" * 64)
    (tmp_path / "VENDORED.md").write_text("| " + " | ".join(f"`{cell}`" for cell in cells) + " |\n")

    with pytest.raises(vendor.WrongFile, match=r"thing\.mjs is .*, the table says 1111"):
        vendor.check(tmp_path)


def test_modules_name_their_neighbours_by_path() -> None:
    sources = [path.read_text() for path in (vendor.ROOT / "static" / "vendor").glob("*.mjs")]

    named = {found[2] for source in sources for found in vendor.IMPORT.findall(source)}

    assert named == {"./preact.mjs", "./preact-hooks.mjs", "./signals-core.mjs"}
    assert not any("sourceMappingURL" in source for source in sources)


def test_bare_imports_become_paths() -> None:
    source = (
        'import{h as x}from"preact";import\'preact/hooks\';export*from "@preact/signals-core";\n'
    )

    rewritten = vendor.name_neighbours_by_path(source + "//# sourceMappingURL=x.mjs.map\n")

    assert rewritten == (
        "import{h as x}from\"./preact.mjs\";import'./preact-hooks.mjs';"
        'export*from "./signals-core.mjs";\n'
    )


def test_the_check_runs_under_any_python() -> None:
    ended = subprocess.run(
        [sys.executable, "-I", str(vendor.ROOT / "tools" / "vendor.py"), "check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    assert re.search(r"7 files of static/vendor are as listed", ended.stdout)
