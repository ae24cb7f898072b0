"""An event that can't be opened is left for a while, and tried again."""

import pytest

from command.setting_aside import AGAIN_AFTER_S, SettingAside
from command.store.chain import BrokenChain
from command.store.connect import StoreAway


class Opening:
    """Opens an event when told that it can, and counts how often it was asked."""

    def __init__(self, fault: Exception | None) -> None:
        """Take what is wrong."""
        self.fault = fault
        self.asked = 0

    def __call__(self) -> str:
        """Open."""
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        return "a desk"


class Stopwatch:
    """A stopwatch moved by hand."""

    now_s = 1_000.0

    def __call__(self) -> float:
        """Read it."""
        return self.now_s


@pytest.mark.parametrize(
    "fault", [BrokenChain(3, "it was altered"), KeyError("a rule that breaks")]
)
def test_an_event_at_fault_is_asked_for_again_after_a_while(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    stopwatch, opening = Stopwatch(), Opening(fault)
    aside = SettingAside(stopwatch)

    assert [aside.opened("day", opening) for _ in range(3)] == [None] * 3
    assert opening.asked == 1
    assert "event=day can't be opened" in caplog.text

    opening.fault = None
    stopwatch.now_s += AGAIN_AFTER_S
    assert aside.opened("day", opening) == "a desk"


def test_an_event_that_opens_is_asked_for_each_time() -> None:
    opening = Opening(None)
    aside = SettingAside()

    assert [aside.opened("day", opening) for _ in range(2)] == ["a desk"] * 2
    assert opening.asked == 2


def test_a_store_that_is_away_is_no_fault_of_the_event() -> None:
    opening = Opening(StoreAway("it does not answer"))
    aside = SettingAside()

    for _ in range(2):
        with pytest.raises(StoreAway):
            aside.opened("day", opening)

    assert opening.asked == 2
