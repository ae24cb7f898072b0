"""The command line on a real store: what it does, and what it says when it can't."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from command.cli import asking, main
from command.cli.asking import desk_of
from command.cli.here import Failure, here
from command.cli.plans import adoption
from command.clock import SystemClock
from command.desk import Asking, Receipt
from command.domain.actions import Report
from command.domain.authority import Role
from command.domain.facts import EventTimeSet, PhaseChanged
from command.domain.identifiers import ActionId, TypeId, UnitId
from command.domain.incident import By, Incident
from command.domain.states import Injured, Severity
from command.plan_files import load_plan
from command.store.accounts import Accounts, Standing
from command.store.connect import ask, connect
from command.store.contacts import Contacts
from command.store.keys import log_key
from command.store.log import Log
from command.store.sessions import Sessions
from command.store.tokens import Tokens
from command.web.sessions import shared_name
from command.wire.entries import read_entry
from tests.valkey import Valkey, _shared_server, store

__all__ = ["_shared_server", "store"]

ROOT = Path(__file__).parents[1]
PASSPHRASE = "nine steps up the hill"

Run = Callable[..., Result]


@pytest.fixture
def run(store: Valkey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `denggao` on an empty store."""
    monkeypatch.setenv("REDIS_URL", store.url)
    monkeypatch.setenv("DENGGAO_DATA", str(tmp_path))
    monkeypatch.setenv("DENGGAO_PLAYBOOKS", str(ROOT / "playbooks"))
    monkeypatch.setenv("DENGGAO_SECRET", "a secret only for tests, 32 characters")
    monkeypatch.setenv("DENGGAO_PUBLIC_URL", "https://example.org")

    def run(*words: str, says: str | None = None) -> Result:
        return CliRunner().invoke(main, words, input=says)

    return run


def worked(result: Result) -> str:
    """What a command said that had to work."""
    assert result.exit_code == 0, result.output
    return result.output


def refused(result: Result) -> str:
    """What a command said that had to fail, in words and not in a traceback."""
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.output


@pytest.mark.parametrize("words", [[], ["event"], ["user"], ["unit"], ["token"], ["contact"]])
def test_every_subject_explains_itself(run: Run, words: list[str]) -> None:
    said = worked(run(*words, "--help"))

    assert "Commands:" in said


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_commands_short_help_is_in_both_languages(name: str) -> None:
    said = main.commands[name].get_short_help_str(limit=200)

    assert said.isascii() is False
    assert any(letter.isascii() and letter.isalpha() for letter in said)


def test_a_live_event_begins_in_readiness_and_can_be_moved_on(run: Run, store: Valkey) -> None:
    worked(run("event", "open", "day"))
    worked(run("event", "phase", "day", "live"))

    said = worked(run("event", "list"))

    assert "day    live  live   double-ninth-2020" in said
    (changed,) = [fact for fact in facts(store, "day") if isinstance(fact, PhaseChanged)]
    assert changed.phase == "live"


def test_an_event_goes_by_the_plan_it_was_opened_with(run: Run) -> None:
    worked(run("event", "open", "race", "--plan", "lakeside-half-marathon"))

    assert re.search(r"race +live +readiness +lakeside-half-marathon", worked(run("event", "list")))


def test_a_plan_begun_a_moment_ago_runs_an_event(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DENGGAO_PLAYBOOKS", str(tmp_path / "plans"))
    words = ("--zh", "乡村集市", "--en", "Village fair", "--day", "2027-05-02")
    worked(run("plan", "new", "village-fair", *words))
    assert "10 of 10 clauses bound." in worked(run("plan", "check"))
    worked(run("event", "open", "fair"))
    worked(run("event", "phase", "fair", "live"))

    incident = reported("fair", "hurt")

    assert (incident.lead, incident.severity) == ("site", Severity.SERIOUS)
    assert "there already" in refused(run("plan", "new", "village-fair", *words))


def test_of_two_plans_none_is_guessed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "playbooks", tmp_path / "playbooks")
    (tmp_path / "playbooks" / "default").unlink()
    monkeypatch.setenv("DENGGAO_PLAYBOOKS", str(tmp_path / "playbooks"))

    said = refused(run("event", "open", "day"))

    assert "double-ninth-2020, lakeside-half-marathon" in said


def test_an_event_is_opened_once(run: Run) -> None:
    worked(run("event", "open", "day"))

    assert "opened already" in refused(run("event", "open", "day"))


