"""What the desk is asked, page by page."""

import json
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from firstbell.interfaces.web.design.fields import CHOOSE, LONGEST, offer, words
from firstbell.interfaces.web.design.forms import Choice, CodeField, DateField, MomentField, PageForm
from firstbell.pure import areas
from firstbell.registers.schools.rules import ContactFacts, EstablishmentFacts
from firstbell.responses.encompass.queries import for_police
from firstbell.responses.encompass.rules.desk_words import REASONS_TO_HOLD
from firstbell.responses.encompass.rules.wording import role_in_words

ANOTHER, OFFICER, NOBODY = "another", "officer", "nobody"


def missing(sentence: Any) -> dict[str, Any]:
    """What a field says that was left empty."""
    return {"required": sentence}


class Decide(PageForm):
    """Answers a review: one of the places shown, another one, an authority, or nobody."""

    choice = forms.ChoiceField(label=_("Who is to be told?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    school = forms.CharField(
        label=_("Name, town, postcode or URN of the establishment"),
        help_text=_("Only for another establishment. If more than one fits, you are asked which."),
        required=False,
        max_length=100,
    )
    urn = forms.ChoiceField(label=_("Which of these?"), widget=forms.RadioSelect, required=False)
    authority = forms.ChoiceField(label=_("Which authority?"), required=False, error_messages=CHOOSE)
    reason = words(_("How do you know?"), _("Others will read this. The reason stays with the decision."))

    def __init__(
        self, *arguments: Any, review: for_police.ReviewForPolice, found: list[EstablishmentFacts], **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        offer(self, "choice", choices_of(review))
        offer(self, "urn", [(one.urn, Choice(one.name, where(one))) for one in found])
        known = sorted(authorities(), key=lambda one: one[1])
        offer(self, "authority", [("", _("Choose an authority")), *known])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("choice") == OFFICER and not given.get("authority"):
            self.add_error("authority", _("Choose the authority"))
        if given.get("choice") == ANOTHER and not given.get("urn"):
            self._which_school(given)
        return given

    def _which_school(self, given: dict[str, Any]) -> None:
        found = self["urn"].field.widget.choices
        if not given.get("school"):
            self.add_error("school", _("Say which establishment"))
        elif not found:
            self.add_error("school", _("No establishment on the register fits. Try its URN, or fewer words."))
        else:
            self.add_error("urn", _("Choose the establishment, or search again"))

    @property
    def place(self) -> dict[str, str | None]:
        """The place that was chosen, as actions take it: both None where nobody is to be told."""
        chosen = self.cleaned_data["choice"]
        kind, _colon, code = chosen.partition(":")
        urn = {"urn": code, ANOTHER: self.cleaned_data["urn"]}.get(kind)
        authority = {"authority": code, OFFICER: self.cleaned_data["authority"]}.get(kind)
        return {"urn": urn, "authority": authority}


def choices_of(review: for_police.ReviewForPolice) -> list[tuple[str, Any]]:
    offered = [(one.key, Choice(one.name, _what_speaks_for(one))) for one in review.choices]
    nobody = _("Nobody: take the notice back") if review.code == "withdraw" else _("Nobody is to be told")
    return [
        *offered,
        (ANOTHER, _("Another establishment")),
        (OFFICER, Choice(str(_("An authority’s officer")), str(_("The child is home educated, or missing education")))),
        (NOBODY, nobody),
    ]


def _what_speaks_for(one: for_police.Choice) -> str:
    """Which of the pupils beside go there; what else is known where none of them does."""
    if not one.pupils:
        return "; ".join(one.reasons)
    numbers = ", ".join(map(str, one.pupils))
    return ngettext("Pupil %(numbers)s", "Pupils %(numbers)s", len(one.pupils)) % {"numbers": numbers}


def where(one: EstablishmentFacts) -> str:
    closed = "" if one.is_open else str(_("closed"))
    return ", ".join(filter(None, (one.phase or one.kind, one.postcode or "", f"URN {one.urn}", closed)))


def authorities() -> list[tuple[str, str]]:
    return [(code, areas.authority_name(code)) for code in areas.authorities()]


class Hold(PageForm):
    code = forms.ChoiceField(
        label=_("Why must it wait?"),
        choices=list(REASONS_TO_HOLD.items()),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    reason = words(_("Say more"), _("Nothing is withheld by default. A second person must approve the hold."))
    until = MomentField(label=_("Until when?"), help_text=_("It does not end by itself: you are asked again then."))


class Approve(PageForm):
    """Agrees to another person's hold."""


class Release(PageForm):
    reason = words(
        _("Why may it go now?"), _("Where somebody there may be tied to a party, say how you know that they are not.")
    )


class Reroute(PageForm):
    to = forms.ChoiceField(label=_("Who is told instead?"), widget=forms.RadioSelect, required=False)
    email = forms.EmailField(
        label=_("Or another known contact’s e-mail"), required=False, help_text=_("Somebody on the list of contacts.")
    )
    reason = words(_("Why?"))

    def __init__(self, *arguments: Any, alternatives: tuple[ContactFacts, ...], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(
            self,
            "to",
            [(one.email, Choice(f"{one.name} ({role_in_words(one.role)})", one.email)) for one in alternatives],
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("to") and not given.get("email"):
            self.add_error("to", _("Choose somebody, or give an e-mail"))
        return given


class Withdraw(PageForm):
    reason = words(_("What was wrong with it?"), _("Those who were told of it are told that it is withdrawn."))
    sure = forms.BooleanField(
        label=_("I am sure: this notice is to be taken back"), error_messages=missing(_("Say that you are sure"))
    )


class Telephone(PageForm):
    to = forms.CharField(
        label=_("Who did you speak to?"),
        help_text=_("Name and role"),
        max_length=200,
        error_messages=missing(_("Give their name and role")),
    )
    said = words(_("What did they say?"), required=False)


class HandedOver(PageForm):
    """The other force has said that it has the child."""


class ProtectedAddress(PageForm):
    reason = words(_("Why do you need it?"), _("Your name, the time and this reason are written down."), rows=2)


class CloseRecord(PageForm):
    to = forms.EmailField(
        label=_("Whom is it closed to?"),
        help_text=_("The e-mail by which they sign in"),
        error_messages=missing(_("Give their e-mail")),
    )
    reason = words(_("Why?"), _("For example: a party’s sister. Nobody else is told the reason."))


class OpenAgain(PageForm):
    reason = words(_("How do you know that this person is not tied to it?"))


class StartPause(PageForm):
    owner = forms.CharField(
        label=_("Who answers for the pause?"), max_length=254, error_messages=missing(_("Say who answers for it"))
    )
    reason = words(_("Why are no notices to leave?"), _("Everybody who depends on notices reads this."))
    until = MomentField(label=_("Until when?"), help_text=_("It ends then by itself."))


class EndPause(PageForm):
    """Lets notices leave again."""


class Search(PageForm):
    purpose = forms.ChoiceField(
        label=_("Why are you searching?"),
        choices=list(for_police.PURPOSES.items()),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    why = words(_("Say more"), _("Your name, the time, the reason and what you search for are written down."), rows=2)
    name = forms.CharField(label=_("Name"), required=False, max_length=100)
    born = DateField(label=_("Date of birth"), required=False)
    reference = forms.CharField(label=_("Reference of an incident or a notice"), required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(name) for name in ("name", "born", "reference")) and not self.errors:
            self.add_error("name", _("Give a name, a date of birth or a reference"))
        return given

    @property
    def asked(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] or None for name in ("name", "born", "reference")}

    @property
    def in_words(self) -> str:
        return "; ".join(str(one) for one in self.asked.values() if one)


class Look(PageForm):
    """A further look at somebody who was found."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    person = forms.CharField(widget=forms.HiddenInput, max_length=100)
    purpose = forms.ChoiceField(choices=list(for_police.PURPOSES.items()), widget=forms.HiddenInput)
    why = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST)


class Paste(PageForm):
    """A hand-over as a file or as text."""

    file = forms.FileField(label=_("The file"), required=False, help_text=_("A hand-over that another force sent."))
    text = forms.CharField(
        label=_("Or its contents"), required=False, widget=forms.Textarea(attrs={"rows": 6, "spellcheck": False})
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file"):
            given["text"] = self._read(given["file"])
        if not (given.get("text") or "").strip() and not self.errors:
            self.add_error("file", _("Choose the file, or paste what is in it"))
        return given

    def _read(self, file: Any) -> str:
        if file.size > 200_000:
            self.add_error("file", _("This is too large to be one hand-over. Did you choose the right file?"))
            return ""
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", _("This is not a text file. Did you choose the right one?"))
            return ""


class ShortForm(PageForm):
    """A hand-over that came by telephone or letter."""

    from_force = forms.ChoiceField(label=_("Which force hands over?"), error_messages=CHOOSE)
    incident_reference = CodeField(
        label=_("Its reference for the incident"), length=60, error_messages=missing(_("Give its reference"))
    )
    reported_at = MomentField(label=_("When was it reported?"))
    forenames = forms.CharField(
        label=_("Child’s forenames"), max_length=200, error_messages=missing(_("Give the child’s forenames"))
    )
    surname = forms.CharField(
        label=_("Child’s surname"), max_length=200, error_messages=missing(_("Give the child’s surname"))
    )
    born = DateField(label=_("Child’s date of birth"), required=False)
    line = forms.CharField(label=_("Where the child lives: house and street"), required=False, max_length=200)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=20)
    protected = forms.BooleanField(label=_("The address is protected"), required=False)
    school = forms.CharField(label=_("School, in the other force’s words"), required=False, max_length=200)

    def __init__(self, *arguments: Any, home_force: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        others = [one for one in areas.forces() if one != home_force]
        offer(
            self, "from_force", [("", _("Choose a force"))] + [(one, one.replace("-", " ").title()) for one in others]
        )

    def document(self, home_force: str) -> str:
        """What was typed, as the other force would have sent it. It is told from its siblings by name and birth."""
        given = self.cleaned_data
        child = {name: given[name] for name in ("forenames", "surname")}
        child |= {"date_of_birth": given["born"].isoformat() if given["born"] else None, "present": "unknown"}
        if given["school"]:
            child["stated_school"] = given["school"]
        if given["line"] or given["postcode"] or given["protected"]:
            lines = [given["line"]] if given["line"] else []
            child["residence"] = {
                "lines": lines,
                "postcode": given["postcode"] or None,
                "protected": given["protected"],
            }
        whose = sha256(f"{child['forenames']}|{child['surname']}|{child['date_of_birth']}".lower().encode())
        return json.dumps(
            {
                "format": "firstbell.handover/1",
                "reference": f"T-{whose.hexdigest()[:8].upper()}",
                "from_force": given["from_force"],
                "to_force": home_force,
                "incident_reference": given["incident_reference"],
                "incident_version": 1,
                "reported_at": given["reported_at"].isoformat(),
                "child": child,
            }
        )


INCIDENTS = "incidents"
KINDS = {
    INCIDENTS: _("Incidents"),
    "establishments": _("School register (GIAS)"),
    "links": _("School register: links"),
    "contacts": _("Contacts"),
    "staff": _("Staff and governors"),
    "terms": _("Term dates"),
    "closures": _("Closures and INSET days"),
    "roll": _("Education roll"),
}
"""Every kind of file, as people call it. A roll is uploaded by its own authority."""


class Upload(PageForm):
    kind = forms.ChoiceField(
        label=_("What is in the file?"),
        choices=[(kind, words) for kind, words in KINDS.items() if kind != "roll"],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV; incidents as JSON Lines; calendars also as .ics"),
        error_messages=missing(_("Choose a file")),
    )
    profile = forms.ChoiceField(
        label=_("How are its incidents to be read?"), required=False, help_text=_("Only for an extract of your own.")
    )
    calendar = forms.CharField(
        label=_("Whose calendar is it?"),
        required=False,
        max_length=20,
        help_text=_("Only for a .ics file: a URN or an authority’s code."),
    )

    def __init__(self, *arguments: Any, profiles: list[str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        own = [(name, name) for name in profiles]
        offer(self, "profile", [("", _("As firstbell.incident/1")), *own])


class CorrectLine(PageForm):
    text = forms.CharField(
        label=_("The line"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": False}),
        error_messages=missing(_("The line is empty: leave it on the list instead")),
    )
