"""Files of incidents that people upload: looked at when they come, taken in by a job, corrected line by line."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings

from firstbell.foundations.take_in.intake import uploads
from firstbell.foundations.take_in.queries import Correctable, RejectRow, UploadTask, upload
from firstbell.foundations.take_in.rules import TakenIn, Unfit, Unusable
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents.intake.files import KIND, take_in_incidents
from firstbell.registers.incidents.intake.profiles import extract_lines, read_profile
from firstbell.registers.incidents.rules.profile import Profile
from firstbell.registers.incidents.rules.reading import read_object

PROFILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


def profiles_on_file() -> list[str]:
    """The mapping profiles that an upload may be read by: the ``.toml`` files in the home folder's ``profiles``."""
    return sorted(path.stem for path in _profiles().glob("*.toml") if PROFILE.fullmatch(path.stem))


def receive_upload(
    *,
    chunks: Iterable[bytes],
    name: str,
    options: dict[str, str],
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> int:
    """Keep a file of incidents for the job that takes it in; answers the upload's number.

    ``options`` has ``profile``, one of ``profiles_on_file``, where the file is an extract in the force's own form.
    NotYours for anybody but the force. Refused for what is plainly no such file: nothing of it is kept then.
    """
    if by.organisation != f"force:{policy.force}":
        raise NotYours("This is not yours to upload.", "Check that you act for the right organisation.")
    name_of_profile = options.get("profile", "").strip()
    kept = {"profile": name_of_profile} if name_of_profile else {}
    profile = _path_of(kept)
    return uploads.receive(
        kind=KIND,
        chunks=chunks,
        name=name,
        suffix=".csv" if profile and _read(profile).file.kind == "csv" else ".jsonl",
        options=kept,
        check=partial(_scope, profile),
        by=by,
        now=now,
    )


def take_in_upload(
    task: UploadTask | Correctable,
    *,
    path: Path,
    by: Actor,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> TakenIn:
    """Take in an uploaded file, or a corrected incident of one, as its options say."""
    return take_in_incidents(path=path, profile=_path_of(task.options), by=by, now=now, progress=progress)


def correct_reject(*, number: int, line: int, text: str, by: Actor, now: datetime) -> RejectRow | None:
    """Send a rejected incident in again, corrected: None where it was fit and the reject is closed; else what is wrong.

    NotYours for another's upload, Refused where somebody corrected the line before, or where it can no longer be.
    """
    if upload(number, seen_by=by).kind != KIND:
        raise NotYours("There is no such upload of incidents.", "Look at the list of uploads again.")
    return uploads.resubmit(number=number, line=line, text=text, take=take_in_upload, by=by, now=now)


def _scope(profile: Path | None, path: Path) -> str:
    if profile is not None:
        mapping = _read(profile)
        extract_lines(path, mapping)
        return f"profile {mapping.name}"
    _refuse_other_kinds(uploads.first_line_of(path))
    return ""


def _read(profile: Path) -> Profile:
    try:
        return read_profile(profile)
    except Unusable as error:
        raise Refused(f"The mapping profile cannot be used: {error}", "") from None


def _refuse_other_kinds(first: str) -> None:
    try:
        read_object(first)
    except Unfit:
        if first.lstrip().startswith("{"):
            return  # an incident cut off, or one over many lines: the take-in says so with its line
        remedy = "Write one whole incident a line (JSON Lines), or choose the mapping profile of this extract."
        raise Refused("This file does not begin with an incident.", remedy) from None


def _path_of(options: Mapping[str, str]) -> Path | None:
    """The profile that the options name. Refused for one that is not on file."""
    name = options.get("profile", "")
    if name and name not in profiles_on_file():
        raise Refused("There is no such mapping profile.", "Choose one of those shown.")
    return _profiles() / f"{name}.toml" if name else None


def _profiles() -> Path:
    return Path(settings.FIRSTBELL_HOME) / "profiles"
