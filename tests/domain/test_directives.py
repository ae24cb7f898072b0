"""Orders: given, read back, compared, completed; and who hears when they are not."""

from dataclasses import replace
from typing import Any

import pytest

from command.domain import actions as a
from command.domain.authority import Role
from command.domain.directive import (
    CRITICAL,
    AnswerStatus,
    Directive,
    DirectiveKind,
)
from command.domain.facts import DirectiveIssued, DueMissed, NoticeIssued
from command.domain.identifiers import Addressee, DirectiveId, PersonId, Seconds, Words
from command.domain.incident import By
from command.domain.notice import Notice
from command.domain.refusals import (
    AlreadyAnswered,
    DirectiveVoid,
    NotAllowed,
    NothingSaid,
    NotReadBack,
    StillInUse,
    Unknown,
    WrongStatus,
)
from command.domain.states import Phase
from command.domain.views import View, line, project
from tests.build import REASON, Day, a_day, only, people_told
from tests.cast import (
    AMBULANCE_1,
    CHIEF,
    CLERK,
    COMMANDER,
    DISPATCHER,
    ENGINE,
    LEAD,
    LONE_LEAD,
    OFFICE,
    OFFICER,
    PATH_LEAD,
    PATROL,
    PLAN,
    PRESS,
    RELIEF,
    ROAD_LEAD,
    THE_COMMANDER,
    THE_LEAD,
    THE_MACHINE,
    TRAFFIC,
    crew,
    lead_of,
)

TEXT = Words("w:order")
AGAIN = Words("w:again")
TO_ENGINE = Addressee(f"unit/{ENGINE}")
TO_PATROL = Addressee(f"unit/{PATROL}")
TO_AMBULANCE = Addressee(f"unit/{AMBULANCE_1}")
TO_PRESS = Addressee(f"group/{PRESS}")
TO_TRAFFIC = Addressee(f"group/{TRAFFIC}")
TO_OFFICE = Addressee(f"post/{OFFICE}")
TO_CHIEF = Addressee(f"person/{CHIEF}")
READ_BACK_S = 60
DONE_S = 300


def order(day: Day, *to: Addressee, by: By = THE_COMMANDER, **said: Any) -> DirectiveId:
    """Give an order to stop the gates, unless it says otherwise."""
    usual: dict[str, Any] = {
        "directive_kind": DirectiveKind.GATE_STOP,
        "text": TEXT,
        "addressees": to or (TO_ENGINE,),
        "read_back_s": Seconds(READ_BACK_S),
        "done_s": Seconds(DONE_S),
    }
    (issued,) = only(DirectiveIssued, day.ask(a.IssueDirective(**{**usual, **said}), by))
    return issued.directive


def read_back(day: Day, name: DirectiveId, to: Addressee = TO_ENGINE) -> None:
    """Have an addressee repeat it, said on the radio to the desk."""
    day.ask(a.ReadBackDirective(directive=name, addressee=to, text=AGAIN))


def found(day: Day, name: DirectiveId) -> Directive:
    """A directive as it is."""
    directive = day.board.documents.others[Directive][name]
    assert isinstance(directive, Directive)
    return directive


def status(day: Day, name: DirectiveId, to: Addressee = TO_ENGINE) -> AnswerStatus:
    """How far an addressee is."""
    answer = found(day, name).answer_of(to)
    assert answer is not None
    return answer.status


def notices_of(day: Day, name: DirectiveId) -> list[Notice]:
    """Who was told of it, in order."""
    every = day.board.documents.notices.values()
    return [one for one in every if one.about == f"directive/{name}"]


# ---- given


