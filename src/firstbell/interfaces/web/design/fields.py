"""Fields that forms of every audience are made of: words, one of several, and what there is to choose from."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2000
CHOOSE = {"invalid_choice": _("Choose one of those shown")}


def words(label: Any, hint: Any = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, widget=box, max_length=LONGEST, required=required)


def radios(label: Any, choices: Mapping[str, Any], hint: Any = "", **more: Any) -> forms.ChoiceField:
    """One of these (code: words)."""
    given = [(code, _(said)) for code, said in choices.items()]
    return forms.ChoiceField(
        label=label, help_text=hint, choices=given, widget=forms.RadioSelect, error_messages=CHOOSE, **more
    )


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field what there is to choose from, known only when it is asked."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
