"""
What the fan-out relies on inside the libraries, held against the installed ones.

If one of these fails after an upgrade, `command/live/fanout.py` no longer reaches the sockets:
pages are then served by plain emit, slower, until it's put right.
"""

import inspect
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
import requests
import simple_websocket
from engineio.async_drivers import gevent as driver
from engineio.socket import Socket as EngineSocket

from tests.ports import free_port
from tests.web.stack import ROOT, Socket, until


@pytest.fixture(scope="module", params=["direct", "plain"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Serve the small application one way or the other; return its address and the way."""
    port, way = free_port(), str(request.param)
    words = ["-k", "gevent", "--no-control-socket", "-b", f"127.0.0.1:{port}"]
    app = f"tests.live.fanout_app:create_app('{way}')"
    with (tmp_path_factory.mktemp(way) / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *words, "--graceful-timeout", "1", app],
            cwd=ROOT, stdout=log, stderr=log,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        until(lambda: _answers(url), 30, what="the application")
        yield url, way
    finally:
        process.terminate()
        process.wait(10)


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/healthz", timeout=2).ok
    except requests.RequestException:
        return False


def test_we_send_the_very_bytes_that_the_library_would(served: tuple[str, str]) -> None:
    url, way = served
    socket = Socket(url, None)

    with_outlet = requests.get(f"{url}/by-us", timeout=5).text
    by_us = socket.raw()
    requests.get(f"{url}/by-the-library", timeout=5)
    by_the_library = socket.raw()

    socket.close()
    assert by_us == by_the_library
    assert by_us.startswith('42["entry",{"seq":7')
    assert with_outlet == ("1" if way == "direct" else "0")


@pytest.mark.parametrize("served", ["direct"], indirect=True)
def test_offered_compression_is_not_taken_up(served: tuple[str, str]) -> None:
    offer = ["Sec-WebSocket-Extensions: permessage-deflate"]

    socket = Socket(served[0], None, header_more=offer)

    socket.close()
    assert "sec-websocket-extensions" not in socket.line.headers


def test_the_engine_hands_its_handler_to_the_driver_named_websocket() -> None:
    source = inspect.getsource(EngineSocket._upgrade_websocket)

    assert "self.server._async['websocket']" in source
    assert "self._websocket_handler" in source
    assert "websocket" in driver._async


def test_the_engine_uses_of_a_websocket_only_what_ours_has() -> None:
    source = inspect.getsource(EngineSocket._websocket_handler)

    used = {word.split("(")[0] for word in source.replace("ws.", "\nws.").split() if "ws." in word}
    assert {word.removeprefix("ws.") for word in used if word.startswith("ws.")} <= {
        "wait", "send", "close",
    }  # fmt: skip


def test_the_websocket_reads_its_line_from_where_gunicorn_puts_it() -> None:
    source = inspect.getsource(simple_websocket.Server.__init__)

    assert "environ.get('gunicorn.socket')" in source


def test_a_dead_package_that_would_take_the_sockets_over_is_not_installed() -> None:
    assert find_spec("geventwebsocket") is None
