"""A muster, a scene with its headquarters, and requests upward, as the log keeps them."""

from command.domain import actions as a
from command.domain.identifiers import MeasureId, RequestId, Words
from command.domain.request import Level
from command.domain.scene import MeasureKind
from tests.build import REASON, Day, a_day
from tests.cast import ENGINE, FIRE, GATE, OFFICE, SCENE, TEMPLE, THE_COMMANDER, crew

TEXT = Words("w:text")


def commanding() -> Day:
    """Activate, arrive, command, pass it on, bound, close a road, count, ask, end."""
    day = a_day()
    day.ask(a.ActivatePlan(reason=REASON), THE_COMMANDER)
    day.wait(60).ask(a.ArriveAtPost(unit=ENGINE), crew(ENGINE))
    fire = day.report(FIRE, zone=TEMPLE)
    day.ask(a.SetUpScene(incident=fire, post=SCENE, zone=GATE, place=Words("w:place")))
    day.ask(a.TransferCommand(incident=fire, post=OFFICE, reason=REASON))
    day.ask(a.SetObjectives(incident=fire, objectives=(Words("w:first"), Words("w:second"))))
    day.ask(a.SetPerimeter(incident=fire, outline=((1, 2), (3, 4), (5, 0))))
    day.ask(a.SetPerimeter(incident=fire, radius_m=200))
    day.ask(a.ImposeMeasure(incident=fire, kind=MeasureKind.CLOSED, zone=GATE, place=TEXT))
    day.ask(a.LiftMeasure(incident=fire, measure=MeasureId(f"t{day.board.seq}")))
    day.ask(a.RecordCasualties(incident=fire, lightly_injured=3, trapped=1, text=TEXT))
    day.ask(a.RecordCasualties(incident=fire, lightly_injured=2, loss_yuan=50_000, verified=True))
    day.ask(a.DraftRequest(incident=fire, level=Level.CITY, text=TEXT))
    city = RequestId(f"q{day.board.seq}")
    day.ask(a.ReviseRequest(request=city, text=Words("w:better")))
    day.ask(a.DecideRequest(incident=fire, approve=True), THE_COMMANDER)
    day.ask(a.SendRequest(request=city))
    day.ask(a.AnswerRequest(request=city, granted=True, text=TEXT))
    day.ask(a.DraftRequest(level=Level.REGION, text=TEXT))
    region = RequestId(f"q{day.board.seq}")
    day.ask(a.DecideRequest(request=region, approve=False, reason=REASON), THE_COMMANDER)
    day.ask(a.EndActivation(), THE_COMMANDER)
    return day
