"""Tells people where to look, once the pages answer; and when a drill has come to its end."""

import http.client
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import click

from command.cli import demo
from command.cli.asking import desk_of
from command.cli.here import Here
from command.cli.running import Running
from command.clock import stopwatch_s
from command.store.connect import StoreAway
from command.supervise.loop import Supervisor

_ONLY_HERE: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_ASK_EVERY_S: Final = 0.3
_ANSWERS_WITHIN_S: Final = 1.0


class Announcer:
    """Looks between two looks of the supervisor; says each thing once."""

    def __init__(self, running: Running, supervisor: Supervisor, place: Here) -> None:
        """Take what runs."""
        self._running = running
        self._supervisor = supervisor
        self._place = place
        self._demo: demo.Demo | None = None
        self._asked_s = 0.0
        self._is_ready = False
        self._is_over = False

    def prepare_demo(self, *, fresh: bool, name: str | None) -> None:
        """Have a drill to be played when the pages answer."""
        self._demo = demo.prepare(self._place, fresh=fresh, name=name)

    def look(self) -> None:
        """Say what there is to say; while the store is away, later."""
        try:
            self._look()
        except StoreAway:
            return

    def _look(self) -> None:
        if not self._is_ready and self._has_answered():
            self._tell()
            self._is_ready = True
        if self._demo is not None and not self._is_over and self._supervisor.has_finished("drill"):
            self._is_over = True
            click.echo(
                f"\n演练脚本已播完，可继续操作；重新开始：{self._demo.again}\n"
                "The drill's script has ended; the drill goes on. Another one: "
                f"{self._demo.again}\n"
            )

    def _tell(self) -> None:
        settings = self._running.settings
        if self._demo is None:
            click.echo(f"\n登高 Denggao  {settings.public_url}\n停止 stop: Ctrl-C\n")
            return
        plan = self._demo.plan
        at = datetime.fromtimestamp(
            desk_of(self._place, self._demo.event).now() / 1000, ZoneInfo(plan.timezone)
        )
        for line in demo.told(self._demo, settings.public_url, f"{at:%Y-%m-%d %H:%M}"):
            click.echo(line)
        if settings.host in _ONLY_HERE:
            click.echo(
                "  手机须能连到本机 for a real phone on the same network: "
                "denggao up --demo --host 0.0.0.0\n"
            )
        self._running.start_drill(self._demo.event, str(self._demo.script))

    def _has_answered(self) -> bool:
        if stopwatch_s() - self._asked_s < _ASK_EVERY_S:
            return False
        self._asked_s = stopwatch_s()
        settings = self._running.settings
        host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host
        line = http.client.HTTPConnection(host, settings.port, timeout=_ANSWERS_WITHIN_S)
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()
