"""What a support service is asked, page by page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, words
from firstbell.interfaces.web.design.forms import Choice, CodeField, DateField, MomentField, PageForm
from firstbell.responses.support.rules.ends import PARTS
from firstbell.responses.support.rules.referrals import CONSENT, PARENTAL
from firstbell.responses.support.rules.safe_contact import CHANNELS


class Because(PageForm):
    """A step that is not taken without a reason."""

    reason = words(_("Why?"), _("It stays with the referral. Write references, not names."))


class Allocate(PageForm):
    worker = forms.ChoiceField(
        label=_("Who works on it?"),
        help_text=_("60 to 80 open cases are what one worker can carry. At 80 no more are given."),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def __init__(self, *arguments: Any, workers: list[tuple[str, Choice]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "worker", list(workers))


class Look(PageForm):
    """Asked for only where the plan does not allow this way now."""

    reason = words(
        _("Why must you see it all the same?"),
        _("In a sentence. It is kept with your name, and looked through."),
        required=False,
    )


class Tried(PageForm):
    """A try that was made."""

    channel = forms.ChoiceField(
        label=_("How?"),
        widget=forms.RadioSelect,
        choices=[(code, _(said)) for code, said in CHANNELS.items()],
        error_messages=CHOOSE,
    )
    at = MomentField(label=_("When?"))
    reached = forms.TypedChoiceField(
        label=_("Did you speak with the client?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda given: given == "yes",
        error_messages=CHOOSE,
    )
    message_left = forms.BooleanField(label=_("A message was left"), required=False)
    unsafe_why = words(
        _("How did it come about?"),
        _("Only for a try outside the plan: in a sentence, how the client came to be contacted like this."),
        required=False,
    )


class Withdraw(PageForm):
    why = words(_("What did the client say?"), _("In a sentence, in their words."))


class Died(PageForm):
    on = DateField(label=_("On which day?"))


class PassOn(PageForm):
    """To another service, with what the client agreed to and nothing else."""

    to = forms.ChoiceField(
        label=_("To which service?"), widget=forms.RadioSelect, required=False, error_messages=CHOOSE
    )
    name = forms.CharField(
        label=_("Name of the service"),
        help_text=_("Only for one that does not work with Firstbell. You write to it yourself: nothing is sent."),
        max_length=200,
        required=False,
    )
    agreed = forms.MultipleChoiceField(
        label=_("What did the client agree to have passed on?"),
        help_text=_("Nothing else goes along."),
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, _(said)) for code, said in PARTS.items()],
        required=False,
    )
    basis = forms.ChoiceField(
        label=_("Who agreed?"),
        widget=forms.RadioSelect,
        choices=[(CONSENT, _("The client")), (PARENTAL, _("A safe adult who is responsible for a child under 16"))],
        initial=CONSENT,
        error_messages=CHOOSE,
    )
    reason = words(_("Why is it passed on?"))

    def __init__(self, *arguments: Any, services: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "to", [*services, ("", _("Another one"))])
        if not services:
            del self.fields["to"]

    @property
    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        given = super().given
        name = given.pop("name")
        return given | {"to": given.get("to") or name}


class Child(PageForm):
    child = CodeField(
        label=_("Referral of the child"),
        help_text=_("Its reference, such as SR-7K3QX2MB. The child stays a client in their own right."),
    )


class Apart(PageForm):
    why = words(_("Why do they not belong together?"), _("In a sentence."))


class SamePerson(PageForm):
    """Somebody's word about two records."""

    other = CodeField(label=_("The other client"), help_text=_("Their reference, such as SC-7K3QX2MB."))
    together = forms.TypedChoiceField(
        label=_("Are they one person?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("One person")), ("no", _("Two people"))],
        coerce=lambda given: given == "yes",
        error_messages=CHOOSE,
    )
    why = words(_("How do you know?"), _("In a sentence. Neither record is changed, and it can be taken back."))


class Address(PageForm):
    text = words(_("The address"), _("As it stands on a letter. It is sealed as soon as it is sent."))


class LookAtAddress(PageForm):
    why = words(_("What do you need it for?"), _("In a sentence. To reach the client, use a way of their plan."))
