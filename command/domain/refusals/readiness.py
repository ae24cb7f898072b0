"""Noes about what has to be ready before the gates open."""

from dataclasses import dataclass
from typing import ClassVar

from command.domain.identifiers import (
    DutyId,
)
from command.domain.plan import Text
from command.domain.refusals.reason import Refusal
from command.domain.states import Decision, DutyStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNeeded(Refusal):
    """The duty is done only when somebody shows it."""

    code: ClassVar[str] = "evidence-needed"
    status_hint: ClassVar[int] = 422
    duty: DutyId

    @property
    def words(self) -> Text:
        return Text(
            zh="此项须附证据：写明所见，或附照片（evidence、photo）。",
            en="This duty needs evidence: say what was seen, or give a photo (evidence, photo).",
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
