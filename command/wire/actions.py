"""
What somebody asked for, as JSON: one model an action, made from the domain's own classes.

Types and names come from `command/domain/actions.py`; this file adds only length and form.
The OpenAPI document is made of the same models. Next: command/desk.py
"""

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from types import GenericAlias
from typing import Annotated, Any, Final, Literal, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model

from command.domain import actions as a
from command.domain.event import FASTEST, EventTime
from command.domain.identifiers import ActionId, Instant
from command.domain.plain import class_name, field_names
from command.domain.scene import SitePoint
from command.domain.states import Severity
from command.wire.strict import Fault, Malformed, decode

MAX_BATCH: Final = 50
MAX_WORDS: Final = 2_000
MAX_MANY: Final = 100
"""Of anything that an action lists."""
_LATEST: Final = 4_102_444_800_000
"""The year 2100 in ms: a phone whose clock says more is broken."""


def _only_whole(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("must be 1, 2, 3 or 4")
    return value


_NAME = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,47}$", strict=True)]
_FORMS: Final[dict[str, Any]] = {
    "Words": Annotated[str, Field(min_length=1, max_length=MAX_WORDS, pattern=r"\S")],
    "IncidentNumber": Annotated[int, Field(ge=1, le=10**9)],
    "Seq": Annotated[int, Field(ge=1, le=10**12)],
    "Instant": Annotated[int, Field(ge=0, le=_LATEST)],
    "AssignmentId": Annotated[str, Field(pattern=r"^[0-9]{1,10}-[0-9]{1,6}$")],
    "NoticeId": Annotated[str, Field(pattern=r"^n[0-9]{1,12}-[0-9]{1,4}$")],
    "MeasureId": Annotated[str, Field(pattern=r"^t[0-9]{1,12}$")],
    "RequestId": Annotated[str, Field(pattern=r"^q[0-9]{1,12}$")],
    "PostId": _NAME,
    "RequisitionId": Annotated[str, Field(pattern=r"^r[0-9]{1,12}$")],
    "MobilisationId": Annotated[str, Field(pattern=r"^m[0-9]{1,12}$")],
    "SupplyId": _NAME,
    "AgencyId": _NAME,
    "DirectiveId": Annotated[str, Field(pattern=r"^d[0-9]{1,12}$")],
    "Addressee": Annotated[
        str,
        Field(
            pattern=r"^(unit|group|post|person)/[a-z0-9][a-z0-9-]{0,47}$",
            strict=True,
            description="unit/…, group/…, post/… or person/…",
        ),
    ],
    "SitrepId": Annotated[str, Field(pattern=r"^s[0-9]{1,10}-[0-9]{1,6}$")],
    "RecipientId": _NAME,
    "Seconds": Annotated[int, Field(ge=1, le=86_400)],
    "Count": Annotated[int, Field(ge=0, le=10**6)],
    "GoId": Annotated[str, Field(pattern=r"^[1-9][0-9]{0,5}$")],
    "MediaDigest": Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")],
    "DutyId": _NAME,
    "PersonId": _NAME,
    "UnitId": _NAME,
    "ZoneId": _NAME,
    "TypeId": _NAME,
    "StepId": _NAME,
    "GroupId": _NAME,
    "CircumstanceId": _NAME,
}
_COUNT = Annotated[int, Field(ge=0, le=10**9)]
"""Of things or people."""
_POSITION = Annotated[
    tuple[
        Annotated[int, Field(ge=-900_000_000, le=900_000_000, strict=True)],
        Annotated[int, Field(ge=-1_800_000_000, le=1_800_000_000, strict=True)],
    ],
    Field(strict=False, description="latitude and longitude in 1e-7 degree"),
]
_SITE_POINT = Annotated[
    tuple[_COUNT, _COUNT],
    Field(strict=False, description="x and y on the site plan, 0 to 1000 each way"),
]
_SEVERITY = Annotated[
    Severity, Field(strict=False, description="1 (worst) to 4"), BeforeValidator(_only_whole)
]

ASKED_ELSEWHERE: Final = frozenset(
    {a.OpenEvent, a.AdoptPlan, a.RecordRecovery, a.MissDeadline, a.RecordNoticeOutcome}
)
"""The command line, the watch and the workers ask for these on the machine itself."""


class _Envelope(BaseModel):
    """What every action has: an id of the client's making, and when it happened."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22,64}$", description="128 random bits")]
    occurred_at: Annotated[
        int | None, Field(ge=0, le=_LATEST, description="event clock, ms; absent: now")
    ] = None


class _EventTime(BaseModel):
    """At `real_at` the drill's clock shows `event_at`, and runs `rate` times as fast; 0: paused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, title="EventTime")

    event_at: Annotated[int, Field(ge=0, le=_LATEST)]
    real_at: Annotated[int, Field(ge=0, le=_LATEST)]
    rate: Annotated[int, Field(ge=0, le=FASTEST)]