def test_each_addressee_is_told_once_by_phone_or_by_name() -> None:
    day = a_day()

    name = order(day, TO_ENGINE, TO_TRAFFIC, TO_OFFICE, TO_CHIEF, TO_ENGINE)

    told = [(one.unit or one.person, one.post, one.why) for one in notices_of(day, name)]
    assert told == [
        (ENGINE, None, "directive"),
        (ROAD_LEAD, None, "directive"),
        (PATH_LEAD, None, "directive"),
        (OFFICER, OFFICE, "directive"),
        (CHIEF, None, "directive"),
    ]
    assert [one.to for one in found(day, name).answers] == [
        TO_ENGINE,
        TO_TRAFFIC,
        TO_OFFICE,
        TO_CHIEF,
    ]


def test_who_acts_for_an_absent_one_is_told_instead() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=CHIEF, acting=CLERK))

    (told,) = notices_of(day, order(day, TO_CHIEF))

    assert (told.person, told.instead_of) == (CLERK, CHIEF)


@pytest.mark.parametrize("kind", DirectiveKind)
def test_an_order_that_names_no_times_has_those_of_its_kind(kind: DirectiveKind) -> None:
    day = a_day()

    directive = found(day, order(day, directive_kind=kind, read_back_s=None, done_s=None))

    (answer,) = directive.answers
    assert answer.read_back_by - day.at == PLAN.times.orders[kind].read_back_s * 1_000
    assert answer.done_by - day.at == PLAN.times.orders[kind].done_s * 1_000


def test_an_order_to_nobody_or_to_somebody_unknown_is_refused_by_its_field() -> None:
    day = a_day()
    ask = {"directive_kind": DirectiveKind.ORDINARY, "text": TEXT}

    def refused(**said: Any) -> object:
        return day.refuses(a.IssueDirective(**{**ask, "addressees": (TO_ENGINE,), **said}))

    nobody, no_number = PersonId("nobody"), 9
    assert refused(addressees=()) == NothingSaid(fields=("addressees",))
    assert refused(addressees=(Addressee("unit/nobody"),)) == Unknown(
        field="addressees", value="unit/nobody"
    )
    assert refused(ordered_by=nobody) == Unknown(field="ordered_by", value="nobody")
    assert refused(replaces=DirectiveId("d9")) == Unknown(field="replaces", value="d9")
    assert refused(incident=no_number) == Unknown(field="incident", value="9")


def test_an_order_about_an_incident_that_has_ended_is_refused() -> None:
    day = a_day()
    fire = day.report()
    day.resolve(fire)
    day.ask(a.CloseIncident(incident=fire))

    refusal = day.refuses(
        a.IssueDirective(
            directive_kind=DirectiveKind.ORDINARY,
            text=TEXT,
            addressees=(TO_ENGINE,),
            incident=fire,
        )
    )

    assert isinstance(refusal, WrongStatus)


def test_the_desk_passes_on_whose_order_it_is() -> None:
    day = a_day()

    directive = found(day, order(day, by=DISPATCHER, ordered_by=COMMANDER))

    assert (directive.issued_by.person, directive.ordered_by) == (CLERK, COMMANDER)


# ---- read back


@pytest.mark.parametrize("kind", sorted(CRITICAL))
def test_a_critical_order_is_read_back_by_every_addressee_before_it_can_end(
    kind: DirectiveKind,
) -> None:
    day = a_day()
    name = order(day, TO_ENGINE, TO_PATROL, directive_kind=kind)
    done = a.CompleteDirective(directive=name, addressee=TO_ENGINE)
    cannot = a.DeclineDirective(directive=name, addressee=TO_PATROL, reason=REASON)

    too_soon = day.refuses(done, crew(ENGINE))
    day.ask(a.ReadBackDirective(directive=name, addressee=TO_ENGINE), crew(ENGINE))
    day.ask(done, crew(ENGINE))
    unread = day.refuses(cannot, crew(PATROL))

    assert too_soon == NotReadBack(addressee=TO_ENGINE)
    assert unread == NotReadBack(addressee=TO_PATROL)
    assert status(day, name, TO_PATROL) is AnswerStatus.ISSUED
    assert found(day, name).is_open


