"""Forms as pages ask them: clear sentences, dates in boxes, and what was typed given back."""

import re
from datetime import date, datetime, time
from typing import Any, Self

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.times import in_london
from firstbell.interfaces.web.design.widgets import DateParts, MomentParts

TIMES = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
NAMED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}


class PageForm(forms.Form):
    """A form of a page. ``version`` is what its reader saw: a page that two people may decide sends it back."""

    use_required_attribute = False
    given_back = False
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named.setdefault("label_suffix", "")
        super().__init__(*arguments, **named)
        for bound in self.visible_fields():
            speak_plainly(bound.field, str(bound.label))

    @classmethod
    def of(cls, request: HttpRequest, **named: Any) -> Self:
        """The form as it was sent; or, on the first sight of it, with what was typed before a session ended.

        ``request.held`` gives those fields once, or None; the middleware of sign-in sets it.
        """
        if request.method == "POST":
            return cls(_with_short_breaks(request.POST), request.FILES, **named)
        held = getattr(request, "held", None)
        typed = held() if callable(held) else None
        if not typed:
            return cls(**named)
        form = cls(**{**named, "initial": {**named.get("initial", {}), **cls._typed(typed)}})
        form.given_back = True
        return form

    @property
    def given(self) -> dict[str, Any]:
        """What a valid form was given, by field, without ``version``: what an action is asked to do."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @classmethod
    def _typed(cls, typed: dict[str, list[str]]) -> dict[str, Any]:
        data = QueryDict(mutable=True)
        for name, values in typed.items():
            data.setlist(name, values)
        return {
            name: field.widget.value_from_datadict(data, {}, name)
            for name, field in cls.base_fields.items()
            if name != "version" and not field.widget.value_omitted_from_data(data, {}, name)
        }


def _with_short_breaks(sent: QueryDict) -> QueryDict:
    """Browsers send a line break as two characters and count it as one."""
    short = sent.copy()
    for name, values in sent.lists():
        short.setlist(name, [str(one).replace("\r\n", "\n") for one in values])
    return short


def speak_plainly(field: forms.Field, label: str) -> None:
    """Sentences that say which field and what to do, in place of Django's own; a form's own sentences stay."""
    theirs = {code: text for kind in type(field).__mro__ for code, text in _django_says(kind).items()}
    for code, sentence in {**SENTENCES, "required": _required(field)}.items():
        if code not in field.error_messages or field.error_messages[code] == theirs.get(code):
            field.error_messages[code] = sentence % {"label": label} if code == "required" else sentence


def _django_says(kind: type) -> dict[str, Any]:
    ours = kind.__module__ != "django.forms.fields"
    return {} if ours else getattr(kind, "default_error_messages", {})


def _required(field: forms.Field) -> Any:
    if isinstance(field, forms.BooleanField):
        return _("Tick “%(label)s”")
    if isinstance(field, forms.FileField):
        return _("Choose a file for “%(label)s”")
    return _("Choose an answer to “%(label)s”") if isinstance(field, forms.ChoiceField) else _("Fill in “%(label)s”")


SENTENCES = {
    "max_length": _("Write up to %(limit_value)d characters; these are %(show_value)d"),
    "min_length": _("Write at least %(limit_value)d characters; these are %(show_value)d"),
    "invalid_choice": _("Choose one of the answers that are shown"),
    "invalid_list": _("Choose from the answers that are shown"),
    "empty": _("The file is empty: choose the file again"),
    "missing": _("The file did not arrive: choose it again"),
}


class Choice(str):
    """The words of a radio button or checkbox with a hint below them."""

    hint: str

    def __new__(cls, text: str, hint: str = "") -> Self:
        made = super().__new__(cls, text)
        made.hint = hint
        return made


class DateField(forms.MultiValueField):
    """One date out of three boxes. A month may be written as a number or by its English name."""

    default_error_messages = {
        "required": _("Enter a date"),
        "incomplete": _("Enter a day, a month and a year"),
        "invalid": _("Enter a date that exists, such as 27 11 2026"),
    }

    def __init__(self, **named: Any) -> None:
        boxes = tuple(forms.CharField(required=False, max_length=12) for _part in self.boxes())
        super().__init__(fields=boxes, widget=self.boxes_widget(), require_all_fields=False, **named)

    @staticmethod
    def boxes() -> tuple[str, ...]:
        return ("day", "month", "year")

    @staticmethod
    def boxes_widget() -> DateParts:
        return DateParts()

    def clean(self, value: Any) -> Any:
        typed = [str(one or "").strip() for one in value or ()]
        if not any(typed):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(typed):
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        made = self.compress(typed)
        self.run_validators(made)
        return made

    def compress(self, data_list: Any) -> Any:
        return self.dated(data_list)

    def dated(self, typed: list[str]) -> date:
        """The date in the boxes. ValidationError for one that does not exist."""
        try:
            year = int(typed[2])
            return date(year if year > 999 else 0, _month(typed[1]), int(typed[0]))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class MomentField(DateField):
    """A date and a time on London's clocks; gives the instant in UTC."""

    default_error_messages = {
        "required": _("Enter a date and a time"),
        "incomplete": _("Enter a day, a month, a year and a time"),
        "time": _("Enter a time, such as 8:30am or 15:10"),
        "skipped": _("The clocks go forward in that hour: enter a time before 1am or from 2am"),
    }

    @staticmethod
    def boxes() -> tuple[str, ...]:
        return ("day", "month", "year", "time")

    @staticmethod
    def boxes_widget() -> DateParts:
        return MomentParts()

    def compress(self, data_list: Any) -> datetime:
        on = self.dated(data_list)
        at = time_of(data_list[3])
        if at is None:
            raise forms.ValidationError(self.error_messages["time"], code="time")
        instant = in_london(on.year, on.month, on.day, at.hour, at.minute)
        if instant is None:
            raise forms.ValidationError(self.error_messages["skipped"], code="skipped")
        return instant


class TimeField(forms.CharField):
    """A time of the day as people write it."""

    default_error_messages = {"required": _("Enter a time"), "time": _("Enter a time, such as 8:30am or 15:10")}

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        if (found := time_of(typed)) is None:
            raise forms.ValidationError(self.error_messages["time"], code="time")
        return found

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}:{value.minute:02}" if isinstance(value, time) else value


class CodeField(forms.CharField):
    """A code such as a reference, a URN or six digits: spaces do not matter, nor does a small letter."""

    def __init__(self, *, length: int = 32, digits: bool = False, **named: Any) -> None:
        super().__init__(max_length=length, **named)
        self.widget.attrs |= {"spellcheck": False, "autocapitalize": "characters", "width": 10}
        if digits:
            self.widget.attrs |= {"inputmode": "numeric"}

    def to_python(self, value: Any) -> str:
        return re.sub(r"\s+", "", str(super().to_python(value) or "")).upper()


def time_of(text: str) -> time | None:
    """``8:30am``, ``8.30``, ``8am``, ``15:10``, ``midday``; None for what is no time."""
    typed = text.strip().lower()
    if typed in NAMED_TIMES:
        return NAMED_TIMES[typed]
    found = TIMES.fullmatch(typed)
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    names = [date(2000, number, 1).strftime("%B").lower() for number in range(1, 13)]
    found = [at for at, name in enumerate(names, 1) if len(text) >= 3 and name.startswith(text.lower())]
    if len(found) != 1:
        raise ValueError(text)
    return found[0]
