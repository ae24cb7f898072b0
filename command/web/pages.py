"""The pages' shells: who is signed in, which event, which scripts. The scripts do the rest."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from flask import Blueprint, Response, redirect, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from command.domain.authority import Role
from command.domain.identifiers import EventId
from command.domain.plan import Text
from command.store.events import Events
from command.web.failures import NoSuchThing
from command.web.guard import Guard
from command.web.language import LANGUAGES, language_of, words_in
from command.web.needs import Halls
from command.web.visitors import EVERY_EVENT, Visitor

_EVERYTHING = ("wall", "dispatch", "readiness", "field", "plan", "replay")
PAGES: Final = {
    Role.ADMIN: _EVERYTHING,
    Role.COMMANDER: ("dispatch", "readiness", "wall", "plan", "replay", "field"),
    Role.DISPATCHER: ("dispatch", "readiness", "wall", "plan", "replay"),
    Role.GROUP_LEAD: ("dispatch", "readiness", "wall", "plan", "replay", "field"),
    Role.FIELD_UNIT: ("field",),
    Role.WALL: ("wall",),
    Role.REVIEWER: ("replay", "plan", "wall"),
}
"""Which pages a role is offered, the most likely first. What they may read there is the API's."""

NAMES: Final = {
    "wall": Text(zh="大屏", en="Wall"),
    "dispatch": Text(zh="调度席", en="Dispatch"),
    "readiness": Text(zh="活动准备", en="Readiness"),
    "field": Text(zh="现场", en="Field"),
    "plan": Text(zh="预案", en="Plan"),
    "replay": Text(zh="回放", en="Replay"),
    "join": Text(zh="入列", en="Join"),
    "signin": Text(zh="登录", en="Sign in"),
    "home": Text(zh="登高", en="Denggao"),
}
ABOUT: Final = {
    "wall": Text(
        zh="指挥中心大屏：看全局，不操作", en="For the command centre: shows all, asks nothing"
    ),
    "dispatch": Text(
        zh="接报、派单、升级、记录", en="Take reports, send units, escalate, write down"
    ),
    "readiness": Text(
        zh="活动前任务、在位、放行", en="What has to be ready, who is in place, go or no go"
    ),
    "field": Text(
        zh="手机：上报，收到，出发，到场", en="On a phone: report, acknowledge, go, arrive"
    ),
    "plan": Text(
        zh="逐条看预案：落到谁、到哪一步", en="The plan clause by clause, and how far each is"
    ),
    "replay": Text(zh="逐秒复盘一天", en="The day again, to the second"),
}
"""What each page is for, in a line."""

WORDS: Final = {
    "no_event": Text(zh="还没有活动。", en="There is no event yet."),
    "choose": Text(zh="选择页面", en="Choose a page"),
    "no_script": Text(
        zh="此页面需要启用 JavaScript。", en="This page needs JavaScript to be switched on."
    ),
    "drill": Text(zh="演练 不是真事", en="Drill, not real"),
    "live": Text(zh="实战", en="Live"),
}


