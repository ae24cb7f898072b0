"""Deciding what waits at the desk: each action becomes an entry to append, or has its answer."""

import hmac
from collections.abc import Sequence

from command.clock import Clock, EventClock
from command.desk.ahead import Ahead
from command.desk.asking import Draft, Receipt, Waiting
from command.desk.sealing import digest_of, sealed_action
from command.domain.actions import Action, OpenEvent
from command.domain.authority import spoken_by
from command.domain.board import Board
from command.domain.decide import decide
from command.domain.decide.moment import Moment
from command.domain.event import EventTime
from command.domain.facts import Entry
from command.domain.identifiers import Instant, Seq
from command.domain.plan import Plan
from command.domain.refusals import Conflict, Refusal
from command.wire.entries import write_entry

Answered = tuple[Waiting, Receipt | Refusal]


class Deciding:
    """What deciding needs beside a board and a plan: the clock, and the event's secret."""

    def __init__(self, clock: Clock, secret: bytes) -> None:
        """Take both, for as long as the desk stands."""
        self._clock = clock
        self._keyed = hmac.new(secret, digestmod="sha256")
        self._shown: tuple[EventTime, EventClock] | None = None

    def decide_all(
        self, board: Board, plan: Plan, waiting: Sequence[Waiting]
    ) -> tuple[Ahead, list[Answered]]:
        """Decide one after the other, each on the board that those before it lead to."""
        ahead = Ahead(board)
        answers: list[Answered] = []
        for one in waiting:
            decided = self._decided(ahead.board, plan, one)
            if isinstance(decided, Draft):
                ahead.drafts.append(decided)
            elif decided is not None:
                answers.append((one, decided))
        return ahead, answers

    def now(self, board: Board, opening: Action | None = None) -> Instant:
        """The event clock, never behind the board; that of the action which opens the event."""
        event = board.documents.event
        time = event.time if event is not None else None
        if isinstance(opening, OpenEvent):
            time = opening.time
        if time is None:
            return Instant(self._clock.now())
        return Instant(max(board.at, self._shows(time).now()))

    def _shows(self, time: EventTime) -> EventClock:
        shown = self._shown
        if shown is None or shown[0] is not time:
            clock = EventClock(
                base_event_at=time.event_at,
                base_real_at=time.real_at,
                rate=time.rate,
                clock=self._clock,
            )
            shown = self._shown = (time, clock)
        return shown[1]

    def _decided(self, board: Board, plan: Plan, one: Waiting) -> Draft | Receipt | Refusal | None:
        try:
            return self._decide(board, plan, one)
        except Exception as failure:
            # A rule that breaks on one action must not take down those that wait beside it.
            one.failure = failure
            return None

    def _decide(self, board: Board, plan: Plan, one: Waiting) -> Draft | Receipt | Refusal:
        asking = one.asking
        digest = digest_of(self._keyed, one.action, asking.occurred_at)
        known = board.remembered.get(asking.action_id)
        if known is not None:
            if not hmac.compare_digest(known.digest, digest):
                return Conflict()
            return Receipt(
                result="done" if one.may_be_in else "repeated",
                seq=known.seq,
                v=board.seq,
                incident=known.incident,
                assignment=known.assignment,
            )
        sealed, private, texts = sealed_action(one.action)
        moment = self._moment(board, plan, one)
        decided = decide(board, sealed, moment)
        if isinstance(decided, Refusal):
            return decided
        if not decided:
            return Receipt(
                result="done",
                seq=None,
                v=board.seq,
                incident=getattr(one.action, "incident", None),
            )
        entry = Entry(
            seq=moment.seq,
            at=moment.at,
            occurred_at=moment.occurred_at,
            action_id=asking.action_id,
            action_digest=digest,
            by=moment.by,
            source=asking.source,
            facts=decided,
        )
        return Draft(one, entry, write_entry(entry), private, texts)

    def _moment(self, board: Board, plan: Plan, one: Waiting) -> Moment:
        at = self.now(board, opening=one.action)
        event = board.documents.event
        told_at = one.asking.occurred_at
        earliest = event.opened_at if event is not None else at
        occurred_at = at if told_at is None else Instant(max(earliest, min(told_at, at)))
        return Moment(
            at=at,
            occurred_at=occurred_at,
            seq=Seq(board.seq + 1),
            by=spoken_by(one.action, one.asking.by),
            plan=plan,
        )
