"""What lies sealed with a concern: who reported it, which is an alarm each time, and photographs."""

from django.http import HttpResponse

from firstbell.interfaces.web.access.doing import as_asked, status_of, tried
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms_of_hub import Because
from firstbell.interfaces.web.police.views.hub.shared import BOTH, OPENS, READ, alarmed, concern_of, picture_of
from firstbell.joint.early_picture import actions


@needs(OPENS, methods=BOTH)
@alarmed
def hub_informant(request: SeatedRequest, reference: str, concern: str) -> HttpResponse:
    """Who reported, this once and only in the answer to a reason; other people are told at once."""
    concern_of(picture_of(request, reference), concern)
    form, opened = Because.of(request), None
    if request.method == "POST" and form.is_valid():
        given = {"concern": concern, "policy": request.policy, **form.given, **as_asked(request)}
        opened = tried(form, lambda: actions.open_informant(**given))
    hears = request.policy.hub_alarm_emails or request.policy.desk_emails
    told = [one for one in hears if one.lower() != request.seat.actor.name.lower()]
    shows = {"form": form, "opened": opened, "told": told, "household": reference, "concern": concern}
    return page(request, "police/hub/informant.html", shows, status=status_of(form))


@needs(READ)
@alarmed
def hub_photograph(request: SeatedRequest, reference: str, concern: str, number: int) -> HttpResponse:
    """A photograph as it is kept. Looking at it is an entry."""
    concern_of(picture_of(request, reference), concern)
    media_type, content = actions.open_photograph(concern=concern, number=number, **as_asked(request))
    return HttpResponse(content, content_type=media_type)
