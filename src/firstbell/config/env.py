"""Everything that the machine's environment decides, read in one place."""

import os
import secrets
import tomllib
from datetime import time
from pathlib import Path
from typing import Any

from firstbell.pure.policy import ForcePolicy


def home() -> Path:
    """The folder for data (``FIRSTBELL_HOME``, default ``var``), made if it is missing and closed to others."""
    folder = Path(os.environ.get("FIRSTBELL_HOME", "var")).absolute()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def database_url() -> str:
    return os.environ.get("FIRSTBELL_DATABASE_URL") or f"sqlite:///{home() / 'firstbell.sqlite3'}"


def email_url() -> str:
    """``outbox:`` (a folder, the default), ``smtp://user:password@host:port`` or ``notify://KEY@HOST/TEMPLATE``."""
    return os.environ.get("FIRSTBELL_EMAIL_URL", "outbox:")


def secret(name: str) -> str:
    """A secret of this installation, drawn once and kept in a file that only its user may read."""
    file = home() / f"{name}.secret"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_urlsafe(48))
    return file.read_text().strip()


def policy() -> ForcePolicy:
    """The force's own settings from ``force.toml`` in the home folder; a setting that is not known is an error."""
    file = home() / "force.toml"
    if not file.exists():
        return ForcePolicy()
    with file.open("rb") as source:
        stated = tomllib.load(source)
    unknown = sorted(set(stated) - set(ForcePolicy.__dataclass_fields__))
    if unknown:
        raise ValueError(
            f"force.toml: {unknown[0]!r} is not a setting; known are {', '.join(ForcePolicy.__dataclass_fields__)}"
        )
    return ForcePolicy(**{name: _as_setting(name, value) for name, value in stated.items()})


def _as_setting(name: str, value: Any) -> Any:
    if name in {"bell", "again_on_first_pupil_day"} and isinstance(value, str):
        return time.fromisoformat(value)
    if name == "profiles":
        return {profile: tuple(fields) for profile, fields in value.items()}
    return tuple(value) if isinstance(value, list) else value
