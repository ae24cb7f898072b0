"""The smallest Flask application that takes a POST: what any answer costs on this server."""

from flask import Flask, Response, request

app = Flask(__name__)


@app.post("/")
def take() -> Response:
    """Read the body and say that it was taken."""
    request.get_data()
    return Response(status=204)
