"""Noes about orders and reports upward."""

from dataclasses import dataclass
from typing import ClassVar

from command.domain.identifiers import (
    Addressee,
    DirectiveId,
    SitrepId,
)
from command.domain.plan import Text
from command.domain.refusals.reason import Refusal


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
