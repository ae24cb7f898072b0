"""
Reasoned noes: one class a reason, with words for the asker and a hint for HTTP.

A refusal is an answer, not a failure: nothing was written, and it says what to do instead.
"""

from dataclasses import dataclass
from typing import ClassVar

from command.domain.identifiers import (
    Addressee,
    DirectiveId,
    DutyId,
    IncidentNumber,
    Instant,
    PersonId,
    SitrepId,
    UnitId,
)
from command.domain.plan import Text
from command.domain.states import Decision, DutyStatus, IncidentStatus, Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What every refusal has: a code, words in both languages, the HTTP status that fits."""

    code: ClassVar[str]
    status_hint: ClassVar[int]

    @property
    def words(self) -> Text:
        """What to tell the asker."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Refusal):
    """No such thing here. `field` names the action's field, `value` what it held."""

    code: ClassVar[str] = "unknown"
    status_hint: ClassVar[int] = 404
    field: str
    value: str

    @property
    def words(self) -> Text:
        return Text(
            zh=f"{self.field}：没有“{self.value}”。请核对后重发。",
            en=f"{self.field}: there is no “{self.value}”. Check it and send again.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAllowed(Refusal):
    """This role, or this person, may not ask for that."""

    code: ClassVar[str] = "not-allowed"
    status_hint: ClassVar[int] = 403
    role: str
    action: str
    why: str = "role"
    """``role``, ``own_unit``, ``own_group``, ``own_duty``, ``own_incident``,
    ``own_notice``, ``own_directive``, ``critical_order``, ``verified``,
    ``approver`` or ``commander``."""

    @property
    def words(self) -> Text:
        zh, en = _NOT_ALLOWED[self.why]
        return Text(zh=zh, en=en)


_NOT_ALLOWED = {
    "role": ("此身份不能做这项操作。请找调度席。", "This role may not do that. Ask dispatch."),
    "own_unit": ("只能报本队的情况。", "You can speak for your own unit only."),
    "own_group": ("只能处理本组的事件和队伍。", "You can act for your own group only."),
    "own_duty": ("这项任务不由本队负责。", "That duty is not your unit's."),
    "own_incident": ("本队没有派往该事件。", "Your unit is not on that incident."),
    "own_notice": ("这条通知不是发给你的。", "That notice was sent to somebody else."),
    "own_directive": ("这条指令不是下给你的。", "That order was given to somebody else."),
    "critical_order": (
        "停止放行、疏散、停止活动由总指挥或代行人下令；代为传达须写明是谁的指令。",
        "The commander, or who acts, gives that order; passing it on, say whose it is.",
    ),
    "approver": (
        "须由总指挥、预案所定签发人或其代行人批准。",
        "Only the commander, or the post that the plan names, approves reports.",
    ),
    "verified": (
        "核实须由指挥席或牵头组确认，请按上报登记。",
        "Only the desk or the lead group verifies. Report it instead.",
    ),
    "commander": (
        "须由总指挥或代行人决定。",
        "Only the commander, or who acts for them, decides that.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Refusal):
    """The same action id came before with other content: one of the two is a mistake."""

    code: ClassVar[str] = "action-id-reused"
    status_hint: ClassVar[int] = 409

    @property
    def words(self) -> Text:
        return Text(
            zh="同一编号的操作内容不同，未执行。请重新操作。",
            en="This action id came before with other content. Nothing was done; ask anew.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongStatus(Refusal):
    """The incident is not in a state in which that can be said of it."""

    code: ClassVar[str] = "wrong-status"
    status_hint: ClassVar[int] = 409
    incident: IncidentNumber
    status: IncidentStatus
    merged_into: IncidentNumber | None = None

    @property
    def words(self) -> Text:
        zh, en = _STATUS[self.status]
        if self.merged_into is not None:
            zh, en = f"已并入 {self.merged_into:04d}", f"merged into {self.merged_into}"
        return Text(
            zh=f"事件 {self.incident:04d} {zh}，不能这样操作。",
            en=f"Incident {self.incident} is {en}; that cannot be done now.",
        )


_STATUS = {
    IncidentStatus.REPORTED: ("待核实", "not triaged yet"),
    IncidentStatus.CONFIRMED: ("正在处置", "being handled"),
    IncidentStatus.CONTROLLED: ("已控制", "controlled"),
    IncidentStatus.RESOLVED: ("已处置完毕", "resolved"),
    IncidentStatus.CLOSED: ("已办结", "closed"),
    IncidentStatus.MERGED: ("已并案", "merged"),
    IncidentStatus.DISMISSED: ("已撤销", "dismissed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCommitted(Refusal):
    """The unit is bound elsewhere; the asker must choose to divert it or let it hold both."""

    code: ClassVar[str] = "unit-committed"
    status_hint: ClassVar[int] = 409
    unit: UnitId
    incidents: tuple[IncidentNumber, ...]

    @property
    def words(self) -> Text:
        zh = "、".join(f"{number:04d}" for number in self.incidents)
        en = ", ".join(str(number) for number in self.incidents)
        return Text(
            zh=f"该队伍正在处置 {zh}。选择转派，或让其兼顾。",
            en=f"The unit is committed to incident {en}. Divert it, or let it hold both.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitUnavailable(Refusal):
    """The unit said it cannot be sent."""

    code: ClassVar[str] = "unit-unavailable"
    status_hint: ClassVar[int] = 409
    unit: UnitId

    @property
    def words(self) -> Text:
        return Text(zh="该队伍已停用，不能派。", en="The unit is out of service.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAssigned(Refusal):
    """The unit was never sent to that incident."""

    code: ClassVar[str] = "not-assigned"
    status_hint: ClassVar[int] = 409
    unit: UnitId
    incident: IncidentNumber

    @property
    def words(self) -> Text:
        return Text(
            zh=f"该队伍没有派往事件 {self.incident:04d}。",
            en=f"The unit was not sent to incident {self.incident}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SameIncident(Refusal):
    """An incident cannot be merged into itself, or into one merged already into it."""

    code: ClassVar[str] = "same-incident"
    status_hint: ClassVar[int] = 422
    incident: IncidentNumber

    @property
    def words(self) -> Text:
        return Text(
            zh="不能并入自己。请选另一事件。", en="It is the same incident. Choose another one."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPhase(Refusal):
    """Phases follow each other; none is jumped."""

    code: ClassVar[str] = "wrong-phase"
    status_hint: ClassVar[int] = 409
    phase: Phase
    asked: Phase

    @property
    def words(self) -> Text:
        return Text(
            zh=f"当前阶段不能直接转到该阶段（{self.phase} → {self.asked}）。",
            en=f"The event cannot go from {self.phase} to {self.asked}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveClock(Refusal):
    """A live event runs by the clock on the wall."""

    code: ClassVar[str] = "live-clock"
    status_hint: ClassVar[int] = 409

    @property
    def words(self) -> Text:
        return Text(zh="实战活动的时钟不能改。", en="The clock of a live event cannot be changed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongRate(Refusal):
    """No clock can keep that rate."""

    code: ClassVar[str] = "wrong-rate"
    status_hint: ClassVar[int] = 422
    rate: int
    fastest: int

    @property
    def words(self) -> Text:
        return Text(
            zh=f"演练倍速须为 0 到 {self.fastest}。",
            en=f"A drill's clock runs 0 to {self.fastest} times as fast, not {self.rate}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotStrike(Refusal):
    """Only notes, steps of units and ticked steps of this incident are struck."""

    code: ClassVar[str] = "cannot-strike"
    status_hint: ClassVar[int] = 422
    seq: int

    @property
    def words(self) -> Text:
        return Text(
            zh=f"第 {self.seq} 条不能撤销。只能撤销本事件的记录、队伍进度和要点。",
            en=f"Entry {self.seq} cannot be struck: only notes, steps of units and ticks can.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderEnded(Refusal):
    """Everyone on the ladder has been told."""

    code: ClassVar[str] = "ladder-ended"
    status_hint: ClassVar[int] = 409
    incident: IncidentNumber

    @property
    def words(self) -> Text:
        return Text(
            zh="已逐级报到最高一级，没有再上一级。", en="Every rung has been told; none is left."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRequest(Refusal):
    """No request waits for a decision."""

    code: ClassVar[str] = "no-request"
    status_hint: ClassVar[int] = 409
    incident: IncidentNumber | None

    @property
    def words(self) -> Text:
        return Text(zh="没有待批的请求。", en="No request waits for a decision.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDueYet(Refusal):
    """A watch whose clock runs ahead; the desk's clock decides."""

    code: ClassVar[str] = "not-due-yet"
    status_hint: ClassVar[int] = 409
    due_at: Instant

    @property
    def words(self) -> Text:
        return Text(zh="时限未到。", en="That deadline has not passed yet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsForThemselves(Refusal):
    """Nobody acts for themselves, and nobody absent acts for another. Source: A26."""

    code: ClassVar[str] = "cannot-act"
    status_hint: ClassVar[int] = 422
    person: PersonId

    @property
    def words(self) -> Text:
        return Text(
            zh="代行人须为在位的另一人。", en="Who acts must be somebody else, and in place."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingSaid(Refusal):
    """The action has no content: at least one of its optional fields is needed."""

    code: ClassVar[str] = "nothing-said"
    status_hint: ClassVar[int] = 422
    fields: tuple[str, ...]

    @property
    def words(self) -> Text:
        names = "、".join(self.fields)
        return Text(
            zh=f"至少填写一项：{names}。",
            en=f"Give at least one of {', '.join(self.fields)}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventExists(Refusal):
    """This log has been opened before."""

    code: ClassVar[str] = "event-exists"
    status_hint: ClassVar[int] = 409

    @property
    def words(self) -> Text:
        return Text(zh="该活动已经建立。", en="This event has been opened already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNotOpen(Refusal):
    """Nothing can be asked of an event whose log has not begun, or which is closed."""

    code: ClassVar[str] = "event-not-open"
    status_hint: ClassVar[int] = 409

    @property
    def words(self) -> Text:
        return Text(zh="活动未建立或已收尾。", en="The event has not been opened, or is closed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherPlan(Refusal):
    """An event keeps its plan for good; only another version of that plan can be adopted."""

    code: ClassVar[str] = "another-plan"
    status_hint: ClassVar[int] = 409
    plan: str

    @property
    def words(self) -> Text:
        return Text(
            zh=f"本活动只能采用预案 {self.plan} 的新版本。",
            en=f"This event can only adopt another version of the plan {self.plan}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherVersion(Refusal):
    """The event has meanwhile gone on by another version of its plan, `digest`."""

    code: ClassVar[str] = "another-version"
    status_hint: ClassVar[int] = 409
    field: str
    value: str
    digest: str

    @property
    def words(self) -> Text:
        used, asked = self.digest[:12], self.value[:12]
        return Text(
            zh=f"{self.field}：活动现用预案版本 {used}，不是 {asked}。请重新比较后再采用。",
            en=f"{self.field}: the event goes by the version {used} now, not {asked}. "
            "Compare with that one and adopt again.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StillInUse(Refusal):
    """The new version of the plan lacks what running incidents or absences still name."""

    code: ClassVar[str] = "still-in-use"
    status_hint: ClassVar[int] = 409
    names: tuple[str, ...]

    @property
    def words(self) -> Text:
        return Text(
            zh=f"新预案缺少在办事件仍在使用的：{'、'.join(self.names)}。",
            en=f"The new plan lacks what is still in use: {', '.join(self.names)}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNow(Refusal):
    """What the action names is not at the point where that can be said of it."""

    code: ClassVar[str] = "not-now"
    status_hint: ClassVar[int] = 409
    field: str
    value: str
    status: str

    @property
    def words(self) -> Text:
        return Text(
            zh=f"{self.field}：{self.value} 当前状态为 {self.status}，不能这样操作。",
            en=f"{self.field}: {self.value} is {self.status}; that cannot be done now.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMany(Refusal):
    """More than there is. `left` is what can still be had."""

    code: ClassVar[str] = "too-many"
    status_hint: ClassVar[int] = 409
    field: str
    asked: int
    left: int

    @property
    def words(self) -> Text:
        return Text(
            zh=f"{self.field}：只剩 {self.left}，不够 {self.asked}。",
            en=f"{self.field}: only {self.left} left, not {self.asked}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFew(Refusal):
    """Less than makes sense."""

    code: ClassVar[str] = "too-few"
    status_hint: ClassVar[int] = 422
    field: str
    asked: int
    least: int

    @property
    def words(self) -> Text:
        return Text(
            zh=f"{self.field}：至少为 {self.least}，不能是 {self.asked}。",
            en=f"{self.field}: at least {self.least}, not {self.asked}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePassed(Refusal):
    """A time to come was asked for and one that has passed was given."""

    code: ClassVar[str] = "time-passed"
    status_hint: ClassVar[int] = 422
    field: str

    @property
    def words(self) -> Text:
        return Text(
            zh=f"{self.field}：时间已过，请填以后的时间。",
            en=f"{self.field}: that time has passed. Give one to come.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSite(Refusal):
    """Only an agency that is not on site is called; of the others a unit is sent. Source: A11."""

    code: ClassVar[str] = "on-site"
    status_hint: ClassVar[int] = 422
    agency: str

    @property
    def words(self) -> Text:
        return Text(
            zh=f"agency：{self.agency} 就在现场，请派它的队伍。",
            en=f"agency: {self.agency} is on site. Send one of its units.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveVoid(Refusal):
    """The order was withdrawn, replaced, or completed by everybody: nothing is left to say."""

    code: ClassVar[str] = "directive-void"
    status_hint: ClassVar[int] = 409
    directive: DirectiveId

    @property
    def words(self) -> Text:
        return Text(
            zh="该指令已撤回、已被替代或已全部完成。",
            en="That order was withdrawn, replaced, or is complete.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReadBack(Refusal):
    """A critical order is read back before anything follows from it."""

    code: ClassVar[str] = "not-read-back"
    status_hint: ClassVar[int] = 409
    addressee: Addressee

    @property
    def words(self) -> Text:
        return Text(
            zh="该指令须先复诵无误。",
            en="That order has to be read back, and rightly, first.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyAnswered(Refusal):
    """The addressee has completed or declined the order; another one says otherwise."""

    code: ClassVar[str] = "already-answered"
    status_hint: ClassVar[int] = 409
    addressee: Addressee

    @property
    def words(self) -> Text:
        return Text(
            zh="对方已答复完成或不能执行。如需另办，请另下指令。",
            en="They have completed or declined it already. Give another order instead.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMuster(Refusal):
    """No muster runs: the contingency plan is not in force. Source: A22."""

    code: ClassVar[str] = "no-muster"
    status_hint: ClassVar[int] = 409

    @property
    def words(self) -> Text:
        return Text(
            zh="预案未启动，没有要求到岗。",
            en="The contingency plan is not in force; nobody is called to a post.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyInPlace(Refusal):
    """Nobody stands on the post, nor acts for who does. Source: A26."""

    code: ClassVar[str] = "nobody-in-place"
    status_hint: ClassVar[int] = 409
    field: str
    value: str

    @property
    def words(self) -> Text:
        return Text(
            zh=f"{self.field}：{self.value} 无人在位，也无代行人。",
            en=f"{self.field}: nobody is in place as {self.value}, nor acts for them.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoScene(Refusal):
    """There is no headquarters whose command could pass on. Source: A12."""

    code: ClassVar[str] = "no-scene"
    status_hint: ClassVar[int] = 409
    incident: IncidentNumber

    @property
    def words(self) -> Text:
        return Text(
            zh=f"事件 {self.incident:04d} 尚未设立现场指挥部。",
            en=f"Incident {self.incident} has no scene headquarters yet.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnOutline(Refusal):
    """Too few corners, too many, or some that are off the site plan."""

    code: ClassVar[str] = "not-an-outline"
    status_hint: ClassVar[int] = 422
    field: str
    most: int
    side: int

    @property
    def words(self) -> Text:
        return Text(
            zh=f"{self.field}：须为 3 到 {self.most} 个不同的点，坐标 0 到 {self.side}。",
            en=f"{self.field}: give 3 to {self.most} different points, each 0 to {self.side}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfRange(Refusal):
    """A number that cannot be. `field` names the action's field."""

    code: ClassVar[str] = "out-of-range"
    status_hint: ClassVar[int] = 422
    field: str
    least: int
    most: int

    @property
    def words(self) -> Text:
        return Text(
            zh=f"{self.field}：须在 {self.least} 到 {self.most} 之间。",
            en=f"{self.field}: must be {self.least} to {self.most}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNeeded(Refusal):
    """The duty is done only when somebody shows it."""

    code: ClassVar[str] = "evidence-needed"
    status_hint: ClassVar[int] = 422
    duty: DutyId

    @property
    def words(self) -> Text:
        return Text(
            zh="此项须附证据：写明所见，或附照片摘要（evidence、photo）。",
            en="This duty needs evidence: say what was seen, or give a photo's digest "
            "(evidence, photo).",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongDutyStatus(Refusal):
    """The duty is done or dropped."""

    code: ClassVar[str] = "wrong-duty-status"
    status_hint: ClassVar[int] = 409
    duty: DutyId
    status: DutyStatus

    @property
    def words(self) -> Text:
        if self.status is DutyStatus.DONE:
            return Text(zh="该任务已完成。如有误，请先重开。", en="It is done. Reopen it first.")
        return Text(zh="现行预案已无此任务。", en="The plan in force doesn't ask for it any more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionsAskedFor(Refusal):
    """A conditional go names its conditions; any other decision has none."""

    code: ClassVar[str] = "conditions"
    status_hint: ClassVar[int] = 422
    decision: Decision

    @property
    def words(self) -> Text:
        if self.decision is Decision.CONDITIONAL_GO:
            return Text(
                zh="有条件放行须列出条件（conditions）。",
                en="A conditional go lists its conditions (conditions).",
            )
        return Text(
            zh="只有“有条件放行”可以列条件（conditions）。",
            en="Only a conditional go has conditions (conditions).",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsOpen(Refusal):
    """Something is late, not proved closed or unmanned: no plain go."""

    code: ClassVar[str] = "points-open"
    status_hint: ClassVar[int] = 409
    points: tuple[str, ...]

    @property
    def words(self) -> Text:
        return Text(
            zh=f"尚有未完成事项：{'、'.join(self.points)}。可改为有条件放行并列出条件。",
            en=f"Still open: {', '.join(self.points)}. Decide a conditional go and name the "
            "conditions.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GoNeeded(Refusal):
    """Nobody signed that the gates may open. Source: P5.1."""

    code: ClassVar[str] = "go-needed"
    status_hint: ClassVar[int] = 409

    @property
    def words(self) -> Text:
        return Text(
            zh="总指挥尚未签发放行，不能开放入场。",
            en="The commander has not signed that the gates may open.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SitrepChanged(Refusal):
    """What was read is not what the draft says now."""

    code: ClassVar[str] = "sitrep-changed"
    status_hint: ClassVar[int] = 409
    sitrep: SitrepId

    @property
    def words(self) -> Text:
        return Text(
            zh="报告在你阅后又有改动，请重新阅看再批准。",
            en="The report was changed after you read it. Read it again, then approve.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SitrepNotApproved(Refusal):
    """A report is sent once somebody who may has approved it."""

    code: ClassVar[str] = "sitrep-not-approved"
    status_hint: ClassVar[int] = 409
    sitrep: SitrepId

    @property
    def words(self) -> Text:
        return Text(zh="报告尚未批准，不能报送。", en="The report is not approved yet.")
