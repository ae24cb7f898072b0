"""An action at the desk: who asks, what waits, what is drafted, what is answered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Literal

from command.domain.actions import Action
from command.domain.documents import Document
from command.domain.facts import Entry
from command.domain.identifiers import ActionId, AssignmentId, IncidentNumber, Instant, Seq, Words
from command.domain.incident import By
from command.domain.refusals import Refusal
from command.store.connect import StoreAway


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks, and how: the circumstances of an action."""

    action_id: ActionId
    by: By
    source: str
    occurred_at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """
    The answer to an action that was taken.

    `seq` is its entry; none when everything was so already and nothing had to be written.
    `v` is the head it was answered on: a reader that has folded so far sees its effect.
    """

    result: Literal["done", "repeated"]
    seq: Seq | None
    v: Seq
    incident: IncidentNumber | None = None
    assignment: AssignmentId | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """An entry just folded, its hash, and the documents it changed as they are after it."""

    entry: Entry
    h: str
    changed: tuple[Document, ...]


Listener = Callable[[Folded], None]


@dataclass(slots=True, eq=False)
class Waiting:
    """An action in the queue; whoever holds the lock settles it, and wakes who asked."""

    action: Action
    asking: Asking
    answer: Receipt | Refusal | None = None
    failure: Exception | None = None
    woken: Event | None = None
    """
    Set when it's settled, or when whoever asked should look for the lock again.

    Made by whoever has to wait; most don't.
    """
    may_be_in: bool = False
    """It was sent and the answer lost: found in the log, it's done and no repetition."""

    @property
    def is_settled(self) -> bool:
        return self.answer is not None or self.failure is not None

    def wake(self) -> None:
        """Have whoever asked look again, if they wait."""
        if self.woken is not None:
            self.woken.set()


@dataclass(slots=True)
class Draft:
    """An entry decided and not yet appended."""

    waiting: Waiting
    entry: Entry
    stored: bytes
    private: dict[str, bytes] = field(default_factory=dict)
    texts: dict[Words, str] = field(default_factory=dict)


def all_settled(waiting: Sequence[Waiting]) -> bool:
    # What is decided last is mostly settled last, so one look tells while there is more to do.
    return all(one.is_settled for one in reversed(waiting))


def answer_of(waiting: Waiting) -> Receipt | Refusal:
    if waiting.answer is None:
        raise waiting.failure or StoreAway("not settled")
    return waiting.answer


def all_repeated(answers: Iterable[tuple[Waiting, Receipt | Refusal]]) -> bool:
    return all(isinstance(answer, Receipt) and answer.seq is not None for _, answer in answers)