def _model(kind: type) -> type[_Envelope]:
    hints = get_type_hints(kind)
    name = class_name(kind)
    made: dict[str, Any] = {"type": (Literal[name], ...)}
    for field in fields(kind):
        default = ... if field.default is MISSING else field.default
        made[field.name] = (_form(hints[field.name]), default)
    return cast(
        "type[_Envelope]",
        create_model(kind.__name__, __base__=_Envelope, __doc__=kind.__doc__, **made),
    )


def _form(hint: Any) -> Any:
    """The constrained type for a field of the domain."""
    options = get_args(hint)
    if get_origin(hint) is tuple and options[-1] is Ellipsis:
        many = GenericAlias(tuple, (_form(options[0]), ...))
        return Annotated[many, Field(max_length=MAX_MANY, strict=False)]
    if type(None) in options:
        (some,) = [option for option in options if option is not type(None)]
        return _form(some) | None
    if options and all(getattr(one, "__name__", "") == "Micro" for one in options):
        return _POSITION
    if hint == SitePoint:
        return _SITE_POINT
    if hint is Severity:
        return _SEVERITY
    if hint is EventTime:
        return _EventTime
    if hint is int:
        return _COUNT
    name = getattr(hint, "__name__", "")
    if hasattr(hint, "__supertype__"):
        return _FORMS[name]
    lax = Annotated[hint, Field(strict=False)]
    return lax if isinstance(hint, type) and hint is not bool else hint


ACTIONS: Final[dict[str, type]] = {
    class_name(kind): kind for kind in get_args(a.Action) if kind not in ASKED_ELSEWHERE
}
ACTION_MODELS: Final[dict[str, type[_Envelope]]] = {
    name: _model(kind) for name, kind in ACTIONS.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An action as it came in, with its id and the time the sender gives."""

    id: ActionId
    occurred_at: Instant | None
    action: a.Action


def parse(body: bytes) -> tuple[list[Asked | tuple[str, Malformed]], bool]:
    """
    Read one action, or up to fifty under ``actions``.

    Returns:
        Each action read, or its id and its faults; and whether it was a batch.

    Raises:
        Malformed: the body itself, or a single action, cannot be read.
    """
    raw = decode(body)
    if not isinstance(raw, dict):
        raise Malformed(Fault("body", "must be an object"))
    if "actions" not in raw:
        return [parse_action(raw)], False
    return [_parse_each(one, place) for place, one in enumerate(_batch(raw))], True


def _batch(raw: dict[str, Any]) -> Sequence[Any]:
    unknown = [Fault(name or "body", "unknown field") for name in raw if name != "actions"]
    batch = raw["actions"]
    if not isinstance(batch, list) or not 1 <= len(batch) <= MAX_BATCH:
        unknown.append(Fault("actions", f"must be a list of 1 to {MAX_BATCH}"))
    if unknown:
        raise Malformed(*unknown)
    return cast("Sequence[Any]", batch)


def _parse_each(raw: Any, place: int) -> Asked | tuple[str, Malformed]:
    try:
        return parse_action(raw)
    except Malformed as malformed:
        named = [Fault(f"actions[{place}].{e.field}", e.message) for e in malformed.errors]
        identifier = raw.get("id") if isinstance(raw, dict) else None
        return (identifier if isinstance(identifier, str) else "", Malformed(*named))


def parse_action(raw: Any) -> Asked:
    """
    Read one action from its decoded JSON.

    Raises:
        Malformed: with every field that is wrong, at once.
    """
    if not isinstance(raw, dict):
        raise Malformed(Fault("body", "must be an object"))
    name = raw.get("type")
    if not isinstance(name, str) or name not in ACTIONS:
        raise Malformed(Fault("type", f"must be one of {', '.join(sorted(ACTIONS))}"))
    try:
        model = ACTION_MODELS[name].model_validate(raw)
    except ValidationError as error:
        raise Malformed(*(_fault(one) for one in error.errors(include_url=False))) from None
    return Asked(
        id=ActionId(model.id),
        occurred_at=None if model.occurred_at is None else Instant(model.occurred_at),
        action=_action(ACTIONS[name], model),
    )


def _action(kind: type, model: BaseModel) -> a.Action:
    values = {name: _value(getattr(model, name)) for name in field_names(kind)}
    return cast("a.Action", kind(**values))


def _value(read: Any) -> Any:
    return EventTime(**read.model_dump()) if isinstance(read, _EventTime) else read


def _fault(error: Any) -> Fault:
    where = ".".join(str(part) for part in error["loc"]) or "body"
    message = "unknown field" if error["type"] == "extra_forbidden" else error["msg"]
    return Fault(where, message)
