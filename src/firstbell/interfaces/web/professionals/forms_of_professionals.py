"""What a professional is asked beyond what anybody is: the lawful basis, what they infer, and somebody's own words."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, radios, words
from firstbell.interfaces.web.design.forms import Choice, DateField, PageForm
from firstbell.interfaces.web.professionals.forms import LANGUAGES, Concern
from firstbell.joint.early_picture.rules.raising import BASES, WHOSE_WORDS, Fact, Report
from firstbell.joint.early_picture.rules.signals import HEARD, HOW_KNOWN, INFERRED, SEEN, TOLD, WORRY


class Professional(Concern):
    basis = radios(_("On what lawful basis do you share it?"), {})
    what = forms.MultipleChoiceField(
        label=_("What did you notice?"), widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    how = radios(_("How do you know?"), {one: HOW_KNOWN[one] for one in (SEEN, TOLD, HEARD)})
    text = words(_("What you saw or were told"), _("The facts. What you make of them comes next."))
    inferred = words(
        _("What you infer from it (optional)"),
        _("It stands apart from the facts, and counts for less."),
        rows=2,
        required=False,
    )
    born = DateField(label=_("Date of birth (optional)"), required=False)
    own_words = words(_("Their own words (optional)"), _("As they were said."), rows=2, required=False)
    words_of = forms.ChoiceField(
        label=_("Whose words are they?"),
        choices=[(code, _(said)) for code, said in WHOSE_WORDS.items()],
        widget=forms.RadioSelect,
        required=False,
        error_messages=CHOOSE,
    )
    language = forms.ChoiceField(
        label=_("In which language?"), choices=list(LANGUAGES.items()), initial="en", required=False
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "basis", [(code, Choice(gettext(one.words), one.law)) for code, one in BASES.items()])

    @property
    def report(self) -> Report:
        given = self.cleaned_data
        return replace(
            super().report,
            basis=given["basis"],
            words=given["own_words"],
            words_of=given["words_of"],
            language=given["language"] or "en",
        )

    def _facts(self) -> Iterator[Fact]:
        yield from super()._facts()
        if self.cleaned_data["inferred"].strip():
            yield Fact(WORRY, INFERRED, self._on(), self.cleaned_data["inferred"])


class Withdraw(PageForm):
    reason = words(_("What was mistaken?"), _("In a sentence. What was written goes; that it was mistaken stays."))
