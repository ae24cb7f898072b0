"""Requests to the city and the region: one truth, whoever drafts them. A8.4, A21."""

from dataclasses import replace

from command.domain import actions as a
from command.domain.due import dues
from command.domain.facts import RequestDrafted
from command.domain.identifiers import DeadlineId, IncidentNumber, RequestId, Words
from command.domain.refusals import NoRequest, NothingSaid, NotNow, Unknown
from command.domain.request import Level, Request, RequestStatus
from command.domain.states import Severity
from command.domain.times import Clocks
from tests.build import REASON, SECOND_MS, Day, a_day, only, people_told
from tests.cast import COMMANDER, CONTROL_S, FIRE, PLAN, THE_COMMANDER, THE_WATCH

SLOWLY = replace(
    PLAN, times=replace(PLAN.times, requests=Clocks(decide_s=700, send_s=400, answer_s=2_000))
)
"""The plan with clocks of its own."""

ONE = IncidentNumber(1)
TEXT = Words("w:text")


def of(day: Day, name: RequestId) -> Request:
    """A request as it is."""
    found: Request = day.board.documents.others[Request][name]
    return found


def drafted(
    day: Day, level: Level = Level.CITY, incident: IncidentNumber | None = None
) -> RequestId:
    """Dispatch lays a request before the commander."""
    day.ask(a.DraftRequest(level=level, text=TEXT, incident=incident))
    return RequestId(f"q{day.board.seq}")


def out_of_control() -> Day:
    """A grave fire past its time: the watch has the ladder draft a request."""
    day = a_day()
    day.report(FIRE, severity=Severity.MAJOR)
    control = day.due(ONE)["control"].due_at
    day.wait((control - day.at) // SECOND_MS)
    day.ask(a.MissDeadline(deadline=DeadlineId("1.1.control")), THE_WATCH)
    return day


def test_drafted_approved_sent_and_answered() -> None:
    day = a_day()
    fire = day.report(FIRE)
    name = drafted(day, incident=fire)
    assert day.notice_to(COMMANDER).about == f"request/{name}"

    day.ask(a.DecideRequest(request=name, approve=True), THE_COMMANDER)
    day.ask(a.SendRequest(request=name))
    day.ask(a.AnswerRequest(request=name, granted=True, text=TEXT))

    done = of(day, name)
    assert (done.status, done.granted, done.answer) == (RequestStatus.ANSWERED, True, TEXT)
    assert done.decided_by == COMMANDER


def test_what_the_ladder_drafts_is_the_same_kind_of_request() -> None:
    day = out_of_control()
    (name,) = day.board.documents.others[Request]
    assert day.incident(ONE).request is not None

    day.ask(a.DecideRequest(incident=ONE, approve=True), THE_COMMANDER)

    assert of(day, RequestId(name)).status is RequestStatus.APPROVED
    request = day.incident(ONE).request
    assert request is not None
    assert request.approved is True


def test_the_city_is_not_asked_twice_for_one_incident() -> None:
    day = out_of_control()
    (name,) = day.board.documents.others[Request]

    again = a.DraftRequest(level=Level.CITY, text=TEXT, incident=ONE)
    assert day.refuses(again) == NotNow(field="level", value=name, status="drafted")
    assert drafted(day, Level.REGION, ONE)


def test_the_ladder_does_not_draft_what_dispatch_has_drafted() -> None:
    day = a_day()
    fire = day.report(FIRE, severity=Severity.MAJOR)
    drafted(day, incident=fire)
    day.wait(CONTROL_S)

    assert only(RequestDrafted, day.watch()) == []


def test_a_request_to_the_region_leaves_the_one_to_the_city_alone() -> None:
    day = out_of_control()
    region = drafted(day, Level.REGION, ONE)

    day.ask(a.DecideRequest(request=region, approve=False, reason=REASON), THE_COMMANDER)

    assert of(day, region).status is RequestStatus.DECLINED
    request = day.incident(ONE).request
    assert request is not None
    assert request.approved is None


def test_after_a_no_the_city_can_be_asked_again() -> None:
    day = out_of_control()
    day.ask(a.DecideRequest(incident=ONE, approve=False), THE_COMMANDER)

    name = drafted(day, incident=ONE)
    day.ask(a.DecideRequest(incident=ONE, approve=True), THE_COMMANDER)

    assert of(day, name).status is RequestStatus.APPROVED


def test_the_wording_may_change_until_the_commander_has_decided() -> None:
    day = out_of_control()
    (found,) = day.board.documents.others[Request]
    name = RequestId(found)
    day.ask(a.ReviseRequest(request=name, text=TEXT))
    assert of(day, name).text == TEXT

    day.ask(a.DecideRequest(request=name, approve=True), THE_COMMANDER)
    assert isinstance(day.refuses(a.ReviseRequest(request=name, text=REASON)), NotNow)


def test_nothing_goes_out_before_the_commander_agrees() -> None:
    day = a_day()
    name = drafted(day)

    assert day.refuses(a.SendRequest(request=name)) == NotNow(
        field="request", value=name, status="drafted"
    )
    assert isinstance(day.refuses(a.AnswerRequest(request=name, granted=True)), NotNow)


def test_it_is_decided_once() -> None:
    day = a_day()
    name = drafted(day)
    day.ask(a.DecideRequest(request=name, approve=True), THE_COMMANDER)

    assert day.refuses(a.DecideRequest(request=name, approve=False), THE_COMMANDER) == NoRequest(
        incident=None
    )


def test_a_decision_names_what_it_decides() -> None:
    day = a_day()

    assert day.refuses(a.DecideRequest(approve=True), THE_COMMANDER) == NothingSaid(
        fields=("incident", "request")
    )
    nothing = a.DecideRequest(request=RequestId("q9"), approve=True)
    assert day.refuses(nothing, THE_COMMANDER) == Unknown(field="request", value="q9")


# ---- clocks


def test_the_commander_hears_when_it_is_not_decided_not_sent_or_not_answered() -> None:
    day = a_day(SLOWLY)
    name = drafted(day)
    whys = []
    for limit, then in (
        (SLOWLY.times.requests.decide_s * 1_000, a.DecideRequest(request=name, approve=True)),
        (SLOWLY.times.requests.send_s * 1_000, a.SendRequest(request=name)),
        (SLOWLY.times.requests.answer_s * 1_000, a.AnswerRequest(request=name, granted=False)),
    ):
        day.wait(limit // SECOND_MS)
        assert people_told(day.watch()) == [COMMANDER]
        whys.append(day.notice_to(COMMANDER).why)
        day.ask(then, THE_COMMANDER)

    assert whys == ["request", "request_not_sent", "request_not_answered"]
    assert dues(of(day, name)) == ()


def test_no_second_clock_runs_beside_the_ladder_of_an_incident() -> None:
    day = out_of_control()
    (found,) = day.board.documents.others[Request]

    assert dues(of(day, RequestId(found))) == ()
