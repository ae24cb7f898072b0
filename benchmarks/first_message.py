"""What a page gets first when 1,000 incidents are open, compressed as the server sends it."""

import gzip
from collections.abc import Iterator

import orjson

from benchmarks.day import Day, the_plan
from benchmarks.ratio import Bound
from command.domain.authority import Role
from command.domain.identifiers import EventId
from command.domain.views import View, project

OPEN_INCIDENTS = 1_000


def main() -> Iterator[Bound]:
    """Fill a board, project it for a wall, compress it."""
    day = Day(the_plan(), EventId("measuring"), open_at_once=OPEN_INCIDENTS + 150)
    for _ in day.entries(OPEN_INCIDENTS * 12):
        if len(day.board.open_incidents()) >= OPEN_INCIDENTS:
            break
    documents = day.board.documents
    wall = View(role=Role.WALL)
    every = [documents.event, *documents.units.values(), *documents.going.values()]
    shown = [project(wall, one, texts=_some_words) for one in every if one is not None]
    message = orjson.dumps({"docs": shown})
    print(f"  {len(documents.going):,} incidents, {len(message):,} bytes before")
    yield Bound(
        name="first message with 1,000 open incidents",
        value=len(gzip.compress(message, 6)) / 1000,
        unit="kB",
        goal=150,
    )


def _some_words(words: str) -> str:
    """A line as people type it: no two alike, so that compression is not flattered."""
    number = int(words[2:10], 16)
    return f"检票口{number % 97}号西侧第{number % 31}级台阶，{number % 13}人，已隔开{number % 1009}"


if __name__ == "__main__":
    for figure in main():
        print(figure)
