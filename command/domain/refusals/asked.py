"""Noes about what was asked itself: whatever it is about."""

from dataclasses import dataclass
from typing import ClassVar

from command.domain.plan import Text
from command.domain.refusals.reason import Refusal


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
