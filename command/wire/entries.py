"""
Entries ⇄ the bytes in the log: canonical JSON, keys sorted, no floats, nothing absent.

The bytes written are what is hashed and kept; reading never writes them anew.
"""

from collections.abc import Hashable
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, get_args

import orjson

from command.domain.facts import Entry, Fact
from command.domain.incident import By
from command.domain.plain import class_name, field_names, field_values, plain, what_is_said
from command.wire.pinned import PINNED
from command.wire.rebuild import Read, reader

FACTS: Final[dict[str, type]] = {class_name(kind): kind for kind in get_args(Fact)}
_NAMES: Final[dict[type, str]] = {kind: name for name, kind in FACTS.items()}
_SIMPLE: Final = tuple(name for name in field_names(Entry) if name not in ("by", "facts"))
_simple_values = attrgetter(*_SIMPLE)
_SAID_APART: Final = ("incident_reported", "circumstances_changed")
"""Facts that once had a field of its own, true or false, for each circumstance of the plan."""


def _read_fact(name: str, kind: type) -> Read:
    read = reader(kind)
    if name not in _SAID_APART:
        return read
    known = frozenset(field_names(kind))

    def read_either(raw: dict[str, Any]) -> Any:
        return read(raw if raw.keys() <= known else _said_together(raw, known))

    return read_either


def _said_together(raw: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    """An older fact in the form of today: what was so, and what was not, by the plan's names."""
    apart = {
        name: said for name, said in raw.items() if name not in known and isinstance(said, bool)
    }
    today = {name: said for name, said in raw.items() if name not in apart}
    for field, as_said in (("involves", True), ("rules_out", False)):
        names = [name for name, said in apart.items() if said is as_said]
        if names:
            today[field] = names
    return today


_READ_FACT: Final[dict[str, Read]] = {name: _read_fact(name, kind) for name, kind in FACTS.items()}
_READ_BY: Final = reader(By)


class UnreadableEntry(Exception):
    """An entry of the log that this version cannot read: a newer one wrote it, or it is damaged."""


def canonical(value: object) -> bytes:
    """The one JSON of a plain value."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def write_entry(entry: Entry) -> bytes:
    """The bytes of an entry."""
    raw: dict[str, Any] = dict(zip(_SIMPLE, _simple_values(entry), strict=True))
    raw["by"] = what_is_said(entry.by)
    raw["facts"] = [_write_fact(fact) for fact in entry.facts]
    return canonical(raw)


def _write_fact(fact: Fact) -> dict[str, Any]:
    kind = type(fact)
    raw: dict[str, Any] = {"type": _NAMES[kind]}
    for name, item in zip(field_names(kind), field_values(kind)(fact), strict=True):
        if item is not None:
            raw[name] = _pinned(item) if name in PINNED else plain(item)
    return raw


@lru_cache(maxsize=512)
def _pinned(item: Hashable) -> orjson.Fragment:
    """What a plan says of many incidents alike: written once, and copied from then on."""
    return orjson.Fragment(canonical(plain(item)))


def read_entry(stored: bytes) -> Entry:
    """
    The entry that bytes of the log hold.

    Raises:
        UnreadableEntry: an unknown fact, or bytes that are no entry.
    """
    try:
        raw = orjson.loads(stored)
        raw["facts"] = tuple([_READ_FACT[fact.pop("type")](fact) for fact in raw["facts"]])
        raw["by"] = _READ_BY(raw["by"])
        return Entry(**raw)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableEntry(f"{type(error).__name__} in an entry of the log") from error
