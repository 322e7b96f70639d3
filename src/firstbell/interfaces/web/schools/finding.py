"""An establishment asked for by name, town, postcode or URN; where several are like that, one is chosen from a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import EstablishmentFacts

MOST = 8


class PlaceField(forms.CharField):
    """Words that find one open establishment; gives its URN. Where they fit several, the error names them with theirs.

    Without JavaScript too: the error's list says which number to type.
    """

    default_error_messages = {
        "required": _("Enter the name, town, postcode or URN of the school or setting"),
        "nothing": _("No open school or setting is like that. Check the spelling, or enter its URN."),
    }

    def __init__(self, **named: Any) -> None:
        named.setdefault("help_text", _("Name, town, postcode or URN. For example: Milton Primary, or 123456."))
        named.setdefault("max_length", 200)
        super().__init__(**named)
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": False}

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return ""
        found = [one for one in schools.search_establishments(typed, limit=MOST) if one.is_open]
        exact = [one for one in found if one.urn == typed]
        if exact or len(found) == 1:
            return (exact or found)[0].urn
        if not found:
            raise forms.ValidationError(self.error_messages["nothing"], code="nothing")
        raise forms.ValidationError(_which(found), code="several")


def _which(found: list[EstablishmentFacts]) -> str:
    places = "; ".join(f"{one.name}, {one.town or one.postcode or ''} ({one.urn})" for one in found)
    return gettext("Several are like that. Enter the number of the one you mean: %(places)s") % {"places": places}
