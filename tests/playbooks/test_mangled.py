"""However a file was mangled, the answer is a list of faults or a plan, never a crash."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command.plan_files import Fault, PlanFaults, load_drill, load_plan
from command.plan_files.tree import PARSER, read_tree
from tests.playbooks.small_plan import FILES, write_plan

TROUBLE = st.sampled_from(
    [
        "{", "}", "[", "]", ":", "- ", "? ", "&a ", "*a", "!!python/object:os.system ", "<<: ", "|",
        ">", "'", '"', "\t", "\n", "\r", "\x00", "\x85", "\u2028", "---\n", "...\n", "%YAML 9.9\n",
        "#", "~", "null", "true", "1e999", "9" * 400, '"\\xZZ"', '"\\U0011FFFF"', "\ufeff",
    ]
)  # fmt: skip
PIECES = st.one_of(TROUBLE, st.text(max_size=8))
ROOMY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def loads_or_faults(load: Callable[[], object]) -> None:
    found: tuple[Fault, ...] = ()
    try:
        load()
    except PlanFaults as wrong:
        found = wrong.faults or (Fault(file="", line=0, what="", hint=""),)
    assert all(fault.file and fault.line >= 1 and fault.what for fault in found)


@st.composite
def mangled(draw: st.DrawFn, content: str) -> str:
    """Cut a piece out of a text and put another in its place, a few times."""
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        start = draw(st.integers(min_value=0, max_value=len(content)))
        end = draw(st.integers(min_value=start, max_value=min(len(content), start + 40)))
        content = content[:start] + draw(PIECES) + content[end:]
    return content


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("drills/")])
@ROOMY
@given(data=st.data())
def test_a_mangled_file_of_a_plan_never_crashes_the_loader(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    content = data.draw(mangled(FILES[name]))
    folder = write_plan(tmp_path, {name: content.encode("utf-8", "surrogatepass")})

    loads_or_faults(lambda: load_plan(folder))


@ROOMY
@given(data=st.data())
def test_a_mangled_drill_never_crashes_the_loader(tmp_path: Path, data: st.DataObject) -> None:
    content = data.draw(mangled(FILES["drills/short.yaml"]))
    folder = write_plan(tmp_path, {"drills/short.yaml": content.encode("utf-8", "surrogatepass")})

    loads_or_faults(lambda: load_drill(folder / "drills" / "short.yaml"))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES).map(lambda p: "".join(p).encode())))
def test_any_bytes_give_a_tree_or_faults(data: bytes) -> None:
    tree, faults = read_tree("any.yaml", data)

    assert tree is not None or faults


def test_the_slow_parser_reads_every_file_as_the_fast_one_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A plan takes a tenth of the time where a web process may do nothing else meanwhile."""
    files = {name: content.encode() for name, content in FILES.items()}
    fast = [read_tree(name, data) for name, data in files.items()]

    monkeypatch.setattr("command.plan_files.tree.PARSER", yaml.SafeLoader)

    assert PARSER is yaml.CSafeLoader
    assert [read_tree(name, data) for name, data in files.items()] == fast


def test_an_odd_character_is_told_with_its_line() -> None:
    tree, faults = read_tree("any.yaml", "a: 山\nb: \x00\n".encode())

    assert tree is None
    assert [(fault.line, fault.what) for fault in faults] == [
        (2, "control characters are not allowed")
    ]
