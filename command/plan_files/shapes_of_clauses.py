"""The shape of clauses.yaml: the written plan, a clause in a few words."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from command.domain.embodiments import CAPABILITIES
from command.plan_files.words import (
    CapabilityRef,
    ClauseName,
    Shape,
    TextShape,
    distinct,
    wrong,
)


class ClauseShape(Shape):
    """A clause of the written plan in a few words of our own."""

    id: ClauseName
    kind: Literal[
        "fact", "org", "duty", "authority", "situation", "task", "requirement", "purpose",
        "principle", "scope", "liability",
    ]  # fmt: skip
    gist: TextShape
    embodied_by: Annotated[list[CapabilityRef], AfterValidator(distinct)] = Field(
        default_factory=list
    )

    @model_validator(mode="after")
    def _carried_by_what_can(self) -> Self:
        for name in self.embodied_by:
            if self.kind not in CAPABILITIES[name].kinds:
                kinds = ", ".join(sorted(CAPABILITIES[name].kinds))
                what = f"'{name}' cannot carry a clause of the kind '{self.kind}'"
                raise wrong(what, f"It carries: {kinds}. Name another, or bind an element")
        return self


class ClausesShape(Shape):
    """clauses.yaml, in the written plan's order."""

    clauses: Annotated[list[ClauseShape], Field(min_length=1)]
