"""What a support service is asked, page by page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.forms import Choice, MomentField, PageForm
from firstbell.responses.support.rules.safe_contact import CHANNELS

CHOOSE = {"invalid_choice": _("Choose one of those shown")}
LONGEST = 2000


def words(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, help_text=hint, widget=box, max_length=LONGEST, required=required)


def offer(form: PageForm, name: str, choices: list[tuple[str, Any]]) -> None:
    """Give a field what there is to choose from, known only when it is asked."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


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