def test_what_was_repeated_in_words_of_their_own_counts_once_it_was_compared() -> None:
    day = a_day()
    name = order(day)

    read_back(day, name)
    too_soon = day.refuses(a.CompleteDirective(directive=name, addressee=TO_ENGINE), crew(ENGINE))
    day.ask(a.ConfirmReadBack(directive=name, addressee=TO_ENGINE), THE_COMMANDER)

    assert too_soon == NotReadBack(addressee=TO_ENGINE)
    assert status(day, name) is AnswerStatus.RECEIVED


def test_what_was_wrongly_repeated_is_corrected_and_read_back_again_with_fresh_time() -> None:
    day = a_day()
    name = order(day)
    read_back(day, name)
    day.wait(40)

    day.ask(a.CorrectReadBack(directive=name, addressee=TO_ENGINE, text=TEXT), THE_COMMANDER)

    (answer,) = found(day, name).answers
    assert (answer.status, answer.correction) == (AnswerStatus.CORRECTED, TEXT)
    assert answer.read_back_by == day.at + READ_BACK_S * 1_000
    assert notices_of(day, name)[-1].why == "directive_corrected"
    read_back(day, name)
    assert status(day, name) is AnswerStatus.READ_BACK


def test_nothing_is_compared_before_it_was_repeated() -> None:
    day = a_day()
    name = order(day)

    confirm = a.ConfirmReadBack(directive=name, addressee=TO_ENGINE)
    correct = a.CorrectReadBack(directive=name, addressee=TO_ENGINE, text=TEXT)

    assert day.refuses(confirm) == NotReadBack(addressee=TO_ENGINE)
    assert day.refuses(correct) == NotReadBack(addressee=TO_ENGINE)


def test_any_other_order_is_received_with_a_word() -> None:
    day = a_day()
    name = order(day, directive_kind=DirectiveKind.ORDINARY)

    day.ask(a.ReadBackDirective(directive=name, addressee=TO_ENGINE), crew(ENGINE))

    assert status(day, name) is AnswerStatus.RECEIVED


# ---- done, declined, withdrawn, replaced


def test_done_says_that_it_was_received_too() -> None:
    day = a_day()
    name = order(day, directive_kind=DirectiveKind.ORDINARY)
    done = a.CompleteDirective(directive=name, addressee=TO_ENGINE)

    day.ask(done, crew(ENGINE))

    (answer,) = found(day, name).answers
    assert answer.received_at == answer.ended_at == day.at
    assert not found(day, name).is_open
    assert day.decide(done, crew(ENGINE)) == ()


def test_who_can_not_says_why_and_the_one_who_gave_it_hears() -> None:
    day = a_day()
    name = order(day)
    day.ask(a.ReadBackDirective(directive=name, addressee=TO_ENGINE), crew(ENGINE))

    day.ask(a.DeclineDirective(directive=name, addressee=TO_ENGINE, reason=REASON), crew(ENGINE))

    (answer,) = found(day, name).answers
    assert (answer.status, answer.reason) == (AnswerStatus.DECLINED, REASON)
    told = notices_of(day, name)[-1]
    assert (told.person, told.why) == (COMMANDER, "directive_declined")
    done = a.CompleteDirective(directive=name, addressee=TO_ENGINE)
    assert day.refuses(done) == AlreadyAnswered(addressee=TO_ENGINE)


def test_what_is_done_can_not_be_declined_any_more() -> None:
    day = a_day()
    name = order(day, directive_kind=DirectiveKind.ORDINARY)
    day.ask(a.CompleteDirective(directive=name, addressee=TO_ENGINE))

    decline = a.DeclineDirective(directive=name, addressee=TO_ENGINE, reason=REASON)

    assert day.refuses(decline) == AlreadyAnswered(addressee=TO_ENGINE)


