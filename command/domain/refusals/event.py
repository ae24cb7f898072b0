"""Noes about the event, its clock and its plan."""

from dataclasses import dataclass
from typing import ClassVar

from command.domain.plan import Text
from command.domain.refusals.reason import Refusal
from command.domain.states import Phase


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
