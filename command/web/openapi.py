"""The OpenAPI document: what flask-openapi collects, with the schemas as pydantic has them."""

from collections.abc import Iterable
from inspect import getmembers, isclass
from typing import Any, Final

import orjson
from flask import Response
from flask_openapi.models.info import Info
from flask_openapi.openapi import OpenAPI
from pydantic import BaseModel, ValidationError
from pydantic.json_schema import models_json_schema

from command.web import shapes
from command.web.answers import encoded
from command.web.described import PROBLEM_JSON, REF, ref
from command.web.intake import malformed
from command.web.wording import TITLES

VERSION: Final = "3.1.0"
ADDRESS: Final = "/api/v1/openapi.json"
_SECURITY: Final[dict[str, Any]] = {
    "session": {"type": "apiKey", "in": "cookie", "name": "denggao"},
    "token": {"type": "http", "scheme": "bearer"},
}


def new_app(name: str, **options: Any) -> OpenAPI:
    """Make the application that collects its own description."""
    app = OpenAPI(
        name,
        info=Info(title="Denggao", version="1", description="One event day, commanded."),
        security_schemes=_SECURITY,
        validation_error_status=400,
        validation_error_callback=_refuse,
        doc_ui=False,
        **options,
    )
    app.openapi_version = VERSION
    return app


def publish(app: OpenAPI, bodies: Iterable[type[BaseModel]], cookie: str) -> None:
    """Serve the description at `ADDRESS`, made once when everything is registered."""
    written = orjson.dumps(_document(app, bodies, cookie))

    def serve() -> Response:
        return encoded(written)

    app.add_url_rule(ADDRESS, endpoint="openapi_document", view_func=serve)


def _refuse(error: ValidationError) -> Response:
    raise malformed(error)


def _document(app: OpenAPI, bodies: Iterable[type[BaseModel]], cookie: str) -> dict[str, Any]:
    document: dict[str, Any] = app.api_doc
    document["components"] = {
        "schemas": _schemas([*_answers(), *bodies]),
        "securitySchemes": {**_SECURITY, "session": {**_SECURITY["session"], "name": cookie}},
    }
    document["security"] = [{"session": []}, {"token": []}]
    for path in document["paths"].values():
        for operation in path.values():
            if "application/json" in operation["responses"].get("400", {}).get("content", {}):
                # flask-openapi's own, on routes that read nothing.
                del operation["responses"]["400"]
            # Whatever nobody foresaw is a problem document too.
            operation["responses"]["500"] = {
                "description": TITLES[500].en,
                "content": {PROBLEM_JSON: {"schema": ref(shapes.ProblemDocument)}},
            }
    return document


def _answers() -> list[type[BaseModel]]:
    return [kind for _, kind in getmembers(shapes, isclass) if issubclass(kind, shapes.Shape)]


def _schemas(models: Iterable[type[BaseModel]]) -> dict[str, Any]:
    _, schemas = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    found: dict[str, Any] = schemas["$defs"]
    return found
