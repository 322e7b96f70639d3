"""As it stands on the open network, behind TLS: Django's own check finds nothing, and cookies are closed to others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SERVED = {"FIRSTBELL_WEB_ADDRESS": "https://firstbell.example", "DJANGO_SETTINGS_MODULE": "firstbell.config.settings"}
LOOK = """
import django
django.setup()
from django.conf import settings
from django.test import Client
for name in ("SESSION", "CSRF"):
    closed = [getattr(settings, f"{name}_COOKIE_{what}") for what in ("SECURE", "HTTPONLY", "SAMESITE", "NAME")]
    print(name, *closed)
answer = Client().get("/sign-in/", headers={"host": "firstbell.example"})
print(answer.status_code, answer["Location"])
"""


def _said(tmp_path: Path, *command: str) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | SERVED | {"FIRSTBELL_HOME": str(tmp_path), "FIRSTBELL_DATABASE_URL": ""}
    return subprocess.run(
        [sys.executable, *command], env=surroundings, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_check_for_use_finds_nothing(tmp_path: Path) -> None:
    said = _said(tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "INFO")
    assert (said.returncode, said.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


@pytest.mark.parametrize("line", ["SESSION True True Lax __Host-firstbell", "CSRF True True Strict __Host-form"])
def test_cookies_are_closed(tmp_path: Path, line: str) -> None:
    assert line in _said(tmp_path, "-c", LOOK).stdout.splitlines()


def test_what_comes_in_the_open_is_sent_to_tls(tmp_path: Path) -> None:
    assert "301 https://firstbell.example/sign-in/" in _said(tmp_path, "-c", LOOK).stdout
