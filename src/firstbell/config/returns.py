"""The one table of what a return to a funder can be made of, and making one by its profile."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps

from firstbell.foundations.take_in.rules import Unusable
from firstbell.pure.returns import ReturnFault, ReturnProfile, line_of, profile_from, rows_of
from firstbell.responses.programme import queries as programme
from firstbell.responses.programme.queries import ParticipantForReturn
from firstbell.responses.support import queries as support
from firstbell.responses.support.queries import ReferralForReturn

SOURCES: dict[str, tuple[Any, Callable[[date, date], Iterable[Any]]]] = {
    "referrals": (ReferralForReturn, support.referrals_for_return),
    "participants": (ParticipantForReturn, programme.participants_for_return),
}
"""What a row can be: the type that says which fields there are, and where the rows come from."""
ALLOWED = {name: tuple(one.name for one in fields(shape)) for name, (shape, _rows) in SOURCES.items()}
REFERENCES = frozenset({"reference", "client", "participant", "incident_reference", "case"})
REMEDY = "Correct the profile; docs/how-to/make-a-return.md says how it is written."


def identifying() -> frozenset[str]:
    """Names of fields that are about somebody, from the declarations of every table (H12), and references."""
    declared: Iterable[frozenset[str]] = (getattr(model, "PERSONAL", frozenset()) for model in apps.get_models())
    return REFERENCES.union(*declared)


def read_profile(path: Path) -> ReturnProfile:
    """The profile in a TOML file. Raises Unusable with the line where it can be told."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return profile_from(tomllib.loads(text), allowed=ALLOWED, identifying=identifying())
    except OSError as error:
        raise Unusable(path.name, reason=f"cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Unusable(path.name, reason="is not UTF-8.", remedy="Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        raise Unusable(path.name, int(place[1]) if place else 0, reason="is not TOML.", remedy=REMEDY) from None
    except ReturnFault as fault:
        raise Unusable(path.name, line_of(text, fault.text), reason=f"{fault.reason}.", remedy=REMEDY) from None


def make_return(profile: ReturnProfile) -> list[dict[str, object]]:
    """The rows of a return, as its profile says."""
    _shape, rows = SOURCES[profile.source]
    return rows_of(profile, rows(profile.since, profile.until))
