"""Everything that the machine's environment decides, read in one place."""

import os
import secrets
import tomllib
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from firstbell.joint.early_picture.rules.settings import fault_in
from firstbell.pure.areas import as_postcode
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


REHEARSE_AT = "FIRSTBELL_REHEARSE_AT"


def web_address() -> str:
    """Where people find Firstbell (``FIRSTBELL_WEB_ADDRESS``): ``https://...`` in use; by default this machine."""
    return os.environ.get("FIRSTBELL_WEB_ADDRESS", "http://localhost:8000").rstrip("/")


def rehearse_at() -> datetime | None:
    """The time at which a rehearsal starts (``FIRSTBELL_REHEARSE_AT``, with its offset); None in earnest."""
    text = os.environ.get(REHEARSE_AT)
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{REHEARSE_AT} has no offset; write it such as 2026-11-20T06:00:00+00:00")
    return moment.astimezone(UTC)


def directories() -> list[dict[str, Any]]:
    """Organisations' own directories (OpenID Connect) from ``directories.toml`` in the home folder; none without it.

    Each ``[[directory]]`` has ``id``, ``name``, ``server`` (an address), ``client_id``, ``secret``, ``organisations``
    whose people may come in through it. ValueError for one that lacks any of them.
    """
    file = home() / "directories.toml"
    stated = tomllib.loads(file.read_text(encoding="utf-8")).get("directory", []) if file.exists() else []
    return [_directory(one) for one in stated]


def directory_origins() -> list[str]:
    """Where a browser may be sent by a form: the addresses of the directories, without their paths."""
    addresses = [urlsplit(one["settings"]["server_url"]) for one in directories()]
    return sorted({f"{address.scheme}://{address.netloc}" for address in addresses})


def _directory(stated: dict[str, Any]) -> dict[str, Any]:
    needed = {"id", "name", "server", "client_id", "secret", "organisations"}
    if set(stated) != needed:
        wrong = ", ".join(sorted(needed ^ set(stated)))
        raise ValueError(f"directories.toml: a directory has {', '.join(sorted(needed))}; look at {wrong}")
    settings = {"server_url": stated["server"], "organisations": stated["organisations"]}
    client = {"client_id": stated["client_id"], "secret": stated["secret"]}
    return {"provider_id": stated["id"], "name": stated["name"], **client, "settings": settings}


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
    stated_policy = ForcePolicy(**{name: _as_setting(name, value) for name, value in stated.items()})
    if fault := fault_in(stated_policy):
        raise ValueError(f"force.toml: {fault}")
    return stated_policy


def _as_setting(name: str, value: Any) -> Any:
    if name in {"bell", "again_on_first_pupil_day"} and isinstance(value, str):
        return time.fromisoformat(value)
    if name == "profiles":
        return {profile: tuple(fields) for profile, fields in value.items()}
    if name == "withheld_postcodes":
        return tuple(_as_postcode(name, at, one) for at, one in enumerate(value, 1))
    return tuple(value) if isinstance(value, list) else value


def _as_postcode(setting: str, at: int, text: str) -> str:
    """As it is written; one that is mistyped would silently be told, and none is repeated in an error."""
    found = as_postcode(text)
    if found is None:
        raise ValueError(f"force.toml: entry {at} of {setting} is not a postcode")
    return found
