"""The stages of a case, each at most once, and in which order their days may lie."""

from collections.abc import Mapping
from datetime import date

from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused, is_written_out

REPORTED, CRIME, SUSPECT, ARREST = "reported", "crime_recorded", "suspect_identified", "arrest"
REFERRAL, CHARGE, PROSECUTION, CONVICTION = "cps_referral", "charge", "prosecution", "conviction"
STAGES = {
    REPORTED: "reported",
    CRIME: "crime recorded",
    SUSPECT: "suspect identified",
    ARREST: "arrest",
    REFERRAL: "CPS referral",
    CHARGE: "charge",
    PROSECUTION: "prosecution, at its first hearing",
    CONVICTION: "conviction",
}
"""The stages in words, in the order in which they are shown (DOMAIN.md section 5). A charge is a summons too."""

FOLLOWS: dict[str, tuple[str, ...]] = {
    REPORTED: (),
    CRIME: (REPORTED,),
    SUSPECT: (REPORTED,),
    ARREST: (SUSPECT,),
    REFERRAL: (CRIME, SUSPECT),
    CHARGE: (CRIME, SUSPECT, ARREST, REFERRAL),
    PROSECUTION: (CHARGE,),
    CONVICTION: (PROSECUTION,),
}
"""What each comes after, or on the same day. An arrest at the scene comes before its crime is recorded, and some are
arrested only after the CPS has decided, so neither order is forced."""

MAY_BE_SKIPPED = frozenset({ARREST, REFERRAL})
"""A suspect may be interviewed without arrest, and the police charge some offences without the CPS."""

Known = Mapping[str, date]
"""The stages that a case has reached, with the day of each."""


def may_record(stage: str, on: date, known: Known, today: date) -> None:
    """Refused unless the stage is new to the case, what it needs is there, and its day lies in order."""
    if stage not in STAGES:
        raise Refused(f"{stage!r} is no stage of a case.", f"Choose one of: {', '.join(STAGES)}.")
    if stage in known:
        raise Refused(f"{_titled(stage)} is recorded already, on {day_in_words(known[stage])}.", "Correct that entry.")
    _fits(stage, on, known, today)


def may_correct(stage: str, on: date | None, why: str, known: Known, today: date, first: date | None = None) -> None:
    """Refused unless the stage is there, the reason is written out, and the other stages stand without its old day.

    ``on`` is None where it never happened. ``first`` is the day of whatever else comes first in the case, which no
    report can follow.
    """
    if stage not in known:
        raise Refused(f"{stage!r} is not recorded, so nothing can be corrected.", "Record it.")
    must_be_written_out(why, "why the entry is corrected")
    others = {name: day for name, day in known.items() if name != stage}
    if on is not None:
        _fits(stage, on, others, today)
        if stage == REPORTED and first and on > first:
            raise Refused(f"Something in the case is of {day_in_words(first)}, before that.", "Look at the day.")
    elif stage == REPORTED:
        raise Refused("Every case was reported.", "Correct the day.")
    elif leaning := [name for name in others if stage in needed(name)]:
        raise Refused(f"{_titled(leaning[0])} does not stand without: {STAGES[stage]}.", "Correct that first.")


def needed(stage: str) -> frozenset[str]:
    """What must be recorded before this stage can be."""
    return frozenset(FOLLOWS[stage]) - MAY_BE_SKIPPED


def may_name(stage: str, crime: str, suspect: str) -> None:
    """Refused unless a recorded crime has its number, an identified suspect their reference, and no other stage one."""
    if bool(crime) != (stage == CRIME) or bool(suspect) != (stage == SUSPECT):
        raise Refused(
            "A crime has its number when it is recorded, and a suspect their reference when identified.",
            "Give the one with its stage, and neither with any other.",
        )


def must_be_written_out(text: str, what: str) -> None:
    """Refused unless there is a sentence's worth of words."""
    if not is_written_out(text):
        raise Refused(f"It is not written out {what}.", "Write it in a sentence.")


def is_past(on: date, today: date) -> None:
    if on > today:
        raise Refused(f"{day_in_words(on)} lies ahead.", "Record it when it has happened.")


def _fits(stage: str, on: date, known: Known, today: date) -> None:
    is_past(on, today)
    if missing := [name for name in STAGES if name in needed(stage) and name not in known]:
        raise Refused(f"{_titled(stage)} needs first: {STAGES[missing[0]]}.", "Record that first.")
    for name, day in known.items():
        if name in FOLLOWS[stage] and on < day:
            _out_of_order(stage, name, f"before: {STAGES[name]}", day)
        if stage in FOLLOWS[name] and on > day:
            _out_of_order(stage, name, f"after: {STAGES[name]}", day)


def _out_of_order(stage: str, other: str, where: str, day: date) -> None:
    raise Refused(
        f"{_titled(stage)} cannot come {where}, on {day_in_words(day)}.",
        f"Look at both days; correct {other} if needed.",
    )


def _titled(stage: str) -> str:
    return STAGES[stage][0].upper() + STAGES[stage][1:]
