"""
Headers every answer carries, and the check that a request comes from our own pages.

Source: OWASP ASVS 5.0 3.4.1 to 3.4.6, 3.5.1 to 3.5.3.
"""

from urllib.parse import urlsplit

from flask import Response
from werkzeug.wrappers import Request

from command.web.failures import ForeignOrigin

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()"),
)
_ALWAYS_SECURE = (*_ALWAYS, ("Strict-Transport-Security", "max-age=31536000"))
OWN_HEADER = "X-Denggao"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITE = frozenset({"same-origin", "none"})


def dress(response: Response, *, is_secure: bool) -> Response:
    """Add the security headers; what an answer says itself is kept."""
    headers = response.headers
    # A service worker fetches under the policy its own script came with.
    is_data = "json" in (response.mimetype or "")
    if "Content-Security-Policy" not in headers:
        headers.add("Content-Security-Policy", DATA_POLICY if is_data else PAGE_POLICY)
    if "Cache-Control" not in headers:
        headers.add("Cache-Control", "no-store")
    # No route writes these. Adding does not look through all headers as setting does, and this
    # is done for every answer.
    for name, value in _ALWAYS_SECURE if is_secure else _ALWAYS:
        headers.add(name, value)
    return response


def require_own_page(request: Request, public_url: str) -> None:
    """
    Refuse a change that another site may have had the browser ask for.

    A cookie goes along with any request; our header doesn't, and the browser
    itself says where a request comes from.

    Raises:
        ForeignOrigin: the header is missing, or the browser names another site.
    """
    if request.method in _SAFE:
        return
    if request.headers.get(OWN_HEADER) != "1":
        raise ForeignOrigin
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in _OWN_SITE:
        raise ForeignOrigin
    origin = request.headers.get("Origin")
    if origin is not None and not is_own_origin(origin, request.host, public_url):
        raise ForeignOrigin


def is_own_origin(origin: str, host: str, public_url: str) -> bool:
    """Say whether an Origin header is this site: as it was asked for, or as it is published."""
    return origin == public_url or (
        urlsplit(origin).scheme in {"http", "https"} and urlsplit(origin).netloc == host
    )
