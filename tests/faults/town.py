"""
A town: the real system as processes on this machine, and what tests need to look into it.

`Town` is what both kinds have in common; see `parts.py` and `up.py`. Tests look at the store by
a line of their own, never through what was made to fail.
"""

import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from command.cli.asking import ask as ask_desk
from command.cli.asking import open_event
from command.cli.here import Here
from command.clock import SystemClock
from command.desk import Desk
from command.domain.actions import SetEventTime
from command.domain.authority import Role
from command.domain.board import Board
from command.domain.event import EventTime
from command.domain.identifiers import EventId, Instant
from command.domain.plan import Plan
from command.domain.states import EventKind, Phase
from command.domain.views import View
from command.plan_files import load_plan
from command.settings import Settings
from command.store.accounts import Standing
from command.store.connect import connect
from command.store.log import Log
from command.store.sessions import Sessions
from command.wiring import build_desk, build_past, build_stores
from tests.faults.history import History
from tests.faults.people import Line, NoAnswer
from tests.faults.processes import ROOT

PLAN: Final = "double-ninth-2020"
SECRET: Final = "a secret only for tests, 32 characters"


class Town:
    """The system on one store, with as many event days as tests open in it."""

    is_watched = True
    """Whether a watch runs, so that nothing overdue may go unsaid."""
    is_working = True
    """Whether a worker runs, so that every notice comes to an outcome."""
    desk_view = View(role=Role.DISPATCHER)

    def __init__(self, url: str, data: Path, urls: Sequence[str]) -> None:
        """Take the store's own address, the data folder, and where the pages are."""
        self.url = url
        self.urls = list(urls)
        self.settings = Settings(
            redis_url=url, data=data, playbooks=ROOT / "playbooks", secret=SECRET
        )
        self.plan: Plan = load_plan(self.settings.playbooks / PLAN)
        self.clock = SystemClock()
        self._opened = 0

    def here(self) -> Here:
        """Return what the command line works on."""
        return Here(settings=self.settings, stores=build_stores(self.settings))

    def open_event(self, rate: int = 1) -> str:
        """Begin a drill that nobody else uses, and return its id."""
        self._opened += 1
        event = f"day-{self._opened}-{secrets.token_hex(2)}"
        time = EventTime(
            event_at=self.plan.day_starts_at, real_at=Instant(self.clock.now()), rate=rate
        )
        place = self.here()
        open_event(place, event, self.plan, kind=EventKind.DRILL, time=time, phase=Phase.LIVE)
        return event

    def desk(self, event: str) -> Desk:
        """Return a desk of the test's own, as another process would have."""
        stores = build_stores(self.settings)
        return build_desk(self.settings, EventId(event), stores=stores, plan=self.plan)

    def log(self, event: str) -> Log:
        """Return an event's log, to read."""
        return Log(build_stores(self.settings).read, event)

    def cookie(self, standing: Standing) -> str:
        """Begin a session without a page."""
        client = connect(self.url, "write")
        cookie = Sessions(client, self.clock).begin(f"test-{standing.role}", standing)
        client.close()
        return cookie

    def set_clock(self, event: str, *, rate: int, ahead_ms: int = 0) -> None:
        """Have the drill's clock run otherwise from now on, or jump ahead."""
        desk = self.desk(event)
        time = EventTime(
            event_at=Instant(desk.now() + ahead_ms),
            real_at=Instant(self.clock.now()),
            rate=rate,
        )
        ask_desk(desk, SetEventTime(time=time))

    def event_now(self, board: Board) -> int:
        """Say what the drill's clock shows."""
        event = board.documents.event
        assert event is not None
        passed = max(0, self.clock.now() - event.time.real_at)
        return max(board.at, event.time.event_at + passed * event.time.rate)

    def boards(self, event: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield what each web process answers for the board as it is."""
        cookie = self.cookie(Standing(role=Role.DISPATCHER, event=event))
        for url in self.urls:
            line = Line(url, cookie, History(event, 0))
            try:
                yield url, line.ask("GET", f"/api/v1/events/{event}/board")[1]
            finally:
                line.close()

    def rebuilt(self, event: str) -> Iterator[tuple[str, Board]]:
        """Yield boards as new processes would make them, from whatever snapshots there are."""
        yield "a new desk", self.desk(event).board
        past = build_past(build_stores(self.settings), EventId(event))
        yield "the past", past.board_at(10**9)

    def said(self) -> str:
        """Read the last of what its processes said."""
        files = [*self.settings.data.glob("*.log"), *self.settings.data.glob("log/*.log")]
        return "\n".join(
            f"{file.name}: {file.read_text(errors='replace')[-1500:]}" for file in files
        )

    def answers(self, url: str, path: str = "/healthz") -> bool:
        """Whether a web process answers."""
        line = Line(url, "", History("none", 0))
        try:
            return line.ask("GET", path)[0] == 200
        except NoAnswer:
            return False
        finally:
            line.close()
