"""What a support service is asked about partners of those in a programme."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, radios
from firstbell.interfaces.web.design.forms import CodeField, PageForm
from firstbell.responses.programme.rules.partners import MEASURES, NO_ANSWER, OFFERS, SCALE

YES_OR_NO = {"yes": _("Yes"), "no": _("No")}
WORST, BEST = SCALE


class Link(PageForm):
    """What the service says of a partner. ``workers`` (e-mail: name) may answer for one."""

    offer = radios(_("What was the partner offered?"), OFFERS)
    client_reference = CodeField(
        label=_("Which client of yours are they?"),
        help_text=_("Their reference, such as SC-7K3QX2MB. Leave it empty if they are none."),
        required=False,
        length=20,
    )
    also_participant = CodeField(
        label=_("Are they in a programme themselves?"),
        help_text=_("Their own reference there, such as PP-7K3QX2MB. The two are never placed together."),
        required=False,
        length=20,
    )
    worker = forms.ChoiceField(label=_("Who of you answers for the partner?"), error_messages=CHOOSE)
    may_start = radios(
        _("May it start?"), YES_OR_NO, _("The programme is told yes or no, and never why. You can change it later.")
    )

    def __init__(self, *arguments: Any, workers: Mapping[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["worker"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(workers.items())

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"may_start": self.cleaned_data["may_start"] == "yes"}


class AnswerAlert(PageForm):
    told = radios(_("Was the partner told?"), YES_OR_NO)
    why = forms.CharField(
        label=_("If not, why?"),
        help_text=_("Such as that no way of their plan is safe now."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"told": self.cleaned_data["told"] == "yes"}


def _scale() -> dict[str, Any]:
    ends = {str(WORST): _("1, the worst"), str(BEST): _("5, the best")}
    return {str(one): ends.get(str(one), str(one)) for one in range(WORST, BEST + 1)} | NO_ANSWER


Measures: type[PageForm] = type(
    "Measures", (PageForm,), {code: radios(_(said), _scale()) for code, said in MEASURES.items()}
)
"""The six measures at one moment, each from worst to best, or with the word for why there is no answer."""