def test_a_drills_clock_can_be_paused_and_moved_on_but_not_back(run: Run, store: Valkey) -> None:
    worked(run("event", "open", "drill", "--kind", "drill", "--rate", "10", "--at", "10:30"))

    said = worked(run("event", "time", "drill", "--rate", "0", "--at", "11:00"))
    back = refused(run("event", "time", "drill", "--at", "09:00"))

    assert said == "drill: 2020-10-25 11:00:00 ×0\n"
    assert "never goes back" in back
    (changed,) = [fact for fact in facts(store, "drill") if isinstance(fact, EventTimeSet)]
    assert changed.time.rate == 0


def test_a_live_events_clock_is_not_ours_to_set(run: Run) -> None:
    worked(run("event", "open", "day"))

    assert "live event" in refused(run("event", "time", "day", "--rate", "2"))


def test_an_account_signs_in_with_the_passphrase_from_a_pipe(run: Run, store: Valkey) -> None:
    worked(run("user", "add", "li", "--role", "dispatcher", says=f"{PASSPHRASE}\n"))

    account = Accounts(connect(store.url, "write")).find("li")

    assert account is not None
    assert account.standing.role == "dispatcher"
    assert PASSPHRASE not in account.password_hash


def test_a_short_passphrase_is_refused(run: Run) -> None:
    said = refused(run("user", "add", "li", "--role", "wall", says="short\n"))

    assert "12 to 256" in said


def test_a_commander_is_somebody_of_the_plan(run: Run) -> None:
    result = run("user", "add", "he", "--role", "commander", says=f"{PASSPHRASE}\n")

    assert result.exit_code == 2
    assert "--person" in result.output


def test_removing_an_account_ends_its_sessions(run: Run, store: Valkey) -> None:
    worked(run("user", "add", "li", "--role", "wall", "--generate"))
    client = connect(store.url, "write")
    sessions = Sessions(client, SystemClock())
    account = Accounts(client).find("li")
    assert account is not None
    sid = sessions.begin("li", account.standing)

    said = worked(run("user", "remove", "li"))

    assert said.endswith("sessions ended: 1\n")
    assert sessions.find(sid) is None


def test_another_passphrase_replaces_the_old_one(run: Run, store: Valkey) -> None:
    worked(run("user", "add", "li", "--role", "wall", "--generate"))
    accounts = Accounts(connect(store.url, "write"))
    before = accounts.find("li")

    worked(run("user", "password", "li", says=f"{PASSPHRASE}\n"))

    after = accounts.find("li")
    assert before is not None
    assert after is not None
    assert before.password_hash != after.password_hash
    assert before.standing == after.standing


def test_a_units_code_is_a_link_without_the_code_in_any_servers_log(run: Run) -> None:
    worked(run("event", "open", "day"))

    name, code, link, *picture = worked(run("unit", "code", "day", "ambulance-2")).splitlines()

    assert name == "救护2 Ambulance 2"
    assert link == f"https://example.org/join#{code.replace(' ', '')}"
    assert len(picture) > 10


def test_a_lost_phone_is_signed_out(run: Run, store: Valkey) -> None:
    standing = Standing(role="field_unit", event="day", unit="ambulance-2")
    sessions = Sessions(connect(store.url, "write"), SystemClock())
    sid = sessions.begin(shared_name(standing), standing)

    said = worked(run("unit", "sign-out", "day", "ambulance-2"))

    assert said.endswith("sessions ended: 1\n")
    assert sessions.find(sid) is None


def test_a_unit_that_the_plan_has_not_gets_no_code(run: Run) -> None:
    worked(run("event", "open", "day"))

    assert "The plan has no unit" in refused(run("unit", "code", "day", "ambulance-9"))


def test_a_token_is_shown_once_and_can_be_revoked(run: Run, store: Valkey) -> None:
    secret = worked(run("token", "create", "counter", "--role", "wall")).strip()
    tokens = Tokens(connect(store.url, "write"))
    (known,) = tokens.every()

    listed = worked(run("token", "list"))
    worked(run("token", "revoke", known.token_id))

    assert secret not in listed
    assert tokens.find(secret) is None
    assert "no token" in refused(run("token", "revoke", known.token_id))


def test_contacts_stay_in_the_store_and_are_listed_by_kind_only(run: Run, store: Valkey) -> None:
    worked(run("event", "open", "day"))
    worked(run("contact", "set", "day", "liu-ning", says="json://127.0.0.1/key\n"))

    listed = worked(run("contact", "list", "day"))

    kept = Contacts(connect(store.url, "write"), "day").of("liu-ning")
    assert kept == ("json://127.0.0.1/key",)
    assert "json" in listed
    assert "key" not in listed


def test_contacts_come_from_a_table(run: Run, store: Valkey, tmp_path: Path) -> None:
    worked(run("event", "open", "day"))
    table = tmp_path / "contacts.csv"
    table.write_text(
        "\ufeffid,address\nliu-ning,json://127.0.0.1/a\nliu-ning,json://127.0.0.1/b\n"
        "ambulance-2,json://127.0.0.1/c\n",
        encoding="utf-8",
    )

    worked(run("contact", "import", "day", str(table)))

    everybody = Contacts(connect(store.url, "write"), "day").every()
    assert {who: len(urls) for who, urls in everybody.items()} == {"liu-ning": 2, "ambulance-2": 1}


