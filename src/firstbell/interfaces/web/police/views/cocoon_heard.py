"""What was heard at doors, for who passes it on."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import Step, as_asked, done, status_of, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.cocoon_doing import tabs
from firstbell.interfaces.web.police.forms_of_cocoon import PassOn, Sure
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.queries import HeardLine
from firstbell.responses.cocoon.rules.listening import PATHS

KINDS = {"disclosure": _("Disclosure"), "concern": _("Concern"), "intelligence": _("Intelligence")}
COLOURS = {"disclosure": "red", "concern": "orange", "intelligence": "blue"}


@needs("cocoon.hear")
def cocoon_heard(request: SeatedRequest) -> HttpResponse:
    """What waits to be passed on: disclosures first. No words and no names are in the list."""
    columns: list[Column[HeardLine]] = [
        Column("reference", _("Heard"), lambda row: row.reference, link=_address, plain=True),
        Column("kind", _("Kind"), lambda row: Tag(str(KINDS[row.kind]), COLOURS[row.kind])),
        Column("path", _("Where it goes"), lambda row: path_words(row.safeguarding_path)),
        Column("recorded_at", _("Came"), lambda row: row.recorded_at),
    ]
    by_kind: Choice[HeardLine] = Choice("kind", _("Kind"), KINDS, lambda row: row.kind)
    empty = gettext("Nothing waits to be passed on.")
    found = listing(
        request,
        queries.heard_waiting(),
        columns,
        name="heard",
        empty=empty,
        caption=gettext("What was heard"),
        filters=[by_kind],
    )
    if not isinstance(found, Listing):
        return found
    return page(request, "police/cocoon/heard.html", {"list": found, "tabs": tabs(request, "police:cocoon_heard")})


def _address(row: HeardLine) -> str:
    return reverse("police:cocoon_heard_one", args=[row.reference])


def path_words(path: str) -> str:
    return gettext(PATHS[path]) if path else ""


@needs("cocoon.hear", methods=("GET", "POST"))
def cocoon_heard_one(request: SeatedRequest, reference: str) -> HttpResponse:
    """One of them with its words, and passing it on. That it was read is written down."""
    by = as_asked(request)
    actions.note_heard_read(reference=reference, **by)
    form = PassOn.of(request)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        if done(form, lambda: actions.pass_on_heard(reference=reference, to=to, **by)):
            tell(request, gettext("Passed on."))
            return redirect("police:cocoon_heard")
    found = queries.heard(reference)
    shows = {"heard": found, "form": form, "kind": Tag(str(KINDS[found.kind]), COLOURS[found.kind])}
    return page(
        request,
        "police/cocoon/heard_one.html",
        shows | {"path": path_words(found.safeguarding_path)},
        status=status_of(form),
    )


@needs("cocoon.hear", methods=("GET", "POST"))
def cocoon_close_heard(request: SeatedRequest, reference: str) -> HttpResponse:
    """There is nothing to act on. A disclosure is never just closed."""
    by = as_asked(request)
    actions.note_heard_read(reference=reference, **by)
    step = Step(
        heading=gettext("Nothing to act on"),
        warning=gettext("It leaves the list, and nobody is asked about it again."),
        button=gettext("Close it"),
        told=gettext("Closed."),
        back=(reverse("police:cocoon_heard_one", args=[reference]), gettext("What was heard")),
    )
    then = reverse("police:cocoon_heard")
    return take(
        request, step, Sure.of(request), lambda _form: actions.close_heard(reference=reference, **by), then=then
    )
