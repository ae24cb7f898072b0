"""
Documents as a snapshot has them: plain, without what reading puts there by itself.

Most fields of most documents say nothing. Writing them all doubles what a seek has to read.
"""

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, Final

from command.domain.plain import Plain, field_names, field_values, plain
from command.wire.rebuild import what_is_absent

_ABSENT: Final[dict[type, dict[str, Any]]] = {}
_UNLIKE_ANY: Final = object()


def briefly(value: object) -> Plain:
    """
    Take a value apart; `reader` of its class reads the same value from it.

    Raises:
        TypeError: as `plain`.
    """
    if is_dataclass(value):
        return _fields_of(value)
    if isinstance(value, tuple):
        return [briefly(one) for one in value]
    if isinstance(value, Mapping):
        return {str(plain(key)): briefly(one) for key, one in value.items()}
    return plain(value)


def _fields_of(value: object) -> dict[str, Plain]:
    kind = type(value)
    if kind not in _ABSENT:
        _ABSENT[kind] = what_is_absent(kind)
    absent = _ABSENT[kind]
    return {
        name: briefly(item)
        for name, item in zip(field_names(kind), field_values(kind)(value), strict=True)
        if not _is_same(item, absent.get(name, _UNLIKE_ANY))
    }


def _is_same(one: object, other: object) -> bool:
    # To Python, True is 1 and 0 is False; to whoever reads it, they are not.
    return type(one) is type(other) and one == other
