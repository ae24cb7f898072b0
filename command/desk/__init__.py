"""
The desk: the one door. Whatever wants a change submits an action here.

submit → authority and rules (`domain.decide`) → facts → one append → fold → receipt. Actions
that wait together are decided one after the other, ahead of the log, and appended in one round
trip, each its own entry. A refusal is only given on a board that is current. Effects follow
the log elsewhere: nothing here notifies, renders or enqueues. Next: command/desk/deciding.py
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Event, Lock
from time import sleep
from typing import Final

from command.clock import Clock, stopwatch_s
from command.desk.ahead import Ahead
from command.desk.asking import (
    Asking,
    Folded,
    Listener,
    Receipt,
    Waiting,
    all_repeated,
    all_settled,
    answer_of,
)
from command.desk.deciding import Deciding
from command.desk.sealing import words_of
from command.domain.actions import Action
from command.domain.board import Board
from command.domain.facts import Entry, PlanAdopted
from command.domain.identifiers import EventId, Instant, Words
from command.domain.plan import Plan
from command.domain.refusals import Refusal
from command.store.append import TURN_MS, Append, Appended, Indeterminate, Stale
from command.store.chain import BrokenChain, Head, StoredEntry, follow
from command.store.connect import StoreAway
from command.store.log import PAGE, Log
from command.store.private import PrivateValues
from command.wire.entries import read_entry
from command.wire.rebuild import collector_at_rest

MAX_TOGETHER: Final = 64
"""Actions decided and appended in one round trip; more wait for the next."""

PlanOf = Callable[[str], Plan | None]
"""A digest to the version of the plan it stands for; none where it cannot be had."""

_LOST_BEFORE_A_TURN: Final = 4
"""
Lost races in a row before we ask the others to wait for us. Decision 0022.

Among equals it's one in sixteen; who has much to decide would otherwise never be first.
"""

_TRIES: Final = 100
"""Lost races in a row before we say the store is not usable."""

_A_MOMENT_S: Final = 0.002
"""How long somebody else's turn lasts, about: catching up, deciding, and one write."""

_HELD_AT_MOST_S: Final = 2 * TURN_MS / 1_000
"""Nobody's turn lasts so long; two dead ones in a row would."""


