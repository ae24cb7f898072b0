"""Writes the server's configuration: the settings under which an answer means it's on the disk."""

from collections.abc import Mapping
from pathlib import Path

from command.embedded.folder import DataFolder

SETTINGS: Mapping[str, str] = {
    # The answer to a write waits for the disk.
    "appendonly": "yes",
    "appendfsync": "always",
    "no-appendfsync-on-rewrite": "no",
    # A torn end is mended before the start, with the cut bytes kept, never in silence.
    "aof-load-truncated": "no",
    # Plain commands in every file, so that Redis 7 and Valkey can each read the other's.
    "aof-use-rdb-preamble": "no",
    # No fork and no second copy on the event day.
    "auto-aof-rewrite-percentage": "0",
    "save": "",
    # Nothing is ever dropped to make room: a full store refuses.
    "maxmemory-policy": "noeviction",
    # 0 the log, 1 the job queues.
    "databases": "2",
    # Only through the socket, only for this user.
    "port": "0",
    "unixsocketperm": "700",
    "timeout": "0",
    "daemonize": "no",
}


def configuration(folder: DataFolder, socket: Path, changes: Mapping[str, str]) -> str:
    """
    Return the text of redis.conf.

    Args:
        folder: where the files lie.
        socket: where the server listens.
        changes: settings that differ, for tests that show why ours are needed.
    """
    settings = {
        **SETTINGS,
        "dir": str(folder.redis.resolve()),
        "unixsocket": str(socket),
        **changes,
    }
    lines = [f"{name} {_quoted(value)}" for name, value in settings.items()]
    return "\n".join(["# Written at each start. Changes made here are lost.", *lines, ""])


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
