"""What the desk is asked about whoever answers at a place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.responses.encompass.rules.wording import role_in_words

ROLES = ("dsl", "deputy", "head")
"""What somebody may be at a place, the one to tell first at the head."""


class Verified(PageForm):
    """It is right: somebody made sure."""


class CorrectContact(PageForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)


class AddContact(CorrectContact):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role, role_in_words(role)) for role in ROLES],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    field_order = ("name", "role", "email", "phone")
