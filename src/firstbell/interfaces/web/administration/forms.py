"""What the administrator types."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts.rules.clients import LONGEST_OVERLAP, SCOPES_OF, SHORT_OVERLAP
from firstbell.foundations.accounts.rules.organisations import (
    AGENCY,
    KINDS,
    OTHER_FORCE,
    PROVIDER,
    SHORT_NAME,
    SUPPORT,
    is_agency,
)
from firstbell.foundations.accounts.rules.permissions import SCOPES
from firstbell.foundations.accounts.rules.roles import ROLES
from firstbell.foundations.audit.rules import Sought
from firstbell.interfaces.web.design.fields import offer
from firstbell.interfaces.web.design.forms import Choice, DateField, PageForm
from firstbell.interfaces.web.design.widgets import LongSelect
from firstbell.pure.periods import london_moment

MIDNIGHT = datetime.min.time()
CODE_HINTS = {
    "establishment": _("Code: its URN"),
    "trust": _("Code: its number on the register of schools"),
    "authority": _("Code: its nine-character code, such as E06000021"),
    "force": _("Code: its name at police.uk, such as west-mercia"),
    "support": _("Code: a short name that you choose, in small letters, such as new-era"),
    "provider": _("Code: a short name that you choose, in small letters, such as choices"),
    "agency": _(
        "Code: school, health, housing, police or third-sector, a full stop, and a short name that you choose, such as"
        " health.city-surgery"
    ),
}


class OpenForm(PageForm):
    """An organisation that people may act for."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        choices=[
            (kind, Choice(str(KINDS[kind if kind != "force" else OTHER_FORCE]), str(hint)))
            for kind, hint in CODE_HINTS.items()
        ],
    )
    code = forms.CharField(label=_("Code"), max_length=40)
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=200,
        help_text=_("What people call it. For a setting or a trust that is on the register, leave this empty."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") in (SUPPORT, PROVIDER) and not SHORT_NAME.fullmatch(given.get("code", "").strip()):
            self.add_error("code", _("Use small letters, digits and hyphens, such as new-era"))
        if given.get("kind") == AGENCY and not is_agency(given.get("code", "").strip()):
            self.add_error("code", _("Write what it is, a full stop and a short name, such as health.city-surgery"))
        return given


class ReasonForm(PageForm):
    """Something that needs a reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the audit trail. Write references, not names."),
    )


class InviteForm(PageForm):
    """Who is asked in, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "email"}),
        help_text=_("Their own, at work. A mailbox that several people read is nobody’s."),
        error_messages={"invalid": _("Write an e-mail address such as name@school.example")},
    )
    role = forms.ChoiceField(label=_("What will they do?"), widget=forms.RadioSelect)

    def __init__(self, *arguments: Any, kind: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "role", [(role.name, Choice(role.title, role.description)) for role in roles_of(kind)])


class RoleForm(PageForm):
    """A role that somebody is given; which organisation it is in stands in its value."""

    seat = forms.ChoiceField(label=_("Organisation and role"), widget=LongSelect)

    def __init__(self, *arguments: Any, seats: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "seat", [("", _("Choose one")), *seats])


class ClientForm(PageForm):
    """A system that is given a key."""

    name = forms.CharField(label=_("What is the system called?"), max_length=100)
    scopes = forms.MultipleChoiceField(label=_("What may it do?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments: Any, kind: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        allowed = SCOPES_OF.get(kind, frozenset())
        offer(self, "scopes", [(scope, Choice(words, scope)) for scope, words in SCOPES.items() if scope in allowed])


class RotateForm(PageForm):
    """How long the secret before still works."""

    hours = forms.IntegerField(
        label=_("For how many hours does the old secret still work?"),
        min_value=0,
        max_value=LONGEST_OVERLAP,
        initial=SHORT_OVERLAP,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": 3}),
        help_text=_("From 0, where somebody else may know it, to 168, which is a week."),
        error_messages={
            "invalid": _("Write a number of hours"),
            "min_value": _("Write 0 or more"),
            "max_value": _("Write 168 or fewer"),
        },
    )


class SoughtForm(PageForm):
    """Which entries of the audit trail to show."""

    since = DateField(label=_("From"), required=False)
    until = DateField(label=_("To"), required=False)
    by = forms.CharField(label=_("Who"), required=False, max_length=254, help_text=_("Part of an e-mail address"))
    action = forms.CharField(label=_("What was done"), required=False, max_length=60, help_text=_("Such as notice."))
    subject = forms.CharField(
        label=_("To what"), required=False, max_length=120, help_text=_("A reference, or how it begins")
    )
    organisation = forms.CharField(
        label=_("For which organisation"), required=False, max_length=80, help_text=_("Such as establishment:100001")
    )

    def sought(self) -> Sought:
        """What to look for. Days are London's; the last one is looked at to its end."""
        given = self.cleaned_data
        since, until = given["since"], given["until"]
        return Sought(
            since=london_moment(since, MIDNIGHT) if since else None,
            until=london_moment(until + timedelta(days=1), MIDNIGHT) if until else None,
            **{name: given[name].strip() for name in ("by", "action", "subject", "organisation")},
        )


SOUGHT_BOXES = (
    *(f"{name}_{part}" for name in ("since", "until") for part in ("day", "month", "year")),
    *("by", "action", "subject", "organisation"),
)
"""The names that ``SoughtForm`` has in a request."""


def roles_of(kind: str) -> list[Any]:
    """The roles that can be held in an organisation of this kind."""
    return [role for role in ROLES.values() if role.kind == kind]