def test_an_order_withdrawn_waits_for_nothing_and_tells_who_had_not_finished() -> None:
    day = a_day()
    name = order(day, TO_ENGINE, TO_PATROL, directive_kind=DirectiveKind.ORDINARY)
    day.ask(a.CompleteDirective(directive=name, addressee=TO_ENGINE))

    day.ask(a.WithdrawDirective(directive=name, reason=REASON), THE_COMMANDER)

    told = notices_of(day, name)[-1]
    assert (told.unit, told.why) == (PATROL, "directive_withdrawn")
    assert day.wait(2 * DONE_S).watch() == []
    late = a.CompleteDirective(directive=name, addressee=TO_PATROL)
    assert day.refuses(late, crew(PATROL)) == DirectiveVoid(directive=name)


def test_an_order_that_everybody_completed_can_not_be_withdrawn() -> None:
    day = a_day()
    name = order(day, directive_kind=DirectiveKind.ORDINARY)
    day.ask(a.CompleteDirective(directive=name, addressee=TO_ENGINE))

    withdraw = a.WithdrawDirective(directive=name, reason=REASON)

    assert day.refuses(withdraw) == DirectiveVoid(directive=name)


def test_an_order_replaced_goes_and_whoever_the_new_one_leaves_out_hears() -> None:
    day = a_day()
    old = order(day, TO_ENGINE, TO_PATROL)

    new = order(day, TO_PATROL, replaces=old, reason=REASON)

    assert (found(day, old).replaced_by, found(day, old).reason) == (new, REASON)
    assert [(one.unit, one.why) for one in notices_of(day, old)][2:] == [
        (ENGINE, "directive_withdrawn")
    ]
    assert [one.unit for one in notices_of(day, new)] == [PATROL]
    again = a.IssueDirective(
        directive_kind=DirectiveKind.ORDINARY, text=TEXT, addressees=(TO_ENGINE,), replaces=old
    )
    assert day.refuses(again, THE_COMMANDER) == DirectiveVoid(directive=old)


def test_an_order_is_not_replaced_without_a_reason() -> None:
    day = a_day()
    old = order(day, directive_kind=DirectiveKind.ORDINARY)

    again = a.IssueDirective(
        directive_kind=DirectiveKind.ORDINARY, text=TEXT, addressees=(TO_ENGINE,), replaces=old
    )

    assert day.refuses(again) == NothingSaid(fields=("reason",))


# ---- who hears of silence


def test_silence_is_reminded_and_then_climbs_from_the_lead_to_the_office() -> None:
    day = a_day()
    name = order(day)

    reminded = day.wait_and_watch(READ_BACK_S)
    to_the_lead = day.wait_and_watch(READ_BACK_S)
    to_the_office = day.wait_and_watch(READ_BACK_S)

    assert [(one.unit, one.why) for one in only(NoticeIssued, reminded)] == [
        (ENGINE, "directive_reminded")
    ]
    assert people_told(to_the_lead) == [LEAD]
    assert people_told(to_the_office) == [OFFICER]
    assert {one.why for one in only(NoticeIssued, to_the_office)} == {"directive_late"}
    assert len(found(day, name).missed) == 3


def test_the_climb_passes_whoever_was_given_the_order() -> None:
    """The leads of the group are silent themselves: the office hears next."""
    day = a_day()
    order(day, TO_TRAFFIC)

    day.wait_and_watch(READ_BACK_S)
    next_up = day.wait_and_watch(READ_BACK_S)
    after_that = day.wait_and_watch(READ_BACK_S)

    assert people_told(next_up) == [OFFICER]
    assert people_told(after_that) == [CHIEF]


def test_only_the_silent_of_several_are_chased() -> None:
    day = a_day()
    order(day, TO_ENGINE, TO_AMBULANCE)
    name = DirectiveId(f"d{day.board.seq}")
    read_back(day, name)
    day.ask(a.ConfirmReadBack(directive=name, addressee=TO_ENGINE))

    said = day.wait_and_watch(READ_BACK_S)

    assert [one.unit for one in only(NoticeIssued, said)] == [AMBULANCE_1]


