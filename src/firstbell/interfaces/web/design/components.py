"""What the design system's macros are given for a field of a form, a value in words, a tag."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.forms import BoundField, Form, widgets
from django.utils.functional import Promise
from django.utils.translation import gettext

from firstbell.interfaces.web.design import times
from firstbell.interfaces.web.design.widgets import DateParts, MomentParts

Params = dict[str, Any]
COLOURS = frozenset({"grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"})

ROWS_DJANGO_GIVES = "10"


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in a coloured box. Its words say everything; the colour (one of ``COLOURS``) only helps."""

    text: str
    colour: str = "grey"

    def __post_init__(self) -> None:
        if self.colour not in COLOURS:
            raise ValueError(f"{self.colour!r} is no colour of a tag; there are {', '.join(sorted(COLOURS))}")

    def __str__(self) -> str:
        return str(self.text)


def words(value: object) -> str:
    """Any value as a page shows it: a time, a day, yes or no, a list with commas, nothing as an en dash."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime):
        return times.moment(value)
    if isinstance(value, date):
        return times.day(value)
    if isinstance(value, Iterable) and not isinstance(value, str | Promise):
        return ", ".join(words(one) for one in value) or "–"
    return "–" if value is None or str(value) == "" else str(value)


def component(bound: BoundField) -> tuple[str, Params]:
    """The component for a field and what its macro is given. TypeError for a widget that has none."""
    widget = bound.field.widget
    for kind, made in _MAKERS:
        if isinstance(widget, kind):
            name, further = made(bound, widget)
            return name, _shared(bound) | further
    raise TypeError(f"{type(widget).__name__} has no component")


def errors_of(form: Form) -> list[Params]:
    """The summary of what is wrong, each line leading to its field."""
    found = [{"text": str(text)} for text in form.non_field_errors()]
    for bound in form:
        link = f"#{first_input_of(bound)}"
        found += [{"text": str(text), "href": link} for text in bound.errors]
    return found


def first_input_of(bound: BoundField) -> str:
    """The id of the first box of a field."""
    widget = bound.field.widget
    return f"{bound.auto_id}-day" if isinstance(widget, DateParts | MomentParts) else str(bound.auto_id)


def _shared(bound: BoundField) -> Params:
    heading = {"text": str(bound.label), "classes": "govuk-label--s"}
    given: Params = {"id": bound.auto_id, "idPrefix": bound.auto_id, "name": bound.html_name, "label": heading}
    given["attributes"] = {
        name: value for name, value in bound.field.widget.attrs.items() if name.startswith(("data-", "aria-"))
    }
    if bound.help_text:
        given["hint"] = {"text": str(bound.help_text)}
    if bound.errors:
        given["errorMessage"] = {"text": " ".join(map(str, bound.errors)), "visuallyHiddenText": gettext("Error")}
    return given


def _options(attrs: dict[str, Any], *names: str) -> Params:
    return {name: attrs[name] for name in names if name in attrs}


def _text(bound: BoundField, widget: Any) -> tuple[str, Params]:
    given = _options(widget.attrs, "autocomplete", "inputmode", "spellcheck", "autocapitalize")
    if width := widget.attrs.get("width"):
        given["classes"] = f"govuk-input--width-{width}"
    return "input", {"type": widget.input_type, "value": _value(bound)} | given


def _password(bound: BoundField, widget: Any) -> tuple[str, Params]:
    return "password", {
        "showPasswordText": gettext("Show"),
        "hidePasswordText": gettext("Hide"),
        "showPasswordAriaLabelText": gettext("Show password"),
        "hidePasswordAriaLabelText": gettext("Hide password"),
        "passwordShownAnnouncementText": gettext("Your password is visible"),
        "passwordHiddenAnnouncementText": gettext("Your password is hidden"),
    } | _options(widget.attrs, "autocomplete")


def _textarea(bound: BoundField, widget: Any) -> tuple[str, Params]:
    rows = str(widget.attrs.get("rows", ""))
    given = {"value": _value(bound), "rows": "5" if rows == ROWS_DJANGO_GIVES else rows}
    given |= _options(widget.attrs, "autocomplete", "spellcheck")
    most = getattr(bound.field, "max_length", None)
    if most is None:
        return "textarea", given
    return "counted", given | {"maxlength": most} | _counting(most)


def _counting(most: int) -> Params:
    """The counter's sentences; the design system's script puts the number in where they say ``%{count}``."""
    return {
        "textareaDescriptionText": gettext("You can enter up to %(most)d characters") % {"most": most},
        "charactersUnderLimitText": {
            "one": gettext("You have %{count} character remaining"),
            "other": gettext("You have %{count} characters remaining"),
        },
        "charactersAtLimitText": gettext("You have 0 characters remaining"),
        "charactersOverLimitText": {
            "one": gettext("You have %{count} character too many"),
            "other": gettext("You have %{count} characters too many"),
        },
    }


def _select(bound: BoundField, widget: Any) -> tuple[str, Params]:
    chosen = _chosen(bound)
    choices = [
        {"value": str(value), "text": str(label), "selected": str(value) in chosen} for value, label in widget.choices
    ]
    return "select", {"items": choices}


def _boxes(name: str) -> Callable[[BoundField, Any], tuple[str, Params]]:
    def made(bound: BoundField, widget: Any) -> tuple[str, Params]:
        chosen = _chosen(bound)
        items = [_box(str(value), label, str(value) in chosen) for value, label in widget.choices if value != ""]
        return name, {"items": items, "fieldset": _fieldset(bound)} | _options(widget.attrs, "classes")

    return made


def _box(value: str, label: Any, checked: bool) -> Params:
    """A choice; its label may be ``Choice(text, hint)``."""
    box: Params = {"value": value, "text": str(label), "checked": checked}
    if hint := getattr(label, "hint", ""):
        box["hint"] = {"text": str(hint)}
    return box


def _single_box(bound: BoundField, widget: Any) -> tuple[str, Params]:
    box = {"value": "on", "text": str(bound.label), "checked": bool(_value(bound)), "id": bound.auto_id}
    return "checkboxes", {"items": [box]}


def _file(bound: BoundField, widget: Any) -> tuple[str, Params]:
    attributes = _options(widget.attrs, "accept")
    return "file", {"attributes": attributes, "multiple": getattr(widget, "allow_multiple_selected", False)}


def _date(bound: BoundField, widget: Any) -> tuple[str, Params]:
    return "date", {"fieldset": _fieldset(bound), "items": _date_boxes(bound, widget.decompress(bound.value()))}


def _moment(bound: BoundField, widget: Any) -> tuple[str, Params]:
    parts = widget.decompress(bound.value())
    clock = {
        "id": f"{bound.auto_id}-time",
        "name": f"{bound.html_name}_time",
        "value": parts[3] or "",
        "label": {"text": gettext("Time"), "classes": "govuk-date-input__label"},
        "hint": {"text": gettext("For example, 8:30am or 15:10")},
        "classes": "govuk-input--width-5" + (" govuk-input--error" if bound.errors else ""),
        "formGroup": {"classes": "fb-moment__time"},
    }
    return "moment", {"fieldset": _fieldset(bound), "items": _date_boxes(bound, parts), "time": clock}


def _date_boxes(bound: BoundField, parts: list[Any]) -> list[Params]:
    names = (("day", gettext("Day"), 2), ("month", gettext("Month"), 2), ("year", gettext("Year"), 4))
    wrong = " govuk-input--error" if bound.errors else ""
    return [
        {
            "id": f"{bound.auto_id}-{part}",
            "name": f"{bound.html_name}_{part}",
            "label": label,
            "classes": f"govuk-input--width-{width}{wrong}",
            "value": "" if parts[at] is None else str(parts[at]),
        }
        for at, (part, label, width) in enumerate(names)
    ]


def _fieldset(bound: BoundField) -> Params:
    return {"legend": {"text": str(bound.label), "classes": "govuk-fieldset__legend--s"}}


def _value(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None or value is False else str(value)


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    if value is None:
        return set()
    return {str(one) for one in value} if isinstance(value, list | tuple | set | frozenset) else {str(value)}


_MAKERS: tuple[tuple[type[widgets.Widget], Callable[[BoundField, Any], tuple[str, Params]]], ...] = (
    (MomentParts, _moment),
    (DateParts, _date),
    (widgets.PasswordInput, _password),
    (widgets.FileInput, _file),
    (widgets.Textarea, _textarea),
    (widgets.CheckboxSelectMultiple, _boxes("checkboxes")),
    (widgets.RadioSelect, _boxes("radios")),
    (widgets.CheckboxInput, _single_box),
    (widgets.Select, _select),
    (widgets.Input, _text),
)
"""Which component a widget becomes, the narrowest first."""
