"""The pages' shells, the static files, and the headers on everything."""

import json
import re
from typing import Any

import pytest

from command.domain.authority import Role
from tests.web.stack import EVENT, Stack

PAGES = ["/wall", "/dispatch", "/readiness", "/field", "/plan", "/replay"]


def facts_in(page: str) -> Any:
    """Read what the server tells a page's script."""
    found = re.search(r'<script type="application/json" id="page">(.*?)</script>', page)
    assert found is not None
    return json.loads(found[1])


@pytest.mark.parametrize("path", ["/", *PAGES])
def test_a_stranger_signs_in_first_and_comes_back(stack: Stack, path: str) -> None:
    answer = stack.stranger().get(path + "?event=drill-1&x=<y>", allow_redirects=False)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/signin?next=%2F")
    assert "<" not in answer.headers["Location"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_knows_who_is_there(stack: Stack, path: str) -> None:
    page = stack.client(Role.ADMIN).get(path)

    facts = facts_in(page.text)
    assert facts["role"] == "admin"
    assert (facts["event"], facts["event_kind"]) == (EVENT, "drill")
    assert facts["lang"] == "en"
    assert re.fullmatch(r"[0-9a-f]{12}", facts["version"])


@pytest.mark.parametrize(
    ("role", "path"),
    [(Role.FIELD_UNIT, "/dispatch"), (Role.WALL, "/field"), (Role.WALL, "/replay")],
)
def test_a_page_that_is_not_for_a_role_leads_home(stack: Stack, role: Role, path: str) -> None:
    answer = stack.client(role).get(path, allow_redirects=False)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_home_offers_what_the_role_may_open(stack: Stack) -> None:
    commander = stack.client(Role.COMMANDER).get("/").text
    unit = stack.client(Role.FIELD_UNIT).get("/").text

    assert f'href="/dispatch?event={EVENT}"' in commander
    assert re.findall(r'href="/(\w+)\?event=', unit) == ["field"]


def test_home_says_what_each_page_is_for_and_that_a_drill_is_one(stack: Stack) -> None:
    page = stack.client(Role.COMMANDER).get("/?lang=zh-CN").text

    assert "接报、派单、升级、记录" in page
    assert "演练 不是真事" in page
    assert 'href="/?lang=en"' in page


def test_every_page_has_its_icon_and_can_be_put_on_a_phone(stack: Stack) -> None:
    visitor = stack.client(Role.ADMIN)
    page = visitor.get("/field").text

    linked = re.findall(r'<link rel="(icon|apple-touch-icon|manifest)" href="([^"]+)"', page)

    assert [name for name, _ in linked] == ["icon", "apple-touch-icon", "manifest"]
    for _, href in linked:
        assert visitor.get(href).status_code == 200


def test_another_event_is_not_there(stack: Stack) -> None:
    answer = stack.client(Role.DISPATCHER).get("/wall?event=drill-2")

    assert answer.status_code == 404


def test_a_page_is_in_the_language_asked_for(stack: Stack) -> None:
    client = stack.stranger()

    chinese = client.get("/signin?lang=zh-CN").text
    english = client.get("/signin?lang=en").text
    client.headers.pop("Accept-Language")
    default = client.get("/signin").text
    odd = client.get("/signin?lang=../etc").text

    assert 'lang="zh-CN"' in chinese
    assert "登录" in chinese
    assert 'lang="en"' in english
    assert 'lang="zh-CN"' in default
    assert 'lang="zh-CN"' in odd


def test_no_page_has_a_script_or_a_style_of_its_own(stack: Stack) -> None:
    admin = stack.client(Role.ADMIN)

    for path in ["/", "/join", "/signin", *PAGES]:
        text = admin.get(path).text
        scripts = re.findall(r"<script(?![^>]*application/json)([^>]*)>(.*?)</script>", text)
        assert all("src=" in attributes and not inside for attributes, inside in scripts)
        assert "<style" not in text
        assert not re.search(r"\s(style|on\w+)=", text)


def test_what_a_page_is_told_cannot_end_its_script(stack: Stack) -> None:
    stack.account("</script><b>", Role.WALL)
    secret = stack.sessions().begin("</script><b>", stack.standing(Role.WALL))

    page = stack.stranger(secret=secret).get("/wall")

    assert facts_in(page.text)["name"] == "</script><b>"


@pytest.mark.parametrize(
    "path", ["/", "/signin", "/wall", "/static/css/base.css", "/nothing", "/api/v1/session"]
)
def test_every_answer_is_guarded_by_its_headers(stack: Stack, path: str) -> None:
    headers = stack.client(Role.ADMIN).get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_answers_about_people_are_never_kept(stack: Stack) -> None:
    admin = stack.client(Role.ADMIN)

    for path in ["/", "/wall", "board", "sync", "log", "/api/v1/session"]:
        assert admin.get(path).headers["Cache-Control"] == "no-store"


def test_a_file_named_with_its_version_is_kept_and_another_asked_about(stack: Stack) -> None:
    client = stack.stranger()

    versioned = client.get("/static/css/base.css?v=1")
    plain = client.get("/static/css/base.css")
    again = client.get("/static/css/base.css", headers={"If-None-Match": plain.headers["ETag"]})

    assert "immutable" in versioned.headers["Cache-Control"]
    assert plain.headers["Cache-Control"] == "no-cache"
    assert again.status_code == 304


def test_the_service_worker_is_always_asked_about_and_may_fetch(stack: Stack) -> None:
    headers = stack.stranger().get("/sw.js").headers

    assert headers["Content-Type"].startswith("text/javascript")
    assert headers["Cache-Control"] == "no-cache"
    assert "connect-src 'self'" in headers["Content-Security-Policy"]


def test_every_file_a_page_names_is_there(stack: Stack) -> None:
    admin = stack.client(Role.ADMIN)

    for path in ["/", "/join", "/signin", *PAGES]:
        for file in re.findall(r'(?:src|href)="(/static/[^"]+)"', admin.get(path).text):
            assert admin.get(file).status_code == 200, file


def test_numbers_are_given_and_say_nothing_of_people(stack: Stack) -> None:
    stack.client(Role.DISPATCHER).report(reporter="canary 王五")

    numbers = stack.stranger().get("/metrics").text

    assert f'denggao_seq{{event="{EVENT}"}}' in numbers
    assert "canary" not in numbers
    assert 'denggao_answers_total{route="/api/v1/events/<event>/actions",status="200"}' in numbers


def test_server_logs_hold_nothing_that_was_typed(stack: Stack) -> None:
    dispatcher = stack.client(Role.DISPATCHER)
    dispatcher.report(what="canary what", reporter="canary who")
    dispatcher.act("report", incident_type="canary-type")
    dispatcher.act("add_note", incident=1, text={"canary": 1})

    assert "canary" not in stack.webs[0].log.read_text(errors="replace")
