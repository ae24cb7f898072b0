"""JSON answers: encoded by orjson, compressed where that pays and the client takes it."""

import gzip

import orjson
from flask import Request, Response

JSON = "application/json"
COMPRESS_FROM = 1024
_LEVEL = 5


def answer(body: object, status: int = 200) -> Response:
    """Answer with a value as JSON."""
    return Response(orjson.dumps(body), status=status, mimetype=JSON)


def encoded(body: bytes, mimetype: str = JSON) -> Response:
    """Answer with JSON that is encoded already."""
    return Response(body, mimetype=mimetype)


def compressed(body: bytes) -> Response:
    """Answer with JSON that is encoded and compressed already; made once, sent to many."""
    response = Response(body, mimetype=JSON)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def accepts_gzip(request: Request) -> bool:
    """Say whether the client takes gzip."""
    return request.accept_encodings.quality("gzip") > 0


def squeeze(response: Response, request: Request) -> Response:
    """Compress a JSON answer of some size, unless it is compressed or streamed."""
    if response.is_streamed or "Content-Encoding" in response.headers:
        return response
    if "json" not in (response.mimetype or ""):
        return response
    body = response.get_data()
    if len(body) >= COMPRESS_FROM and accepts_gzip(request):
        response.set_data(pack(body))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response


def pack(body: bytes) -> bytes:
    """Compress, the same bytes for the same body."""
    return gzip.compress(body, compresslevel=_LEVEL, mtime=0)