class Desk:
    """Takes actions for one event; holds its folded board."""

    def __init__(
        self,
        *,
        event_id: EventId,
        plan: Plan,
        clock: Clock,
        log: Log,
        append: Append,
        private: PrivateValues,
        board: Board | None = None,
        plans: PlanOf | None = None,
    ) -> None:
        """
        Take the parts, then call `catch_up`.

        `board` is a snapshot to start from; `plans` finds the version of the plan that the log
        names by its digest. Without it the plan stays the one given.
        """
        self.event_id = event_id
        self.plan = plan
        self.board = board or Board()
        self._log = log
        self._append = append
        self._private = private
        self._deciding = Deciding(clock, private.event_secret())
        self._plans = plans
        self._texts: dict[Words, str] = {}
        if board is not None:
            # What was folded into the snapshot has words, too, and its entries are read later.
            self._learn(Words(ref) for ref in private.every_ref())
        self._queue: deque[Waiting] = deque()
        self._lock = Lock()
        self._listeners: list[Listener] = []
        self._follow_the_plan()

    # ---- what others ask of it

    def submit(self, action: Action, asking: Asking) -> Receipt | Refusal:
        """
        Take one action.

        Raises:
            StoreAway: the log could not be reached; ask again with the same id.
        """
        (answer,) = self.submit_all([(action, asking)])
        return answer

    def submit_all(self, asked: Sequence[tuple[Action, Asking]]) -> list[Receipt | Refusal]:
        """
        Take several actions in order, each with its own answer.

        Raises:
            StoreAway: as `submit`; those already in the log answer "repeated" next time.
        """
        waiting = [Waiting(action, asking) for action, asking in asked]
        self._queue.extend(waiting)
        try:
            while not all_settled(waiting):
                # Whoever holds the lock settles for all. Waiting for the lock itself would keep
                # people from an answer that is there while others take it again and again.
                if self._lock.acquire(blocking=False):
                    try:
                        while not all_settled(waiting):
                            self._settle_some()
                    finally:
                        self._give_back()
                else:
                    _wait_for_news(waiting)
        except BaseException:
            self._leave(waiting)
            raise
        return [answer_of(one) for one in waiting]

    def catch_up(self) -> None:
        """Read the log to its end and fold what came in."""
        with self._held():
            self._catch_up()

    def take(self, stored: Sequence[StoredEntry]) -> None:
        """Fold entries that a tailer read; those known already are passed over."""
        with self._held():
            self._take(stored)

    def listen(self, listener: Listener) -> None:
        """Call somebody for each entry, in order, whoever appended it. They must not block."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Call them no more."""
        self._listeners.remove(listener)

    def now(self) -> Instant:
        """The event clock: never behind the log."""
        return self._deciding.now(self.board)

    def words(self, words: Words) -> str | None:
        """The text of somebody's words; none once it was destroyed."""
        return self._texts.get(words)

    def version(self, digest: str | None) -> Plan | None:
        """A version of the plan that this event has gone by; the present one for no digest."""
        if digest is None or digest == self.plan.digest or self._plans is None:
            return self.plan if digest in (None, self.plan.digest) else None
        return self._plans(digest)

    @property
    def head(self) -> Head:
        """How far this board has been folded."""
        return Head(seq=self.board.seq, hash=self.board.hash)

    @contextmanager
    def _held(self) -> Iterator[None]:
        self._lock.acquire()
        try:
            yield
        finally:
            self._give_back()

    def _give_back(self) -> None:
        """Give the lock back, and wake the first who came while it was held."""
        self._lock.release()
        self._wake_first()

    def _wake_first(self) -> None:
        # After a release: who comes later than this look finds the lock free.
        if self._queue:
            with suppress(IndexError):
                self._queue[0].wake()

    def _leave(self, waiting: Iterable[Waiting]) -> None:
        """Ask for nothing more: only the first is woken, and nobody may wait for who is gone."""
        for one in waiting:
            with suppress(ValueError):
                self._queue.remove(one)
        self._wake_first()

    # ---- settling what waits; the lock is held

    def _settle_some(self) -> None:
        batch = [self._queue.popleft() for _ in range(min(len(self._queue), MAX_TOGETHER))]
        try:
            self._settle(batch)
        except StoreAway as away:
            for one in batch:
                if not one.is_settled:
                    one.failure = away
        except BaseException:
            # Whoever waits must not wait for ever on a batch that nobody will take up again.
            for one in batch:
                if not one.is_settled:
                    one.failure = StoreAway("the desk failed; nothing is known to be written")
            raise
        finally:
            # Taken, and then there was nothing left to append: others needn't wait until it ends.
            self._append.give_turn_back()
            for one in batch:
                one.wake()

    def _settle(self, batch: Sequence[Waiting]) -> None:
        is_current = False
        together, lost = len(batch), 0
        while unsettled := [one for one in batch if not one.is_settled]:
            before = self.board.seq
            ahead, answers = self._deciding.decide_all(self.board, self.plan, unsettled[:together])
            if answers and not is_current and not all_repeated(answers):
                # A no, or "it is so already", given on an old board may be wrong.
                is_current = True
                if self._catch_up():
                    continue
            if self._append_all(ahead):
                for one, answer in answers:
                    one.answer = answer
                together, lost = 2 * together, 0
                continue
            lost = lost + 1 if self.board.seq == before else 0
            if lost == _TRIES:
                raise StoreAway("lost the race for the log too often")
            if lost > _LOST_BEFORE_A_TURN:
                # Even with a turn, or without getting one: long batches take longest to decide.
                together = max(1, together // 2)
            if lost >= _LOST_BEFORE_A_TURN:
                self._append.take_turn()
            self._catch_up()
            is_current = True

    def _append_all(self, ahead: Ahead) -> bool:
        """Append, and take over what it leads to; say whether all of it went in."""
        drafts = ahead.drafts
        if not drafts:
            return True
        entries = [draft.stored for draft in drafts]
        private = {ref: stored for draft in drafts for ref, stored in draft.private.items()}
        try:
            result = self._append_in_turn(ahead, entries, private)
        except Indeterminate as broken:
            if broken.is_silent:
                # People wait for an answer; whoever asks again with the same id gets the true one.
                raise StoreAway(str(broken)) from broken
            # It may be in the log or not: the log itself says which.
            for draft in drafts:
                draft.waiting.may_be_in = True
            return False
        taken = result.appended if isinstance(result, Stale) else len(drafts)
        for one in ahead.gone_in(taken):
            self._texts.update(one.draft.texts)
            self.board.take_over(one.folded.entry, one.folded.h, one.made, one.known)
            self._tell(one.folded)
            one.draft.waiting.answer = one.receipt
        return taken == len(drafts)

    def _append_in_turn(
        self, ahead: Ahead, entries: Sequence[bytes], private: Mapping[str, bytes]
    ) -> Appended | Stale:
        """Append; while it's somebody else's turn, which may have died having it, wait for it."""
        held_since_s = stopwatch_s()
        while True:
            result = self._append.append(self.head, entries, private, meanwhile=ahead.fold)
            if not isinstance(result, Stale) or result.appended or not result.is_held:
                return result
            if stopwatch_s() - held_since_s > _HELD_AT_MOST_S:
                raise StoreAway("it was somebody else's turn for too long")
            # They are written by now, and stay.
            private = {}
            sleep(_A_MOMENT_S)

    # ---- folding

    def _catch_up(self) -> bool:
        """Fold to where the log ended after the call began; say whether anything was new."""
        before = self.board.seq
        while stored := self._beyond():
            with collector_at_rest():
                self._take(stored)
            if len(stored) < PAGE - 1:
                # Its end when we asked. Under a flood there is always more by now.
                break
        return self.board.seq != before

    def _beyond(self) -> list[StoredEntry]:
        """
        What the log holds after this board.

        Raises:
            BrokenChain: the log was cut or replaced; this board is of a history that is no more.
        """
        if not self.board.seq:
            return self._log.since(0)
        # Our own last entry is asked for again: it says whether the log is still ours.
        own, *new = self._log.since(self.board.seq - 1) or (None,)
        if own is None or own.head != self.head:
            raise BrokenChain(self.board.seq, "the log has another history than this board")
        return new

    def _take(self, stored: Sequence[StoredEntry]) -> None:
        new = [one for one in stored if one.seq > self.board.seq]
        if new and len(new) != new[-1].seq - self.board.seq:
            new = self._log.between(self.board.seq + 1, new[-1].seq)
        follow(self.head, new)
        entries = [(read_entry(one.e), one.h) for one in new]
        self._learn(words for entry, _ in entries for words in words_of(entry))
        for entry, h in entries:
            self._fold(entry, h)

    def _learn(self, words: Iterable[Words]) -> None:
        unknown = [one for one in dict.fromkeys(words) if one not in self._texts]
        for ref, text in self._private.read(unknown).items():
            if text is not None:
                self._texts[Words(ref)] = text

    def _follow_the_plan(self) -> None:
        """Go by the version that the log names; where it can't be had, by the one we have."""
        event = self.board.documents.event
        if self._plans is None or event is None or event.plan_digest == self.plan.digest:
            return
        self.plan = self._plans(event.plan_digest) or self.plan

    def _fold(self, entry: Entry, h: str) -> None:
        self._tell(Folded(entry, h, self.board.fold(entry, h)))

    def _tell(self, folded: Folded) -> None:
        if any(isinstance(fact, PlanAdopted) for fact in folded.entry.facts):
            self._follow_the_plan()
        for listener in self._listeners:
            listener(folded)


def _wait_for_news(waiting: Sequence[Waiting]) -> None:
    """Wait until one is settled or the lock may be free; the first time, only say that we wait."""
    woken = waiting[0].woken
    if woken is None:
        # Whoever holds the lock wakes us only from here on. What was done before that is seen by
        # looking once more, so nobody waits for news that is there already.
        woken = Event()
        for one in waiting:
            one.woken = woken
        return
    woken.wait()
    woken.clear()


__all__ = ["Asking", "Desk", "Folded", "Listener", "Receipt"]
