"""
Scenarios that are played twice: on the real system, where they must hold, and on mutants, where
they must not. Each ends with `check_all`, or says itself what went wrong.
"""

import functools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tests.faults.day import Day
from tests.faults.faultproxy import Mode
from tests.faults.history import Answer, Deed
from tests.faults.invariants import Found
from tests.faults.pages import Page
from tests.faults.parts import PartsTown
from tests.faults.people import Person
from tests.faults.processes import until

ANSWERS_WITHIN_S: Final = 3.0
READS_WITHIN_S: Final = 2.5
"""One may wait for the store in vain before the process knows; from then on none asks it."""
TICKS_WITHIN_S: Final = 12.0
CAUGHT_UP_WITHIN_S: Final = 6.0


# ---- replies that never come


def cut_replies(town: PartsTown, day: Day, cuts: int) -> Found:
    """Take actions whose append goes through while its reply is cut off."""
    dispatcher = day.person("dispatcher-0", urls=town.urls[:1])
    dispatcher.act("report", incident_type="illness")
    proxy = town.proxies[0]

    for _ in range(cuts):
        dispatcher.act("add_note", incident=1, text="before")
        with day.fault("a reply is cut"):
            before = proxy.appends_cut
            deed = dispatcher.prepare("add_note", incident=1, text="whose reply is cut")
            proxy.set("cut_append")
            dispatcher.try_once(deed)
            assert proxy.appends_cut > before, "no reply was cut"
            proxy.set("pass")
            dispatcher.deliver(deed)

    return day.check()


# ---- a web process without its store


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How a web process did without its store."""

    found: Found
    refused: int
    slowest_answer_s: float
    reads: int
    slowest_read_s: float
    told_after_s: float
    caught_up_after_s: float


def cut_web_off(town: PartsTown, day: Day, mode: Mode, seconds: float) -> Cut:
    """Cut one of two web processes off its store while people work through the other."""
    near = day.person("dispatcher-0", urls=town.urls[:1])
    far = day.person("dispatcher-1", urls=town.urls[1:])
    page = day.page("cut-off", place=0)
    day.page("beside", place=1)
    far.act("report", incident_type="illness")
    near.act("add_note", incident=1, text="before the cut")
    day.until_pages_agree()
    pids = [part.pid for part in town.webs]

    with day.fault(mode):
        town.proxies[0].set(mode)
        cut_s = time.monotonic()
        held = [near.prepare("add_note", incident=1, text="in the dark")]
        answers = [_timed(near, held[0])]
        reads = list(_reads(near, cut_s + seconds))
        far.act("add_note", incident=1, text="meanwhile, elsewhere")
        told_s = until(
            lambda: page.tick is not None and page.tick["store"] == "away" and page.ticked_s,
            TICKS_WITHIN_S,
            what="a tick that says the store is away",
        )
        held.append(near.prepare("add_note", incident=1, text="in the dark, still"))
        answers.append(_timed(near, held[1]))
        # The last thing that happens before it heals happens elsewhere.
        far.act("add_note", incident=1, text="the last")
        town.proxies[0].set("pass")
        healed_s = time.monotonic()

    head = town.desk(day.event).head
    until(
        lambda: page.cursor is not None and page.cursor["seq"] >= head.seq,
        CAUGHT_UP_WITHIN_S,
        what="the page's catching up",
    )
    caught_up_s = time.monotonic() - healed_s
    assert [part.pid for part in town.webs] == pids
    for deed in held:
        near.deliver(deed)
    slowest_answer_s = max(took_s for _, took_s in answers)
    assert slowest_answer_s < ANSWERS_WITHIN_S, f"an answer took {slowest_answer_s:.1f} s"
    assert max(reads) < READS_WITHIN_S, f"a read took {max(reads):.1f} s"
    return Cut(
        found=day.check(),
        refused=sum(answer.code == "store-away" for answer, _ in answers),
        slowest_answer_s=slowest_answer_s,
        reads=len(reads),
        slowest_read_s=max(reads),
        told_after_s=told_s - cut_s,
        caught_up_after_s=caught_up_s,
    )


# ---- the last word of a day


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWord:
    """How soon what nobody followed up on was on the page."""

    found: Found
    words: int
    shown_after_s: float


def miss_the_last_word(town: PartsTown, day: Day, words: int) -> LastWord:
    """
    Cut a web process off while somebody elsewhere writes the last entry, then be silent.

    The day is closed: no watch looks at its log any more, standing by or not, and nobody writes.
    Only the process's own following of the log can bring its pages there.
    """
    near = day.person("dispatcher-0", urls=town.urls[:1])
    far = day.person("dispatcher-1", urls=town.urls[1:])
    page = day.page("listening", place=0)
    day.page("beside", place=1)
    far.act("report", incident_type="illness")
    for step in ("control_incident", "resolve_incident", "close_incident"):
        far.act(step, incident=1)
    day.settle()
    for phase in ("stand_down", "closed"):
        far.act("change_phase", phase=phase)
    day.until_pages_agree()

    slowest_s = 0.0
    for number in range(words):
        before = page.cursor
        assert before is not None
        with day.fault("cut off"):
            town.proxies[0].set("reset")
            far.act("add_note", incident=1, text=f"the last word, {number}")
            town.proxies[0].set("pass")
        healed_s = time.monotonic()
        head = town.desk(day.event).head
        until(
            functools.partial(page.has_come_to, head.seq, head.hash),
            CAUGHT_UP_WITHIN_S,
            what="the page's coming to the last word",
        )
        slowest_s = max(slowest_s, time.monotonic() - healed_s)
        until(
            functools.partial(_ticks_at, page, head.seq),
            TICKS_WITHIN_S,
            what="a tick with the last word",
        )
        cursor = "&".join(f"{name}={value}" for name, value in before.items())
        status, polled = near.get(f"sync?{cursor}")
        assert (status, polled["mode"], polled["head"]["seq"]) == (200, "delta", head.seq)
        assert town.desk(day.event).head == head, "somebody broke the silence"
    return LastWord(found=day.check(), words=words, shown_after_s=slowest_s)


def _ticks_at(page: Page, seq: int) -> bool:
    return page.tick is not None and page.tick["head"]["seq"] == seq


def _timed(person: Person, deed: Deed) -> tuple[Answer, float]:
    began_s = time.monotonic()
    answer = person.try_once(deed)
    return answer, time.monotonic() - began_s


def _reads(person: Person, until_s: float) -> Iterator[float]:
    """Read the board again and again; it must come from memory."""
    while True:
        began_s = time.monotonic()
        status, _ = person.get("board")
        assert status == 200, f"a read was answered with {status}"
        yield time.monotonic() - began_s
        if time.monotonic() > until_s:
            return
        time.sleep(0.1)
