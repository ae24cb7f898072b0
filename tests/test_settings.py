"""What an operator sets: read once, every mistake named."""

from pathlib import Path

import pytest

from command.settings import BadSettings, Settings, queue_url_of, read_settings


def test_an_empty_environment_gives_what_runs_on_one_machine() -> None:
    assert read_settings({}) == Settings()


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings({"REDIS_URL": "", "DENGGAO_PORT": " "}) == Settings()


def test_everything_can_be_set() -> None:
    settings = read_settings(
        {
            "REDIS_URL": "redis://user:pw@redis:6379/0",
            "DENGGAO_DATA": "/srv/denggao",
            "DENGGAO_SECRET": "s" * 32,
            "DENGGAO_HOST": "0.0.0.0",
            "DENGGAO_PORT": "80",
            "DENGGAO_PUBLIC_URL": "https://dg.example/",
            "DENGGAO_PROXIES": "1",
            "DENGGAO_LOG_LEVEL": "DEBUG",
        }
    )

    assert settings.redis_url == "redis://user:pw@redis:6379/0"
    assert settings.queue_url == "redis://user:pw@redis:6379/1"
    assert settings.data == Path("/srv/denggao")
    assert (settings.host, settings.port, settings.proxies) == ("0.0.0.0", 80, 1)
    assert settings.public_url == "https://dg.example"
    assert settings.log_level == "debug"


@pytest.mark.parametrize(
    ("redis_url", "queue_url"),
    [
        ("unix:///run/r.sock?db=0", "unix:///run/r.sock?db=1"),
        ("unix:///run/r.sock", "unix:///run/r.sock?db=1"),
        ("redis://host", "redis://host/1"),
    ],
)
def test_jobs_go_to_database_1_of_the_same_redis(redis_url: str, queue_url: str) -> None:
    assert queue_url_of(redis_url) == queue_url


def test_every_mistake_is_named_at_once() -> None:
    wrong = {
        "REDIS_URL": "http://user:hunter2@x",
        "DENGGAO_PORT": "eighty",
        "DENGGAO_SECRET": "hunter2",
        "DENGGAO_LOG_LEVEL": "loud",
        "DENGGAO_PUBLIC_URL": "dg.example",
    }

    with pytest.raises(BadSettings) as refused:
        read_settings(wrong)

    for name in wrong:
        assert any(name in fault for fault in refused.value.faults)
    assert "hunter2" not in str(refused.value)


def test_settings_shown_in_a_log_hold_no_password() -> None:
    settings = read_settings({"REDIS_URL": "redis://u:hunter2@x", "DENGGAO_SECRET": "hunter2" * 5})

    assert "hunter2" not in repr(settings)
    assert "hunter2" not in str(settings)
