"""An establishment asked for by name, town, postcode or URN; where several are like that, one is chosen of them."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.forms import Choice, PageForm
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import EstablishmentFacts

MOST = 8


class PlaceForm(PageForm):
    """A form that asks for one open establishment; ``cleaned_data["place"]`` is its URN, or empty where none is needed.

    What was typed may fit several: the form then comes back with a radio button for each. It needs no JavaScript.
    """

    place = forms.CharField(
        label=_("Which school or setting?"),
        help_text=_("Name, town, postcode or URN. For example: Milton Primary, or 123456."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": False}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.is_bound and self.place_is_needed and len(self._found) > 1:
            self._ask_which()

    @property
    def place_is_needed(self) -> bool:
        return True

    @cached_property
    def _found(self) -> list[EstablishmentFacts]:
        typed = str(self.data.get("place", "")).strip()
        found = [one for one in schools.search_establishments(typed, limit=MOST) if one.is_open] if typed else []
        return [one for one in found if one.urn == typed] or found

    def _ask_which(self) -> None:
        choices = [(one.urn, Choice(one.name, _where(one))) for one in self._found]
        self.fields["which"] = forms.ChoiceField(
            label=gettext("Which of these?"),
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={
                "required": gettext("Several are like that. Choose one of them, or write more above"),
                "invalid_choice": gettext("Choose one of these"),
            },
        )
        names = list(self.fields)
        names.insert(names.index("place") + 1, names.pop())
        self.order_fields(names)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.place_is_needed:
            return given | {"place": ""}
        if not given.get("place") and "place" not in self.errors:
            self.add_error("place", gettext("Enter the name, town, postcode or URN of the school or setting"))
        elif not self._found:
            self.add_error("place", gettext("No open school or setting is like that. Check the spelling, or its URN"))
        return given | {"place": given.get("which") or (self._found[0].urn if len(self._found) == 1 else "")}


def _where(one: EstablishmentFacts) -> str:
    return ", ".join(filter(None, (one.street, one.town, one.postcode, f"URN {one.urn}")))
