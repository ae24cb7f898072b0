"""When the board that a process shows was last known to be the log's."""

from command.clock import stopwatch_s
from command.domain import actions as a
from command.live.fanout import Outlets
from command.live.hall import Hall
from command.live.rooms import Rooms, Wire
from command.past import Past
from command.store.log import Log
from command.store.snapshots import Snapshots
from tests.cast import EVENT, FIRE
from tests.desk.desks import a_place, ask
from tests.valkey import Valkey


def test_a_board_is_as_young_as_the_last_entry_its_own_desk_folded(store: Valkey) -> None:
    with a_place(store.url) as place:
        desk, log = place.opened(), Log(place.client(), EVENT)
        past = Past(log, Snapshots(place.client(to_write=True), EVENT))
        rooms = Rooms(Wire(Outlets(), lambda _sid, _text: None))
        hall = Hall(desk=desk, log=log, past=past, clock=place.clock, rooms=rooms)
        began_s = stopwatch_s() - hall.age_s

        ask(desk, place, a.Report(incident_type=FIRE))

        assert stopwatch_s() - hall.age_s > began_s
