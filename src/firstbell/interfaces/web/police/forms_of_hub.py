"""What people at the hub are asked, page by page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, radios, words
from firstbell.interfaces.web.design.forms import CodeField, DateField, PageForm
from firstbell.interfaces.web.design.widgets import LongSelect
from firstbell.joint.early_picture.rules.feedback import SENTENCES
from firstbell.joint.early_picture.rules.matters import DECISIONS, OUTCOMES

YES_OR_NO = {"yes": _("Yes"), "no": _("No")}


class Because(PageForm):
    reason = words(_("Why?"), _("In a sentence: others will read it."))


class Decide(PageForm):
    decision = radios(_("What is decided?"), DECISIONS)
    again_on = DateField(label=_("Look again on"), help_text=_("Only if somebody is to look again."), required=False)
    reason = words(_("Why?"), _("In a sentence. What the decision rests on is kept with it."))


class Discuss(PageForm):
    text = words(_("What was said?"), _("It stays with the matter, with your name."))


class NewTask(PageForm):
    owner = forms.ChoiceField(label=_("Whose task is it?"), widget=LongSelect, error_messages=CHOOSE)
    text = words(_("What will they do?"), _("Whoever has the task reads only this: name nobody who need not be named."))
    due_on = DateField(label=_("By which day?"))

    def __init__(self, *arguments: Any, owners: Mapping[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "owner", [("", ""), *sorted(owners.items(), key=lambda one: one[1])])


class Finish(PageForm):
    how = words(_("What was done?"), _("Or why it will not be done."))


class CloseMatter(PageForm):
    found = radios(_("What was found?"), OUTCOMES, _("By this the thresholds are reviewed."))
    reason = words(_("Why is it closed?"))


class Feedback(PageForm):
    sentence = radios(_("What may they be told?"), {code: one.words for code, one in SENTENCES.items()})


class Join(Because):
    other = CodeField(label=_("The other household"), help_text=_("Its reference, such as HH-7K3QX2MB."))
    field_order = ("other", "reason")


class Split(Because):
    concerns = forms.MultipleChoiceField(
        label=_("Which concerns are of another household?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    field_order = ("concerns", "reason")

    def __init__(self, *arguments: Any, concerns: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "concerns", concerns)


class Insider(Because):
    reader = forms.EmailField(label=_("Whose sign-in e-mail?"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    tied = forms.TypedChoiceField(
        label=_("Is this household about them, or about somebody close to them?"),
        choices=list(YES_OR_NO.items()),
        widget=forms.RadioSelect,
        coerce=lambda given: given == "yes",
        error_messages=CHOOSE,
    )
    field_order = ("reader", "tied", "reason")


class AnswerQuestion(Because):
    together = forms.TypedChoiceField(
        label=_("Are these one household?"),
        choices=[("yes", _("One household: join them")), ("no", _("Two households: keep them apart"))],
        widget=forms.RadioSelect,
        coerce=lambda given: given == "yes",
        error_messages=CHOOSE,
    )
    field_order = ("together", "reason")
