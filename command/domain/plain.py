"""Values as plain dicts, lists, strings and integers. No rules, no JSON."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Final

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]

_FIELDS: Final[dict[type, tuple[str, ...]]] = {}
"""Field names by class: asking `dataclasses.fields` each time is most of the cost."""


def plain(value: object) -> Plain:
    """
    Take a value of the domain apart: enums as their values, tuples as lists.

    Raises:
        TypeError: a float, or anything else the log must not hold.
    """
    if value is None or (isinstance(value, (bool, str)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    return {name: plain(getattr(value, name)) for name in field_names(type(value))}


def field_names(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields, in order."""
    known = _FIELDS.get(kind)
    if known is None:
        if not is_dataclass(kind):
            raise TypeError(f"{kind.__name__} has no plain form")
        known = _FIELDS[kind] = tuple(field.name for field in fields(kind))
    return known


def without_none(value: dict[str, Plain]) -> dict[str, Plain]:
    """The same without what is absent: the log doesn't store nothing."""
    return {name: item for name, item in value.items() if item is not None}


def class_name(kind: type) -> str:
    """``UnitAssigned`` → ``unit_assigned``: its name on the wire and in the catalogues."""
    letters = (f"_{c.lower()}" if c.isupper() else c for c in kind.__name__)
    return "".join(letters).removeprefix("_")