_OTHER_LANGUAGE: Final = {
    "zh-CN": ("en", "English"),
    "en": ("zh-CN", "中文"),
    "zh": ("en", "English"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The static files: their version, and the styles of each page."""

    root: Path
    version: str = field(init=False)

    def __post_init__(self) -> None:
        """Work the version out once: the same files have the same one on every machine."""
        digest = hashlib.sha256()
        for path in sorted(self.root.rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(self.root)).encode() + path.read_bytes())
        object.__setattr__(self, "version", digest.hexdigest()[:12])

    def styles(self, page: str) -> list[str]:
        """List a page's own style sheets: those named after it."""
        folders = (self.root / "css", self.root / "css" / "pages")
        found = [path for folder in folders for path in folder.glob(f"{page}*.css")]
        return [str(path.relative_to(self.root)) for path in sorted(found)]

    def script(self, page: str) -> str | None:
        """Return a page's script, if it has one."""
        name = f"pages/{page}.js"
        return name if (self.root / name).is_file() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What the pages need."""

    guard: Guard
    events: Events
    files: Files
    halls: Halls

    def phase_of(self, event: str | None) -> str | None:
        """Say how far an event has come; None where it hasn't begun."""
        hall = None if event is None else self.halls.of(EventId(event))
        begun = None if hall is None else hall.desk.board.documents.event
        return None if begun is None else begun.phase

    def event_for(self, visitor: Visitor) -> tuple[str, str] | None:
        """
        Choose the event and its kind: the one asked for, else the session's, else the newest.

        Raises:
            NoSuchThing: the one asked for isn't theirs to see, or isn't.
        """
        rows = [row for row in self.events.every() if visitor.may_see(row.event)]
        asked = request.args.get("event")
        own = visitor.standing.event
        wanted = asked or (own if own != EVERY_EVENT else None)
        for row in reversed(rows):
            if wanted is None or row.event == wanted:
                return row.event, row.kind
        if asked is not None:
            raise NoSuchThing("event")
        return None

    def show(self, page: str, visitor: Visitor | None, event: tuple[str, str] | None) -> Response:
        """Write a page's shell."""
        language = language_of(request)
        name, kind = event or (None, None)
        standing = visitor.standing if visitor is not None else None
        facts = {
            "event": name,
            "event_kind": kind,
            "phase": self.phase_of(name) if page == "home" else None,
            "role": standing and standing.role,
            "person": standing and standing.person,
            "unit": standing and standing.unit,
            "post": standing and standing.post,
            "group": standing and standing.group,
            "name": visitor and visitor.name,
            "lang": language,
            "version": self.files.version,
        }
        offered = PAGES.get(Role(standing.role), ()) if standing is not None else ()
        response = Response(
            render_template(
                "home.html" if page == "home" else "page.html",
                page=page,
                language=language,
                languages=LANGUAGES,
                title=words_in(NAMES[page], language),
                words={key: words_in(text, language) for key, text in WORDS.items()},
                facts=facts,
                offered=[
                    (one, words_in(NAMES[one], language), words_in(ABOUT[one], language))
                    for one in offered
                ],
                other_language=_OTHER_LANGUAGE[language],
                event=name,
                is_drill=kind == "drill",
                styles=self.files.styles(page),
                script=self.files.script(page),
                version=self.files.version,
            )
        )
        response.vary.update(("Cookie", "Accept-Language"))
        return response


def blueprint(pages: Pages) -> Blueprint:
    """Make the routes of the pages."""
    routes = Blueprint("pages", __name__, template_folder="templates")

    @routes.get("/")
    def home() -> AnyResponse:
        visitor = pages.guard.visitor(request)
        if visitor is None:
            return _to_sign_in()
        return pages.show("home", visitor, pages.event_for(visitor))

    @routes.get("/<any(wall, dispatch, readiness, field, plan, replay):page>")
    def page(page: str) -> AnyResponse:
        visitor = pages.guard.visitor(request)
        if visitor is None:
            return _to_sign_in()
        event = pages.event_for(visitor)
        if event is None or page not in PAGES.get(Role(visitor.role), ()):
            return redirect("/")
        return pages.show(page, visitor, event)

    @routes.get("/<any(join, signin):page>")
    def way_in(page: str) -> AnyResponse:
        return pages.show(page, None, None)

    @routes.get("/sw.js")
    def service_worker() -> AnyResponse:
        script = pages.files.root / "sw.js"
        if not script.is_file():
            raise NoSuchThing("page")
        response = send_file(script, mimetype="text/javascript", etag=True)
        # It keeps the pages for offline use, so it must never be kept itself.
        response.headers["Cache-Control"] = "no-cache"
        return response

    return routes


def _to_sign_in() -> AnyResponse:
    back = request.full_path.rstrip("?")
    return redirect(f"/signin?next={quote(back, safe='')}")
