"""
Read one file into plain values that remember their lines.

A small dialect of YAML, of which JSON is a part: mappings, lists, text, whole numbers, true,
false and null. No anchors, aliases, tags, duplicate keys or second documents. It must never
build anything but plain values, however the file was mangled.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

from command.plan_files.faults import Fault

MAX_BYTES: Final = 256 * 1024
MAX_DEPTH: Final = 32

type_of_plain: Final = re.compile(r"(?P<int>[-+]?[0-9]{1,15})|(?P<float>[-+]?[0-9]*\.[0-9]+)")
# Ten times as fast as the one in Python, which reads the same where an install came without it.
PARSER: Final = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}

Scalar = str | int | float | bool | None
Plain = Scalar | list["Plain"] | dict[str, "Plain"]
"""What a file says, without its lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value and the line it begins on. An entry of a mapping begins where its key stands."""

    line: int
    value: "Scalar | list[Node] | dict[str, Node]"

    def plain(self) -> Plain:
        """Leave the lines out."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def line_at(self, path: tuple[int | str, ...]) -> int:
        """Tell the line of what `path` leads to, or of the last part of it that exists."""
        node = self
        for step in path:
            inside = node.step(step)
            if inside is None:
                break
            node = inside
        return node.line

    def step(self, step: int | str) -> "Node | None":
        """Go one step down, if it leads anywhere."""
        if isinstance(self.value, dict):
            return self.value.get(step) if isinstance(step, str) else None
        if isinstance(self.value, list) and isinstance(step, int):
            return self.value[step] if step < len(self.value) else None
        return None


class Unreadable(Exception):
    """The file's form is broken from here on; carries the one fault that ends the reading."""

    def __init__(self, line: int, what: str, hint: str) -> None:
        """Say where and what."""
        self.line, self.what, self.hint = line, what, hint
        super().__init__(what)


def read_tree(file: str, data: bytes) -> tuple[Node | None, list[Fault]]:
    """
    Read a file's bytes.

    Returns:
        The tree, none where the form is broken, and the faults of form found on the way.
    """
    builder = _Builder(file)
    try:
        return builder.document(_events(data)), builder.faults
    except Unreadable as broken:
        fault = Fault(file=file, line=broken.line, what=broken.what, hint=broken.hint)
        return None, [*builder.faults, fault]


def _events(data: bytes) -> Iterator[Event]:
    if len(data) > MAX_BYTES:
        kib = MAX_BYTES // 1024
        raise Unreadable(1, f"the file is larger than {kib} KiB", "Split it or take things out")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = data.count(b"\n", 0, broken.start) + 1
        raise Unreadable(line, "this is not UTF-8", "Save the file as UTF-8") from broken
    try:
        yield from yaml.parse(text, Loader=PARSER)
    except MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        what = (broken.problem or broken.context or "this is not YAML").splitlines()[0]
        # What is missing at the end is missing on the last line, not on one that isn't there.
        lines = text.rstrip().count("\n") + 1
        line = min(mark.line + 1, lines) if mark else 1
        raise Unreadable(line, what, "Mend the YAML here") from broken
    except ReaderError as broken:
        line = data.count(b"\n", 0, broken.position) + 1
        raise Unreadable(line, str(broken.reason), "Take the odd characters out") from broken
    except (YAMLError, ValueError, LookupError, OverflowError) as broken:
        # A broken escape may be told without a place.
        what = str(broken).splitlines()[0] if str(broken) else "this is not YAML"
        raise Unreadable(1, what, "Take the odd characters out") from broken


class _Builder:
    """Makes the tree from the parser's events and collects the faults of form."""

    def __init__(self, file: str) -> None:
        self.faults: list[Fault] = []
        self._file = file
        self._depth = 0

    def document(self, events: Iterator[Event]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    raise Unreadable(_line(event), "a second document", "Keep one document a file")
                root = self._node(next(events), events)
        if root is None or root.value is None:
            raise Unreadable(1, "the file is empty", "Write it, or remove it where it is optional")
        return root

    def _node(self, event: Event, events: Iterator[Event]) -> Node:
        if isinstance(event, AliasEvent):
            self._fault(event, f"alias '*{event.anchor}'", "Write the value out: no aliases here")
            return Node(line=_line(event), value=None)
        anchor = getattr(event, "anchor", None)
        if anchor:
            self._fault(event, f"anchor '&{anchor}'", "Remove it: anchors are not used here")
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, SequenceStartEvent | MappingStartEvent):
            return self._collection(event, events)
        raise Unreadable(_line(event), "this is not YAML", "Mend the YAML here")

    def _collection(
        self, event: SequenceStartEvent | MappingStartEvent, events: Iterator[Event]
    ) -> Node:
        self._refuse_tag(event)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Unreadable(_line(event), f"deeper than {MAX_DEPTH} levels", "Make it flatter")
        value = (
            self._mapping(events)
            if isinstance(event, MappingStartEvent)
            else [self._node(each, events) for each in _until(SequenceEndEvent, events)]
        )
        self._depth -= 1
        return Node(line=_line(event), value=value)

    def _mapping(self, events: Iterator[Event]) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for event in _until(MappingEndEvent, events):
            key = self._node(event, events)
            node = self._node(next(events), events)
            if isinstance(key.value, dict | list):
                self._fault(event, "a key that is not a word", "Use a plain word as key")
                continue
            name = event.value if isinstance(event, ScalarEvent) else str(key.value)
            if name in entries:
                self._fault(event, f"key '{name}' is here twice", "Keep one of the two")
                continue
            entries[name] = Node(line=key.line, value=node.value)
        return entries

    def _scalar(self, event: ScalarEvent) -> Node:
        self._refuse_tag(event)
        value: Scalar = event.value
        if event.implicit[0]:
            value = _plain_value(event.value)
        return Node(line=_line(event), value=value)

    def _refuse_tag(self, event: ScalarEvent | SequenceStartEvent | MappingStartEvent) -> None:
        if event.tag is not None:
            self._fault(event, f"tag '{event.tag}'", "Remove it: tags are not used here")

    def _fault(self, event: Event, what: str, hint: str) -> None:
        self.faults.append(Fault(file=self._file, line=_line(event), what=what, hint=hint))


def _until(end: type[Event], events: Iterator[Event]) -> Iterator[Event]:
    for event in events:
        if isinstance(event, end):
            return
        yield event


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1


def _plain_value(text: str) -> Scalar:
    if text in WORDS:
        return WORDS[text]
    match = type_of_plain.fullmatch(text)
    if match is None:
        return text
    return int(text) if match["int"] else float(text)
