"""The page on which a neighbour, a friend or a colleague says that they are worried, without an account or a name.

Whoever it is about may look over their shoulder, or at the browser afterwards: the page can be left at once, no cookie
is set, and the answer says nothing of what was told. How often one place sends is counted under a digest, apart from
the concerns.
"""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from firstbell.foundations.accounts.rules.organisations import PUBLIC
from firstbell.interfaces.web.access.anybody import FormForAnybody
from firstbell.interfaces.web.access.doing import status_of, tried
from firstbell.interfaces.web.access.limits import sends_too_often
from firstbell.interfaces.web.access.locks import open_to_anyone
from firstbell.interfaces.web.design.fields import radios, words
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.professionals.forms import Concern, PhotographsField, line
from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.rules.feedback import SENTENCES, drawn_code
from firstbell.joint.early_picture.rules.raising import Informant
from firstbell.joint.early_picture.rules.signals import HEARD, INFERRED, SEEN, TOLD
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date

SOMEBODY = Actor("public", "")
LIMITED = 429
BOTH = ("GET", "POST")
HOW = {
    SEEN: _("I saw or heard it myself"),
    TOLD: _("The person told me"),
    HEARD: _("Somebody else told me"),
    INFERRED: _("It is a feeling that I have"),
}


class Worried(FormForAnybody, Concern):
    SALT = "professionals.worried"
    what = forms.MultipleChoiceField(label=_("What worries you?"), widget=forms.CheckboxSelectMultiple)
    how = radios(_("How do you know?"), HOW)
    text = words(_("What happened?"), _("In any language. What you saw and heard, as it was."), rows=5)
    photographs = PhotographsField(
        label=_("Photographs, if you have any (optional)"),
        help_text=_("Three at most, of 10 MB each. Only if it is safe to take and keep them."),
    )
    name = line(_("Your name (optional)"))
    contact = line(_("Your number or e-mail address (optional)"))
    wants_code = forms.BooleanField(
        label=_("Give me a code, with which I can see later whether somebody has read it"),
        help_text=_("It is shown once, when you have sent this. It needs no name."),
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, source_class=PUBLIC, today=london_date(named["now"]), **named)

    @property
    def informant(self) -> Informant:
        return Informant(self.cleaned_data["name"], self.cleaned_data["contact"])


@open_to_anyone("is how somebody reports a worry who has no account; shows nobody", methods=BOTH)
@csrf_exempt  # it needs a cookie, and one would stay in a browser that somebody else looks through
def worried(request: Any) -> HttpResponse:
    form = Worried.of(request, now=request.now)
    if request.method == "POST" and form.is_valid():
        if sends_too_often(request, "raise_concern"):
            return page(request, "professionals/wait.html", status=LIMITED)
        code = drawn_code() if form.cleaned_data["wants_code"] else ""
        reference = tried(form, lambda: _raise(form, request, code))
        if reference is not None:
            return _arrived(request, reference, code)
    return page(request, "professionals/worried.html", {"form": form}, status=status_of(form))


def _arrived(request: Any, reference: str, code: str) -> HttpResponse:
    """With a code the answer itself shows it, this once: an address or a cookie would keep it in the browser."""
    if not code:
        return redirect("professionals:sent")
    return page(request, "professionals/code.html", {"reference": reference, "code": code})


@open_to_anyone("says that something has arrived, and neither what nor from whom")
def sent(request: Any) -> HttpResponse:
    return page(request, "professionals/sent.html")


class LookUp(FormForAnybody):
    SALT = "professionals.told"
    reference = line(_("Reference"), _("It begins with C."), longest=20, required=True)
    code = line(_("Code"), _("Twelve letters and numbers."), longest=20, required=True)


@open_to_anyone("says to whoever has a code that a report was received or read, and nothing of it", methods=BOTH)
@csrf_exempt  # as above
def told(request: Any) -> HttpResponse:
    """What may be told of a report, for whoever was given a code. How often one place asks is limited."""
    form, found = LookUp.of(request, now=request.now), None
    if request.method == "POST" and form.is_valid():
        if sends_too_often(request, "look_up_concern"):
            return page(request, "professionals/wait.html", status=LIMITED)
        found = queries.look_up(form.cleaned_data["reference"], form.cleaned_data["code"])
        if found is None:
            form.add_error(None, _("Nothing is kept under this reference with this code. Look at each letter."))
    shows = {"form": form, "found": found, "sentences": SENTENCES}
    return page(request, "professionals/told.html", shows, status=status_of(form))


def _raise(form: Worried, request: Any, code: str) -> str:
    return actions.raise_concern(
        report=form.report,
        informant=form.informant,
        pictures=form.cleaned_data["photographs"],
        code=code,
        by=SOMEBODY,
        now=request.now,
        policy=request.policy,
    )
