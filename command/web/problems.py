"""
The only place where what went wrong becomes an HTTP answer: `application/problem+json`.

Must never tell a client anything of our insides, nor a server log anything people typed.
Source: RFC 9457.
"""

import secrets
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import orjson
import structlog
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from command.domain.plain import field_names, plain
from command.domain.plan import Text
from command.domain.refusals import Refusal
from command.store.connect import StoreAway
from command.web import failures
from command.web.language import language_of, words_in
from command.web.wording import DETAILS, TITLES, UNEXPECTED
from command.wire.strict import Fault, Malformed

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:denggao:problem:"
RETRY_AFTER_S = 2

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One answer that is a no. `more` are members beside those RFC 9457 names."""

    status: int
    code: str
    detail: Text
    more: dict[str, object] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def register(app: Flask) -> None:
    """Have every failure of this application answered here."""
    app.register_error_handler(Exception, answer_failure)


def answer_failure(failure: Exception) -> Response:
    """Answer whatever was raised."""
    return respond(problem_of(failure))


def respond(problem: Problem) -> Response:
    """Write a problem in the asker's language."""
    body = document(problem, language_of(request))
    answer = Response(orjson.dumps(body), status=problem.status, mimetype=MEDIA_TYPE)
    answer.headers.update(problem.headers)
    answer.vary.update(("Accept-Language", "Cookie"))
    return answer


def document(problem: Problem, language: str) -> dict[str, object]:
    """Write a problem as the JSON that RFC 9457 describes, with our own members beside."""
    return {
        **problem.more,
        "type": TYPE_PREFIX + problem.code,
        "title": words_in(TITLES[problem.status], language),
        "status": problem.status,
        "detail": words_in(problem.detail, language),
        "code": problem.code,
    }


def problem_of(failure: Exception) -> Problem:
    """Say what to answer to a failure; what nobody foresaw becomes a 500 without a reason."""
    for kind, explain in _KNOWN:
        if isinstance(failure, kind):
            return explain(failure)
    return _unexpected(failure)


def problem_of_refusal(refusal: Refusal) -> Problem:
    """Say no as the domain says it, with what the refusal knows."""
    names = field_names(type(refusal))
    return Problem(
        status=refusal.status_hint,
        code=refusal.code,
        detail=refusal.words,
        more={_MEMBERS.get(name, name): plain(getattr(refusal, name)) for name in names},
    )


def problem_of_malformed(errors: Sequence[Fault]) -> Problem:
    """Name every field that isn't as it has to be."""
    named = [{"field": fault.field, "message": fault.message} for fault in errors]
    detail = DETAILS["malformed"]
    return Problem(status=400, code="malformed", detail=detail, more={"errors": named})


def _plain(status: int, code: str) -> Callable[[Exception], Problem]:
    return lambda _: Problem(status=status, code=code, detail=DETAILS[code])


def _malformed(failure: Exception) -> Problem:
    return problem_of_malformed(getattr(failure, "errors", ()))


def _no_such_thing(failure: Exception) -> Problem:
    more: dict[str, object] = {"field": getattr(failure, "field", "")}
    return Problem(status=404, code="not-found", detail=DETAILS["not-found"], more=more)


def _unauthenticated(_: Exception) -> Problem:
    return Problem(
        status=401,
        code="signed-out",
        detail=DETAILS["signed-out"],
        headers={"WWW-Authenticate": 'Bearer realm="denggao"'},
    )


def _too_many(failure: Exception) -> Problem:
    wait_s = getattr(failure, "retry_after_s", RETRY_AFTER_S)
    return Problem(
        status=429,
        code="too-many",
        detail=DETAILS["too-many"],
        more={"retry_after": wait_s},
        headers={"Retry-After": str(wait_s)},
    )


def _store_away(_: Exception) -> Problem:
    return Problem(
        status=503,
        code="store-away",
        detail=DETAILS["store-away"],
        more={"retry_after": RETRY_AFTER_S},
        headers={"Retry-After": str(RETRY_AFTER_S), "X-Denggao-Degraded": "store"},
    )


def _http(failure: Exception) -> Problem:
    status = getattr(failure, "code", None) or 500
    code = _HTTP_CODES.get(status)
    if code is None:
        return _unexpected(failure) if status >= UNEXPECTED else problem_of_malformed(())
    allowed = getattr(failure, "valid_methods", None)
    headers = {"Allow": ", ".join(sorted(allowed))} if allowed else {}
    return Problem(status=status, code=code, detail=DETAILS[code], headers=headers)


def _unexpected(failure: Exception) -> Problem:
    trace = secrets.token_hex(8)
    # The kind and the places only: a message may repeat what somebody typed.
    places = [f"{at.filename}:{at.lineno}" for at in traceback.extract_tb(failure.__traceback__)]
    _log.error("unexpected", trace=trace, kind=type(failure).__qualname__, places=places)
    return Problem(
        status=500, code="unexpected", detail=DETAILS["unexpected"], more={"trace": trace}
    )


# A refusal's own field that RFC 9457 has another meaning for.
_MEMBERS = {"status": "incident_status", "type": "incident_type"}

_HTTP_CODES = {
    404: "not-found",
    405: "wrong-method",
    413: "too-large",
    415: "wrong-content",
    429: "too-many",
}

_KNOWN: tuple[tuple[type[Exception], Callable[[Exception], Problem]], ...] = (
    (Malformed, _malformed),
    (failures.Unauthenticated, _unauthenticated),
    (failures.WrongCredentials, _plain(401, "wrong-credentials")),
    (failures.NotYours, _plain(403, "not-allowed")),
    (failures.ForeignOrigin, _plain(403, "foreign-origin")),
    (failures.NoSuchThing, _no_such_thing),
    (failures.WrongContent, _plain(415, "wrong-content")),
    (failures.NotAPicture, _plain(415, "not-a-picture")),
    (failures.PictureTooLarge, _plain(413, "picture-too-large")),
    (failures.TooLarge, _plain(413, "too-large")),
    (failures.TooMany, _too_many),
    (StoreAway, _store_away),
    (HTTPException, _http),
)
