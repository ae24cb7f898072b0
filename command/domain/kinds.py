"""
The kinds of document beside event, incident, unit and notice: one row each.

A row is all that boards, snapshots, pages and replays need to carry a kind. Its class is a frozen
dataclass without slots, known by `id`, with `v`, the entry that last changed it.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, Protocol

from command.domain.attendance import Attendance
from command.domain.directive import Directive
from command.domain.duty import Duty
from command.domain.go import Go
from command.domain.identifiers import Seq
from command.domain.mobilisation import Mobilisation
from command.domain.muster import Muster
from command.domain.request import Request
from command.domain.requisition import Requisition
from command.domain.scene import Scene
from command.domain.sitrep import Sitrep


class Kept(Protocol):
    """What every document of a further kind has."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> str:
        """What it is known by within its kind."""
        ...

    @property
    def v(self) -> Seq:
        """The entry that last changed it."""
        ...


KINDS: Final[Mapping[type, str]] = {
    Sitrep: "sitrep",
    Requisition: "requisition",
    Mobilisation: "mobilisation",
    Directive: "directive",
    Muster: "muster",
    Scene: "scene",
    Request: "request",
    Duty: "duty",
    Go: "go",
    Attendance: "attendance",
}
"""A class to what pages call its documents."""
