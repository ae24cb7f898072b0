"""
The words of a notice as it goes out: short, Chinese first, and fit for a stranger's eyes.

Must never use what somebody typed: no place in free words, no reporter, nothing on a patient.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from command.domain.event import Event
from command.domain.identifiers import DutyId
from command.domain.incident import Incident
from command.domain.notice import Notice
from command.domain.plan import Plan, Text
from command.domain.states import EventKind

DRILL: Final = Text(zh="【演练】", en="[DRILL] ")
SOMEWHERE: Final = Text(zh="位置待核", en="place not known yet")
UNPLANNED: Final = Text(zh="事件", en="incident")

WHY: Final[Mapping[str, Text]] = {
    "assigned": Text(zh="派你队前往，请回“收到”。", en="Your unit is sent. Acknowledge."),
    "lead": Text(zh="由你组牵头，请确认。", en="Your group leads. Acknowledge."),
    "support": Text(zh="请你组配合，请确认。", en="Your group supports. Acknowledge."),
    "support_instead": Text(
        zh="你组负责人未应答，请由你确认配合。",
        en="Your group supports and its lead is silent. Acknowledge.",
    ),
    "support_silent": Text(
        zh="配合组未应答，请督促。", en="A supporting group is silent. Please look."
    ),
    "relieved": Text(zh="已改由他组牵头。", en="Another group leads now."),
    "escalated": Text(zh="下级未应答，请你接手。", en="Nobody below answered. Please take it."),
    "reminded": Text(zh="催办：仍未收到。", en="Reminder: not acknowledged yet."),
    "requisitioned": Text(zh="需调用你单位物资，请移交。", en="Your supplies are called on."),
    "not_handed_over": Text(zh="催办：调用物资仍未移交。", en="Reminder: not handed over yet."),
    "not_back": Text(zh="调用物资到期未归还。", en="What you called on is not back in time."),
    "not_answered": Text(zh="外部单位未答复调度。", en="An agency has not answered the call."),
    "not_arrived": Text(zh="外部单位未按时到达。", en="An agency has not arrived in time."),
    "directive": Text(zh="有新指令，请复诵。", en="A new order. Read it back."),
    "directive_reminded": Text(zh="催办：指令未答复。", en="Reminder: the order is unanswered."),
    "directive_corrected": Text(
        zh="复诵有误，请重新复诵。", en="Read back wrongly. Read it back again."
    ),
    "directive_compare": Text(zh="有复诵待你核对。", en="A read-back waits for you to compare it."),
    "directive_declined": Text(
        zh="对方不能执行，请另行安排。", en="They cannot do it. Order otherwise."
    ),
    "directive_late": Text(zh="下级指令超时，请过问。", en="An order below you is late. Look."),
    "directive_withdrawn": Text(zh="该指令已撤回。", en="That order no longer holds."),
    "not_at_post": Text(zh="预案已启动，仍未到岗。", en="The plan is in force: not at post yet."),
    "request_not_sent": Text(
        zh="已批准的请示尚未发出。", en="An approved request is not sent yet."
    ),
    "request_not_answered": Text(zh="请示尚未得到答复。", en="A request is not answered yet."),
    "duty_late": Text(
        zh="活动前任务已超时未完成，请到“活动准备”页查看全部并办理。",
        en="A duty is late. See all of yours on the readiness page.",
    ),
    "duty_escalated": Text(
        zh="活动前任务超时，下级未办结，请督办。",
        en="A duty is late and nobody below has it done. Please see to it.",
    ),
    "duty_reminded": Text(zh="催办：请完成并上报。", en="Reminder: please finish and report."),
    "sitrep_drafted": Text(
        zh="情况报告待你批准。", en="A situation report waits for your approval."
    ),
    "sitrep_soon": Text(
        zh="情况报告即将到时限，请按时报送。",
        en="A situation report falls due soon. Send it in time.",
    ),
    "sitrep_phone_soon": Text(
        zh="电话报告即将到时限，请按时电话报告。",
        en="Those above have to be told by phone soon. Call in time.",
    ),
    "sitrep_phone_late": Text(
        zh="电话报告已超时，请立即电话报告。", en="Those above were not told by phone. Call now."
    ),
    "sitrep_late": Text(
        zh="情况报告已超时，请立即报送。", en="A situation report is late. Send it now."
    ),
    "request": Text(zh="报市请求待你批准。", en="A request to the city waits for you."),
}
_OTHERWISE: Final = Text(zh="请查看。", en="Please look.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What goes out."""

    title: str
    body: str


ABOUT: Final[Mapping[str, Text]] = {
    "sitrep": Text(zh="情况报告", en="situation report"),
    "directive": Text(zh="指令", en="order"),
    "requisition": Text(zh="调用", en="requisition"),
    "muster": Text(zh="到岗", en="muster"),
    "request": Text(zh="请示", en="request"),
    "mobilisation": Text(zh="调度外部单位", en="mobilisation"),
    "duty": Text(zh="活动前任务", en="duty"),
}
"""What a document of a further kind is called in a notice."""


def message(event: Event, notice: Notice, incident: Incident | None, plan: Plan) -> Message:
    """Word a notice. Its last line is the entry that issued it, so that a copy is recognised."""
    drill = DRILL if event.kind is EventKind.DRILL else Text(zh="", en="")
    why = WHY.get(notice.why, _OTHERWISE)
    subject = _about(notice, plan) if incident is None else _incident(incident, plan)
    return Message(
        title=f"{drill.zh}{event.name.zh} {subject.zh}",
        body="\n".join(
            (why.zh, f"{drill.en}{event.name.en}, {subject.en}. {why.en}", seq_mark(notice))
        ),
    )


def _about(notice: Notice, plan: Plan) -> Text:
    kind, _, of = (notice.about or "").partition("/")
    called = ABOUT.get(kind, UNPLANNED)
    duty = plan.readiness.duties.get(DutyId(of)) if kind == "duty" else None
    name = duty.name if duty is not None else Text(zh=of, en=of)
    return Text(zh=f"{called.zh} {name.zh}", en=f"{called.en} {name.en}")


def _incident(incident: Incident, plan: Plan) -> Text:
    playbook = plan.playbooks.get(incident.type)
    zone = plan.zones.get(incident.zone) if incident.zone is not None else None
    what = playbook.name if playbook is not None else UNPLANNED
    where = zone.name if zone is not None else SOMEWHERE
    number = f"{incident.number:04d}"
    return Text(zh=f"{number} {what.zh}·{where.zh}", en=f"incident {number}: {what.en}, {where.en}")


def seq_mark(notice: Notice) -> str:
    """Return `#seq` of the entry that issued the notice."""
    return "#" + notice.id.removeprefix("n").partition("-")[0]
