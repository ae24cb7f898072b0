"""The shape of incidents/<type>.yaml: what one type needs, by when, and what to do."""

from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from command.plan_files.shapes import Ladder
from command.plan_files.shapes_of_routes import GRADES, Grade, TypeRouteShape
from command.plan_files.words import (
    Agencies,
    AgencyRef,
    CrewedKindRef,
    FamilyRef,
    GroupRef,
    IconName,
    Id,
    SecondsShape,
    Shape,
    SituationRef,
    Source,
    TextShape,
    wrong,
)


class SeverityShape(Shape):
    """How a new incident is graded before a person says otherwise."""

    default: Grade
    injured: Grade
    unknown: Grade

    @model_validator(mode="after")
    def _injuries_never_make_it_milder(self) -> Self:
        if GRADES.index(self.injured) > GRADES.index(self.default):
            raise wrong("with people hurt it is graded milder", "Make `injured` as grave or graver")
        return self


class TargetShape(Shape):
    """By when, in seconds; each counts as `Targets` in the domain says."""

    dispatch_s: SecondsShape
    acknowledge_s: SecondsShape
    on_scene_s: SecondsShape
    control_s: SecondsShape
    answer_s: SecondsShape

    @model_validator(mode="after")
    def _in_the_order_of_the_day(self) -> Self:
        if not self.dispatch_s <= self.on_scene_s <= self.control_s:
            hint = "dispatch_s, on_scene_s and control_s all count from the report and rise"
            raise wrong("targets are out of order", hint)
        return self


class TargetsShape(Shape):
    """One set of targets for each severity."""

    I: TargetShape
    II: TargetShape
    III: TargetShape
    IV: TargetShape


class StepShape(Shape):
    """A line of the checklist. Phases as in the annex, article 4."""

    id: Id
    phase: Annotated[int, Field(ge=1, le=6)]
    agency: AgencyRef
    text: TextShape
    source: Source


SHORT_MAX: Final = {"zh": 6, "en": 18}
"""As many letters as stand on a card of a third of a phone's width."""


def _is_short(given: TextShape) -> TextShape:
    for language, most in SHORT_MAX.items():
        if len(getattr(given, language)) > most:
            raise wrong(f"the short name in {language} is too long", f"At most {most} letters")
    return given


class IncidentShape(Shape):
    """incidents/<type>.yaml."""

    id: Id
    situation: SituationRef
    name: TextShape
    short: Annotated[TextShape, AfterValidator(_is_short)] | None = None
    family: FamilyRef | None = None
    icon: IconName
    severity: SeverityShape
    lead: GroupRef
    lead_source: Source | None = None
    """Where the first agency has its duty: why this group leads."""
    support: Agencies
    send: list[CrewedKindRef]
    targets: TargetsShape
    ladder: Ladder | None = None
    routes: list[TypeRouteShape] = Field(default_factory=list)
    checklist: Annotated[list[StepShape], Field(min_length=1)]
    first_actions: Annotated[list[TextShape], Field(min_length=1, max_length=8)]
    source: Source
