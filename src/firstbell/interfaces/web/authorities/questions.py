"""Children whose place nobody knows, and who live in the authority or are on its roll: "this child goes to ..."."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.take_in import queries as take_ins
from firstbell.interfaces.web.access.locks import SeatedRequest, needs, signed_in
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.forms import Choice
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell, warn
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.design.refusals import closed_to_you
from firstbell.interfaces.web.schools.finding import PlaceForm
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.encompass import actions, queries
from firstbell.responses.encompass.queries import QuestionRow


def answers() -> list[tuple[str, Choice]]:
    """What an authority can answer, each with what follows from it."""
    officer = gettext("Home educated, or missing education: your officer is told.")
    return [
        ("place", Choice(gettext("The child goes to a school, college or other setting"))),
        ("officer", Choice(gettext("The authority answers for the child"), officer)),
        ("not_known", Choice(gettext("Not known to us"), gettext("The police desk goes on looking."))),
    ]


class AnswerForm(PlaceForm):
    answer = forms.ChoiceField(
        label=_("Where does the child go?"),
        choices=answers,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer")},
    )
    note = forms.CharField(
        label=_("How do you know? (optional)"),
        help_text=_("For example: on our admissions system since September. The police desk reads this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    place = forms.CharField(
        label=_("Which school or setting, if the child goes to one?"),
        help_text=_("Name, town, postcode or URN. For example: Milton Primary, or 123456."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": False}),
    )
    field_order = ("answer", "place", "note")

    @property
    def place_is_needed(self) -> bool:
        return bool(self.data.get("answer") == "place")


@signed_in()
def home(request: SeatedRequest) -> HttpResponse:
    """Counts that lead to what waits, of what this seat may do; nobody is in them."""
    seat = request.seat
    if seat is None or seat.actor.kind != "authority":
        return closed_to_you(request)
    tiles = []
    who: dict[str, Any] = {"seen_by": seat.actor, "now": request.now, "policy": request.policy}
    if seat.may("notices.read"):
        new = queries.notices_for_school(which="new", **who)
        late = any(row.late for row in new)
        tiles.append((gettext("New notices"), len(new), reverse("schools:notices"), late))
    if seat.may("phone_back.answer"):
        asked = [row for row in queries.questions_for_authority(**who) if not row.answered]
        late, words = any(row.late for row in asked), gettext("Children without a known school")
        tiles.append((words, len(asked), reverse("authorities:questions"), late))
    if seat.may("rolls.upload"):
        rejected = sum(one.open_rejects for one in take_ins.uploads(seen_by=seat.actor))
        tiles.append((gettext("Roll lines to correct"), rejected, reverse("authorities:rolls"), False))
    return page(request, "authorities/home.html", {"tiles": tiles})


@needs("phone_back.answer")
def questions(request: SeatedRequest) -> HttpResponse:
    """The list says what is asked and by when; whom it is about is on each question's own page."""
    rows = queries.questions_for_authority(seen_by=request.seat.actor, now=request.now, policy=request.policy)
    columns: list[Column[QuestionRow]] = [
        Column("question", _("Question"), lambda row: gettext(row.question), link=_address),
        Column("number", _("Number"), lambda row: row.number),
        Column("asked_at", _("Asked"), lambda row: row.asked_at),
        Column("due_by", _("Needed by"), lambda row: row.due_by),
        Column("state", _("State"), _state, order=lambda row: row.answered),
    ]
    empty = gettext("No child is looked for in your authority now.")
    shown = listing(request, rows, columns, name="questions", empty=empty, caption=gettext("Questions"))
    if not isinstance(shown, Listing):
        return shown
    return page(request, "authorities/questions.html", {"listing": shown})


def _address(row: QuestionRow) -> str:
    return reverse("authorities:question", args=(row.number,))


def _state(row: QuestionRow) -> Tag:
    if row.answered:
        return Tag(gettext("Answered: not known"), "grey")
    return Tag(gettext("Late"), "red") if row.late else Tag(gettext("Open"), "blue")


@needs("phone_back.answer", methods=("GET", "POST"))
def question(request: SeatedRequest, number: int) -> HttpResponse:
    """Who the child is, and the answer. Somebody may have answered meanwhile: that is a sentence on the list."""
    form = AnswerForm.of(request)
    who: dict[str, Any] = {"now": request.now, "policy": request.policy}
    actions.open_question(number=number, by=request.seat.actor, **who)
    if request.method == "POST" and form.is_valid():
        return _answered(request, number, form)
    try:
        found = queries.question_for_authority(number=number, seen_by=request.seat.actor, **who)
    except NotYours:
        return _meanwhile(request)
    shows = {"question": found, "form": form, "desk_phone": request.policy.desk_phone}
    return page(request, "authorities/question.html", shows)


def _answered(request: SeatedRequest, number: int, form: AnswerForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        actions.answer_for_authority(
            number=number,
            answer=given["answer"],
            urn=given["place"] if given["answer"] == "place" else "",
            note=given["note"],
            by=request.seat.actor,
            now=request.now,
            policy=request.policy,
        )
    except NotYours:
        raise
    except Refused as refused:
        warn(request, str(refused))
    else:
        tell(request, gettext("Your answer is kept. Thank you."))
    return redirect("authorities:questions")


def _meanwhile(request: SeatedRequest) -> HttpResponse:
    """It was this authority's question, and is decided."""
    warn(request, gettext("Somebody has answered this question meanwhile. There is nothing left for you to do."))
    return redirect("authorities:questions")
