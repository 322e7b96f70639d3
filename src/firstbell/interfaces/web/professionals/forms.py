"""What whoever reports a concern is asked, of the public and of an agency: few questions, and what was seen first."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, radios, words
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.joint.early_picture.rules import photographs
from firstbell.joint.early_picture.rules.raising import (
    WORRIED_ABOUT,
    WORRIED_FOR,
    Fact,
    Place,
    Report,
    Subject,
)
from firstbell.joint.early_picture.rules.signals import KINDS, offered

KEPT_NOWHERE: dict[str, Any] = {"autocomplete": "off", "spellcheck": False}
"""No browser offers it to whoever types next."""
TODAY, YESTERDAY, ANOTHER = "today", "yesterday", "another"
DAYS = {TODAY: _("Today"), YESTERDAY: _("Yesterday"), ANOTHER: _("Another day")}
ANY_OTHER = "und"
LANGUAGES = {
    "en": "English",
    "cy": "Cymraeg",
    "ar": "العربية",
    "bn": "বাংলা",
    "ku": "Kurdî",
    "pa": "ਪੰਜਾਬੀ",
    "fa": "فارسی",
    "pl": "Polski",
    "ro": "Română",
    "ti": "ትግርኛ",
    "uk": "Українська",
    "ur": "اردو",
    ANY_OTHER: _("Another language"),
}
"""By ISO 639, in themselves: whoever writes one can read its name."""


def line(label: Any, hint: Any = "", *, longest: int = 200, required: bool = False) -> forms.CharField:
    """One line that no browser keeps, and that may stay empty unless it is ``required``."""
    box = forms.TextInput(attrs=KEPT_NOWHERE | {"width": 20})
    return forms.CharField(label=label, help_text=hint, max_length=longest, required=required, widget=box)


class PhotographsField(forms.FileField):
    """Up to ``photographs.MOST`` files, as bytes; one that is too large is not read."""

    class Several(forms.FileInput):
        allow_multiple_selected = True

    def __init__(self, **named: Any) -> None:
        widget = self.Several(attrs={"accept": f"{photographs.JPEG},{photographs.PNG}"})
        super().__init__(widget=widget, required=False, **named)

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [self._read(super(PhotographsField, self).clean(one, initial)) for one in data or ()]

    def _read(self, one: Any) -> bytes:
        if (one.size or 0) > photographs.LARGEST:
            most = photographs.LARGEST // 1_000_000
            raise forms.ValidationError(_("Choose photographs of %(most)d MB at most"), params={"most": most})
        return bytes(one.read())


class Concern(PageForm):
    """What both are asked. ``source_class`` is whose eyes it was seen with, ``today`` the day in London."""

    what = forms.MultipleChoiceField(label="", widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE)
    how = radios("", {})
    day = radios(_("When was it?"), DAYS, _("If it goes on, the last time."))
    on = DateField(label=_("Which day?"), help_text=_("Only for another day."), required=False)
    text = words("", rows=4)
    forenames = line(_("First names"))
    surname = line(_("Last name"))
    is_child = forms.BooleanField(label=_("They are under 18"), required=False)
    described = line(
        _("If you do not know their name: how would somebody know them?"),
        _("Such as: the girl at number 5, about seven."),
    )
    other_forenames = line(_("First names of who may be harming them"))
    other_surname = line(_("Their last name"))
    address = forms.CharField(
        label=_("Where do they live?"),
        help_text=_("As much of the address as you know."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=KEPT_NOWHERE | {"rows": 2}),
    )
    postcode = line(_("Postcode"), longest=10)

    def __init__(self, *arguments: Any, source_class: str, today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.today = today
        offer(self, "what", [(kind, _(KINDS[kind].words)) for kind in offered(source_class)])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("day") == ANOTHER and given.get("on") is None and "on" not in self.errors:
            self.add_error("on", _("Enter a date"))
        return given

    @property
    def report(self) -> Report:
        """As the action takes it."""
        return Report(facts=tuple(self._facts()), people=tuple(self._people()), place=self._place())

    def _on(self) -> date:
        back = {TODAY: 0, YESTERDAY: 1}.get(self.cleaned_data["day"])
        return self.cleaned_data["on"] if back is None else self.today - timedelta(days=back)

    def _facts(self) -> Iterator[Fact]:
        """What was ticked; what was written stands with the first, and once."""
        given = self.cleaned_data
        for place, kind in enumerate(given["what"]):
            yield Fact(kind, given["how"], self._on(), "" if place else given["text"])

    def _people(self) -> Iterator[Subject]:
        given = self.cleaned_data
        yield Subject(
            WORRIED_FOR,
            given["forenames"],
            given["surname"],
            date_of_birth=given.get("born"),
            is_child=given["is_child"],
            described=given["described"],
        )
        yield Subject(WORRIED_ABOUT, given["other_forenames"], given["other_surname"])

    def _place(self) -> Place:
        lines = (one.strip() for one in self.cleaned_data["address"].splitlines())
        return Place(tuple(one for one in lines if one), self.cleaned_data["postcode"])
