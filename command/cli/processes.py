"""
Commands that become a process: everything at once (`up`), or one part.

`web`, `watch` and `worker` replace this process, so that a signal reaches the part itself.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from command.cli.announcing import Announcer
from command.cli.becoming import become
from command.cli.here import here
from command.cli.running import APP, Running, reachable_host
from command.clock import SystemClock
from command.embedded.folder import DataFolder, lock_for_up
from command.settings import Settings, read_settings
from command.supervise.journal import Journal
from command.supervise.listening import listen
from command.supervise.loop import Supervisor

_PORT = click.IntRange(1, 65535)

_host = click.option("--host", help="Address to listen on. [default: 127.0.0.1]")
_port = click.option("--port", type=_PORT, help="Port to listen on. [default: 8000]")


@click.command()
@click.option("--demo", is_flag=True, help="Play a drill of the plan's day 演示.")
@click.option("--plan", help="With --demo: which plan. [default: what playbooks/default names]")
@click.option("--fresh", is_flag=True, help="With --demo: begin another drill 重新演练.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Data folder 数据目录. [default: data]",
)
@_host
@_port
def up(
    demo: bool,
    plan: str | None,
    fresh: bool,
    data: Path | None,
    host: str | None,
    port: int | None,
) -> None:
    """Run everything on this machine: store, pages, watch, worker 启动全部."""
    if fresh and not demo:
        raise click.UsageError("--fresh begins another --demo.")
    if plan is not None and not demo:
        raise click.UsageError("--plan says whose --demo it is.")
    settings = _settings(data, host, port)
    folder = DataFolder(settings.data)
    folder.make()
    lock = lock_for_up(folder)
    listener = listen(settings.host, settings.port)
    settings = _listening(settings, listener.getsockname()[1])
    settings = replace(settings, secret=settings.secret or folder.secret())
    supervisor = Supervisor(Journal(folder.root / "log", SystemClock()).say)
    supervisor.obey_signals()
    with supervisor:
        running = Running(settings, supervisor, listener)
        place = running.start_store()
        announcer = Announcer(running, supervisor, place)
        if demo:
            announcer.prepare_demo(fresh=fresh, name=plan)
        running.start_parts()
        supervisor.each_time = announcer.look
        supervisor.run()
    lock.release()
    click.echo("已停止 Stopped.", err=True)


@click.command()
@_host
@_port
def web(host: str | None, port: int | None) -> None:
    """Serve the pages and the API 网页与接口."""
    place = here()
    place.folder.make()
    place = replace(place, settings=replace(place.settings, secret=place.secret.decode()))
    bind = f"{host or place.settings.host}:{port or place.settings.port}"
    become(place, "-m", "gunicorn", "-c", "python:workers.serving", "-b", bind, APP)


@click.command()
def watch() -> None:
    """See to it that no deadline passes unnoticed 时限值守."""
    become(here(), "-m", "workers", "watch")


@click.command()
def worker() -> None:
    """Tell people what the log says they are to be told 发送通知."""
    become(here(), "-m", "workers", "worker")


def _settings(data: Path | None, host: str | None, port: int | None) -> Settings:
    """Read the settings, what was said on the command line first."""
    said = {
        "DENGGAO_DATA": data and str(data),
        "DENGGAO_HOST": host,
        "DENGGAO_PORT": port and str(port),
    }
    chosen = {name: value for name, value in said.items() if value}
    return read_settings({**os.environ, **chosen})


def _listening(settings: Settings, port: int) -> Settings:
    """Say the address that people type, unless the operator did."""
    if port != settings.port:
        sys.stderr.write(
            f"端口 {settings.port} 被占用，改用 {port}。\n"
            f"Port {settings.port} is taken; using {port}.\n"
        )
    if os.environ.get("DENGGAO_PUBLIC_URL"):
        return replace(settings, port=port)
    url = f"http://{reachable_host(settings.host)}:{port}"
    return replace(settings, port=port, public_url=url)
