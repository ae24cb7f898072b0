"""Every no: its status, its words in both languages, and nothing of our insides."""

from dataclasses import fields
from typing import Any

import pytest
from werkzeug.exceptions import HTTPException, default_exceptions

from command.domain import refusals
from command.domain.incident import By
from command.domain.refusals import Refusal
from command.domain.states import IncidentStatus, Phase
from command.store.connect import StoreAway
from command.web import failures
from command.web.problems import document, problem_of, problem_of_refusal
from command.web.wording import DETAILS, TITLES
from command.wire.strict import Fault, Malformed

RFC = {"type", "title", "status", "detail", "code"}
VALUES: dict[str, Any] = {
    "status": IncidentStatus.CLOSED,
    "phase": Phase.LIVE,
    "asked": Phase.CLOSED,
    "why": "role",
    "by": By(role="wall"),
    "incidents": (1, 2),
    "fields": ("what",),
    "names": ("unit ambulance-2",),
    "value": "moon",
    "digest": "0" * 64,
    "points": ("duty bins",),
}


def every_refusal() -> list[type[Refusal]]:
    """List the domain's refusals."""
    found = [kind for kind in vars(refusals).values() if isinstance(kind, type)]
    return [kind for kind in found if issubclass(kind, Refusal) and kind is not Refusal]


@pytest.mark.parametrize("kind", every_refusal())
def test_a_refusal_is_told_with_all_it_knows(kind: type[Refusal]) -> None:
    refusal = kind(**{one.name: VALUES.get(one.name, 7) for one in fields(kind)})

    told = document(problem_of_refusal(refusal), "en")

    assert told["status"] == kind.status_hint
    assert told["code"] == kind.code
    assert told["detail"] == refusal.words.en
    assert len(told) == len(RFC) + len(fields(kind))


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (Malformed(Fault("what", "too long")), 400, "malformed"),
        (failures.Unauthenticated(), 401, "signed-out"),
        (failures.WrongCredentials(), 401, "wrong-credentials"),
        (failures.NotYours(), 403, "not-allowed"),
        (failures.ForeignOrigin(), 403, "foreign-origin"),
        (failures.NoSuchThing("event"), 404, "not-found"),
        (failures.TooLarge(), 413, "too-large"),
        (failures.WrongContent(), 415, "wrong-content"),
        (failures.NotAPicture(), 415, "not-a-picture"),
        (failures.PictureTooLarge(), 413, "picture-too-large"),
        (failures.TooMany(60), 429, "too-many"),
        (StoreAway("redis://user:password@host"), 503, "store-away"),
    ],
)
def test_a_failure_we_know_has_its_answer(failure: Exception, status: int, code: str) -> None:
    problem = problem_of(failure)

    assert (problem.status, problem.code) == (status, code)
    assert "password" not in str(document(problem, "en"))


@pytest.mark.parametrize("kind", default_exceptions.values())
def test_whatever_werkzeug_raises_is_a_problem_we_have_words_for(kind: type[HTTPException]) -> None:
    problem = problem_of(kind())

    assert problem.status in TITLES
    assert problem.status // 100 == (kind.code or 500) // 100


def test_what_nobody_foresaw_says_nothing_of_itself() -> None:
    failure = KeyError("张三 13800000000")

    told = document(problem_of(failure), "en")

    assert told["status"] == 500
    assert "张三" not in str(told)
    assert told["trace"]


@pytest.mark.parametrize("text", [*TITLES.values(), *DETAILS.values()])
def test_everything_is_said_in_both_languages(text: Any) -> None:
    assert text.zh
    assert text.en
    assert text.zh != text.en
    assert text.en.isascii()
