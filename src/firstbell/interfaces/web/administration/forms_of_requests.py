"""What an information officer types of a request."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.config.subject_access import Found
from firstbell.foundations.subject_access.rules.deciding import GROUNDS, Choice, Decided
from firstbell.foundations.subject_access.rules.items import RELEASE, WITHHOLD, Candidate
from firstbell.foundations.subject_access.rules.requests import (
    ABOUT_ASKER,
    ABOUT_SUBJECT,
    ASKERS,
    EXEMPTIONS,
    PROOFS,
    THEMSELVES,
    WHOSE,
    Asked,
)
from firstbell.interfaces.web.design.fields import offer
from firstbell.interfaces.web.design.forms import Choice as Labelled
from firstbell.interfaces.web.design.forms import DateField, PageForm


def in_words(options: dict[str, str]) -> list[tuple[str, Any]]:
    """Options of a rule, as a page says them."""
    return [(code, gettext(words)) for code, words in options.items()]


class RequestForm(PageForm):
    """A request that came, and how whoever asks proved that they may."""

    asker = forms.ChoiceField(label=_("Who asks?"), widget=forms.RadioSelect)
    forenames = forms.CharField(label=_("Forenames of the person it is about"), max_length=200)
    surname = forms.CharField(label=_("Surname of the person it is about"), max_length=200)
    date_of_birth = DateField(label=_("When were they born?"))
    asker_forenames = forms.CharField(
        label=_("Forenames of whoever asks, if it is somebody else"), max_length=200, required=False
    )
    asker_surname = forms.CharField(
        label=_("Surname of whoever asks, if it is somebody else"), max_length=200, required=False
    )
    asker_born = DateField(label=_("When was whoever asks born, if it is somebody else?"), required=False)
    proof = forms.ChoiceField(label=_("How did they prove who they are?"), widget=forms.RadioSelect)
    proof_words = forms.CharField(
        label=_("What was seen, and where"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For somebody who asks for another: by what right too, such as a birth certificate."),
    )
    received_on = DateField(label=_("When did the request come?"))
    proved_on = DateField(label=_("When was the proof here?"), help_text=_("The month starts once both are here."))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "asker", in_words(ASKERS))
        offer(self, "proof", in_words(PROOFS))
        for name in ("forenames", "surname", "asker_forenames", "asker_surname"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    @property
    def asked(self) -> Asked:
        """What was typed, as the rules see it."""
        return Asked(**self.given)


class SearchForm(PageForm):
    """For whom to look in the registers."""

    whose = forms.ChoiceField(
        label=_("Whose records do you look for?"), widget=forms.RadioSelect, initial=ABOUT_SUBJECT
    )
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("A part of it is enough. Try other spellings too.")
    )
    born = DateField(label=_("Born"), required=False, help_text=_("Without it, pupils are not looked for."))

    def __init__(self, *arguments: Any, asker: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "whose", [one for one in in_words(WHOSE) if one[0] == ABOUT_SUBJECT or asker != THEMSELVES])
        self.fields["name"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}


class AnyRecords(forms.MultipleChoiceField):
    """Records of the page before, as ``kind|key``. Whether they are there is for the action to say."""

    def valid_value(self, value: str) -> bool:
        return "|" in value


class PickForm(PageForm):
    """Which of the records that were found are theirs."""

    whose = forms.ChoiceField(widget=forms.HiddenInput, choices=[(ABOUT_SUBJECT, ""), (ABOUT_ASKER, "")])
    records = AnyRecords(label=_("Which of these are theirs?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments: Any, candidates: Iterable[Candidate] = (), **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "records", [(f"{one.kind}|{one.key}", _labelled(one)) for one in candidates])

    @property
    def picked(self) -> list[tuple[str, str]]:
        """The records, as (kind, key)."""
        split = [str(one).partition("|") for one in self.cleaned_data["records"]]
        return [(kind, key) for kind, _bar, key in split]


def _labelled(one: Candidate) -> Labelled:
    born = gettext("born %(day)s") % {"day": one.born} if one.born else gettext("date of birth not known")
    return Labelled(f"{one.name}, {born}", f"{one.of}: {one.what}" if one.of else one.what)


class ProposeForm(PageForm):
    """What one officer says of the items of one part: each with a decision and its ground."""

    def __init__(self, *arguments: Any, found: Sequence[Found], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.found = found
        for number, one in enumerate(found):
            self.fields[f"item_{number}"] = forms.ChoiceField(
                label=said_in(one), help_text=_minding(one), choices=_options(), initial=_initial(one)
            )

    @property
    def choices(self) -> list[Choice]:
        said = [(one.item.key, self.cleaned_data[f"item_{number}"]) for number, one in enumerate(self.found)]
        return [Choice(key, *str(value).split(":")) for key, value in said]


def said_in(one: Found) -> str:
    """``surname: “Example”``; of what lies sealed, that it does."""
    return f"{field_words(one)}: “{value_words(one)}”"


def value_words(one: Found) -> str:
    return gettext("(sealed)") if one.item.told.sealed else one.item.value


def _minding(one: Found) -> str:
    """In which record it stands, who else is in it, and why it was sent back."""
    back = one.decided.sent_back_why if one.decided else ""
    sent_back = gettext("Sent back: %(why)s") % {"why": back} if back else ""
    return " ".join(said for said in (f"{one.item.of}.", *map(gettext, one.bearing.why), sent_back) if said)


def _options() -> list[tuple[str, str]]:
    heads = {RELEASE: gettext("Release"), WITHHOLD: gettext("Withhold")}
    said = [
        (f"{decision}:{ground}", f"{heads[decision]}: {gettext(words)}")
        for decision, grounds in GROUNDS.items()
        for ground, words in grounds.items()
    ]
    return [("", gettext("Choose one")), *said]


def _initial(one: Found) -> str:
    """By itself what is theirs alone is released, all else withheld; what was sent back or changed is chosen anew."""
    if one.decided is not None:
        return ""
    return f"{one.bearing.default}:{'own' if one.bearing.default == RELEASE else 'others'}"


class ConfirmForm(PageForm):
    """With which of the proposals the second officer agrees."""

    items = forms.MultipleChoiceField(
        label=_("Tick those that you have looked at"), widget=forms.CheckboxSelectMultiple
    )
    why = forms.CharField(
        label=_("If you send them back: why"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *arguments: Any, found: Sequence[Found], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "items", [(one.item.key, _proposed(one)) for one in found])


def _proposed(one: Found) -> Labelled:
    assert one.decided is not None
    return Labelled(said_in(one), f"{decision_words(one.decided)}. {_minding(one)}")


def decision_words(decided: Decided) -> str:
    """``Release (it is about them alone)``."""
    head = gettext("Release") if decided.decision == RELEASE else gettext("Withhold")
    return f"{head} ({gettext(GROUNDS[decided.decision][decided.ground])})"


def field_words(one: Found) -> str:
    return one.item.field.replace("_", " ")


class WhyForm(PageForm):
    """A step that needs a sentence."""

    why = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("A sentence.")
    )


class RefuseForm(WhyForm):
    """A refusal with its exemption."""

    exemption = forms.ChoiceField(label=_("By which exemption?"), widget=forms.RadioSelect)
    field_order = ("exemption", "why")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "exemption", in_words(EXEMPTIONS))


class SureForm(PageForm):
    """A step that needs nothing but the button."""
