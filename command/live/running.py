"""The greenlets that a process with sockets needs for as long as it lives."""

from dataclasses import dataclass

import gevent

from command.live.halls import Halls
from command.live.sockets import Sockets


@dataclass(frozen=True, slots=True)
class Live:
    """The live side of one process."""

    halls: Halls
    sockets: Sockets

    def start(self) -> None:
        """Set ticking, watching and turning out going."""
        for task in (
            self.halls.tick_for_ever,
            self.halls.watch_for_ever,
            self.sockets.look_for_revoked_for_ever,
        ):
            gevent.spawn(task)
