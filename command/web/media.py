"""
Photos that prove something: taken in by whoever may do the duty, shown to whoever reads the board.

A file lies in the data folder under its SHA-256; an action names that, and the log holds nothing
else of it. Must never serve what it can't tell for a picture: it is shown in people's browsers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

import gevent
from flask import Request, Response, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.request_body import RequestBody
from flask_openapi.models.tag import Tag
from pydantic import Field
from werkzeug.exceptions import RequestEntityTooLarge

from command.clock import Clock
from command.domain.actions import CompleteDuty
from command.domain.authority import TABLE, Role
from command.store.media import AboutMedia, MediaFolder, MediaIndex
from command.web import shapes
from command.web.answers import answer
from command.web.boards import Reading
from command.web.described import READING, gives, problems
from command.web.failures import NoSuchThing, NotAPicture, PictureTooLarge
from command.web.limits import ACTIONS
from command.web.paths import EVENT, EventPath

_TAKERS: Final = tuple(TABLE[CompleteDuty])
_READERS: Final = (
    Role.ADMIN,
    Role.COMMANDER,
    Role.DISPATCHER,
    Role.GROUP_LEAD,
    Role.REVIEWER,
)
_COST: Final = 20
"""Of the limit on actions: nobody photographs as fast as they tap."""
_ONLY_ITSELF: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"

_BEGINS: Final[dict[str, Callable[[bytes], bool]]] = {
    "image/jpeg": lambda body: body.startswith(b"\xff\xd8\xff"),
    "image/png": lambda body: body.startswith(b"\x89PNG\r\n\x1a\n"),
    "image/webp": lambda body: body[:4] == b"RIFF" and body[8:12] == b"WEBP",
}
"""How a file of each type begins: what it calls itself is not enough to show it to people."""


class MediaPath(EventPath):
    """An address of a photo."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Darkroom:
    """What taking photos in and showing them needs."""

    reading: Reading
    folder: MediaFolder
    index: MediaIndex
    clock: Clock
    largest_bytes: int


def blueprint(room: Darkroom) -> APIBlueprint:
    """Make the two routes."""
    routes = APIBlueprint("media", __name__, abp_tags=[Tag(name="media")])
    guard = room.reading.guard

    @routes.post(
        EVENT + "/media",
        operation_id="keep_photo",
        summary="Keep a photo; an action names it by the digest in the answer",
        request_body=RequestBody.model_validate({"content": _PICTURES, "required": True}),
        responses={
            200: gives(shapes.MediaDocument, "Kept."),
            **problems(*READING, 413, 415),
        },
    )
    def keep(path: EventPath) -> Response:
        visitor, _ = room.reading.enter(path.event)
        guard.require_role(visitor, *_TAKERS)
        room.reading.limits.take(ACTIONS, visitor.key, cost=_COST)
        body = _picture_of(request, room.largest_bytes)
        # It waits for the disk; the pages must not.
        digest: str = gevent.get_hub().threadpool.apply(room.folder.put, ([body],))
        about = AboutMedia(
            digest=digest,
            event=path.event,
            media_type=request.mimetype,
            size_bytes=len(body),
            kept_at=room.clock.now(),
        )
        room.index.add(about)
        return answer({"digest": digest, "size_bytes": about.size_bytes})

    @routes.get(
        EVENT + "/media/<digest>",
        operation_id="photo",
        summary="A photo by its digest",
        responses={
            200: {"description": "The photo.", "content": _PICTURES},
            **problems(*READING),
        },
    )
    def show(path: MediaPath) -> Response:
        visitor, _ = room.reading.enter(path.event)
        guard.require_role(visitor, *_READERS)
        about = room.index.find(path.event, path.digest)
        body = None
        if about is not None:
            body = gevent.get_hub().threadpool.apply(room.folder.read, (path.digest,))
        if about is None or body is None:
            raise NoSuchThing("digest")
        response = Response(body, mimetype=about.media_type)
        response.headers["Content-Security-Policy"] = _ONLY_ITSELF
        response.headers["Content-Disposition"] = "inline"
        return response

    return routes


_PICTURES: Final[dict[str, object]] = {
    name: {"schema": {"type": "string", "format": "binary"}} for name in _BEGINS
}


def _picture_of(asked: Request, largest_bytes: int) -> bytes:
    """
    Take the body as a picture of the type it says.

    Raises:
        NotAPicture: no type we show, or the bytes are another.
        PictureTooLarge: more than this installation keeps.
    """
    begins = _BEGINS.get(asked.mimetype)
    if begins is None:
        raise NotAPicture
    # One more than is kept, as with actions: what is cut there is then too long.
    asked.max_content_length = largest_bytes + 1
    try:
        body = asked.get_data(cache=False)
    except RequestEntityTooLarge:
        raise PictureTooLarge from None
    if len(body) > largest_bytes:
        raise PictureTooLarge
    if not begins(body):
        raise NotAPicture
    return body
