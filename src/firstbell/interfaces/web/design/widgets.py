"""A date in three boxes, a date with a time in four, and a long list that narrows as one types."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.forms import widgets
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.times import LONDON

DATE_PARTS = ("day", "month", "year")
MOMENT_PARTS = (*DATE_PARTS, "time")


class DateParts(widgets.MultiWidget):
    """Day, month and year, sent as ``name_day``, ``name_month``, ``name_year``."""

    def __init__(self, parts: tuple[str, ...] = DATE_PARTS) -> None:
        super().__init__({part: widgets.TextInput() for part in parts})
        self.parts = parts

    def decompress(self, value: Any) -> list[Any]:
        """The boxes of a date; what somebody typed stays as they typed it."""
        if isinstance(value, list):
            return value
        if not isinstance(value, date):
            return [None] * len(self.widgets)
        return [value.day, value.month, value.year]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in self.parts)


class MomentParts(DateParts):
    """The boxes of a date, and ``name_time``, on London's clocks."""

    def __init__(self) -> None:
        super().__init__(MOMENT_PARTS)

    def decompress(self, value: Any) -> list[Any]:
        if not isinstance(value, datetime):
            return super().decompress(value) if isinstance(value, list) else [None] * len(MOMENT_PARTS)
        here = value.astimezone(LONDON)
        return [here.day, here.month, here.year, f"{here.hour}:{here.minute:02}"]


class LongSelect(widgets.Select):
    """A choice of many, such as every school: with JavaScript it narrows as one types, without it is a list."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__(
            {"data-autocomplete": "", "data-no-results": _("Nothing is called that"), **(attrs or {})}, choices
        )
