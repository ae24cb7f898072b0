"""What every reasoned no has: a code, words for the asker, a hint for HTTP."""

from dataclasses import dataclass
from typing import ClassVar

from command.domain.plan import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What every refusal has: a code, words in both languages, the HTTP status that fits."""

    code: ClassVar[str]
    status_hint: ClassVar[int]

    @property
    def words(self) -> Text:
        """What to tell the asker."""
        raise NotImplementedError
