"""Who comes in, how, and how soon they're out again."""

from typing import Any

import pytest

from command.clock import stopwatch_s
from command.domain.authority import Role
from command.store.accounts import Accounts, Standing
from command.store.tokens import Tokens
from tests.web.stack import EVENT, PASSPHRASE, UNIT, Client, Stack, until

SESSION = "/api/v1/session"


@pytest.fixture(autouse=True)
def _account(stack: Stack) -> None:
    stack.account("Li Dispatch", Role.DISPATCHER)


def sign_in(stack: Stack, **said: Any) -> Client:
    """Sign in as somebody would on the page."""
    client = stack.stranger()
    assert client.post(SESSION, json=said).status_code == 200
    return client


def test_a_name_and_its_passphrase_let_in(stack: Stack) -> None:
    client = sign_in(stack, name="li dispatch ", password=PASSPHRASE)

    who = client.get(SESSION).json()
    assert (who["name"], who["role"], who["event"]) == ("Li Dispatch", "dispatcher", EVENT)
    assert client.get("board").status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(stack: Stack) -> None:
    said = {"name": "Li Dispatch", "password": PASSPHRASE}

    answer = stack.stranger().post(SESSION, json=said)

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("denggao=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Li Dispatch", "password": "wrong"},
        {"name": "Nobody", "password": PASSPHRASE},
        {"code": "ABCDEFGH"},
    ],
)
def test_which_part_was_wrong_stays_unsaid(stack: Stack, said: dict[str, str]) -> None:
    answer = stack.stranger().post(SESSION, json=said)

    assert answer.status_code == 401
    assert answer.json()["code"] == "wrong-credentials"


def test_a_disabled_account_lets_nobody_in(stack: Stack) -> None:
    accounts = Accounts(stack.stores.write)
    account = accounts.find("Li Dispatch")
    assert account is not None
    stack.account("Disabled", Role.WALL)
    disabled = type(account)(
        name="Disabled", password_hash=account.password_hash, standing=account.standing,
        created_at=0, is_disabled=True,
    )  # fmt: skip
    accounts.put(disabled)

    answer = stack.stranger().post(SESSION, json={"name": "Disabled", "password": PASSPHRASE})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"name": "x"},
        {"password": "x"},
        {"name": "x", "password": "y", "code": "ABCDEFGH"},
        {"name": "x", "password": "y", "role": "admin"},
        {"name": 5, "password": "y"},
        {"name": "x", "password": "y" * 257},
        {"code": "short"},
    ],
)
def test_a_malformed_sign_in_is_told_what_is_wrong(stack: Stack, said: dict[str, Any]) -> None:
    answer = stack.stranger().post(SESSION, json=said)

    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert PASSPHRASE not in answer.text


def test_trying_out_passphrases_is_slowed_down(stack: Stack) -> None:
    stack.account("Target", Role.WALL)
    stranger = stack.stranger()
    began_s = stopwatch_s()

    guessed = guesses_until_slowed(stranger, "Target")

    # One more is let in each 6 s, and a loaded machine takes that long for ten.
    assert 10 <= guessed <= 10 + (stopwatch_s() - began_s) / 6 + 1


def test_whoever_guessed_too_often_waits_even_with_the_right_passphrase(stack: Stack) -> None:
    stack.account("Mark", Role.WALL)
    stranger = stack.stranger()

    # Another is let in each 6 s, now and then just between the two; hardly five times running.
    assert any(is_kept_waiting(stranger, "Mark") for _ in range(5))


def is_kept_waiting(stranger: Client, name: str) -> bool:
    """Guess until told to wait, then try the right passphrase."""
    guesses_until_slowed(stranger, name)
    right = {"name": name, "password": PASSPHRASE}
    return stranger.post(SESSION, json=right).status_code == 429


def guesses_until_slowed(stranger: Client, name: str) -> int:
    """Guess one passphrase after the other until told to wait; say how many were looked at."""
    guess = {"name": name, "password": "guess"}
    for guessed in range(100):
        status = stranger.post(SESSION, json=guess).status_code
        if status == 429:
            return guessed
        assert status == 401
    raise AssertionError("nobody was told to wait")


def test_a_code_lets_one_phone_in_as_its_unit(stack: Stack) -> None:
    code = stack.code()

    phone = sign_in(stack, code=f"{code[:4]} {code[4:].lower()}")
    second = stack.stranger().post(SESSION, json={"code": code})

    assert phone.get(SESSION).json()["unit"] == UNIT
    assert second.status_code == 401


def test_signing_out_ends_the_session_at_once(stack: Stack) -> None:
    client = sign_in(stack, name="Li Dispatch", password=PASSPHRASE)
    secret = client.cookies["denggao"]

    answer = client.delete(SESSION)

    assert answer.status_code == 204
    assert stack.stranger(secret=secret).get("board").status_code == 401


def test_a_session_ended_elsewhere_is_out_within_a_second(stack: Stack) -> None:
    client = stack.client(Role.DISPATCHER)
    assert client.get("board").status_code == 200

    stack.sessions().revoke(str(client.cookies["denggao"]))

    until(lambda: client.get("board").status_code == 401, 1.2, what="being out")


def test_a_machines_token_works_without_a_cookie_until_it_is_revoked(stack: Stack) -> None:
    tokens = Tokens(stack.stores.write)
    standing = Standing(role=Role.DISPATCHER, event=EVENT)
    secret = tokens.create("gate counter", standing, created_at=0)
    machine = stack.stranger(secret=secret)
    machine.headers.pop("X-Denggao")

    assert machine.act("report", incident_type="illness").status_code == 200
    (known,) = [one for one in tokens.every() if one.label == "gate counter"]
    tokens.revoke(known.token_id)

    until(lambda: machine.get("board").status_code == 401, 1.2, what="being out")


@pytest.mark.parametrize("secret", ["", "x", "dgt_nothing", "中文", "a" * 5000])
def test_a_made_up_cookie_or_token_is_a_stranger(stack: Stack, secret: str) -> None:
    stranger = stack.stranger()
    cookie = f"denggao={secret}".encode()

    by_cookie = stranger.get("board", headers={"Cookie": cookie})
    by_token = stranger.get("board", headers={"Authorization": f"Bearer {secret}".encode()})

    assert by_cookie.status_code == by_token.status_code == 401
    assert by_cookie.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Denggao": ""},
        {"X-Denggao": "2"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_change_another_site_asked_for_is_refused(stack: Stack, headers: dict[str, str]) -> None:
    client = stack.client(Role.DISPATCHER)
    before = stack.log().head()

    acted = client.post("actions", json={}, headers=headers)
    signed_in = client.post(SESSION, json={}, headers=headers)

    assert acted.status_code == signed_in.status_code == 403
    assert acted.json()["code"] == "foreign-origin"
    assert stack.log().head() == before


def test_our_own_origin_may_ask(stack: Stack) -> None:
    client = stack.client(Role.DISPATCHER)
    client.headers.update({"Origin": client.url, "Sec-Fetch-Site": "same-origin"})

    assert client.act("report", incident_type="illness").status_code == 200
