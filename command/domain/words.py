"""Which fields hold somebody's words, so that text and commitments never get mixed up."""

from collections.abc import Callable
from dataclasses import fields
from typing import Final, get_args, get_type_hints

from command.domain.identifiers import Words

Texts = Callable[[Words], str | None]
"""A commitment to its text; none once it was destroyed."""

_KNOWN: Final[dict[type, tuple[str, ...]]] = {}


def word_fields(kind: type) -> tuple[str, ...]:
    """The names of a class's fields that hold words: one, none, or several in a tuple."""
    if kind not in _KNOWN:
        hints = get_type_hints(kind)
        _KNOWN[kind] = tuple(
            field.name
            for field in fields(kind)
            if hints[field.name] is Words or Words in get_args(hints[field.name])
        )
    return _KNOWN[kind]


def words_in(value: object) -> tuple[Words, ...]:
    """The words a value holds directly."""
    found: list[Words] = []
    for name in word_fields(type(value)):
        words = getattr(value, name)
        if isinstance(words, tuple):
            found.extend(words)
        elif words is not None:
            found.append(words)
    return tuple(found)
