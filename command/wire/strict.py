"""
Strict decoding of what somebody sent: UTF-8, at most 32 deep, no key twice, no NaN, no floats
where they make no sense, no control characters. Every fault is named by its field.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final, NoReturn

MAX_BODY_BYTES: Final = 64 * 1024
MAX_DEPTH: Final = 32
_MAX_DIGITS: Final = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a field: where it is, and what would do."""

    field: str
    message: str


class Malformed(Exception):
    """What was sent cannot be read. Holds every fault found."""

    def __init__(self, *errors: Fault) -> None:
        super().__init__("; ".join(f"{error.field}: {error.message}" for error in errors))
        self.errors = errors


def decode(body: bytes) -> Any:
    """
    Read a JSON body strictly.

    Raises:
        Malformed: anything a tolerant reader would guess at.
    """
    if len(body) > MAX_BODY_BYTES:
        raise Malformed(Fault("body", f"at most {MAX_BODY_BYTES} bytes"))
    try:
        text = body.decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        raise Malformed(Fault("body", f"not UTF-8 at byte {error.start}")) from None
    _check_depth(text)
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise Malformed(Fault("body", f"not JSON: {error.msg} at {error.pos}")) from None
    # Without an escape its strings hold nothing that isn't in the text itself.
    if "\\" in text or _FORBIDDEN.search(text) is not None:
        _check_text(value, "")
    return value


def _check_depth(text: str) -> None:
    """Before parsing: a parser that recurses would fall over at a thousand brackets."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise Malformed(Fault("body", f"nested deeper than {MAX_DEPTH}"))
        elif character in "]}":
            depth -= 1


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise Malformed(*(Fault(key or "body", "given twice") for key in counts if counts[key] > 1))
    return found


def _no_constant(name: str) -> NoReturn:
    raise Malformed(Fault("body", f"{name} is no JSON number"))


def _no_float(text: str) -> NoReturn:
    raise Malformed(Fault("body", f"{text[:24]}: whole numbers only"))


def _bounded_int(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise Malformed(Fault("body", "a number has too many digits"))
    return int(text)


# Made once: `json.loads` with hooks would make one for each body.
_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_no_key_twice,
    parse_constant=_no_constant,
    parse_float=_no_float,
    parse_int=_bounded_int,
)


def _check_text(value: Any, path: str) -> None:
    match value:
        case str():
            _check_string(value, path or "body")
        case dict():
            for key, item in value.items():
                _check_string(key, path or "body")
                _check_text(item, f"{path}.{key}" if path else key)
        case list():
            for place, item in enumerate(value):
                _check_text(item, f"{path}[{place}]" if path else f"[{place}]")


def _check_string(text: str, path: str) -> None:
    found = _FORBIDDEN.search(text)
    if found is None:
        return
    code = f"U+{ord(found[0]):04X}"
    kind = "direction override" if found[0] in _DIRECTION else "control character"
    raise Malformed(Fault(path, f"holds the {kind} {code}"))


_DIRECTION: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""They make a name read otherwise than it is stored, on a wall that people obey."""

_FORBIDDEN: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_DIRECTION}]")
"""Controls but for tab and line feed, halves of characters, and what turns the text round."""
