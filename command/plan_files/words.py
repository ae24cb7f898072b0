"""The smallest parts of the files' shapes: ids, references, clauses, texts, times of day."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from command.domain.embodiments import CAPABILITIES
from command.domain.plan import INCIDENT_ICONS
from command.plan_files.faults import did_you_mean
from command.plan_files.references import Known

WANTS: Final = {
    "held post": "a post that somebody holds",
    "crewed kind": "a kind that a unit has",
    "closed zone": "a zone that the plan closes",
    "situation": "a clause of the kind 'situation'",
}


class Shape(BaseModel):
    """A mapping in a file: every key known, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def wrong(what: str, hint: str) -> PydanticCustomError:
    """Say what is wrong and what would do. Braces of the file's own words stay as they are."""
    return PydanticCustomError("plan", "{what}", {"what": what, "hint": hint})


def reference(kind: str) -> Callable[[str, ValidationInfo], str]:
    """Check that an id of this kind is defined somewhere in the plan."""

    def check(given: str, info: ValidationInfo) -> str:
        known = info.context
        if isinstance(known, Known) and known.lacks(kind, given):
            name = WANTS.get(kind, f"a known {kind}")
            raise wrong(f"'{given}' is not {name}", did_you_mean(given, known.of(kind)))
        return given

    return check


def distinct(given: list[str]) -> list[str]:
    """Refuse a list that says something twice."""
    again = [name for place, name in enumerate(given) if name in given[:place]]
    if again:
        raise wrong(f"'{again[0]}' is here twice", "Keep one of the two")
    return given


def _one_or_many(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _is_day(given: str) -> str:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as broken:
        raise wrong(f"'{given}' is not a day", 'Write it like "2020-10-25"') from broken


def _is_time(given: str) -> str:
    try:
        return time.fromisoformat(given).isoformat("minutes")
    except ValueError as broken:
        raise wrong(f"'{given}' is not a time of day", 'Write it like "10:30"') from broken


def _is_moment(given: str) -> str:
    day, _, at = given.partition(" ")
    try:
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(at)).isoformat(
            " ", "minutes"
        )
    except ValueError as broken:
        raise wrong(f"'{given}' is not a day and time", 'Write it like "2020-10-24 18:00"') from (
            broken
        )


def is_moment(given: object) -> bool:
    """Whether this is a day and time as `Moment` has them."""
    try:
        return isinstance(given, str) and bool(_is_moment(given))
    except PydanticCustomError:
        return False


def _is_timezone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError) as broken:
        raise wrong(f"no time zone '{given}'", "Write it like Asia/Shanghai") from broken
    return given


def _is_capability(given: str) -> str:
    if given not in CAPABILITIES:
        hint = did_you_mean(given, CAPABILITIES)
        raise wrong(f"'{given}' is nothing that the system does", hint)
    return given


def _is_icon(given: str) -> str:
    if given not in INCIDENT_ICONS:
        raise wrong(f"no icon '{given}'", did_you_mean(given, INCIDENT_ICONS))
    return given


def _refers(kind: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "minLength": 1, "x-refers-to": kind})


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
KindId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=40)]
"""A kind is never part of an address: it reads as one word of code."""

ClauseName = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$", max_length=16)]
Line = Annotated[str, Field(min_length=1, max_length=400, pattern=r"\S")]

AgencyRef = Annotated[str, AfterValidator(reference("agency")), _refers("agency")]
PersonRef = Annotated[str, AfterValidator(reference("person")), _refers("person")]
PostRef = Annotated[str, AfterValidator(reference("post")), _refers("post")]
HeldPostRef = Annotated[str, AfterValidator(reference("held post")), _refers("held post")]
GroupRef = Annotated[str, AfterValidator(reference("group")), _refers("group")]
UnitRef = Annotated[str, AfterValidator(reference("unit")), _refers("unit")]
TypeRef = Annotated[str, AfterValidator(reference("incident type")), _refers("incident type")]
KindRef = Annotated[str, AfterValidator(reference("unit kind")), _refers("unit kind")]
CrewedKindRef = Annotated[str, AfterValidator(reference("crewed kind")), _refers("crewed kind")]
ZoneRef = Annotated[str, AfterValidator(reference("zone")), _refers("zone")]
ClosedZoneRef = Annotated[str, AfterValidator(reference("closed zone")), _refers("closed zone")]
ClauseRef = Annotated[str, AfterValidator(reference("clause")), _refers("clause")]
SituationRef = Annotated[str, AfterValidator(reference("situation")), _refers("situation")]

CapabilityRef = Annotated[
    str,
    AfterValidator(_is_capability),
    WithJsonSchema({"type": "string", "enum": sorted(CAPABILITIES)}),
]
"""Something the system itself does."""

CircumstanceRef = Annotated[str, AfterValidator(reference("circumstance")), _refers("circumstance")]
FamilyRef = Annotated[str, AfterValidator(reference("family")), _refers("family")]

IconName = Annotated[
    str,
    AfterValidator(_is_icon),
    WithJsonSchema({"type": "string", "enum": list(INCIDENT_ICONS)}),
]
"""A picture that pages can draw."""

People = Annotated[list[PersonRef], AfterValidator(distinct)]
Groups = Annotated[list[GroupRef], AfterValidator(distinct)]
Types = Annotated[list[TypeRef], AfterValidator(distinct)]
Zones = Annotated[list[ZoneRef], AfterValidator(distinct)]
Circumstances = Annotated[list[CircumstanceRef], AfterValidator(distinct)]
CrewedKinds = Annotated[list[CrewedKindRef], AfterValidator(distinct)]
Agencies = Annotated[list[AgencyRef], AfterValidator(distinct)]
Clauses = Annotated[list[ClauseRef], Field(min_length=1), AfterValidator(distinct)]
Source = Annotated[
    Clauses,
    BeforeValidator(_one_or_many),
    WithJsonSchema(
        {
            "description": "The clause, or clauses, of the written plan that this stands on.",
            "anyOf": [
                {"type": "string", "x-refers-to": "clause"},
                {
                    "type": "array",
                    "minItems": 1,
                    "uniqueItems": True,
                    "items": {"type": "string", "x-refers-to": "clause"},
                },
            ],
        }
    ),
]
"""One clause or a list of them: ``source: A15.4``."""

SecondsShape = Annotated[int, Field(ge=1, le=86_400)]

Day = Annotated[str, AfterValidator(_is_day)]
TimeOfDay = Annotated[str, AfterValidator(_is_time)]
Moment = Annotated[str, AfterValidator(_is_moment)]
"""A day and time on site: ``2020-10-24 18:00``."""
TimeZoneName = Annotated[str, AfterValidator(_is_timezone)]


class TextShape(Shape):
    """Words for people, in both languages."""

    zh: Line
    en: Line