def test_a_read_back_that_nobody_compares_is_chased_too() -> None:
    day = a_day()
    order(day)
    read_back(day, DirectiveId(f"d{day.board.seq}"))

    said = day.wait_and_watch(READ_BACK_S)
    later = day.wait_and_watch(READ_BACK_S)

    assert [(one.person, one.why) for one in only(NoticeIssued, said)] == [
        (COMMANDER, "directive_compare")
    ]
    assert people_told(later) == [OFFICER]


def test_received_and_not_done_is_chased_when_its_time_is_over() -> None:
    day = a_day()
    name = order(day, directive_kind=DirectiveKind.ORDINARY)
    day.ask(a.ReadBackDirective(directive=name, addressee=TO_ENGINE))
    day.wait(DONE_S)

    said = day.watch()

    assert [one.deadline for one in only(DueMissed, said)] == [f"directive.{name}.done.0.0.0"]


def test_an_answer_in_time_leaves_nothing_to_miss() -> None:
    day = a_day()
    name = order(day, directive_kind=DirectiveKind.ORDINARY)
    day.ask(a.CompleteDirective(directive=name, addressee=TO_ENGINE))

    assert day.wait_and_watch(READ_BACK_S) == []


# ---- who may


def test_a_lead_orders_their_own_units_only_and_guides_what_they_gave() -> None:
    day = a_day()
    theirs = order(day, by=THE_LEAD, directive_kind=DirectiveKind.ORDINARY)
    commanders = order(day, directive_kind=DirectiveKind.ORDINARY)

    for_others = a.IssueDirective(
        directive_kind=DirectiveKind.ORDINARY, text=TEXT, addressees=(TO_ENGINE, TO_AMBULANCE)
    )
    read_back(day, theirs)
    day.ask(a.ConfirmReadBack(directive=theirs, addressee=TO_ENGINE), THE_LEAD)
    day.ask(a.WithdrawDirective(directive=theirs, reason=REASON), THE_LEAD)
    withdraw = a.WithdrawDirective(directive=commanders, reason=REASON)

    for action in (for_others, withdraw):
        refusal = day.refuses(action, THE_LEAD)
        assert isinstance(refusal, NotAllowed)
        assert refusal.why == "own_group"


@pytest.mark.parametrize("kind", sorted(CRITICAL))
def test_a_critical_order_is_the_commanders_or_passed_on_by_name(kind: DirectiveKind) -> None:
    day = a_day()
    issue = a.IssueDirective(directive_kind=kind, text=TEXT, addressees=(TO_ENGINE,))
    by_order = replace(issue, ordered_by=COMMANDER)

    refusals = [
        day.refuses(issue, DISPATCHER),
        day.refuses(replace(issue, ordered_by=OFFICER), DISPATCHER),
        day.refuses(by_order, THE_LEAD),
    ]
    day.ask(by_order, DISPATCHER)

    assert [one.why for one in refusals if isinstance(one, NotAllowed)] == ["critical_order"] * 3


def test_who_acts_for_the_commander_gives_critical_orders_and_the_absent_one_does_not() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=COMMANDER, acting=OFFICER))

    order(day, by=DISPATCHER, ordered_by=OFFICER)
    refusal = day.refuses(
        a.IssueDirective(
            directive_kind=DirectiveKind.EVACUATION,
            text=TEXT,
            addressees=(TO_ENGINE,),
            ordered_by=COMMANDER,
        )
    )

    assert isinstance(refusal, NotAllowed)


def test_only_who_commands_takes_a_critical_order_back() -> None:
    day = a_day()
    name = order(day)

    withdraw = a.WithdrawDirective(directive=name, reason=REASON)
    softer = a.IssueDirective(
        directive_kind=DirectiveKind.ORDINARY,
        text=TEXT,
        addressees=(TO_ENGINE,),
        replaces=name,
        reason=REASON,
    )

    for action in (withdraw, softer):
        refusal = day.refuses(action, DISPATCHER)
        assert isinstance(refusal, NotAllowed)
        assert refusal.why == "critical_order"
    day.ask(withdraw, THE_COMMANDER)


