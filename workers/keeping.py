"""
Keeps what makes a log trustworthy and quick to open: signed checkpoints and snapshots.

Both can be made again or by several at once; neither is needed to go on.
"""

import logging
import threading
from typing import Final

from command.clock import Clock
from command.desk import Desk
from command.embedded.folder import DataFolder
from command.store.checkpoints import Checkpoints, SigningKey, is_due
from command.store.connect import StoreAway
from workers.opening import Opening

LOOK_EVERY_S: Final = 5.0

logger = logging.getLogger(__name__)


class Keeper:
    """Goes over every open event again and again, until stopped."""

    def __init__(self, opening: Opening) -> None:
        """Take what opens events; the signing key lies in the data folder."""
        self._opening = opening
        self._key = SigningKey.at(DataFolder(opening.settings.data).keys)

    def run(self, stop: threading.Event) -> None:
        """Go round until told to stop."""
        while not stop.wait(LOOK_EVERY_S):
            try:
                self.round()
            except StoreAway as error:
                logger.warning("the store is away: %s", error)

    def round(self) -> None:
        """Go round once."""
        for desk in self._opening.open_desks():
            checkpoints = Checkpoints(self._opening.client, desk.event_id)
            sign_if_due(desk, checkpoints, self._key, self._opening.clock)
            self._opening.past(desk.event_id).save_missing()


def sign_if_due(desk: Desk, checkpoints: Checkpoints, key: SigningKey, clock: Clock) -> bool:
    """Vouch for the log's head when it has grown enough. Return whether that was so."""
    event, head, at = desk.board.documents.event, desk.head, clock.now()
    if event is None or not is_due(checkpoints.latest(), head, at=at):
        return False
    checkpoints.keep(key.sign(desk.event_id, event.epoch, head, signed_at=at))
    return True
