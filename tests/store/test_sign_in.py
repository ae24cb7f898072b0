"""Accounts, sessions, join codes, tokens and the index of events."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
import redis

from command.store.accounts import Account, Accounts, Standing
from command.store.connect import ask, connect
from command.store.events import EventRow, Events
from command.store.invitations import ALPHABET, Invitations
from command.store.sessions import LASTS_MS, TOUCH_AFTER_MS, Sessions, digest
from command.store.tokens import Tokens
from tests.valkey import Valkey

LEAD = Standing(role="dispatcher", event="drill-1", person="p1", post="office", group="medical")
MEDIC = Standing(role="field", event="drill-1", unit="medic-2")
ACCOUNT = Account(name="Office", password_hash="$argon2id$…", standing=LEAD, created_at=1)


@dataclass
class Hand:
    """A clock moved by hand."""

    at: int = 1_000_000

    def now(self) -> int:
        return self.at


@pytest.fixture
def client(store: Valkey) -> Iterator[redis.Redis]:
    client = connect(store.url, "write")
    yield client
    client.close()


def _everything(client: redis.Redis) -> bytes:
    found = b""
    for key in client.scan_iter():
        found += key + bytes(client.dump(key) or b"")
    return found


def test_an_account_is_found_by_its_name_in_any_case(client: redis.Redis) -> None:
    accounts = Accounts(client)
    accounts.create(ACCOUNT)

    assert accounts.find(" oFFice ") == ACCOUNT
    assert accounts.find("nobody") is None


def test_a_taken_name_is_not_taken_over(client: redis.Redis) -> None:
    accounts = Accounts(client)
    accounts.create(ACCOUNT)

    assert not accounts.create(replace(ACCOUNT, name="OFFICE", standing=MEDIC))
    assert accounts.every() == [ACCOUNT]


def test_an_account_may_be_replaced_and_removed(client: redis.Redis) -> None:
    accounts = Accounts(client)
    accounts.put(ACCOUNT)

    accounts.put(replace(ACCOUNT, is_disabled=True))

    assert accounts.every() == [replace(ACCOUNT, is_disabled=True)]
    assert accounts.remove("office")
    assert accounts.every() == []


def test_a_session_is_found_by_its_id_which_the_store_never_holds(client: redis.Redis) -> None:
    sessions = Sessions(client, Hand())
    sid = sessions.begin("office", LEAD)

    session = sessions.find(sid)

    assert session is not None
    assert session.standing == LEAD
    assert sessions.find("guessed") is None
    assert sid.encode() not in _everything(client)


def test_a_session_lives_on_while_used_and_ends_when_not(client: redis.Redis) -> None:
    clock = Hand()
    sessions = Sessions(client, clock)
    sid = sessions.begin("office", LEAD)

    for _ in range(3):
        clock.at += LASTS_MS - 1
        assert sessions.find(sid) is not None
    clock.at += LASTS_MS

    assert sessions.find(sid) is None


def test_a_revoked_session_does_not_come_back_by_being_used(client: redis.Redis) -> None:
    clock = Hand()
    sessions = Sessions(client, clock)
    sid = sessions.begin("office", LEAD)
    session = sessions.find(sid)
    assert session is not None

    sessions.revoke(sid)
    touched = sessions._touched({sid: replace(session, seen_at=clock.at + TOUCH_AFTER_MS)})

    assert touched == {sid: None}
    assert sessions.find(sid) is None


def test_sessions_due_together_are_noted_as_used_in_one_piece(client: redis.Redis) -> None:
    clock = Hand()
    sessions = Sessions(client, clock)
    sids = [sessions.begin(f"phone-{n}", MEDIC) for n in range(20)]
    clock.at += TOUCH_AFTER_MS
    before = pieces_read(client)

    found = sessions.find_all([*sids, "guessed", sids[0]])

    # One to find them, one to note them, and the question how many there were.
    assert pieces_read(client) - before <= 3
    assert [one and one.seen_at for one in found] == [clock.at] * 20 + [None, clock.at]
    clock.at += LASTS_MS - 1
    assert None not in sessions.find_all(sids)


def pieces_read(client: redis.Redis) -> int:
    """How often the server read something from anybody."""
    stats: dict[str, int] = client.info("stats")
    return stats["total_reads_processed"]


def test_a_session_is_known_though_its_use_could_not_be_noted(
    store: Valkey, client: redis.Redis
) -> None:
    clock = Hand()
    sessions = Sessions(client, clock)
    sid = sessions.begin("office", LEAD)
    session = sessions.find(sid)
    assert session is not None
    store.freeze()

    try:
        assert sessions._touched({sid: session}) == {}
    finally:
        store.thaw()

    assert sessions.find(sid) == session


def test_a_full_store_ends_nobodys_sign_in(client: redis.Redis) -> None:
    clock = Hand()
    sessions = Sessions(client, clock)
    due = sessions.begin("office", LEAD)
    clock.at += TOUCH_AFTER_MS
    fresh = sessions.begin("medic-2", MEDIC)
    ask(client, "CONFIG", "SET", "maxmemory", 1)

    try:
        found = sessions.find_all([due, fresh])
    finally:
        ask(client, "CONFIG", "SET", "maxmemory", 0)

    assert None not in found


def test_all_sessions_of_an_account_end_at_once(client: redis.Redis) -> None:
    sessions = Sessions(client, Hand())
    lost = [sessions.begin("office", LEAD) for _ in range(3)]
    other = sessions.begin("medic-2", MEDIC)

    ended = sessions.revoke_all("office")

    assert ended == 3
    assert [sessions.find(sid) for sid in lost] == [None, None, None]
    assert sessions.find(other) is not None
    assert sessions.revoke_all("office") == 0


def test_redis_removes_sessions_nobody_asks_for(client: redis.Redis) -> None:
    sid = Sessions(client, Hand()).begin("office", LEAD)

    left_ms = ask(client, "PTTL", f"dg:{{_}}:session:{digest(sid)}")

    assert isinstance(left_ms, int)
    assert LASTS_MS < left_ms <= 2 * LASTS_MS


def test_a_join_code_works_once_however_it_is_typed(client: redis.Redis) -> None:
    invitations = Invitations(client, Hand(), b"secret")
    code = invitations.issue(MEDIC)

    joined = invitations.redeem(f" {code[:4].lower()}-{code[4:]} ")

    assert joined is not None
    assert joined.standing == MEDIC
    assert invitations.redeem(code) is None


def test_a_join_code_is_short_and_clear_and_never_stored(client: redis.Redis) -> None:
    code = Invitations(client, Hand(), b"secret").issue(MEDIC)

    assert len(code) == 8
    assert set(code) <= set(ALPHABET)
    assert not set("01OILU") & set(ALPHABET)
    assert code.encode() not in _everything(client)
    assert digest(code).encode() not in _everything(client)


def test_an_expired_or_withdrawn_join_code_is_worthless(client: redis.Redis) -> None:
    clock = Hand()
    invitations = Invitations(client, clock, b"secret")
    late, withdrawn = invitations.issue(MEDIC, lasts_ms=1000), invitations.issue(MEDIC)

    clock.at += 1000
    invitations.withdraw(withdrawn)

    assert invitations.redeem(late) is None
    assert invitations.redeem(withdrawn) is None


def test_a_token_is_known_until_revoked_and_never_stored(client: redis.Redis) -> None:
    tokens = Tokens(client)
    secret = tokens.create("gate 3 counter", MEDIC, created_at=5)

    token = tokens.find(secret)

    assert token is not None
    assert (token.label, token.standing) == ("gate 3 counter", MEDIC)
    assert secret.startswith("dgt_")
    assert secret.encode() not in _everything(client)
    assert tokens.every() == [token]
    assert tokens.revoke(token.token_id)
    assert tokens.find(secret) is None
    assert not tokens.revoke(token.token_id)


def test_a_string_that_is_no_token_is_not_looked_up(client: redis.Redis) -> None:
    assert Tokens(client).find("something") is None


def test_events_are_listed_oldest_first_and_an_id_is_taken_once(client: redis.Redis) -> None:
    events = Events(client)
    live = EventRow(event="double-ninth", kind="live", created_at=2)
    drill = EventRow(event="drill-1", kind="drill", created_at=1)

    assert events.add(live)
    assert events.add(drill)
    assert not events.add(replace(live, kind="drill"))

    assert events.every() == [drill, live]
    assert events.find("double-ninth") == live
    assert events.find("unknown") is None
