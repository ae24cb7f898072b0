"""People's words: sealed in the log, kept beside it, destroyed without a trace in the chain."""

import json

from command.desk import Desk
from command.domain import actions as a
from command.domain.facts import NoteAdded
from command.domain.identifiers import AssignmentId, IncidentNumber, Words
from command.store.private import PrivateValues
from command.wire.entries import read_entry
from tests.cast import ENGINE, EVENT, FIRE
from tests.desk.desks import Place, ask, done
from tests.valkey import Valkey

ONE = IncidentNumber(1)
REPORT = a.Report(incident_type=FIRE)


def note(text: str) -> a.AddNote:
    return a.AddNote(incident=ONE, text=Words(text))


def test_no_text_that_somebody_typed_is_in_the_log(place: Place, desk: Desk) -> None:
    secret = "陈女士的电话"
    report = a.Report(
        incident_type=FIRE, place=Words(secret), what=Words(secret), reporter=Words(secret)
    )
    ask(desk, place, report)
    ask(desk, place, a.AssignUnit(incident=ONE, unit=ENGINE))
    ask(
        desk,
        place,
        a.WithdrawUnit(incident=ONE, assignment=AssignmentId("1-1"), reason=Words(secret)),
    )
    ask(desk, place, note(secret))

    for stored in place.log():
        assert secret.encode() not in stored.e
        assert json.dumps(secret).strip('"').encode() not in stored.e


def test_the_text_is_kept_beside_the_log_for_every_desk(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    ask(desk, place, note("smoke at the gate"))
    later = place.desk()

    (fact,) = read_entry(place.log()[-1].e).facts

    assert isinstance(fact, NoteAdded)
    assert fact.text.startswith("w:")
    assert desk.words(fact.text) == later.words(fact.text) == "smoke at the gate"


def test_destroyed_words_leave_the_log_as_it_was(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    ask(desk, place, note("a name"))
    before = place.log()
    private = PrivateValues(place.client(to_write=True), EVENT)

    private.destroy(private.every_ref())

    assert place.log() == before
    (fact,) = read_entry(before[-1].e).facts
    assert isinstance(fact, NoteAdded)
    assert place.desk().words(fact.text) is None


def test_a_digest_cannot_be_guessed_from_a_short_word(place: Place, desk: Desk) -> None:
    """Without a key, anybody with the log could try all names until one fits."""
    asking = place.asking()
    ask(desk, place, REPORT)
    done(desk.submit(note("x"), asking))
    digest = read_entry(place.log()[-1].e).action_digest

    place.client(to_write=True).flushall()
    again = place.opened()
    ask(again, place, REPORT)
    done(again.submit(note("x"), asking))

    assert read_entry(place.log()[-1].e).action_digest != digest


def test_the_value_is_written_before_the_entry_that_points_at_it(
    store: Valkey, place: Place, desk: Desk
) -> None:
    """A power cut between the two may leave a value too many, never an entry without its words."""
    ask(desk, place, REPORT)
    ask(desk, place, note("x"))
    (fact,) = read_entry(place.log()[-1].e).facts
    assert isinstance(fact, NoteAdded)

    written = store.aof.read_bytes()

    value = written.index(fact.text.encode())
    entry = written.rindex(fact.text.encode())
    assert written.rindex(b"HSET", 0, value) > written.rindex(b"XADD", 0, value)
    assert value < written.rindex(b"XADD", 0, entry) < entry
