"""Short ways to send something and to see what became of it."""

import json
from typing import Any, Final

import pytest

from command.wire.actions import Asked, parse
from command.wire.strict import Malformed

ID: Final = "0123456789abcdefABCDEF"
NOTE: Final = {"id": ID, "type": "add_note", "incident": 1, "text": "smoke"}


def body(**changes: Any) -> bytes:
    return json.dumps({**NOTE, **changes}).encode()


def faults_of(sent: bytes) -> dict[str, str]:
    with pytest.raises(Malformed) as malformed:
        parse(sent)
    return {error.field: error.message for error in malformed.value.errors}


def read_or_faults(sent: bytes) -> tuple[list[Asked | tuple[str, Malformed]], list[str]]:
    """What was read, or the fields that were wrong; anything else fails the test."""
    try:
        return parse(sent)[0], []
    except Malformed as malformed:
        return [], [error.field for error in malformed.errors]
