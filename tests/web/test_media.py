"""Photos as evidence: kept under their digest, shown to those who may see them."""

import hashlib
from typing import Any

import pytest

from command.domain.authority import Role
from tests.web.stack import OTHER_EVENT, Client, Stack

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 200
DIGEST = hashlib.sha256(PNG).hexdigest()


def hand_in(client: Client, body: bytes = PNG, kind: str = "image/png") -> Any:
    """Send a body as a photo."""
    return client.post("media", data=body, headers={"Content-Type": kind})


def test_a_photo_is_kept_and_shown_as_it_was(stack: Stack) -> None:
    kept = hand_in(stack.client(Role.DISPATCHER))

    shown = stack.client(Role.REVIEWER).get(f"media/{DIGEST}")

    assert kept.json() == {"digest": DIGEST, "size_bytes": len(PNG)}
    assert shown.content == PNG
    assert shown.headers["Content-Type"] == "image/png"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert shown.headers["Cache-Control"] == "no-store"


def test_a_unit_may_hand_one_in_and_a_wall_may_not(stack: Stack) -> None:
    assert hand_in(stack.client(Role.FIELD_UNIT), JPEG, "image/jpeg").status_code == 200

    refused = hand_in(stack.client(Role.WALL))

    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PNG, "image/jpeg"),
        (b"<svg onload='x'/>", "image/svg+xml"),
        (b"<script>", "image/png"),
        (b"", "image/png"),
        (PNG, "application/octet-stream"),
    ],
)
def test_what_is_no_picture_of_its_type_is_not_kept(stack: Stack, body: bytes, kind: str) -> None:
    answer = hand_in(stack.client(Role.DISPATCHER), body, kind)

    assert (answer.status_code, answer.json()["code"]) == (415, "not-a-picture")
    digest = hashlib.sha256(body).hexdigest()
    assert body == PNG or stack.client(Role.REVIEWER).get(f"media/{digest}").status_code == 404


def test_a_photo_too_large_is_not_kept(stack: Stack) -> None:
    body = PNG + b"\0" * stack.settings.largest_media

    answer = hand_in(stack.client(Role.DISPATCHER), body)

    assert (answer.status_code, answer.json()["code"]) == (413, "picture-too-large")


def test_another_events_photo_is_not_there(stack: Stack) -> None:
    hand_in(stack.client(Role.DISPATCHER))

    answer = stack.client(Role.DISPATCHER, event=OTHER_EVENT).get(f"media/{DIGEST}")

    assert answer.status_code == 404


@pytest.mark.parametrize("digest", ["0" * 64, "..%2f..%2fetc", "short"])
def test_a_digest_of_nothing_leads_nowhere(stack: Stack, digest: str) -> None:
    answer = stack.client(Role.REVIEWER).get(f"media/{digest}")

    assert answer.status_code in {400, 404}


def test_the_log_holds_the_digest_and_nothing_else_of_it(stack: Stack) -> None:
    dispatcher = stack.client(Role.DISPATCHER)
    digest = hand_in(dispatcher).json()["digest"]

    dispatcher.act("complete_duty", duty="bins", photo=digest)

    (fact,) = stack.client(Role.REVIEWER).get("log?limit=1000").json()["entries"][-1]["facts"]
    assert (fact["type"], fact["photo"]) == ("duty_completed", DIGEST)