def test_contacts_come_from_a_workbook(run: Run, store: Valkey, tmp_path: Path) -> None:
    worked(run("event", "open", "day"))
    book = openpyxl.Workbook()
    for row in (["id", "address"], ["liu-ning", "json://127.0.0.1/a"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "contacts.xlsx")

    worked(run("contact", "import", "day", str(tmp_path / "contacts.xlsx")))

    assert Contacts(connect(store.url, "write"), "day").of("liu-ning") == ("json://127.0.0.1/a",)


def test_contacts_of_strangers_are_refused(run: Run) -> None:
    worked(run("event", "open", "day"))

    said = refused(run("contact", "set", "day", "nobody", says="json://127.0.0.1/x\n"))

    assert "no person or unit nobody" in said


def test_an_address_that_is_none_is_refused_without_repeating_it(run: Run) -> None:
    worked(run("event", "open", "day"))

    said = refused(run("contact", "set", "day", "liu-ning", says="my-secret-key\n"))

    assert "my-secret-key" not in said


def test_a_whole_log_verifies_and_exports(run: Run, tmp_path: Path) -> None:
    worked(run("event", "open", "day"))
    worked(run("event", "phase", "day", "live"))

    verified = worked(run("log", "verify", "day"))
    exported = worked(run("log", "export", "day"))

    assert "2 entries follow from each other" in verified
    assert [json.loads(line)["seq"] for line in exported.splitlines()] == [1, 2]


def test_a_log_that_was_altered_does_not_verify(run: Run, store: Valkey) -> None:
    worked(run("event", "open", "day"))
    worked(run("event", "phase", "day", "live"))
    client = connect(store.url, "write")
    second = Log(client, "day").entry(2)
    assert second is not None
    ask(client, "XDEL", log_key("day"), "2-0")
    altered = second.e.replace(b"live", b"dead")
    ask(client, "XADD", log_key("day"), "3-0", "e", altered, "h", second.h)

    said = refused(run("log", "verify", "day"))

    assert "Not whole" in said


def test_a_plan_is_checked(run: Run) -> None:
    said = worked(run("plan", "check"))

    assert "103 of 103 clauses bound" in said


def test_a_plan_is_checked_where_there_is_no_store(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", "unix:///nowhere/redis.sock")

    assert "clauses bound" in run("plan", "check").output
    said = worked(run("drill", "list"))

    assert re.search(r"double-ninth-2020 +demo", said)
    assert re.search(r"lakeside-half-marathon +demo", said)


def test_scripts_are_listed(run: Run) -> None:
    said = worked(run("drill", "list"))

    assert re.search(r"double-ninth-2020 +demo", said)
    assert re.search(r"lakeside-half-marathon +demo", said)


def test_a_snapshot_is_kept(run: Run) -> None:
    worked(run("event", "open", "day"))

    assert worked(run("snapshot", "day")) == "day: 1\n"


@pytest.mark.parametrize(
    "words", [("log", "verify", "no-day"), ("event", "phase", "no-day", "live")]
)
def test_an_event_that_is_not_there_is_said_plainly(run: Run, words: tuple[str, ...]) -> None:
    assert "no" in refused(run(*words))


def test_a_store_that_is_away_is_said_plainly(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", f"unix://{tmp_path}/nobody?db=0")

    result = run("event", "list")

    assert result.exit_code == 69
    assert "denggao up" in result.output


def facts(store: Valkey, event: str) -> list[object]:
    """Every fact in an event's log."""
    log = Log(connect(store.url, "read"), event)
    return [fact for stored in log.scan() for fact in read_entry(stored.e).facts]


def reported(event: str, kind: str) -> Incident:
    """Report something with people hurt from a desk of its own, and return the incident."""
    desk = desk_of(here(), event)
    asking = Asking(
        action_id=ActionId(f"{event}-{kind}-{desk.board.seq}".ljust(22, "-")),
        by=By(role=Role.DISPATCHER),
        source="dispatch",
    )
    answer = desk.submit(Report(incident_type=TypeId(kind), injured=Injured.YES), asking)
    assert isinstance(answer, Receipt), answer
    return list(desk.board.documents.incidents.values())[-1]


# ---- a plan that changes in the middle of the day


def a_copy_of_the_plan(folder: Path) -> Path:
    """Where a planner works: another folder than the one events are opened from."""
    copy = folder / "edited" / "double-ninth-2020"
    shutil.copytree(ROOT / "playbooks" / "double-ninth-2020", copy)
    return copy


def test_a_changed_plan_is_adopted_and_every_desk_goes_by_it(
    run: Run, store: Valkey, tmp_path: Path
) -> None:
    worked(run("event", "open", "day", "--kind", "drill"))
    place = here()
    elsewhere = desk_of(place, "day")
    edited = a_copy_of_the_plan(tmp_path)
    plan = edited / "plan.yaml"
    plan.write_text(
        plan.read_text().replace("zh: 救护1, en: Ambulance 1", "zh: 救护甲, en: Medic A")
    )

    said = worked(run("plan", "adopt", "day", str(edited)))

    assert "→" in said
    elsewhere.catch_up()
    assert elsewhere.plan.units[UnitId("ambulance-1")].name.zh == "救护甲"
    assert desk_of(place, "day").plan.units[UnitId("ambulance-1")].name.zh == "救护甲"
    assert "goes by this version already" in worked(run("plan", "adopt", "day", str(edited)))
    earlier = elsewhere.version(load_plan(ROOT / "playbooks" / "double-ninth-2020").digest)
    assert earlier is not None
    assert earlier.units[UnitId("ambulance-1")].name.zh == "救护1"


def test_what_runs_keeps_its_targets_and_ladder_when_another_plan_changes_too(
    run: Run, tmp_path: Path
) -> None:
    race = "lakeside-half-marathon"
    worked(run("event", "open", "race", "--plan", race, "--kind", "drill"))
    before = reported("race", "collapse")
    edited = Path(shutil.copytree(ROOT / "playbooks" / race, tmp_path / "edited" / race))
    collapse, plan = edited / "incidents" / "collapse.yaml", edited / "plan.yaml"
    collapse.write_text(collapse.read_text().replace("on_scene_s: 180", "on_scene_s: 120"))
    ladder = [
        line
        for line in plan.read_text().splitlines(keepends=True)
        if "id: course, kind: post" not in line
    ]
    plan.write_text("".join(ladder))

    worked(run("plan", "adopt", "race", str(edited)))

    after = reported("race", "collapse")
    kept = desk_of(here(), "race").board.documents.incidents[before.number]
    assert (kept.targets.on_scene_s, after.targets.on_scene_s) == (180, 120)
    assert [rung.id for rung in kept.ladder] == [rung.id for rung in before.ladder]
    assert len(after.ladder) == len(kept.ladder) - 1


def test_of_two_planners_the_slower_one_is_told_to_compare_again(
    run: Run, store: Valkey, tmp_path: Path
) -> None:
    worked(run("event", "open", "day", "--kind", "drill"))
    edited = a_copy_of_the_plan(tmp_path)
    place = here()
    slower = desk_of(place, "day")
    plan = edited / "plan.yaml"
    first = plan.read_text()
    plan.write_text(first.replace("en: Ambulance 1}", "en: Medic A}"))
    of_the_slower = adoption(slower, load_plan(edited))
    plan.write_text(first.replace("en: Ambulance 1}", "en: Medic B}"))
    worked(run("plan", "adopt", "day", str(edited)))

    with pytest.raises(Failure) as refusal:
        asking.ask(slower, of_the_slower)

    assert "from_digest" in str(refusal.value)
    assert desk_of(place, "day").plan.units[UnitId("ambulance-1")].name.en == "Medic B"
    plan.write_text(first.replace("en: Ambulance 1}", "en: Medic A}"))
    assert "→" in worked(run("plan", "adopt", "day", str(edited)))


def test_a_bad_plan_is_refused_with_every_mistake_and_the_event_goes_on(
    run: Run, store: Valkey, tmp_path: Path
) -> None:
    worked(run("event", "open", "day", "--kind", "drill"))
    edited = a_copy_of_the_plan(tmp_path)
    plan = edited / "plan.yaml"
    plan.write_text(plan.read_text().replace("leads: [sun-yuanzhi]", "leads: [sun-yuanzi]"))
    (edited / "incidents" / "fire.yaml").write_text("id: [")

    said = refused(run("plan", "adopt", "day", str(edited)))

    assert "plan.yaml:" in said
    assert "incidents/fire.yaml:1" in said
    assert desk_of(here(), "day").head.seq == 1


def test_a_folder_broken_on_the_day_does_not_keep_an_event_from_going_on(
    run: Run, store: Valkey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = a_copy_of_the_plan(tmp_path)
    monkeypatch.setenv("DENGGAO_PLAYBOOKS", str(edited.parent))
    worked(run("event", "open", "day", "--kind", "drill"))
    before = desk_of(here(), "day").plan

    (edited / "plan.yaml").write_text("nothing: [")

    assert desk_of(here(), "day").plan == before
