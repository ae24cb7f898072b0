"""Noes about what command calls on: supplies, agencies, musters, scenes."""

from dataclasses import dataclass
from typing import ClassVar

from command.domain.identifiers import (
    IncidentNumber,
)
from command.domain.plan import Text
from command.domain.refusals.reason import Refusal


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
