"""Noes about incidents, units and the ladder."""

from dataclasses import dataclass
from typing import ClassVar

from command.domain.identifiers import (
    IncidentNumber,
    Instant,
    PersonId,
    UnitId,
)
from command.domain.plan import Text
from command.domain.refusals.reason import Refusal
from command.domain.states import IncidentStatus


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
