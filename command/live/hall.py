"""
One event as one process serves it: its desk, its newest entries, whoever listens.

Whatever leaves is projected for the one who asks; documents are folded by the desk and never
here. Reading goes on from memory while the store is away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson
from gevent.event import Event as Bell

from command.clock import Clock, stopwatch_s
from command.desk import Asking, Desk, Folded, Receipt
from command.domain.actions import Action
from command.domain.board import Board
from command.domain.identifiers import IncidentNumber, Instant
from command.domain.refusals import Refusal
from command.domain.views import View
from command.live import messages
from command.live.messages import Json, Seen
from command.live.recent import KEPT, Recent, Ring
from command.live.rooms import Rooms
from command.past import Past, Recalled
from command.store.connect import StoreAway
from command.store.log import Log, export_line
from command.wire.entries import read_entry

MOST_MESSAGES = 500
PLAIN_RATE = 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a page has come."""

    epoch: str
    seq: int
    hash: str


@dataclass(slots=True)
class Signs:
    """What the ticker last learnt of the rest of the system."""

    is_store_away: bool = False
    watch_age_ms: int | None = None
    worker_age_ms: int | None = None
    standby_age_ms: int | None = None
    """Of whichever web process last looked after the deadlines."""


class Hall:
    """Reads and waits for one event; every entry folded is told to its rooms."""

    def __init__(self, *, desk: Desk, log: Log, past: Past, clock: Clock, rooms: Rooms) -> None:
        """Take the parts; the desk has folded the log to its end."""
        self.desk = desk
        self.rooms = rooms
        self.signs = Signs()
        self._log = log
        self._past = past
        self._clock = clock
        self._bell = Bell()
        self._ring = Ring()
        self._folded_s = stopwatch_s()
        for documents in (desk.board.documents.incidents, desk.board.documents.notices):
            if isinstance(documents, Recalled):
                documents.read_all()
        desk.listen(self._folded)
        for stored in log.scan(after=max(0, desk.board.seq - KEPT)):
            if stored.seq <= desk.board.seq and self._ring.hash_at(stored.seq) is None:
                self._ring.add(Recent(read_entry(stored.e), stored.h))

    # ---- changes

    def submit_all(self, asked: Sequence[tuple[Action, Asking]]) -> list[Receipt | Refusal]:
        """
        Have the desk decide.

        Raises:
            StoreAway: ask again with the same ids.
        """
        if self.signs.is_store_away:
            # Known by now; each would find out for itself only after seconds.
            raise StoreAway("it did not answer when last asked")
        return self.desk.submit_all(asked)

    def _folded(self, folded: Folded) -> None:
        # The desk's lock is held: remember, ring, and leave the work to the rooms' own greenlet.
        self._ring.add(Recent(folded.entry, folded.h))
        self._folded_s = stopwatch_s()
        self.rooms.post("entry", lambda view: self._entry(view, folded))
        bell, self._bell = self._bell, Bell()
        bell.set()

    def _entry(self, view: View, folded: Folded) -> bytes:
        seen = self._seen(view)
        return orjson.dumps(messages.entry_message(seen, folded.entry, folded.h, folded.changed))

    # ---- where it stands

    @property
    def age_s(self) -> float:
        """Seconds since an entry was folded, whoever read it: then the board was the log's."""
        return stopwatch_s() - self._folded_s

    def head(self) -> Json:
        """Say where the log ends, as a cursor."""
        return messages.cursor(self.desk.board)

    def tick(self) -> Json:
        """Say what every page hears every five seconds."""
        board, at = self.desk.board, self.desk.now()
        event = board.documents.event
        return {
            "head": messages.cursor(board),
            "at": at,
            "real_at": self._clock.now(),
            "rate": PLAIN_RATE if event is None else event.time.rate,
            "watch_age_ms": self.signs.watch_age_ms,
            "worker_age_ms": self.signs.worker_age_ms,
            "store": "away" if self.signs.is_store_away else "ok",
            "counts": messages.counts(board.documents, at),
            "clients": len(self.rooms),
        }

    def has_folded(self, seq: int) -> bool:
        """Fold up to an entry that another process wrote; False where the log has none."""
        if self.desk.board.seq < seq:
            try:
                self.desk.catch_up()
            except StoreAway:
                return False
        return self.desk.board.seq >= seq

    def wait_beyond(self, seq: int, seconds: float) -> bool:
        """Wait until there is an entry after this one; False when the time is up."""
        until_s = stopwatch_s() + seconds
        while self.desk.board.seq <= seq:
            left_s = until_s - stopwatch_s()
            if left_s <= 0:
                return False
            self._bell.wait(left_s)
        return True

    # ---- catching up

    def knows(self, cursor: Cursor) -> bool:
        """Say whether a cursor is of this log's history; may ask the store."""
        if cursor.epoch != self.head()["epoch"] or cursor.seq > self.desk.board.seq:
            return False
        known = self._ring.hash_at(cursor.seq)
        if known is None:
            try:
                known = self._log.hash_at(cursor.seq)
            except StoreAway:
                return False
        return known == cursor.hash

    def catch_up(self, view: View, epoch: str, seq: int, digest: str) -> Json:
        """Say what changed after a cursor, or everything where it isn't of this history."""
        knows = self.knows(Cursor(epoch, seq, digest))
        return (self.delta(view, seq) if knows else None) or self.snapshot(view)

    def delta(self, view: View, seq: int) -> Json | None:
        """
        Say what changed after an entry; None where everything would be shorter.

        Nothing in here waits, so that a socket can join a room and hear this
        first, without an entry slipping through between.
        """
        seen = self._seen(view)
        changed = messages.changed_since(self.desk.board.documents, seq)
        if len(changed) > messages.MOST_CHANGED:
            return None
        return {
            "mode": "delta",
            "docs": seen.all_of(changed),
            "lines": seen.lines(self._ring.newest_first(after=seq)),
            **self._closing(),
        }

    def snapshot(self, view: View) -> Json:
        """Say everything a page begins with."""
        seen = self._seen(view)
        return {
            "mode": "snapshot",
            "docs": seen.all_of(messages.snapshot(self.desk.board.documents)),
            "lines": seen.lines(self._ring.newest_first()),
            **self._closing(),
        }

    def _closing(self) -> Json:
        tick = self.tick()
        return {"head": tick["head"], "tick": tick, "counts": tick["counts"]}

    # ---- reading

    def board(self, view: View, *, seq: int | None, at: Instant | None) -> Json:
        """Show the board as it is, or as it was after an entry or at an instant."""
        if seq is None and at is None:
            return self._shown(view, self.desk.board, self.desk.now())
        if seq is None:
            seq = self._past.seq_at(at or Instant(0))
        board = self._past.board_at(seq)
        return self._shown(view, board, at or board.at)

    def incident(self, view: View, number: IncidentNumber) -> Json | None:
        """Show an incident with all that was said about it; None where there's none to see."""
        documents = self.desk.board.documents
        incident = documents.incidents.get(number)
        seen = self._seen(view)
        shown = seen.all_of([incident]) if incident is not None else []
        if incident is None or not shown:
            return None
        return {
            "incident": shown[0],
            "lines": seen.lines(self._about(number), most=KEPT),
            "notices": seen.all_of(messages.notices_of(documents, incident)),
        }

    def entries(self, view: View, after: int, limit: int, *, with_bytes: bool) -> Json:
        """Show a page of the log as people read it; reviewers get the exact bytes beside."""
        seen = self._seen(view)
        stored = self._log.since(after, limit)
        shown = []
        for one in stored:
            line = seen.line(read_entry(one.e), one.h)
            if line is not None:
                shown.append({**line, "e": one.e.decode()} if with_bytes else line)
        return {"entries": shown, "next": stored[-1].seq if len(stored) == limit else None}

    def messages(self, view: View, after: int, limit: int) -> Json:
        """Show what the socket sent for each of some entries, with documents as of then."""
        stored = self._log.since(after, min(limit, MOST_MESSAGES))
        board = self._past.board_at(after)
        shown = []
        for one in stored:
            entry = read_entry(one.e)
            changed = board.fold(entry, one.h)
            seen = Seen(view=view, documents=board.documents, texts=self.desk.words)
            shown.append(messages.entry_message(seen, entry, one.h, changed))
        next_one = stored[-1].seq if len(stored) == limit else None
        return {"entries": shown, "head": self.head(), "next": next_one}

    def export(self) -> Iterator[str]:
        """Yield the whole log, a line an entry, its exact bytes inside."""
        return (export_line(one) + "\n" for one in self._log.scan())

    def _shown(self, view: View, board: Board, at: Instant) -> Json:
        seen = Seen(view=view, documents=board.documents, texts=self.desk.words)
        return {
            "docs": seen.all_of(messages.snapshot(board.documents)),
            "head": messages.cursor(board),
            "at": at,
            "counts": messages.counts(board.documents, at),
        }

    def _about(self, number: IncidentNumber) -> Iterator[Recent]:
        board = self.desk.board
        for recent in self._ring.newest_first():
            if _names(recent, number):
                yield recent
        first_kept = max(1, board.seq - KEPT + 1)
        if first_kept > 1:
            older = [one for one in self._log.scan() if one.seq < first_kept]
            entries = (Recent(read_entry(one.e), one.h) for one in reversed(older))
            yield from (one for one in entries if _names(one, number))

    def _seen(self, view: View) -> Seen:
        documents = self.desk.board.documents
        return Seen(view=view, documents=documents, texts=self.desk.words)


def _names(recent: Recent, number: IncidentNumber) -> bool:
    """Say whether an entry is about an incident, as a duplicate of another too."""
    facts = recent.entry.facts
    return any(number in {getattr(f, "incident", None), getattr(f, "into", None)} for f in facts)
