"""
Values from plain dicts, by the types of their fields. The other way is `domain.plain`.

One reader a class is made once from its annotations; reading then costs no more than calling
the class. It trusts its input: the log's own bytes, never what somebody sent.
"""

import gc
import types
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

Read = Callable[[Any], Any]

_READERS: Final[dict[type, Read]] = {}


def reader(kind: type) -> Read:
    """Make, once, the function that builds a dataclass from its plain dict."""
    if kind not in _READERS:
        _READERS[kind] = reader_with(kind, ready=())
    return _READERS[kind]


def what_is_absent(kind: type) -> dict[str, Any]:
    """
    What the fields of a dataclass are where they aren't written.

    A field's default; none where it may be nothing. A field with neither must be written.
    """
    hints = get_type_hints(kind)
    absent: dict[str, Any] = {}
    for field in fields(kind):
        if field.default is not MISSING:
            absent[field.name] = field.default
        elif field.default_factory is MISSING and type(None) in get_args(hints[field.name]):
            absent[field.name] = None
    return absent


def field_reader(kind: type, name: str) -> Read:
    """Make the function that builds one field's value from its plain form."""
    return _reads(get_type_hints(kind)[name]) or (lambda raw: raw)


def reader_with(kind: type, ready: Container[str]) -> Read:
    """Make a reader of plain dicts in which some fields have their values already."""
    hints = get_type_hints(kind)
    conversions = {
        field.name: convert
        for field in fields(kind)
        if field.name not in ready and (convert := _reads(hints[field.name])) is not None
    }
    absent, build = what_is_absent(kind), _builder(kind)

    def read(raw: Mapping[str, Any]) -> Any:
        values = absent.copy()
        for name, value in raw.items():
            convert = conversions.get(name)
            values[name] = value if convert is None or value is None else convert(value)
        return build(values)

    return read


def _builder(kind: type) -> Callable[[dict[str, Any]], Any]:
    """Past the constructor where a class keeps its values in a dict: that costs a third."""
    if "__slots__" in vars(kind):
        return lambda values: kind(**values)
    names = frozenset(field.name for field in fields(kind))

    def build(values: dict[str, Any]) -> Any:
        if values.keys() != names:
            # The constructor says which is missing or unknown.
            return kind(**values)
        made: Any = object.__new__(kind)
        made.__dict__.update(values)
        return made

    return build


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
