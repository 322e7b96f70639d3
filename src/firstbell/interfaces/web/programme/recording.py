"""The page that asks for something about one participant, and has it done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.responses.programme.actions import note_participant_read
from firstbell.responses.programme.queries import for_facilitators


@dataclass(frozen=True, slots=True)
class Asking:
    """What the page says, what is told once it is done, and of which ``kind`` its button is."""

    heading: str
    button: str
    told: str
    warning: str = ""
    kind: str = ""


def recorded(
    request: SeatedRequest, reference: str, form: PageForm, do: Callable[..., object], said: Asking
) -> HttpResponse:
    """The page; with a valid form it is done, and leads back to the participant. That it was read is written down."""
    by = as_asked(request)
    note_participant_read(participant=reference, **by)
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: do(participant=reference, **form.given, **by)):
        tell(request, said.told)
        return redirect("programme:participant", reference=reference)
    found = for_facilitators.participant(reference, seen_by=request.seat.actor)
    shows = {"participant": found, "form": form, "said": said}
    return page(request, "programme/record.html", shows, status=status_of(form))
