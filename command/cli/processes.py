"""
Commands that become a process: everything at once (`up`), or one part.

`web`, `watch` and `worker` replace this process, so that a signal reaches the part itself.
"""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click


@click.command()
@click.option("--demo", is_flag=True, help="Play a drill of the Double Ninth day. 演示")
@click.option("--fresh", is_flag=True, help="With --demo: begin another drill. 重新开始演练")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    envvar="DENGGAO_DATA",
    show_default=True,
    help="The data folder. 数据目录",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def up(demo: bool, fresh: bool, data: Path, port: int, host: str) -> None:
    """Run everything on this machine: store, web, watch, worker. 启动全部"""
    raise click.ClickException("not wired yet")


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def web(port: int, host: str) -> None:
    """Serve the pages and the API. Needs REDIS_URL. 网页与接口"""
    gunicorn = ["gunicorn", "-c", "python:command.cli.serving", "-b", f"{host}:{port}"]
    _become("-m", *gunicorn, "command.app:create_app()")


@click.command()
def watch() -> None:
    """See to it that no deadline passes unnoticed. Needs REDIS_URL. 值守时限"""
    _become("-m", "workers", "watch")


@click.command()
def worker() -> None:
    """Tell people what the log says they're told. Needs REDIS_URL. 发送通知"""
    _become("-m", "workers", "worker")


def _become(*words: str) -> NoReturn:
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *words])
