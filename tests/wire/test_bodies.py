"""Bodies of every kind: an action comes of them, or a fault with its field, never anything else."""

import json
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain import actions as a
from command.domain.identifiers import IncidentNumber, Words
from command.domain.plain import class_name, what_is_said
from command.wire.actions import ACTIONS, MAX_BATCH, Asked, parse
from command.wire.strict import MAX_BODY_BYTES, MAX_DEPTH, decode
from tests.laws.actions import ANY_ACTION
from tests.wire.sent import ID, body, faults_of, read_or_faults


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b" ",
        b"null",
        b"[]",
        b'"text"',
        b"1",
        b"{",
        b"{}",
        b'{"actions":{}}',
        b'{"actions":[]}',
        b'{"actions":[1],"more":1}',
        b'{"actions":' + b"[" + b"1," * MAX_BATCH + b"1]}",
        b"\xef\xbb\xbf{}",
        b"\xff\xfe{\x00}\x00",
        b'{"id":"\x80"}',
        b'{"id":"\xc0\xaf"}',
        b'{"id":"\xe5\x8c"}',
        b'{"id":NaN}',
        b'{"id":Infinity}',
        b'{"id":1e999}',
        b'{"id":1.0}',
        b'{"id":-0.0}',
        b'{"id":' + b"9" * 5_000 + b"}",
        b'{"id":1,"id":2}',
        b'{"a":{"role":"wall","role":"admin"}}',
        b'{"id":"\x01"}',
        b"{'id':1}",
        b'{"id":1,}',
        b'{"id":1}garbage',
        b"[" * 33 + b"]" * 33,
        b"[" * 1_000,
        b"[" * 60_000,
        b'{"a":' * 1_000,
        b"x" * (MAX_BODY_BYTES + 1),
        b'"' + b"x" * MAX_BODY_BYTES + b'"',
        b"\r\n*1\r\n$8\r\nFLUSHALL",
    ],
    ids=lambda sent: repr(sent[:24]),
)
def test_a_body_that_cannot_be_read_is_malformed(sent: bytes) -> None:
    assert faults_of(sent)


@pytest.mark.parametrize(
    "text",
    [
        "北武当庙 gate 3",
        "👩‍🚒👨‍👩‍👧",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "{{7*7}} ${7*7}",
        "e" + "\u0301" * 1_000,
        "שלום 你好",
        "line\nline\ttab",
    ],
)
def test_words_are_taken_as_they_are(text: str) -> None:
    (asked,), _ = parse(body(text=text))

    assert isinstance(asked, Asked)
    assert asked.action == a.AddNote(incident=IncidentNumber(1), text=Words(text))


def test_the_deepest_that_is_read_is_as_deep_as_said() -> None:
    assert decode(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)
    assert decode(b'"' + b"[" * 100 + b'"') == "[" * 100
    assert decode(rb'"\"[[[[" ') == '"[[[['


@settings(max_examples=150)
@given(st.binary(max_size=200))
def test_no_bytes_make_anything_but_an_action_or_a_fault(sent: bytes) -> None:
    read, faults = read_or_faults(sent)

    assert bool(read) != bool(faults)
    assert all(faults)


JSON: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([*ACTIONS, ID]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "type", "actions", "incident", "text", "unit"])
            | st.text(max_size=4),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150)
@given(JSON)
def test_no_json_makes_anything_but_an_action_or_a_fault(sent: Any) -> None:
    read, faults = read_or_faults(json.dumps(sent).encode())

    assert bool(read) != bool(faults)
    assert all(faults)
    assert all(isinstance(one, Asked) or one[1].errors for one in read)


@settings(max_examples=150)
@given(ANY_ACTION, st.data())
def test_an_action_with_one_field_spoilt_names_a_field(
    action: a.Action, data: st.DataObject
) -> None:
    name = class_name(type(action))
    raw: dict[str, Any] = {"id": ID, "type": name, **what_is_said(action)}
    raw[data.draw(st.sampled_from(sorted(raw)))] = data.draw(JSON)

    read, faults = read_or_faults(json.dumps(raw).encode())

    assert bool(read) != bool(faults)
    assert all(faults)
