"""The way to one's own neighbourhood, what stands there, and what the figures mean."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from firstbell.interfaces.web.access.doing import status_of, tried
from firstbell.interfaces.web.access.limits import sends_too_often
from firstbell.interfaces.web.access.locks import open_to_anyone
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.public.anybody import WHY, published
from firstbell.interfaces.web.public.words import by_district, parts_of
from firstbell.reporting.publication import queries

LIMITED = 429
NEWEST = 3
"""Releases on the first page; all of them have one of their own."""


BOX = {"autocomplete": "off", "spellcheck": False, "autocapitalize": "characters", "width": 10}


class Find(PageForm):
    postcode = forms.CharField(
        label=_("Postcode"),
        help_text=_("We look up which area it is in, and keep nothing of it."),
        max_length=10,
        widget=forms.TextInput(BOX),
    )


@open_to_anyone("is how somebody finds their area; the postcode is looked up and forgotten", methods=("GET", "POST"))
@csrf_exempt  # it needs a cookie, and one would stay in a browser that somebody else looks through
def start(request: Any) -> HttpResponse:
    """The postcode is sent, never asked for by an address: what stays behind is the code of some thousands of homes."""
    form = Find.of(request)
    if request.method == "POST" and form.is_valid():
        if sends_too_often(request, "find_area"):
            return page(request, "public/wait.html", status=LIMITED)
        found = tried(form, lambda: queries.neighbourhood_at(form.cleaned_data["postcode"]))
        if found is not None:
            return redirect("public:neighbourhood", code=found.code)
    newest = queries.public_releases()[:NEWEST]
    return page(request, "public/start.html", {"form": form, "newest": newest}, status=status_of(form))


@open_to_anyone("lists the Census's areas by name, for whoever has no postcode to give")
def areas(request: Any) -> HttpResponse:
    return page(request, "public/areas.html", {"districts": by_district()})


@open_to_anyone(WHY)
@published
def neighbourhood(request: Any, code: str) -> HttpResponse:
    found = queries.neighbourhood(code)
    return page(request, "public/neighbourhood.html", {"area": found, "parts": parts_of(found)})


@open_to_anyone("explains what figures mean, and shows none")
def meaning(request: Any) -> HttpResponse:
    return page(request, "public/meaning.html")


@open_to_anyone(WHY)
def weeks(request: Any) -> HttpResponse:
    return page(request, "public/weeks.html", {"weeks": queries.week_summaries()})
