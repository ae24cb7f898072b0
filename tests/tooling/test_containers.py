"""docker-compose.yml and the Dockerfile say what Compose and `denggao` understand."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from command.cli import main
from command.settings import read_settings

ROOT = Path(__file__).parents[2]
OURS = ("web", "watch", "worker")


@pytest.fixture
def services() -> dict[str, Any]:
    """Read the services, aliases and merges resolved."""
    compose: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_bytes())
    services: dict[str, Any] = compose["services"]
    return services


def test_compose_matches_its_specification() -> None:
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]

    ended = subprocess.run(
        [*checker, str(ROOT / "docker-compose.yml")], capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("service", OURS)
def test_each_of_our_services_runs_a_command_that_exists(
    services: dict[str, Any], service: str
) -> None:
    name, *words = services[service]["command"]

    assert name == service
    with main.make_context("denggao", [name, *words], resilient_parsing=False) as context:
        found, command, rest = main.resolve_command(context, [name, *words])
        assert isinstance(command, click.Command)
        command.make_context(found, list(rest), parent=context)


def test_the_image_starts_the_same_web_command(services: dict[str, Any]) -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()

    words = {line.split(" ", 1)[0]: line.split(" ", 1)[1] for line in lines if line.endswith("]")}

    assert json.loads(words["ENTRYPOINT"]) == ["denggao"]
    assert json.loads(words["CMD"]) == services["web"]["command"]


@pytest.mark.parametrize("service", OURS)
def test_each_of_our_services_is_set_with_settings_that_exist(
    services: dict[str, Any], service: str
) -> None:
    given = {
        name: value.replace("${DENGGAO_SITE:-localhost}", "example.org")
        for name, value in services[service]["environment"].items()
    }
    given["DENGGAO_SECRET"] = "s" * 64
    given["REDIS_URL"] = f"redis://{service}:password@redis:6379/0"

    settings = read_settings(given)

    assert settings.proxies == 1
    assert settings.data == Path("/var/lib/denggao")
    assert settings.public_url == "https://example.org"


def test_only_caddy_is_reached_from_outside(services: dict[str, Any]) -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_bytes())

    published = [name for name, service in services.items() if "ports" in service]
    on_the_way_out = {
        name for name, service in services.items() if "outside" in service["networks"]
    }

    assert published == ["caddy"]
    assert on_the_way_out == {"caddy", "worker"}
    assert compose["networks"]["inside"]["internal"] is True


def test_two_watches_and_two_web_processes_run(services: dict[str, Any]) -> None:
    copies = {name: services[name]["deploy"]["replicas"] for name in ("web", "watch")}

    assert copies == {"web": 2, "watch": 2}


def test_the_second_copy_is_only_there_when_asked_for(services: dict[str, Any]) -> None:
    asked_for = {name for name, service in services.items() if service.get("profiles") == ["ha"]}

    assert asked_for == {"replica", "sentinel"}
