"""Somebody at a desk of the test's own, for faults that need no web process."""

import time

from command.desk import Asking, Receipt
from command.domain.authority import Role
from command.domain.incident import By
from command.store.connect import StoreAway
from command.wire.actions import parse_action
from tests.faults.day import Day
from tests.faults.history import UNKNOWN, Answer, Deed
from tests.faults.people import new_id
from tests.faults.town import Town

BY: By = By(role=Role.DISPATCHER)


class Writer:
    """Writes one report after the other, each kept in the history like anybody's."""

    def __init__(self, town: Town, day: Day, name: str = "writer") -> None:
        """Take the day; a desk is opened when it's needed."""
        self._town = town
        self._day = day
        self._name = name

    def write(self) -> Deed:
        """Report something with words in it, so that private values are written beside."""
        body = {"id": new_id(), "type": "report", "incident_type": "illness", "what": "some words"}
        deed = self._day.history.begin(self._name, body)
        self.offer(deed)
        return deed

    def offer(self, deed: Deed) -> None:
        """Submit an action, on a desk that has read the log as it is now."""
        asked = parse_action(deed.body)
        asking = Asking(action_id=asked.id, by=BY, source="dispatch", occurred_at=asked.occurred_at)
        at_s = time.monotonic()
        try:
            receipt = self._town.desk(self._day.event).submit(asked.action, asking)
        except StoreAway:
            deed.answers.append(Answer(at_s=at_s, result=UNKNOWN))
            return
        assert isinstance(receipt, Receipt), receipt
        deed.answers.append(Answer(at_s=at_s, result=receipt.result, seq=receipt.seq))
