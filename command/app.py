"""
The web application, put together: a list of its parts and of nothing else.

gunicorn makes one in each of its processes, after the fork, so that no two share a connection.
"""

import logging
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import structlog
from flask import Flask, Response, g, request
from flask_openapi.openapi import OpenAPI
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from command.clock import SystemClock
from command.desk import Desk
from command.domain.event import Event
from command.domain.identifiers import EventId
from command.domain.states import Phase
from command.embedded.folder import DataFolder
from command.live.fanout import LARGEST_FROM_CLIENT, Outlets, install
from command.live.halls import Halls, Sources
from command.live.rooms import Wire
from command.live.running import Live
from command.live.sockets import Sockets
from command.setting_aside import SettingAside
from command.settings import Settings, read_settings
from command.store.accounts import Accounts
from command.store.connect import connect
from command.store.events import Events
from command.store.heartbeats import Heartbeats
from command.store.invitations import Invitations
from command.store.log import Log
from command.store.media import MediaFolder, MediaIndex
from command.store.sessions import Sessions
from command.store.tail import Tail
from command.store.tokens import Tokens
from command.versions import NoSuchEvent
from command.web import (
    actions,
    boards,
    clauses,
    health,
    logs,
    media,
    openapi,
    pages,
    problems,
    sessions,
)
from command.web.answers import squeeze
from command.web.boards import Reading
from command.web.doorkeeper import Doorkeeper
from command.web.guard import Guard
from command.web.headers import dress, is_own_origin
from command.web.health import EventHealth, Health, Numbers
from command.web.limits import Limits
from command.web.sessions import SignIn, SigningIn
from command.web.visitors import Visitors
from command.wire.strict import MAX_BODY_BYTES
from command.wiring import Stores, build_desk, build_past, build_stores, build_versions

STATIC = Path(__file__).parent.parent / "static"
PING_EVERY_S = 15
GONE_AFTER_S = 20
_YEAR_S = 31_536_000
OPEN_DESKS = "open-desks"
"""Whoever runs the application finds the desks of its open events under this name."""
STANDBY_BEAT = "standby-beat"
"""And under this one how to say that it has looked after their deadlines."""


class NoSecret(Exception):
    """`DENGGAO_SECRET` isn't set; every process of an installation needs the same one."""


def create_app(settings: Settings | None = None) -> Flask:
    """
    Put the application together and set it going.

    Raises:
        NoRedis, UnsafeRedis, StoreAway: there's no store to work on, or not yet.
        NoSecret: codes couldn't be checked.
    """
    settings = settings or read_settings(os.environ)
    if settings.secret is None:
        raise NoSecret("DENGGAO_SECRET is not set. `denggao up` makes one for its own parts.")
    _log_as_json(settings)
    stores = build_stores(settings)
    clock = SystemClock()
    events = Events(stores.write)
    kept_sessions = Sessions(stores.write, clock)
    limits = Limits()

    app = openapi.new_app(__name__, static_folder=str(STATIC), static_url_path="/static")
    # One more than is taken: a body sent in chunks is cut here without a word, and then too long.
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES + 1
    socketio = _socketio(app, settings)
    outlets = install(socketio.server.eio)
    halls = Halls(_sources(settings, stores, clock), Wire(outlets, socketio.server.eio.send))
    visitors = Visitors(kept_sessions, Tokens(stores.write), halls)
    guard = Guard(visitors=visitors, public_url=settings.public_url)
    sockets = Sockets(socketio, halls, Doorkeeper(guard, limits))

    reading = Reading(guard=guard, halls=halls, limits=limits)
    signing_in = SigningIn(
        guard=guard,
        accounts=Accounts(stores.write),
        sessions=kept_sessions,
        invitations=Invitations(stores.write, clock, settings.secret.encode()),
        events=events,
        limits=limits,
    )
    numbers = Numbers(lambda: _health(halls, outlets))
    app.register_api(sessions.blueprint(signing_in))
    app.register_api(actions.blueprint(actions.Door(guard=guard, halls=halls, limits=limits)))
    app.register_api(boards.blueprint(reading))
    app.register_api(clauses.blueprint(reading, _files(settings, stores)))
    app.register_api(logs.blueprint(reading))
    app.register_api(media.blueprint(_darkroom(settings, stores, clock, reading)))
    app.register_blueprint(
        pages.blueprint(
            pages.Pages(guard=guard, events=events, files=pages.Files(root=STATIC), halls=halls)
        )
    )
    app.register_blueprint(health.blueprint(lambda: _health(halls, outlets), numbers))
    openapi.publish(app, [*actions.models(), SignIn], guard.cookie)
    problems.register(app)
    _around_requests(app, guard, numbers)
    if settings.proxies:
        hops = settings.proxies
        behind = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        # As Flask documents it; to the type checker `wsgi_app` is a method and nothing else.
        vars(app)["wsgi_app"] = behind
    aside = SettingAside()
    app.extensions[OPEN_DESKS] = lambda: _open_desks(halls, events, aside)
    heartbeats = Heartbeats(stores.write)
    app.extensions[STANDBY_BEAT] = lambda: heartbeats.beat("standby", clock.now())
    Live(halls, sockets).start()
    return app


