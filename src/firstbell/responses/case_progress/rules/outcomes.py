"""Home Office outcome codes: which there are, when each was valid, and what a case must be like to have one.

``outcomes.csv`` beside this says in its first lines what of it a force must check.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress.rules.stages import REPORTED, STAGES, Known, is_past

CHARGED = "charged"
"""The group of outcomes that say that the suspect was charged."""


@dataclass(frozen=True, slots=True)
class OutcomeCode:
    """``valid_to`` is the last day, None while in use. ``supports`` is what the code says of the victim, None where it
    says nothing; ``needs`` and ``excludes`` are stages, or ``""``. ``review``: a second person must let it stand."""

    code: str
    wording: str
    valid_from: date
    valid_to: date | None
    group: str
    needs: str = ""
    excludes: str = ""
    supports: bool | None = None
    review: bool = False

    def valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


Codes = Mapping[str, OutcomeCode]


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as outcomes see it. ``supports`` is what the victim last said; None where nobody has asked."""

    stages: Known
    supports: bool | None = None


@cache
def codes() -> Codes:
    """Every code that there is, in order."""
    text = resources.files(__package__).joinpath("outcomes.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["code"]: _code(row) for row in csv.DictReader(lines)}


def _code(row: Mapping[str, str]) -> OutcomeCode:
    return OutcomeCode(
        code=row["code"],
        wording=row["wording"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        group=row["group"],
        needs=row["needs"],
        excludes=row["excludes"],
        supports={"yes": True, "no": False, "": None}[row["supports"]],
        review={"yes": True, "no": False}[row["review"]],
    )


def may_have(code: str, on: date, case: Standing, today: date, known: Codes | None = None) -> OutcomeCode:
    """The outcome of this code, if this case may have it on that day. Refused otherwise.

    ``known`` are the codes; those that ship, unless others are given.
    """
    known = codes() if known is None else known
    is_past(on, today)
    if code not in known:
        raise Refused(f"There is no outcome {code!r}.", f"Use one of: {', '.join(known)}.")
    found = known[code]
    if not found.valid(on):
        raise Refused(
            f"Outcome {code} was not valid on {day_in_words(on)}.", f"Use one of: {_instead(found, on, known)}."
        )
    _agrees(found, case)
    for stage in (REPORTED, found.needs):
        if stage and on < case.stages[stage]:
            raise Refused(
                f"An outcome cannot come before: {STAGES[stage]}, on {day_in_words(case.stages[stage])}.",
                "Look at the day.",
            )
    return found


def _instead(of: OutcomeCode, on: date, known: Codes) -> str:
    """The codes that were valid on the day: of the same group if there are any, else all."""
    valid = [one for one in known.values() if one.valid(on)]
    return ", ".join(one.code for one in [one for one in valid if one.group == of.group] or valid) or "none"


def _agrees(found: OutcomeCode, case: Standing) -> None:
    """Refused where the wording says of the case what its stages, or its victim, do not."""
    if found.needs and found.needs not in case.stages:
        raise Refused(
            f"Outcome {found.code} says: {STAGES[found.needs]}. The case does not.", "Record that stage first."
        )
    if found.excludes in case.stages:
        raise Refused(f"Outcome {found.code} does not go with: {STAGES[found.excludes]}.", "Choose another code.")
    if found.supports is not None and found.supports != case.supports:
        does = "supports" if found.supports else "does not support"
        raise Refused(
            f"Outcome {found.code} says that the victim {does} the case. The last that was asked of them does not.",
            "Ask, and record what they said and why; or choose another code.",
        )
