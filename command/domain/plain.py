"""Values as plain dicts, lists, strings and integers. No rules, no JSON."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, Final, cast

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]

_FIELDS: Final[dict[type, tuple[str, ...]]] = {}
"""Field names by class: asking `dataclasses.fields` each time is most of the cost."""

_VALUES: Final[dict[type, Callable[[Any], tuple[object, ...]]]] = {}
"""How the values of a class's fields are had, in order."""

_NAMES: Final[dict[type, str]] = {}

_TAKEN_APART: Final[dict[type, Callable[[Any], Plain]]] = {}
"""How a value of a class is taken apart: found out once, as every action passes here twice."""

_AS_THEY_ARE: Final = frozenset({type(None), bool, str, int})


def plain(value: object) -> Plain:
    """
    Take a value of the domain apart: enums as their values, tuples as lists.

    Raises:
        TypeError: a float, or anything else the log must not hold.
    """
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return cast(Plain, value)
    take_apart = _TAKEN_APART.get(kind)
    if take_apart is None:
        take_apart = _TAKEN_APART[kind] = _way_of(kind)
    return take_apart(value)


def _way_of(kind: type) -> Callable[[Any], Plain]:
    if issubclass(kind, Enum):
        return lambda one: plain(one.value)
    if issubclass(kind, str):
        return str
    if issubclass(kind, int):
        return int
    if issubclass(kind, (tuple, list, frozenset)):
        return lambda all_of_it: [plain(one) for one in all_of_it]
    if issubclass(kind, Mapping):
        return lambda by_key: {str(plain(key)): plain(one) for key, one in by_key.items()}
    return _way_of_fields(kind)


def _way_of_fields(kind: type) -> Callable[[Any], Plain]:
    names, values_of = field_names(kind), field_values(kind)
    as_they_are = _AS_THEY_ARE

    def take_apart(value: Any) -> Plain:
        return {
            name: cast(Plain, item) if type(item) in as_they_are else plain(item)
            for name, item in zip(names, values_of(value), strict=True)
        }

    return take_apart


def what_is_said(value: object) -> dict[str, Plain]:
    """The fields of a value in plain form, without what is absent: the log stores no nothing."""
    kind = type(value)
    as_they_are = _AS_THEY_ARE
    return {
        name: cast(Plain, item) if type(item) in as_they_are else plain(item)
        for name, item in zip(field_names(kind), field_values(kind)(value), strict=True)
        if item is not None
    }


def field_values(kind: type) -> Callable[[Any], tuple[object, ...]]:
    """What gives the values of a dataclass's fields, in order."""
    known = _VALUES.get(kind)
    if known is None:
        names = field_names(kind)
        # attrgetter gives a bare value for one name, and refuses none.
        known = _VALUES[kind] = (
            attrgetter(*names)
            if len(names) > 1
            else lambda value: tuple(getattr(value, name) for name in names)
        )
    return known


def field_names(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields, in order."""
    known = _FIELDS.get(kind)
    if known is None:
        if not is_dataclass(kind):
            raise TypeError(f"{kind.__name__} has no plain form")
        known = _FIELDS[kind] = tuple(field.name for field in fields(kind))
    return known


def class_name(kind: type) -> str:
    """``UnitAssigned`` → ``unit_assigned``: its name on the wire and in the catalogues."""
    known = _NAMES.get(kind)
    if known is None:
        letters = (f"_{c.lower()}" if c.isupper() else c for c in kind.__name__)
        known = _NAMES[kind] = "".join(letters).removeprefix("_")
    return known