def _files(settings: Settings, stores: Stores) -> clauses.Files:
    def files(event: str, digest: str) -> Mapping[str, bytes] | None:
        return build_versions(settings, EventId(event), stores).files(digest)

    return files


def _darkroom(
    settings: Settings, stores: Stores, clock: SystemClock, reading: Reading
) -> media.Darkroom:
    return media.Darkroom(
        reading=reading,
        folder=MediaFolder(DataFolder(settings.data).media, settings.largest_media),
        index=MediaIndex(stores.write),
        clock=clock,
        largest_bytes=settings.largest_media,
    )


def _open_desks(halls: Halls, events: Events, aside: SettingAside) -> list[Desk]:
    """Every event that has begun, isn't closed and can be opened, on the pages' own desks."""
    ids = [EventId(row.event) for row in events.every()]
    found = [aside.opened(event, partial(halls.of, event)) for event in ids]
    desks = [hall.desk for hall in found if hall is not None]
    return [one for one in desks if _is_open(one.board.documents.event)]


def _is_open(event: Event | None) -> bool:
    return event is not None and event.phase is not Phase.CLOSED


def _socketio(app: Flask, settings: Settings) -> SocketIO:
    def is_ours(origin: str, environ: dict[str, str]) -> bool:
        return is_own_origin(origin, environ.get("HTTP_HOST", ""), settings.public_url)

    return SocketIO(
        app,
        async_mode="gevent",
        manage_session=False,
        transports=["websocket"],
        max_http_buffer_size=LARGEST_FROM_CLIENT,
        ping_interval=PING_EVERY_S,
        ping_timeout=GONE_AFTER_S,
        cors_allowed_origins=is_ours,
    )


def _sources(settings: Settings, stores: Stores, clock: SystemClock) -> Sources:
    def desk(event: EventId) -> Desk | None:
        try:
            return build_desk(settings, event, stores=stores, clock=clock)
        except NoSuchEvent:
            return None

    return Sources(
        desk=desk,
        log=lambda event: Log(stores.read, event),
        past=lambda event: build_past(stores, event),
        tail=lambda desk: Tail(connect(stores.url, "tail"), desk.event_id, desk.head),
        heartbeats=Heartbeats(stores.write),
        clock=clock,
    )


def _around_requests(app: OpenAPI, guard: Guard, numbers: Numbers) -> None:
    def begin() -> None:
        g.began_s = health.started_s()

    def finish(response: Response) -> Response:
        route = str(request.url_rule or "none")
        numbers.count(route, response.status_code, health.started_s() - g.began_s)
        if request.endpoint == "static":
            _keep(response)
        return dress(squeeze(response, request), is_secure=guard.is_secure)

    app.before_request(begin)
    app.after_request(finish)


def _keep(response: Response) -> None:
    """Let browsers keep a file: for ever if its address names a version, else ask each time."""
    response.headers["Cache-Control"] = (
        f"public, max-age={_YEAR_S}, immutable" if "v" in request.args else "no-cache"
    )


def _health(halls: Halls, outlets: Outlets) -> Health:
    return Health(
        is_store_away=halls.is_store_away,
        lag_s=halls.lag_s,
        dropped_sockets=outlets.dropped,
        events=tuple(
            EventHealth(
                event=hall.desk.event_id,
                seq=hall.desk.board.seq,
                clients=len(hall.rooms),
                watch_age_ms=hall.signs.watch_age_ms,
                worker_age_ms=hall.signs.worker_age_ms,
                standby_age_ms=hall.signs.standby_age_ms,
                is_open=_is_open(hall.desk.board.documents.event),
            )
            for hall in halls.every()
        ),
    )


def _log_as_json(settings: Settings) -> None:
    level = logging.getLevelName(settings.log_level.upper())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
