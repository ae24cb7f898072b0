"""
Plays a drill's script into a drill event, as the people of the script would.

Each inject's action id is ``drill:<script>:<n>``, so a player that's started again goes on where
the log stands and nothing happens twice. Must never touch a live event.
"""

import logging
import threading
from collections.abc import Mapping
from typing import Any, Final, cast

from command.desk import Asking, Desk
from command.domain.actions import Action
from command.domain.event import Event
from command.domain.identifiers import ActionId, IncidentNumber, Instant, Seq
from command.domain.incident import By
from command.domain.refusals import Refusal
from command.domain.states import EventKind
from command.plan_files import Drill, Inject
from command.store.connect import StoreAway
from command.store.log import Log
from command.wire.actions import ACTIONS
from command.wire.entries import read_entry
from command.wire.rebuild import reader

SOURCE: Final = "drill"
LOOK_EVERY_S: Final = 0.2
_INCIDENTS: Final = frozenset({"incident", "into"})

logger = logging.getLogger(__name__)


class NotADrill(Exception):
    """The event is a live one, or not open."""

    def __init__(self, event: str) -> None:
        """Say which, in Chinese and English."""
        super().__init__(
            f"“{event}”不是进行中的演练，脚本只能在演练中播放。\n"
            f"{event} is no open drill; a script is only played into a drill."
        )


class Player:
    """Plays one script into one event."""

    def __init__(self, desk: Desk, log: Log, drill: Drill) -> None:
        """
        Take the event's desk, its log to read, and the script.

        Raises:
            NotADrill: the event is live or not open.
        """
        desk.catch_up()
        event = desk.board.documents.event
        if event is None or event.kind is not EventKind.DRILL:
            raise NotADrill(desk.event_id)
        self._desk = desk
        self._log = log
        self._drill = drill
        self._numbers: dict[str, IncidentNumber] = {}
        self._next = 0
        self._began_at = self._beginning(event)

    @property
    def is_over(self) -> bool:
        """Whether the script has been played to its end."""
        return self._next >= len(self._drill.injects)

    def run(self, stop: threading.Event) -> None:
        """Play until the script ends or somebody says stop."""
        while not self.is_over and not stop.is_set():
            try:
                self.play_due()
            except StoreAway as error:
                logger.warning("the store is away: %s", error)
            stop.wait(LOOK_EVERY_S)

    def play_due(self) -> int:
        """Play what is due by the drill's clock and not in the log yet. Return how many."""
        self._desk.catch_up()
        played = 0
        while not self.is_over and self._due_at(self._next) <= self._desk.now():
            played += self._play(self._next)
            self._next += 1
        return played

    def _play(self, place: int) -> bool:
        inject = self._drill.injects[place]
        name = self._name(place)
        remembered = self._desk.board.remembered.get(name)
        if remembered is not None:
            self._learn(inject, remembered.incident)
            return False
        action = self._action(inject)
        if action is None:
            logger.warning("inject=%d names a report that was refused", place + 1)
            return False
        answer = self._desk.submit(action, Asking(action_id=name, by=_by(inject), source=SOURCE))
        if isinstance(answer, Refusal):
            # Somebody takes part in the drill and was quicker; the script goes on.
            logger.info("inject=%d refused=%s", place + 1, answer.code)
            return False
        self._learn(inject, answer.incident)
        return True

    def _beginning(self, event: Event) -> Instant:
        """Find when the script began by the drill's clock: as an earlier player did it, or now."""
        remembered = self._desk.board.remembered
        played = [
            (remembered[name].seq, inject)
            for place, inject in enumerate(self._drill.injects)
            if (name := self._name(place)) in remembered
        ]
        if not played:
            return max(event.opened_at, self._desk.now())
        seq, last = played[-1]
        return Instant(self._at(seq) - last.after_s * 1000)

    def _at(self, seq: Seq) -> Instant:
        stored = self._log.entry(seq)
        if stored is None:
            raise LookupError(f"The log of {self._desk.event_id} has no entry {seq}.")
        return read_entry(stored.e).at

    def _due_at(self, place: int) -> Instant:
        return Instant(self._began_at + self._drill.injects[place].after_s * 1000)

    def _name(self, place: int) -> ActionId:
        return ActionId(f"drill:{self._drill.id}:{place + 1}")

    def _learn(self, inject: Inject, number: IncidentNumber | None) -> None:
        if inject.ref is not None and number is not None:
            self._numbers[inject.ref] = number

    def _action(self, inject: Inject) -> Action | None:
        """Build the action, with numbers for labels; None where a label has no number."""
        fields = {name: value for name, value in inject.action.items() if name != "type"}
        for name in _INCIDENTS & fields.keys():
            label = cast("str", fields[name])
            if label not in self._numbers:
                return None
            fields[name] = self._numbers[label]
        said = {name: _in_chinese(value) for name, value in fields.items()}
        kind = ACTIONS[cast("str", inject.action["type"])]
        return cast("Action", reader(kind)(said))


def _in_chinese(value: object) -> object:
    # People on the ground speak one language; the plan's is Chinese.
    if isinstance(value, list):
        return [_in_chinese(one) for one in value]
    return cast("Mapping[str, Any]", value)["zh"] if isinstance(value, Mapping) else value


def _by(inject: Inject) -> By:
    return By(
        role=inject.role,
        unit=inject.unit,
        post=inject.post,
        person=inject.person,
        group=inject.group,
    )
