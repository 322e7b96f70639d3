"""What somebody answers to a notice. A stale page or a button pressed twice gets a sentence, never an error."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.messages import tell, warn
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.schools.notices import notice_page, shows_of
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.encompass import actions

BOTH = ("GET", "POST")


class NotOurPupil(PageForm):
    reason = forms.CharField(
        label=_("What do you know about where the child goes?"),
        help_text=_("For example: left in July for a school in another town. If you do not know, say so."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("Say what you know, or that you do not know")},
    )


class NotMe(PageForm):
    reason = forms.CharField(
        label=_("Anything the next person should know (optional)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class Note(PageForm):
    text = forms.CharField(
        label=_("What was done for the child?"),
        help_text=_("The police desk can read this too. Keep details of the family in your own records."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": _("Write what was done")},
    )


@needs("notices.answer", methods=("POST",))
def acknowledge(request: SeatedRequest, reference: str) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        first = actions.acknowledge_notice(
            reference=reference,
            seen=int(version) if version.isdecimal() and len(version) < 7 else None,
            by=request.seat.actor,
            now=request.now,
            policy=request.policy,
        )
    except NotYours:
        raise
    except Refused as refusal:
        return notice_page(request, reference, refusal=refusal, status=409)
    yours = first or shows_of(request, reference)["notice"].acknowledged_by == "You"
    if yours:
        tell(request, gettext("You have acknowledged this notice. Nobody else will be called about it."))
    else:
        warn(request, gettext("Somebody at your place had acknowledged this notice already. There is nothing to do."))
    return redirect("schools:notice", reference=reference)


@needs("notices.answer", methods=BOTH)
def not_our_pupil(request: SeatedRequest, reference: str) -> HttpResponse:
    def act(form: PageForm) -> None:
        actions.not_our_pupil(
            reference=reference,
            reason=form.cleaned_data["reason"],
            by=request.seat.actor,
            now=request.now,
            policy=request.policy,
        )
        tell(request, gettext("You have answered: not our pupil. The police desk looks for the right place."))

    return _answer(request, reference, NotOurPupil.of(request), "schools/not_our_pupil.html", act)


@needs("notices.answer", methods=BOTH)
def not_me(request: SeatedRequest, reference: str) -> HttpResponse:
    def act(form: PageForm) -> None:
        told = actions.pass_to_next(
            reference=reference,
            reason=form.cleaned_data["reason"],
            by=request.seat.actor,
            now=request.now,
            policy=request.policy,
        )
        if told:
            tell(request, gettext("The next contact of your place is told now."))
        else:
            told_by_phone = gettext("Nobody else can be told by e-mail, so the police desk telephones your place.")
            warn(request, told_by_phone)

    return _answer(request, reference, NotMe.of(request), "schools/not_me.html", act)


@needs("notices.answer", methods=BOTH)
def note(request: SeatedRequest, reference: str) -> HttpResponse:
    def act(form: PageForm) -> None:
        actions.note_action(
            reference=reference,
            text=form.cleaned_data["text"],
            by=request.seat.actor,
            now=request.now,
            policy=request.policy,
        )
        tell(request, gettext("Your note is kept with the notice."))

    return _answer(request, reference, Note.of(request), "schools/note.html", act)


def _answer(
    request: SeatedRequest, reference: str, form: PageForm, template: str, act: Callable[[PageForm], None]
) -> HttpResponse:
    """Ask, then act and go back to the notice. What is refused is said above what was typed, which is kept."""
    shows = shows_of(request, reference)
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            act(form)
        except NotYours:
            raise
        except Refused as refused:
            refusal = refused
        else:
            return redirect("schools:notice", reference=reference)
    status = 409 if refusal else 200
    return page(request, template, shows | {"form": form, "refusal": refusal}, status=status)
