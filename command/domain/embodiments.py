"""
What the system itself does about a clause that no element of the plan's data can carry.

A plan's clauses.yaml names these under `embodied_by`. Each capability is a part of the code that
runs: it names the actions, facts or documents that prove it, and the page where one sees it. A
clause that only says what the plan is for is carried by the plan's own page and by nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from command.domain.actions import (
    ActivatePlan,
    ApproveSitrep,
    ArriveAtPost,
    AssignUnit,
    CheckIn,
    CheckOut,
    CompleteDirective,
    DecideRequest,
    DraftRequest,
    IssueDirective,
    MarkAbsent,
    MarkPresent,
    MobiliseAgency,
    OpenEvent,
    PhoneSitrep,
    ReadBackDirective,
    RecordCasualties,
    Report,
    RequisitionSupply,
    ReturnSupply,
    SendSitrep,
    SetUpScene,
    StrikeEntry,
    TickStep,
    TransferCommand,
)
from command.domain.directive import Directive
from command.domain.facts import (
    AgencyMobilised,
    CheckedIn,
    DeadlineMissed,
    DueMissed,
    NoticeIssued,
    NoticeOutcome,
    PersonAbsent,
    PersonPresent,
    PlanActivated,
    RequestSent,
    RungPassed,
    SitrepDrafted,
    SupplyRequisitioned,
    UnitsMustered,
)
from command.domain.mobilisation import Mobilisation
from command.domain.muster import Muster
from command.domain.plan import Text
from command.domain.request import Request
from command.domain.requisition import Requisition
from command.domain.scene import Scene
from command.domain.sitrep import Sitrep


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """A part of the running system that embodies clauses of some kinds."""

    id: str
    name: Text
    kinds: frozenset[str]
    """The kinds of clause that it can carry."""
    page: str
    """The page where one sees it."""
    proofs: tuple[type, ...]
    """The actions, facts and documents without which it would not be."""


def _of(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


_ALL: Final = (
    Capability(
        id="log-of-record",
        name=Text(
            zh="不可改的记录：谁何时知情、谁何时处置",
            en="The record nobody can rewrite: who was told, who acted, and when",
        ),
        kinds=_of("liability"),
        page="replay",
        proofs=(NoticeIssued, NoticeOutcome, StrikeEntry),
    ),
    Capability(
        id="supervision",
        name=Text(zh="督办：超时清单与逐级上报", en="Supervision: what is late, and who is told"),
        kinds=_of("authority", "duty"),
        page="dispatch",
        proofs=(DeadlineMissed, NoticeIssued),
    ),
    Capability(
        id="roster",
        name=Text(zh="在岗：领导和负责人是否到位", en="The roster: who is in place and who is not"),
        kinds=_of("requirement", "org"),
        page="readiness",
        proofs=(CheckIn, CheckOut, CheckedIn, MarkAbsent, MarkPresent, PersonAbsent, PersonPresent),
    ),
    Capability(
        id="succession",
        name=Text(zh="继任：不在位时找谁", en="Succession: who answers for whoever is away"),
        kinds=_of("org", "requirement"),
        page="dispatch",
        proofs=(PersonAbsent, RungPassed),
    ),
    Capability(
        id="named-tasks",
        name=Text(
            zh="派单与清单：任务落到队伍和步骤",
            en="Sending and checklists: each task has a unit and a step",
        ),
        kinds=_of("requirement", "duty", "task"),
        page="dispatch",
        proofs=(AssignUnit, TickStep),
    ),
    Capability(
        id="activation",
        name=Text(zh="启动预案", en="Activation of the plan"),
        kinds=_of("authority"),
        page="dispatch",
        proofs=(ActivatePlan, PlanActivated),
    ),
    Capability(
        id="requisition",
        name=Text(
            zh="调用登记：凭谁、向谁、调用什么、何时归还",
            en="Requisition: what, from whom, by whose authority, and when it is back",
        ),
        kinds=_of("authority"),
        page="dispatch",
        proofs=(RequisitionSupply, ReturnSupply, SupplyRequisitioned, Requisition),
    ),
    Capability(
        id="mobilisation",
        name=Text(
            zh="调度外部单位：呼叫、答复、到达、放回",
            en="Mobilisation: an agency called, answering, here, let go",
        ),
        kinds=_of("authority", "duty"),
        page="dispatch",
        proofs=(MobiliseAgency, AgencyMobilised, Mobilisation),
    ),
    Capability(
        id="directives",
        name=Text(
            zh="指令闭环：下达、复诵、完成，谁还没答复",
            en="Orders as a closed loop: given, read back, done, and who hasn't yet",
        ),
        kinds=_of("authority", "duty"),
        page="dispatch",
        proofs=(IssueDirective, ReadBackDirective, CompleteDirective, DueMissed, Directive),
    ),
    Capability(
        id="muster",
        name=Text(
            zh="到岗：启动预案后各队到位与迟到",
            en="The muster: who is at their post, and who is late",
        ),
        kinds=_of("duty"),
        page="wall",
        proofs=(ArriveAtPost, UnitsMustered, Muster),
    ),
    Capability(
        id="scene-headquarters",
        name=Text(
            zh="现场指挥部：指挥权、目标、警戒范围、管制、伤亡",
            en="The scene headquarters: command, objectives, bounds, traffic, casualties",
        ),
        kinds=_of("duty", "org"),
        page="dispatch",
        proofs=(SetUpScene, TransferCommand, RecordCasualties, Scene),
    ),
    Capability(
        id="request-above",
        name=Text(
            zh="向市、自治区请示：拟稿、批准、发出、答复",
            en="Requests to the city and the region: drafted, approved, sent, answered",
        ),
        kinds=_of("authority"),
        page="dispatch",
        proofs=(DraftRequest, DecideRequest, RequestSent, Request),
    ),
    Capability(
        id="sitreps",
        name=Text(
            zh="情况报告：电话先报，初报、续报、终报按时起草、批准、报送",
            en="Situation reports: by phone, then in writing; drafted, approved and sent in time",
        ),
        kinds=_of("authority", "duty"),
        page="dispatch",
        proofs=(Sitrep, SitrepDrafted, ApproveSitrep, SendSitrep, PhoneSitrep, DueMissed),
    ),
    Capability(
        id="reporting",
        name=Text(
            zh="人人可报：手机上报即派单",
            en="Everybody may report: from a phone straight to a group",
        ),
        kinds=_of("principle", "duty"),
        page="field",
        proofs=(Report,),
    ),
    Capability(
        id="plan-page",
        name=Text(
            zh="预案页：逐条看依据，落到谁、到哪一步",
            en="The plan's page: each clause, what stands on it and how far that is",
        ),
        kinds=_of("purpose", "principle", "scope"),
        page="plan",
        proofs=(OpenEvent,),
    ),
)

CAPABILITIES: Final[Mapping[str, Capability]] = {one.id: one for one in _ALL}
"""By id, as clauses.yaml refers to them."""
