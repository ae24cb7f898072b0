"""
What answers look like, for the OpenAPI document. Nothing is checked against these while serving.

A document of the board is described by what every document has; its other members are those of
the dataclass in `command/domain` whose name its `kind` says.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """An answer that may grow: readers ignore members they don't know."""

    model_config = ConfigDict(extra="allow")


class Fault(Shape):
    """One field that isn't as it has to be."""

    field: str
    message: str


class ProblemDocument(Shape):
    """A no, as RFC 9457 writes it."""

    type: str
    title: str
    status: int
    detail: str
    code: str = Field(description="The same as the end of `type`; for programs.")
    errors: list[Fault] | None = None
    retry_after: int | None = None


class Head(Shape):
    """Where the log ends: a cursor."""

    epoch: str
    seq: int
    hash: str


class SessionDocument(Shape):
    """Who is signed in."""

    name: str
    role: str
    person: str | None
    unit: str | None
    post: str | None
    group: str | None
    event: str | None = Field(description="The event to begin with.")
    events: list[str]


class Receipt(Shape):
    """What one action came to."""

    result: Literal["done", "repeated"]
    seq: int | None = Field(description="Its entry; none where nothing had to change.")
    v: int
    incident: int | None
    assignment: str | None
    head: Head


class BatchResult(Shape):
    """What one action of a batch came to."""

    id: str
    result: Literal["done", "repeated", "refused", "conflict"]
    seq: int | None = None
    v: int | None = None
    incident: int | None = None
    assignment: str | None = None
    problem: ProblemDocument | None = None


class BatchReceipt(Shape):
    """What each action of a batch came to, in the order sent."""

    results: list[BatchResult]
    head: Head


class AnyReceipt(Shape):
    """A receipt: of one action, or of each of a batch."""

    head: Head


class Document(Shape):
    """One document of the board, as this role may see it."""

    kind: Literal["incident", "unit", "notice", "live", "drill"] = Field(
        description="The event's own document says `live` or `drill`."
    )
    id: str
    v: int


class Line(Shape):
    """One entry as people read it; the sentence is made on the page."""

    seq: int
    at: int
    occurred_at: int
    late: bool
    source: str
    incident: int | None
    facts: list[dict[str, object]]
    h: str


class Counts(Shape):
    """How many incidents are open, how many of those overdue, how many have ended."""

    open: int
    overdue: int
    ended: int


class Tick(Shape):
    """What a socket hears every five seconds."""

    head: Head
    at: int
    real_at: int
    rate: int
    watch_age_ms: int | None
    worker_age_ms: int | None
    store: Literal["ok", "away"]
    counts: Counts
    clients: int


class BoardDocument(Shape):
    """The board at one moment."""

    docs: list[Document]
    head: Head
    at: int
    counts: Counts


class SyncDocument(Shape):
    """What a page needs to catch up."""

    mode: Literal["delta", "snapshot"]
    docs: list[Document]
    lines: list[Line]
    head: Head
    tick: Tick
    counts: Counts


class IncidentDocument(Shape):
    """One incident with all that was said about it."""

    incident: Document
    lines: list[Line]
    notices: list[Document]


class PlanDocument(Shape):
    """The written plan as data."""

    id: str
    digest: str


class MediaDocument(Shape):
    """A photo that was kept."""

    digest: str = Field(description="Its SHA-256, by which an action names it.")
    size_bytes: int


class ClauseDocument(Shape):
    """A clause, what stands on it, and how many documents that bear on it are how far."""

    id: str
    kind: str
    counts: dict[str, int] = Field(description="By `late`, `running`, `done`.")


class ClausesDocument(Shape):
    """The written plan clause by clause, as of an entry."""

    digest: str
    seq: int
    clauses: list[ClauseDocument]


class EntriesDocument(Shape):
    """A page of the log; `next` is none at its end."""

    entries: list[Line]
    next: int | None


class Message(Shape):
    """What the socket sent, or would have sent, for one entry."""

    seq: int
    hash: str
    docs: list[Document]
    line: Line | None


class MessagesDocument(Shape):
    """A page of messages, for replay; `next` is none at the end."""

    entries: list[Message]
    head: Head
    next: int | None
