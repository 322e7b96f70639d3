"""Children whose place nobody knows, and who live in the authority or are on its roll: "this child goes to ..."."""

from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest, needs, signed_in
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.forms import Choice, PageForm
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell, warn
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass import actions, queries
from firstbell.responses.encompass.queries import QuestionRow

ANSWERS = {
    "place": Choice(_("The child goes to a school, college or other setting")),
    "officer": Choice(
        _("The authority answers for the child"), _("Home educated, or missing education: your officer is told.")
    ),
    "not_known": Choice(_("Not known to us"), _("The police desk goes on looking.")),
}


class AnswerForm(PageForm):
    answer = forms.ChoiceField(
        label=_("Where does the child go?"),
        choices=list(ANSWERS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer")},
    )
    place = forms.CharField(
        label=_("Which school or setting, if you chose that?"),
        help_text=_("Name, town, postcode or URN. For example: Milton Primary, or 123456."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": False}),
    )
    note = forms.CharField(
        label=_("How do you know? (optional)"),
        help_text=_("For example: on our admissions system since September. The police desk reads this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
