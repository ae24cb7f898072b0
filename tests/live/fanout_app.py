"""A small application that says the same thing to its sockets in each of the ways there are."""

import orjson
from flask import Flask, Response
from flask_socketio import SocketIO

from command.live.fanout import Outlets, install
from command.live.rooms import Wire

SAID = {"seq": 7, "docs": [{"id": "1", "what": '有人晕倒 "x" </script>'}], "line": None}


def create_app(way: str = "direct") -> Flask:
    """Make it with the product's way to its sockets, or without any of our own."""
    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="gevent", transports=["websocket"], json=_Json)
    engine = socketio.server.eio
    outlets = install(engine) if way == "direct" else Outlets()
    wire = Wire(outlets, engine.send)

    @app.get("/by-us")
    def by_us() -> Response:
        sids = list(engine.sockets)
        wire.send("entry", orjson.dumps(SAID), sids)
        return Response(str(sum(outlets.of(sid) is not None for sid in sids)))

    @app.get("/by-the-library")
    def by_the_library() -> Response:
        socketio.emit("entry", SAID)
        return Response("ok")

    @app.get("/healthz")
    def healthz() -> Response:
        return Response("ok")

    return app


class _Json:
    """orjson where the library would use its own."""

    @staticmethod
    def dumps(value: object, **_options: object) -> str:
        """Write as our messages are written."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str) -> object:
        """Read."""
        return orjson.loads(text)
