"""docs/your-plan.md does what it says, from an empty folder to a practice."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from command.cli import demo, main
from command.cli.here import Here
from command.plan_files import load_drill, load_plan
from command.plan_files.risks import risks
from command.settings import Settings
from command.wiring import build_stores
from tests.playbooks.rehearsal import Rehearsal
from tests.valkey import Valkey, _shared_server, store

__all__ = ["_shared_server", "store"]

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"(?:<!-- (\w+): (\S+)(?: (\w+))? -->\n)?```(\w+)\n(.*?)```", re.DOTALL)
SECRET = "a secret only for tests, 32 characters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of the guide: commands with what they say, or something to write into a file."""

    kind: str
    file: str
    key: str
    language: str
    content: str


def blocks(name: str) -> list[Block]:
    """Every piece of a guide, in its order."""
    return [
        Block(kind=kind, file=file, key=key, language=language, content=content)
        for kind, file, key, language, content in BLOCK.findall((DOCS / name).read_text("utf-8"))
    ]


def commands(content: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block, and the lines it is said to say."""
    for part in content.split("$ ")[1:]:
        command, *says = part.strip().splitlines()
        yield command, says


class Reader:
    """Somebody who does what the guide says, in a folder of their own."""

    def __init__(self, store: Valkey, root: Path) -> None:
        """Begin with no plan and an empty store."""
        self.playbooks = root / "playbooks"
        self.folder = self.playbooks / "village-fair"
        self.settings = Settings(
            redis_url=store.url, data=root, playbooks=self.playbooks, secret=SECRET
        )
        self.environment = {
            "REDIS_URL": store.url,
            "DENGGAO_DATA": str(root),
            "DENGGAO_PLAYBOOKS": str(self.playbooks),
            "DENGGAO_SECRET": SECRET,
        }

    def follow(self, block: Block) -> None:
        """Do one piece."""
        if block.language == "console":
            for command, says in commands(block.content):
                self._run(command, says)
        elif block.kind == "file":
            (self.folder / block.file).write_text(block.content, "utf-8")
        elif block.kind == "append":
            self._append(block)
        elif block.kind == "change":
            self._change(block)
        else:
            raise AssertionError(f"nothing says what to do with: {block.content}")

    def _run(self, command: str, says: list[str]) -> None:
        program, *words = shlex.split(command)
        assert program == "denggao", command
        if words[0] == "up":
            return  # It stays; what it would show is tried by itself.
        code, said = self._player(words) if words[0] == "drill" else self._here(words)
        wrong = any("fault" in line or "nothing stands on it" in line for line in says)
        assert code == (1 if wrong else 0), f"{command}\n{said}"
        for line in says:
            assert line in said, f"{command}\n{said}"

    def _here(self, words: list[str]) -> tuple[int, str]:
        """Run a command without a process of its own: a dozen of them would take a minute."""
        done = CliRunner().invoke(main, words, env=self.environment)
        return done.exit_code, done.output

    def _player(self, words: list[str]) -> tuple[int, str]:
        """Run what becomes another program."""
        done = subprocess.run(
            [sys.executable, "-m", "command", *words],
            capture_output=True,
            text=True,
            env={**os.environ, **self.environment},
            cwd=DOCS.parent,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def _append(self, block: Block) -> None:
        """Write at the end of a list that stands under a key."""
        path = self.folder / block.file
        before, key, after = path.read_text("utf-8").partition(f"\n{block.key}:")
        assert key, block
        ends = re.search(r"\n(?=\n?\S)", after)
        at = ends.start() + 1 if ends else len(after)
        path.write_text(f"{before}{key}{after[:at]}{block.content}{after[at:]}", "utf-8")

    def _change(self, block: Block) -> None:
        """Put the lines with a plus where the lines with a minus stand, once."""
        path = self.folder / block.file
        lines = block.content.splitlines()
        old = "\n".join(line[1:] for line in lines if line.startswith("-"))
        new = "\n".join(line[1:] for line in lines if line.startswith("+"))
        content = path.read_text("utf-8")
        assert content.count(old) == 1, old
        path.write_text(content.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def guide() -> list[Block]:
    """The pieces of the English guide."""
    return blocks("your-plan.md")


def test_both_languages_do_the_same(guide: list[Block]) -> None:
    assert blocks("your-plan.zh.md") == guide


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_the_guide_leads_to_a_plan_that_runs(
    guide: list[Block], store: Valkey, tmp_path: Path
) -> None:
    reader = Reader(store, tmp_path)

    for block in guide:
        reader.follow(block)

    plan = load_plan(reader.folder)
    assert set(plan.playbooks) == {"hurt", "other", "lost-child"}
    assert risks(plan) == ()
    played = Rehearsal(plan, load_drill(reader.folder / "drills" / "demo.yaml", plan))
    assert played.play(until_s=210).refused == []
    place = Here(settings=reader.settings, stores=build_stores(reader.settings))
    shown = "\n".join(demo.told(demo.prepare(place, fresh=False, name=plan.id), "http://here", ""))
    assert "乡村集市" in shown
