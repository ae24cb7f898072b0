"""
Values from plain dicts, by the types of their fields. The other way is `domain.plain`.

One reader a class is made once from its annotations; reading then costs about as much as
calling the class. It trusts its input: the log's own bytes, never what somebody sent.
"""

import gc
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

Read = Callable[[Any], Any]

_READERS: Final[dict[type, Read]] = {}


def reader(kind: type) -> Read:
    """Make, once, the function that builds a dataclass from its plain dict."""
    if kind not in _READERS:
        _READERS[kind] = _dataclass_reader(kind)
    return _READERS[kind]


def _dataclass_reader(kind: type) -> Read:
    hints = get_type_hints(kind)
    # What may be nothing isn't written; anything else that is missing fails in the class itself.
    absent = {
        field.name: None
        for field in fields(kind)
        if field.default is MISSING
        and field.default_factory is MISSING
        and type(None) in get_args(hints[field.name])
    }
    names = [field.name for field in fields(kind)]
    conversions = [
        (name, convert) for name in names if (convert := _reads(hints[name])) is not None
    ]

    def read(raw: Mapping[str, Any]) -> Any:
        values = {**absent, **raw}
        for name, convert in conversions:
            value = values.get(name)
            if value is not None:
                values[name] = convert(value)
        return kind(**values)

    return read


def _reads(hint: Any) -> Read | None:
    """What turns the plain form into the hinted one; none where they are the same."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        some = [option for option in get_args(hint) if option is not type(None)]
        return _reads(some[0]) if len(some) == 1 else None
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        item = _reads(get_args(hint)[1])
        return None if item is None else lambda raw: {key: item(one) for key, one in raw.items()}
    return _plain_reader(getattr(hint, "__supertype__", hint))


def _tuple_reader(arguments: tuple[Any, ...]) -> Read:
    item = _reads(arguments[0])
    return tuple if item is None else lambda raw: tuple([item(one) for one in raw])


def _plain_reader(kind: Any) -> Read | None:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    return reader(kind) if is_dataclass(kind) and isinstance(kind, type) else None


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """
    Keep the cyclic collector out of a long rebuild.

    Nothing rebuilt from a log holds a cycle, and walking a growing day again and again costs as
    much as folding it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
