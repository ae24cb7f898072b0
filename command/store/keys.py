"""
Every key this system has in Redis, with its type and what it holds. Nobody spells a key elsewhere.

The braces are meant literally: they're the hash tag of a Redis Cluster, so that all keys of one
event live on one node.

| key | type | holds |
|---|---|---|
| `dg:{EVENT}:log` | stream, id `<seq>-0` | the log: `e` (entry, exact bytes), `h` (its hash) |
| `dg:{EVENT}:turn` | string | until when who alone may append, having lost too many races |
| `dg:{EVENT}:private` | hash | commitment → JSON `{salt, value}`: people's data, may be destroyed |
| `dg:{EVENT}:secrets` | hash | name → 32 random bytes: keys for digests of this event |
| `dg:{EVENT}:plans` | hash | plan digest → compressed JSON: file of the plan → its text |
| `dg:{EVENT}:snapshots` | sorted set | seq → seq: which snapshots there are (a cache) |
| `dg:{EVENT}:snapshot:SEQ` | hash | `h` and `part:NAME` → compressed bytes (a cache) |
| `dg:{EVENT}:checkpoints` | list | signed checkpoints as JSON, oldest first |
| `dg:{_}:events` | hash | event → JSON `{kind, created_at}` |
| `dg:{_}:accounts` | hash | account → JSON |
| `dg:{_}:session:DIGEST` | string with expiry | one sign-in as JSON |
| `dg:{_}:sessions-of:ACCOUNT` | set | digests of that account's sessions |
| `dg:{_}:invitation:DIGEST` | string with expiry | one unused join code as JSON |
| `dg:{_}:tokens` | hash | digest → JSON: machines that may call the API |
| `dg:{_}:media` | hash | EVENT/SHA-256 → JSON about a file (it lies in a folder) |
"""

INSTALLATION = "_"


def of_event(event: str, name: str) -> str:
    """Spell a key of one event."""
    return f"dg:{{{event}}}:{name}"


def of_installation(name: str) -> str:
    """Spell a key of the whole installation."""
    return of_event(INSTALLATION, name)


def log_key(event: str) -> str:
    """Return the stream of the event's log. Only `append.lua` writes it; it's never trimmed."""
    return of_event(event, "log")


def turn_key(event: str) -> str:
    """Return whose turn it is to append, while somebody has one."""
    return of_event(event, "turn")


def private_key(event: str) -> str:
    """Return the hash: commitment → salt and value."""
    return of_event(event, "private")


def secrets_key(event: str) -> str:
    """Return the hash: name → random bytes."""
    return of_event(event, "secrets")


def plans_key(event: str) -> str:
    """Return the hash: every version of the plan that this event has gone by."""
    return of_event(event, "plans")


def snapshots_key(event: str) -> str:
    """Return the sorted set: the seqs that have a snapshot."""
    return of_event(event, "snapshots")


def snapshot_key(event: str, seq: int) -> str:
    """Return the hash: the parts of one snapshot."""
    return of_event(event, f"snapshot:{seq}")


def checkpoints_key(event: str) -> str:
    """Return the list: signed checkpoints, oldest first."""
    return of_event(event, "checkpoints")


def events_key() -> str:
    """Return the hash: every event of this installation."""
    return of_installation("events")


def accounts_key() -> str:
    """Return the hash: every account."""
    return of_installation("accounts")


def session_key(digest: str) -> str:
    """Return the string, with an expiry, of one session."""
    return of_installation(f"session:{digest}")


def sessions_of_key(account: str) -> str:
    """Return the set of session digests of one account."""
    return of_installation(f"sessions-of:{account}")


def invitation_key(digest: str) -> str:
    """Return the string, with an expiry, of one unused join code."""
    return of_installation(f"invitation:{digest}")


def tokens_key() -> str:
    """Return the hash: every machine token."""
    return of_installation("tokens")


def media_key() -> str:
    """Return the hash: what is known of each file."""
    return of_installation("media")
