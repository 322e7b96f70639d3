"""What somebody is asked who asks for support themselves: as little as it takes to reach them safely."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer
from firstbell.interfaces.web.design.forms import Choice, PageForm
from firstbell.interfaces.web.support.forms_of_plans import MESSAGE, OTHERS, QUIET, OnDays, given_way, time_of_day
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.rules.safe_contact import E_MAIL, LEFT_TO_BE_READ, PHONE, TEXT, Window

KEPT_NOWHERE: dict[str, Any] = {"autocomplete": "off", "spellcheck": False}
"""No browser offers it to whoever types next."""
HEARS = {
    MESSAGE: _("No. You may leave a message"),
    QUIET: _("No. But do not leave a message"),
    OTHERS: _("Somebody else may"),
}


class Ask(PageForm):
    """Where there is one service, nobody is asked which."""

    service = forms.ChoiceField(label=_("Which service?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    name = forms.CharField(
        label=_("What may we call you?"),
        help_text=_("Any name that you answer to."),
        max_length=100,
        widget=forms.TextInput(attrs=KEPT_NOWHERE | {"width": 20}),
    )
    way = forms.ChoiceField(label=_("How may we reach you?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    detail = forms.CharField(
        label=_("Your number or e-mail address"), max_length=300, widget=forms.TextInput(attrs=KEPT_NOWHERE)
    )
    days = OnDays(_("On which days is that safe?"), required=True)
    opens = time_of_day(_("From what time?"), required=True, help_text=_("Such as 9am or 14:30"))
    closes = time_of_day(_("Until what time?"), required=True)
    hears = forms.ChoiceField(
        label=_("Does anybody else hear your calls, or read your messages?"),
        choices=list(HEARS.items()),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    code_word = forms.CharField(
        label=_("A word that we say first, so that you know it is us (optional)"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=KEPT_NOWHERE | {"width": 20}),
    )

    def __init__(self, *arguments: Any, services: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        unread = gettext("Only if nobody else can read it")
        ways = {PHONE: gettext("A call"), TEXT: gettext("A text"), E_MAIL: gettext("An e-mail")}
        offer(self, "way", [(code, Choice(said, unread * (code != PHONE))) for code, said in ways.items()])
        offer(self, "service", services)
        self.only = services[0][0] if len(services) == 1 else ""
        if self.only:
            del self.fields["service"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("way") in LEFT_TO_BE_READ and given.get("hears") in (QUIET, OTHERS):
            self.add_error("way", _("Somebody may find what we write to you: choose a call, or ring us yourself"))
        return given

    @property
    def asked(self) -> dict[str, Any]:
        """As the action takes it."""
        given = self.cleaned_data
        way: GivenWay = given_way(
            given["way"], given["detail"], [Window(given["days"], given["opens"], given["closes"])], given["hears"]
        )
        return {
            "service": self.only or given["service"],
            "name": given["name"],
            "given": way,
            "code_word": given["code_word"],
        }
