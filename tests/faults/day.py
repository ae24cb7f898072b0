"""One event day in a town: its people, its pages, its history, and how it comes to rest."""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from command.domain.authority import Role
from command.domain.deadlines import overdue
from command.domain.identifiers import GroupId, Instant, PersonId, UnitId
from command.domain.states import NoticeStatus
from command.domain.views import View
from command.store.accounts import Standing
from command.store.connect import StoreAway
from tests.faults.history import History
from tests.faults.invariants import Found, check_all
from tests.faults.pages import Page
from tests.faults.people import Busy, Person
from tests.faults.processes import until
from tests.faults.town import Town
from workers.follower import OUTCOME_WITHIN_MS

RESTS_WITHIN_S: Final = 90.0
"""With nothing done meanwhile: how much there is to do, and how fast, is the machine's."""
AGREE_WITHIN_S: Final = 60.0
STILL_FOR_S: Final = 0.6
LOOK_EVERY_S: Final = 0.1
PATIENCE_S: Final = 150.0
"""Longer than everything may take to start again."""
# A notice without an outcome for so long is told again.
OWED_AFTER_MS: Final = OUTCOME_WITHIN_MS + 1_000

Work = Callable[[Person, random.Random], None]


class Day:
    """People, pages and history of one drill."""

    def __init__(self, town: Town, seed: int, rate: int = 1) -> None:
        """Begin a drill nobody else uses."""
        self.town = town
        self.seed = seed
        self.event = town.open_event(rate)
        self.history = History(self.event, seed)
        self.random = random.Random(seed)
        self._pages: list[Page] = []
        self._people: list[Person] = []
        self._desk = town.desk(self.event)

    def person(
        self,
        name: str,
        role: Role = Role.DISPATCHER,
        *,
        unit: str | None = None,
        urls: Sequence[str] | None = None,
    ) -> Person:
        """Let somebody in."""
        cookie = self.town.cookie(Standing(role=role, event=self.event, unit=unit))
        person = Person(name, urls or self.town.urls, cookie, self.history, patience_s=PATIENCE_S)
        self._people.append(person)
        return person

    def page(
        self, name: str, role: Role = Role.DISPATCHER, *, place: int = 0, **standing: str
    ) -> Page:
        """Open a page on one of the web processes."""
        cookie = self.town.cookie(Standing(role=role, event=self.event, **standing))
        unit, group, person = (standing.get(name) for name in ("unit", "group", "person"))
        view = View(
            role=role,
            unit=UnitId(unit) if unit else None,
            group=GroupId(group) if group else None,
            person=PersonId(person) if person else None,
        )
        page = Page(name, self.town.urls[place], cookie, view, self.history)
        self._pages.append(page)
        self.history.pages.append(page)
        page.start()
        return page

    def usual_pages(self) -> None:
        """Open a page of each kind on every web process, and wait until they show the board."""
        for place in range(len(self.town.urls)):
            self.page(f"desk-{place}", place=place)
            self.page(f"wall-{place}", Role.WALL, place=place)
            self.page(f"phone-{place}", Role.FIELD_UNIT, place=place, unit="ambulance-1")
        self.until_pages_agree()

    @contextmanager
    def at_work(self, people: Sequence[Person], work: Work) -> Iterator[list[Busy]]:
        """Have people at work for as long as the block lasts; then each finishes a turn."""
        busy = [Busy(person, self.seed, work) for person in people]
        for one in busy:
            one.start()
        try:
            yield busy
        finally:
            for one in busy:
                one.enough()
        for one in busy:
            one.finish()

    @contextmanager
    def fault(self, what: str) -> Iterator[None]:
        """Note that the store is made to fail for as long as the block lasts."""
        from_s = time.monotonic()
        try:
            yield
        finally:
            self.history.fault(what, from_s, time.monotonic())

    def begin_anew(self) -> None:
        """Read the log as it is now: what was read before may have been cut off."""
        self._desk = self.town.desk(self.event)

    # ---- coming to rest

    def settle(self) -> None:
        """Stop the drill's clock and wait until nobody has anything left to do."""
        until(self._has_stopped, RESTS_WITHIN_S, what="the clock's stop")
        self._until_nothing_is_owed()
        self.until_pages_agree()

    def until_pages_agree(self) -> None:
        """Wait until every page shows the log to its end; `check_all` names those that never do."""
        until_s = time.monotonic() + AGREE_WITHIN_S
        while time.monotonic() < until_s:
            if self._is_current() and self._agree():
                return
            time.sleep(0.02)

    def check(self) -> Found:
        """Come to rest and hold everything against the invariants."""
        self.settle()
        return check_all(self.history, self.town)

    def close(self) -> None:
        """Send everybody home."""
        for page in self._pages:
            page.close()
        for person in self._people:
            person.close()

    def _has_stopped(self) -> bool:
        try:
            self.town.set_clock(self.event, rate=0, ahead_ms=OWED_AFTER_MS)
        except StoreAway:
            return False
        return True

    def _until_nothing_is_owed(self) -> None:
        """Wait as long as the log grows; who owes something and does nothing for long, hangs."""
        moved_s, seq = time.monotonic(), -1
        while not self._rests():
            if self._desk.board.seq != seq:
                moved_s, seq = time.monotonic(), self._desk.board.seq
            stood_s = time.monotonic() - moved_s
            assert stood_s < RESTS_WITHIN_S, f"{_Late(self)} did not come about"
            # Thousands of notices may be owed: looking must not keep the cores from telling them.
            time.sleep(LOOK_EVERY_S)

    def _rests(self) -> bool:
        if not self._is_current() or any(self.owed()):
            return False
        before = self._desk.head
        time.sleep(STILL_FOR_S)
        return self._is_current() and self._desk.head == before

    def _is_current(self) -> bool:
        try:
            self._desk.catch_up()
        except StoreAway:
            return False
        return True

    def _agree(self) -> bool:
        head = self._desk.head
        return all(page.has_come_to(head.seq, head.hash) for page in self._pages)

    def owed(self) -> Iterator[str]:
        """Name what somebody still has to do: deadlines to say, notices to bring to an end."""
        board = self._desk.board
        if self.town.is_working:
            for notice in board.documents.notices.values():
                if notice.status is NoticeStatus.ISSUED:
                    yield notice.id
        if self.town.is_watched:
            at = Instant(self.town.event_now(board))
            yield from (one.id for one in overdue(board.open_incidents(), at))


class _Late:
    """Says what is owed only when somebody asks, at the end of the wait."""

    def __init__(self, day: Day) -> None:
        self._day = day

    def __str__(self) -> str:
        owed = list(self._day.owed())
        return f"rest (owed {len(owed)}: {owed[:8]})\n{self._day.town.said()}\n"


def report_line(name: str, **counts: Any) -> None:
    """Print what a test counted, on one line."""
    told = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in counts.items())
    sys.stdout.write(f"\n{name}: {told}\n")
