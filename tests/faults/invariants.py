"""
What must hold after every scenario, whatever was killed: `check_all`, and nothing has tolerance.

Reads the log by itself, row by row, so that a broken log is a finding and no crash.
"""

import hmac
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from command import verify
from command.domain.board import Board
from command.domain.deadlines import overdue
from command.domain.facts import DeadlineExpired, DeadlineMissed, Entry
from command.domain.identifiers import Instant, Seq
from command.domain.plain import class_name, plain
from command.domain.views import View
from command.live import messages
from command.live.messages import Seen
from command.store.chain import StoredEntry
from command.store.checkpoints import Checkpoints
from command.store.connect import ask, connect
from command.store.keys import log_key
from command.store.log import export_line
from command.store.private import PrivateValues
from command.wire.actions import parse_action
from command.wire.entries import canonical, read_entry
from tests.faults.history import Deed, Exchange, History
from tests.faults.town import Town

HEALS_WITHIN_S: Final = 3.0
"""What is asked so long after the store is back may still be answered with 503."""
_OUR_OWN_FAULT: Final = frozenset({400, 401, 403, 405, 413, 415})
_MOST_TOLD: Final = 12


class Violation(AssertionError):
    """Something that must never happen did. Lists all of it, and the seed."""

    def __init__(self, history: History, faults: Sequence[str]) -> None:
        shown = "\n".join(f"- {fault}" for fault in faults[:_MOST_TOLD])
        more = f"\n… and {len(faults) - _MOST_TOLD} more" if len(faults) > _MOST_TOLD else ""
        super().__init__(f"DENGGAO_SEED={history.seed} event={history.event}\n{shown}{more}")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The counts of a scenario that held."""

    entries: int
    acknowledged: int
    unknown: int
    attempts_unknown: int
    missed: int
    latest_ms: int

    def __str__(self) -> str:
        return (
            f"entries {self.entries}, acknowledged {self.acknowledged}, lost 0, twice 0, "
            f"unanswered attempts {self.attempts_unknown}, left unknown {self.unknown}, "
            f"deadlines {self.missed} once each, latest {self.latest_ms} ms"
        )


def check_all(history: History, town: Town) -> Found:
    """
    Hold everything that happened against the log and against every board.

    Raises:
        Violation: with everything that doesn't fit.
    """
    kept = _Kept(history, town)
    faults = [
        *kept.faults,
        *_of_the_chain(kept),
        *(fault for deed in history.deeds for fault in _of_a_deed(kept, deed)),
        *_of_ids(kept),
        *_of_boards(kept, town),
        *_of_pages(kept, history),
        *_of_deadlines(kept, town),
        *_of_exchanges(history),
    ]
    if faults:
        raise Violation(history, faults)
    said = list(_said(kept.entries))
    return Found(
        entries=len(kept.entries),
        acknowledged=len(history.taken()),
        unknown=len(history.unknown()),
        attempts_unknown=history.attempts_unknown(),
        missed=len(said),
        latest_ms=max((entry.at - fact.due_at for entry, fact in said), default=0),
    )


class _Kept:
    """What the store holds of an event, and its fold from zero."""

    def __init__(self, history: History, town: Town) -> None:
        self.event = history.event
        client = connect(town.url, "read")
        rows = ask(client, "XRANGE", log_key(history.event), "-", "+")
        private = PrivateValues(client, history.event)
        self.secret = private.event_secret()
        self.texts = private.read(private.every_ref())
        self.checkpoints = Checkpoints(client, history.event).every()
        client.close()
        self.faults: list[str] = []
        self.stored: list[StoredEntry] = []
        self.entries: list[Entry] = []
        self.board = Board()
        assert isinstance(rows, list)
        for place, row in enumerate(rows, start=1):
            self._take(place, *row)
        self.by_id: dict[str, list[Seq]] = {}
        for entry in self.entries:
            self.by_id.setdefault(entry.action_id, []).append(entry.seq)
        self.by_seq = {entry.seq: entry for entry in self.entries}

    def _take(self, place: int, identifier: bytes, fields: list[bytes]) -> None:
        if identifier != b"%d-0" % place:
            self.faults.append(f"I3: row {place} of the log has the id {identifier.decode()}")
        stored = StoredEntry(seq=place, e=fields[1], h=fields[3].decode())
        entry = read_entry(stored.e)
        self.stored.append(stored)
        self.entries.append(entry)
        self.board.fold(entry, stored.h)

    def seen(self, view: View) -> Seen:
        texts = {ref: text for ref, text in self.texts.items() if text is not None}
        return Seen(view=view, documents=self.board.documents, texts=texts.get)


# ---- I3: the log


def _of_the_chain(kept: _Kept) -> Iterator[str]:
    lines = [export_line(one) for one in kept.stored]
    verdict = verify.verify(lines, [one.as_line() for one in kept.checkpoints])
    if verdict.exit_code != verify.FITS:
        yield f"I3: {verdict.reason} at entry {verdict.first_bad}"
    for before, after in zip(kept.entries, kept.entries[1:], strict=False):
        if after.at < before.at:
            yield f"I3: the event clock runs backwards at entry {after.seq}"


# ---- I1, I2: what was asked and what became of it


def _of_a_deed(kept: _Kept, deed: Deed) -> Iterator[str]:
    places = kept.by_id.get(deed.id, [])
    last = deed.last
    name = f"{deed.who}'s {deed.body['type']} {deed.id}"
    if len(deed.seqs) > 1:
        yield f"I2: {name} was answered with several places: {sorted(deed.seqs)}"
    for seq in deed.seqs:
        if seq not in places:
            yield f"I1: {name} was acknowledged at {seq} and isn't there but at {places}"
    if last is not None and not deed.seqs and places:
        yield f"I2: {name} was answered {last.result} without an entry, and is at {places}"
    if places:
        yield from _of_its_content(kept, deed, places[0], name)


def _of_its_content(kept: _Kept, deed: Deed, seq: Seq, name: str) -> Iterator[str]:
    asked = parse_action(deed.body)
    kind = class_name(type(asked.action))
    content = canonical([kind, plain(asked.action), asked.occurred_at])
    digest = hmac.new(kept.secret, content, sha256).hexdigest()
    if kept.by_seq[seq].action_digest != digest:
        yield f"I1: {name} is in the log at {seq} with other content than was sent"


def _of_ids(kept: _Kept) -> Iterator[str]:
    for action_id, places in kept.by_id.items():
        if len(places) > 1:
            yield f"I2: {action_id} is in the log {len(places)} times, at {places}"


# ---- I4, I5, I7: boards


def _of_boards(kept: _Kept, town: Town) -> Iterator[str]:
    seen = kept.seen(town.desk_view)
    expected = _by_key(seen.all_of(messages.snapshot(kept.board.documents)))
    for url, board in town.boards(kept.event):
        if board["head"]["seq"] != kept.board.seq or board["head"]["hash"] != kept.board.hash:
            yield f"I4: {url} stands at {board['head']['seq']}, the log at {kept.board.seq}"
        yield from (f"I4: {url}: {what}" for what in _differences(_by_key(board["docs"]), expected))
    for name, other in town.rebuilt(kept.event):
        if other.documents.going != kept.board.documents.going:
            yield f"I7: the board of {name} isn't the fold from zero"
        if (other.seq, other.hash) != (kept.board.seq, kept.board.hash):
            yield f"I7: {name} stands at {other.seq}, the log at {kept.board.seq}"


def _of_pages(kept: _Kept, history: History) -> Iterator[str]:
    yield from (f"I5: {what}" for what in history.page_faults)
    documents = kept.board.documents
    for page in history.pages:
        seen = kept.seen(page.view)
        cursor = page.cursor or {"seq": None, "hash": None}
        if (cursor["seq"], cursor["hash"]) != (kept.board.seq, kept.board.hash):
            yield f"I4: page {page.name} stands at {cursor['seq']}, the log at {kept.board.seq}"
        every = _by_key(seen.all_of(messages.changed_since(documents, 0)))
        must = _by_key(seen.all_of(messages.snapshot(documents)))
        for key, doc in page.docs.items():
            if every.get(key) != doc:
                yield f"I4: page {page.name} shows {key} otherwise than the log has it"
        for key in must.keys() - page.docs.keys():
            yield f"I4: page {page.name} doesn't show {key}"


def _by_key(docs: Sequence[dict[str, object]]) -> dict[tuple[str, str], dict[str, object]]:
    return {(str(doc["kind"]), str(doc["id"])): doc for doc in docs}


def _differences(
    shown: dict[tuple[str, str], dict[str, object]],
    expected: dict[tuple[str, str], dict[str, object]],
) -> Iterator[str]:
    for key in sorted(shown.keys() | expected.keys()):
        if shown.get(key) != expected.get(key):
            yield f"shows {key} otherwise than the fold from zero"


# ---- I6: deadlines


def _said(entries: Sequence[Entry]) -> Iterator[tuple[Entry, DeadlineMissed | DeadlineExpired]]:
    for entry in entries:
        for fact in entry.facts:
            if isinstance(fact, DeadlineMissed | DeadlineExpired):
                yield entry, fact


def _of_deadlines(kept: _Kept, town: Town) -> Iterator[str]:
    said = list(_said(kept.entries))
    for entry, fact in said:
        if entry.at < fact.due_at:
            yield f"I6: {fact.deadline} was said {fact.due_at - entry.at} ms early"
    for deadline, count in Counter(fact.deadline for _, fact in said).items():
        if count > 1:
            yield f"I6: {deadline} was said {count} times"
    if town.is_watched:
        at = town.event_now(kept.board)
        for late in overdue(kept.board.open_incidents(), Instant(at)):
            yield f"I6: {late.id} passed {at - late.due_at} ms ago and went unsaid"


# ---- I8: answers


def _of_exchanges(history: History) -> Iterator[str]:
    began_s = min((deed.began_s for deed in history.deeds), default=time.monotonic())
    for one in history.exchanges:
        yield from _of_an_exchange(history, one, began_s)


def _of_an_exchange(history: History, one: Exchange, began_s: float) -> Iterator[str]:
    when = f"{one.what} at {one.at_s - began_s:.1f} s"
    if not one.is_well_formed:
        yield f"I8: {when}: {one.status} without a problem document that says so"
    if one.status in _OUR_OWN_FAULT:
        yield f"I8: {when}: {one.status}"
    if one.status >= 500 and one.status != 503:
        yield f"I8: {when}: {one.status}"
    if one.status == 503 and not any(
        fault.from_s <= one.at_s and one.at_s - one.took_s <= fault.until_s + HEALS_WITHIN_S
        for fault in history.faults
    ):
        yield f"I8: {when}: 503 while nothing was wrong with the store"
