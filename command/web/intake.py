"""Takes a body as strict JSON and holds it to a form, or names every fault."""

from typing import TypeVar

from flask import Request
from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from command.web.answers import JSON
from command.web.failures import TooLarge, WrongContent
from command.wire.strict import MAX_BODY_BYTES, Fault, Malformed, decode

_PLAIN_ENCODINGS = frozenset({"", "identity"})
_UTF_8 = frozenset({"utf-8", "utf8"})


class Form(BaseModel):
    """What a small JSON body must look like; unknown fields are faults."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


F = TypeVar("F", bound=BaseModel)


def body_of(request: Request) -> bytes:
    """
    Take the body of a JSON request.

    Raises:
        WrongContent: another content type or charset, or compressed: a small bomb would
            become a large body.
        TooLarge: more than any action needs.
    """
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype != JSON or charset not in _UTF_8:
        raise WrongContent
    if request.headers.get("Content-Encoding", "").strip().lower() not in _PLAIN_ENCODINGS:
        raise WrongContent
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise TooLarge from None
    if len(body) > MAX_BODY_BYTES:
        raise TooLarge
    return body


def form_of(model: type[F], request: Request) -> F:
    """
    Read a body as one of our forms.

    Raises:
        Malformed: with every field that isn't as it has to be.
    """
    try:
        return model.model_validate(decode(body_of(request)))
    except ValidationError as error:
        raise malformed(error) from None


def malformed(error: ValidationError) -> Malformed:
    """Name the fields of pydantic's error, without the values that were sent."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    faults = [Fault(_path(one["loc"]), one["msg"]) for one in details]
    return Malformed(*faults)


def _path(place: tuple[int | str, ...]) -> str:
    path = ""
    for step in place:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.removeprefix(".") or "body"
