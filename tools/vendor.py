"""
Fetch the pages' libraries from npm, or check the copies that are here.

The tables in the VENDORED.md files are the only list. Standard library and the ordinary npm client;
takes a file only when its SHA-256 is the one in the table (a dash there means: note it down).
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "static" / "vendor", ROOT / "tests" / "vendor")

# Pages load modules under `script-src 'self'` without an import map, so a module names its
# neighbours by path.
NEIGHBOURS = {
    "preact": "./preact.mjs",
    "preact/hooks": "./preact-hooks.mjs",
    "@preact/signals-core": "./signals-core.mjs",
}
IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*)(["'])([^"']+)\2""")
SOURCE_MAP = re.compile(r"//# sourceMappingURL=\S+\s*$")
UNKNOWN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendored:
    """One row of a table: a file here and where it comes from."""

    name: str
    package: str
    version: str
    path: str
    licence: str
    upstream_sha256: str
    sha256: str


class WrongFile(Exception):
    """A file isn't the one that the table means."""


def main(words: list[str]) -> int:
    """Do as asked; 1 when a file isn't what the table says."""
    if words not in (["fetch"], ["check"]):
        print("usage: vendor.py fetch|check", file=sys.stderr)
        return 2
    try:
        for folder in FOLDERS:
            (fetch if words == ["fetch"] else check)(folder)
    except WrongFile as wrong:
        print(f"vendor: {wrong}", file=sys.stderr)
        return 1
    return 0


def check(folder: Path) -> None:
    """Compare every file with its row, and every licence with its package."""
    rows = read_table(folder)
    for row in rows:
        found = digest((folder / row.name).read_bytes()) if (folder / row.name).exists() else "none"
        if found != row.sha256:
            raise WrongFile(f"{folder.name}/{row.name} is {found}, the table says {row.sha256}")
        if not (folder / "licenses" / licence_name(row.package)).exists():
            raise WrongFile(f"the licence of {row.package} is not in {folder}/licenses")
    unlisted = {path.name for path in folder.glob("*.*js")} - {row.name for row in rows}
    if unlisted:
        raise WrongFile(f"not in {folder}/VENDORED.md: {', '.join(sorted(unlisted))}")
    print(f"vendor: {len(rows)} files of {folder.relative_to(ROOT)} are as listed")


def fetch(folder: Path) -> None:
    """Fetch every file of a table again and note what came."""
    (folder / "licenses").mkdir(exist_ok=True)
    rows = [fetch_row(folder, row) for row in read_table(folder)]
    write_table(folder, rows)
    print(f"vendor: {len(rows)} files of {folder.relative_to(ROOT)} fetched")


def fetch_row(folder: Path, row: Vendored) -> Vendored:
    """Fetch one file with its licence."""
    upstream, licence = from_npm(row, row.path, "LICENSE")
    if row.upstream_sha256 not in (UNKNOWN, digest(upstream)):
        raise WrongFile(
            f"{row.package}@{row.version} {row.path} is {digest(upstream)}, "
            f"the table says {row.upstream_sha256}"
        )
    ours = name_neighbours_by_path(upstream.decode()).encode()
    (folder / row.name).write_bytes(ours)
    (folder / "licenses" / licence_name(row.package)).write_bytes(licence)
    return replace(row, upstream_sha256=digest(upstream), sha256=digest(ours))


def from_npm(row: Vendored, *paths: str) -> list[bytes]:
    """Have npm pack a package, which runs none of its scripts, and read files out of it."""
    pack = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination"]
    with tempfile.TemporaryDirectory() as spool:
        wanted = f"{row.package}@{row.version}"
        subprocess.run([*pack, spool, wanted], check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(spool).glob("*.tgz")
        with tarfile.open(archive) as packed:
            return [member(packed, f"package/{path}") for path in paths]


def member(packed: tarfile.TarFile, path: str) -> bytes:
    """Read one file of an archive."""
    file = packed.extractfile(path)
    if file is None:
        raise WrongFile(f"{path} is no file")
    return file.read()


def name_neighbours_by_path(source: str) -> str:
    """Turn bare imports into paths and drop the pointer to a source map that isn't here."""

    def by_path(found: re.Match[str]) -> str:
        before, quote, name = found.groups()
        return f"{before}{quote}{NEIGHBOURS.get(name, name)}{quote}"

    return IMPORT.sub(by_path, SOURCE_MAP.sub("", source))


def licence_name(package: str) -> str:
    """Name the file that a package's licence is kept in."""
    return package.removeprefix("@").replace("/", "-") + ".txt"


def read_table(folder: Path) -> list[Vendored]:
    """Read the rows of VENDORED.md."""
    lines = (folder / "VENDORED.md").read_text().splitlines()
    cells = [
        [cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if is_row(line)
    ]
    names = list(Vendored.__dataclass_fields__)
    return [Vendored(**dict(zip(names, row, strict=True))) for row in cells]


def write_table(folder: Path, rows: list[Vendored]) -> None:
    """Put the rows back under the same words."""
    page = folder / "VENDORED.md"
    words = [line for line in page.read_text().splitlines() if not is_row(line)]
    table = [
        f"| {' | '.join(f'`{getattr(row, name)}`' for name in row.__slots__)} |" for row in rows
    ]
    page.write_text("\n".join([*words, *table]) + "\n")


def is_row(line: str) -> bool:
    """Tell a row of the table from its heading and from words."""
    return line.startswith("| `")


def digest(content: bytes) -> str:
    """SHA-256, in hex."""
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