def test_a_unit_answers_what_it_was_told_and_gives_no_orders() -> None:
    day = a_day()
    name = order(day, TO_ENGINE, TO_PATROL, directive_kind=DirectiveKind.ORDINARY)

    not_theirs = day.refuses(a.CompleteDirective(directive=name, addressee=TO_PATROL), crew(ENGINE))
    no_order = day.refuses(
        a.IssueDirective(directive_kind=DirectiveKind.ORDINARY, text=TEXT, addressees=(TO_PATROL,)),
        crew(ENGINE),
    )

    assert isinstance(not_theirs, NotAllowed)
    assert not_theirs.why == "own_directive"
    assert isinstance(no_order, NotAllowed)


@pytest.mark.parametrize(
    ("to", "by"),
    [
        (TO_PRESS, lead_of(PRESS, LONE_LEAD)),
        (Addressee(f"person/{LONE_LEAD}"), lead_of(PRESS, LONE_LEAD)),
        (Addressee(f"post/{OFFICE}"), lead_of(TRAFFIC, OFFICER)),
        (TO_AMBULANCE, lead_of(RELIEF, COMMANDER)),
    ],
)
def test_who_leads_answers_for_the_group_its_units_and_their_own_person(
    to: Addressee, by: By
) -> None:
    day = a_day()
    name = order(day, to)
    answer = a.ReadBackDirective(directive=name, addressee=to, text=AGAIN)

    stranger = day.refuses(answer, lead_of(TRAFFIC, ROAD_LEAD))
    day.ask(answer, by)

    assert isinstance(stranger, NotAllowed)
    assert status(day, name, to) is AnswerStatus.READ_BACK


def test_what_the_desk_heard_on_the_radio_is_said_on_behalf_of_the_unit() -> None:
    day = a_day()

    read_back(day, order(day))

    assert day.entries[-1].by.on_behalf_of == ENGINE


# ---- who sees


def test_a_unit_sees_orders_given_to_it_and_lines_about_them_only() -> None:
    day = a_day()
    order(day, TO_ENGINE)
    theirs, sent = found(day, DirectiveId(f"d{day.board.seq}")), day.entries[-1]
    own, other = (View(role=Role.FIELD_UNIT, unit=unit) for unit in (ENGINE, PATROL))
    documents = day.board.documents

    assert project(own, theirs, texts=str) is not None
    assert project(other, theirs, texts=str) is None
    assert line(own, sent, "h", documents=documents, texts=str) is not None
    assert line(other, sent, "h", documents=documents, texts=str) is None


def test_what_was_typed_is_text_for_who_may_see_it() -> None:
    day = a_day()
    name = order(day)
    read_back(day, name)

    shown = project(View(role=Role.COMMANDER), found(day, name), texts=lambda words: f"<{words}>")

    assert shown is not None
    assert shown["kind"] == "directive"
    assert shown["text"] == f"<{TEXT}>"
    assert shown["answers"][0]["read_back"] == f"<{AGAIN}>"


# ---- the plan, the end of the day


def test_a_plan_without_somebody_who_has_yet_to_answer_is_not_adopted() -> None:
    day = a_day()
    order(day, TO_PRESS)

    adopt = a.AdoptPlan(plan=PLAN.id, plan_digest="f" * 64, without_groups=(PRESS,))

    assert day.refuses(adopt, THE_MACHINE) == StillInUse(names=(PRESS,))


def test_orders_end_with_the_event() -> None:
    day = a_day()
    day.ask(a.ChangePhase(phase=Phase.STAND_DOWN))
    day.ask(a.ChangePhase(phase=Phase.CLOSED))

    refusal = day.refuses(
        a.IssueDirective(directive_kind=DirectiveKind.ORDINARY, text=TEXT, addressees=(TO_ENGINE,))
    )

    assert refusal.code == "event-not-open"
