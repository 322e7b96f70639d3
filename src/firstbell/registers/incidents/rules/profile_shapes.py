"""What may stand in a mapping profile, table by table."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from firstbell.registers.incidents.rules.document import Strict, fault

Scalar = str | int | bool


class ProfileFault(Exception):
    """A profile that cannot be used: the key that is wrong (``children[0].date_of_birth``), and why."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key
        self.reason = reason


def _date_format(text: str) -> str:
    if text == "iso":
        return text
    codes = re.findall(r"%(.)", text)
    if wrong := [code for code in codes if code not in "dmYbBHMSzf"]:
        raise fault(f"has %{wrong[0]}; known are %d %m %Y %b %B %H %M %S %f %z, and years in four digits only")
    if "Y" not in codes:
        raise fault("has no %Y: a year is written in four digits")
    return text


Format = Annotated[str, AfterValidator(_date_format)]


class FileShape(Strict):
    kind: Literal["csv", "jsonl"]
    rows: Literal["incident", "person"] = "incident"
    other_columns: Literal["refuse", "ignore"] = "refuse"


class FormatsShape(Strict):
    """``date`` may name one format for whole dates, one for month and year, one for the year alone."""

    date: Format | list[Format] = "iso"
    time: Format = "iso"
    clocks: Literal["Europe/London", "UTC"] | None = None
    yes: list[str] = Field(default=["true"])
    no: list[str] = Field(default=["false"])
    nothing: list[str] = Field(default=[])

    @model_validator(mode="after")
    def _times_name_instants(self) -> "FormatsShape":
        if self.time != "iso" and "%z" not in self.time and self.clocks is None:
            raise fault('needs clocks = "Europe/London" (or "UTC"): its times have no offset')
        dates = self.date if isinstance(self.date, list) else [self.date]
        if len({precision_of(each) for each in dates}) < len(dates):
            raise fault("has two formats for dates of the same precision: which one holds?")
        return self


class SourceShape(Strict):
    """Where a field's value comes from."""

    column: str | None = None
    columns: list[str] | None = None
    constant: Scalar | None = None
    seconds_of: str | None = None
    values: dict[str, Scalar] | None = None
    otherwise: Scalar | None = None
    blank: Scalar | None = None
    split: Annotated[str, Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _comes_from_one_place(self) -> "SourceShape":
        places = [self.column, self.columns, self.constant, self.seconds_of]
        if sum(place is not None for place in places) != 1:
            raise fault("needs one of column, columns, constant")
        if self.otherwise is not None and self.values is None:
            raise fault("has otherwise without values")
        return self


class WhenShape(Strict):
    """The rows that a group is about: those whose ``column`` holds one of ``is``, without regard to case."""

    column: str
    is_: Annotated[list[str], Field(alias="is", min_length=1)]


def precision_of(form: str) -> str:
    """How precise a date in this format is: day, month or year."""
    if form == "iso" or "%d" in form:
        return "day"
    return "month" if re.search(r"%[mbB]", form) else "year"
