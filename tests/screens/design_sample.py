"""Pages that show every component, for tests of how pages look. They are no part of Firstbell."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.template.backends.utils import csrf_input_lazy
from django.urls import include, path

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.interfaces.web.design import messages
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.environment import at_hand
from firstbell.interfaces.web.design.forms import Choice as Words
from firstbell.interfaces.web.design.forms import CodeField, DateField, MomentField, PageForm
from firstbell.interfaces.web.design.listing import Choice, Column, Export, listing
from firstbell.interfaces.web.design.widgets import LongSelect
from firstbell.pure.refusal import NotYours, Refused

NOW = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)
STATES = {"new": ("New", "blue"), "late": ("Late", "red"), "acknowledged": ("Acknowledged", "green")}


@dataclass(frozen=True)
class Row:
    reference: str
    school: str
    state: str
    due_by: datetime | None
    children: int


ROWS = tuple(
    Row(
        f"FB-{at:04}",
        ("St Anne’s CofE Primary Academy", "=Cranberry High", "Ysgol y Bryn")[at % 3],
        tuple(STATES)[at % 3],
        None if at % 7 == 0 else NOW + timedelta(hours=at % 30),
        at % 4 + 1,
    )
    for at in range(1, 131)
)


class Sample(PageForm):
    name = forms.CharField(label="Your name", widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(label="E-mail address", help_text="We write here only that there is something to read.")
    urn = CodeField(label="URN", length=6, digits=True)
    on = DateField(label="When were you told?", help_text="For example, 27 11 2026")
    at = MomentField(label="When did you ring?")
    how = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        choices=[("reached", Words("I spoke to them", "Say what they will do.")), ("not", "Nobody answered")],
    )
    who = forms.MultipleChoiceField(
        label="Who knows?", widget=forms.CheckboxSelectMultiple, choices=[("head", "The head"), ("form", "Form tutor")]
    )
    sure = forms.BooleanField(label="I have read the notice")
    place = forms.ChoiceField(label="Which place?", choices=[("", "Choose a place"), ("1", "Ash"), ("2", "Beech")])
    school = forms.ChoiceField(
        label="Which school?",
        required=False,
        widget=LongSelect,
        choices=[("", ""), *((row.reference, f"{row.school} {row.reference}") for row in ROWS)],
    )
    note = forms.CharField(label="What did you do?", max_length=400, widget=forms.Textarea)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    file = forms.FileField(label="Education roll", required=False)


SAMPLE = """
{% extends "design/page.html" %}
{% from "design/parts.html" import back, summary, listing, posting, fields, submit, button_link, tag, warning, inset,
   details, timeline, tabs_nav, beside, tiles, progress, print_button, exit_page, buttons %}
{% block title %}Sample{% endblock %}
{% block heading %}This morning{% endblock %}
{% block before %}{{ back("/") }}{% endblock %}
{% block exit %}{{ exit_page() }}{% endblock %}
{% block content %}
{{ tiles([("Late", 2, "#", true), ("Due before the bell", 14, "#", false), ("Held", 0, "#", false)]) }}
{{ tabs_nav([("New", "#", true, 3), ("Acknowledged", "#", false), ("All", "#", false)]) }}
{{ summary([("Reference", "FB-0007"), ("State", late), ("Told", when, [("Change", "#")]), ("Pupils", none)],
   card="Notice") }}
{{ warning("Do not tell the parents that you know.") }}
{{ inset("The police attended at 2:10am.") }}
{% call details("What is this?") %}<p class="govuk-body">More.</p>{% endcall %}
{{ timeline([("Sent", when, "night run", "By e-mail."), ("Routed", when, "", "")]) }}
{{ beside([("Name", "Zoë O’Neill", "Zoe ONeill", true), ("Born", day, day, false)], "Incident", "Roll", "Two") }}
{{ progress(40, 170, "40 of 170 lines") }}
{% call buttons() %}{{ submit("Acknowledge") }}{{ submit("Withdraw", "warning") }}{{ print_button() }}
<a class="govuk-link" href="#">Cancel</a>{% endcall %}
{% endblock %}
"""
LISTED = """
{% extends "design/page.html" %}
{% from "design/parts.html" import listing %}
{% block title %}Notices{% endblock %}{% block heading %}Notices{% endblock %}
{% block content %}{{ listing(shown) }}{% endblock %}
"""
ASKED = """
{% extends "design/page.html" %}
{% from "design/parts.html" import posting, fields, submit %}
{% block title %}Tell us{% endblock %}{% block heading %}Tell us what you did{% endblock %}
{% block content %}{% call posting(csrf_input, form) %}{{ fields(form) }}{{ submit("Send") }}{% endcall %}{% endblock %}
{% block aside %}<h2 class="govuk-heading-m">Who to call</h2>
<p class="govuk-body">The desk, 01782 000000</p>{% endblock %}
"""


def shown(request: Any, template: str, **shows: Any) -> HttpResponse:
    """A template written here, for a desk officer who has signed in; nothing of it asks the database."""
    roles = ("desk_officer", "school_lead")
    request.seat = Seat(1, "dee@force.example", "Dee", "force:staffordshire", "Staffordshire Police", roles)
    request.seats = [request.seat, request.seat]
    request.user = SimpleNamespace(is_authenticated=True, pk=1)
    context = {"request": request, "csrf_input": csrf_input_lazy(request), "paused": None, **at_hand(request), **shows}
    return HttpResponse(engines["jinja2"].from_string(template).template.render(context))


def sample(request: HttpRequest) -> HttpResponse:
    messages.tell(request, "Notice FB-0007 was acknowledged.")
    messages.warn(request, "The school has no verified contact.")
    return shown(request, SAMPLE, late=Tag("Late", "red"), when=NOW, day=NOW.date())


def listed(request: HttpRequest) -> HttpResponse:
    found = listing(
        request,
        () if "nothing" in request.GET else ROWS,
        (
            Column("reference", "Reference", lambda row: row.reference, link=lambda row: "/form/", plain=True),
            Column("school", "School", lambda row: row.school, plain=True),
            Column("state", "State", lambda row: Tag(*STATES[row.state])),
            Column("due_by", "Due", lambda row: row.due_by),
            Column("children", "Children", lambda row: row.children, numeric=True),
            Column("code", "Code", lambda row: row.state, hidden=True),
        ),
        name="notices",
        caption="Notices",
        empty="No notice has been sent yet. The first one appears here as soon as it is.",
        filters=(Choice("state", "State", {key: text for key, (text, _) in STATES.items()}, lambda row: row.state),),
    )
    return found if isinstance(found, Export) else shown(request, LISTED, shown=found)


def asked(request: HttpRequest) -> HttpResponse:
    form = Sample.of(request)
    if request.method == "POST" and form.is_valid():
        messages.tell(request, "That was sent.")
        return HttpResponseRedirect("/list/")
    return shown(request, ASKED, form=form)


def refuses(request: HttpRequest) -> HttpResponse:
    raise Refused("Notice FB-0007 was acknowledged at 8:02am.", "Open the notice again to see who acknowledged it.")


def not_yours(request: HttpRequest) -> HttpResponse:
    raise NotYours("There is no notice FB-0007.")


def breaks(request: HttpRequest, reference: str) -> HttpResponse:
    raise ValueError("Zoë O’Neill is no number")


there = [
    path("", sample, name="morning"),
    path("list/", listed, name="notices"),
    path("form/", asked, name="reviews"),
]
yours = [path("account/", sample, name="account"), path("seats/", sample, name="seats")]
urlpatterns = [
    path("", include((yours, "access"))),
    path("sign-out/", sample, name="account_logout"),
    path("", include((there, "police"))),
    path("refused/", refuses),
    path("not-yours/", not_yours),
    path("breaks/<reference>/", breaks),
]
handler400 = "firstbell.interfaces.web.design.refusals.bad_request"
handler403 = "firstbell.interfaces.web.design.refusals.closed_to_you"
handler404 = "firstbell.interfaces.web.design.refusals.not_found"
handler500 = "firstbell.interfaces.web.design.refusals.failed"
