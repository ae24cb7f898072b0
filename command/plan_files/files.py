"""Find and read a plan's files, and take their digest. Reads; never writes, never fetches."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from command.plan_files.faults import Fault, did_you_mean
from command.plan_files.references import Known, gather
from command.plan_files.tree import MAX_BYTES, Node, read_tree

REQUIRED: Final = ("plan.yaml", "site.geojson", "clauses.yaml")
OPTIONAL: Final = ("readiness.yaml", "supplies.yaml")
INCIDENTS: Final = "incidents/"
DRILLS: Final = "drills/"
DATA: Final = frozenset({".yaml", ".yml", ".json", ".geojson"})
MAX_FILES: Final = 200


def read_folder(folder: Path) -> tuple[dict[str, bytes], list[Fault]]:
    """Read the plan's own files. Drills are scripts for it, not part of it."""
    found: dict[str, bytes] = {}
    faults: list[Fault] = []
    for path in _data_files(folder):
        name = path.relative_to(folder).as_posix()
        if name.startswith(DRILLS) and path.suffix == ".yaml":
            continue
        if not _belongs(name):
            hint = did_you_mean(name, (*REQUIRED, *OPTIONAL)) or "Remove it"
            faults.append(Fault(file=name, line=1, what="not a file of a plan", hint=hint))
            continue
        try:
            found[name] = read_bytes(path)
        except OSError as broken:
            what = f"cannot be read ({broken.strerror or 'unknown reason'})"
            faults.append(Fault(file=name, line=1, what=what, hint="Check its permissions"))
    return found, faults + _absent(found, faults)


def read_bytes(path: Path) -> bytes:
    """Read a file, one byte further than is allowed at the most."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def digest_of(files: Mapping[str, bytes]) -> str:
    """
    Take the SHA-256 of the files' paths and bytes, in the order of the paths.

    Each part is preceded by its length, so that no two plans look the same.
    """
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        for part in (name.encode(), data):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def grow_trees(files: Mapping[str, bytes]) -> tuple[dict[str, Node], Known, list[Fault]]:
    """Read every file's form and gather the ids they define."""
    trees: dict[str, Node] = {}
    faults: list[Fault] = []
    for name, data in files.items():
        tree, found = read_tree(name, data)
        faults += found
        if tree is not None:
            trees[name] = tree
    known, found = gather(trees, files)
    return trees, known, faults + found


def _data_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = (path for path in folder.rglob("*") if path.suffix in DATA and path.is_file())
    # An editor's swap files are nobody's plan.
    return sorted(path for path in found if not path.name.startswith("."))[:MAX_FILES]


def _belongs(name: str) -> bool:
    is_incident = name.startswith(INCIDENTS) and name.endswith(".yaml") and name.count("/") == 1
    return name in REQUIRED or name in OPTIONAL or is_incident


def _absent(found: Mapping[str, bytes], faults: list[Fault]) -> list[Fault]:
    unreadable = {fault.file for fault in faults}
    absent = [name for name in REQUIRED if name not in found and name not in unreadable]
    missing = [Fault(file=n, line=1, what="the file is missing", hint="Add it") for n in absent]
    if not any(name.startswith(INCIDENTS) for name in (*found, *unreadable)):
        what, hint = "there is no incident type", "Add a file <type>.yaml here"
        missing.append(Fault(file=INCIDENTS, line=1, what=what, hint=hint))
    return missing
