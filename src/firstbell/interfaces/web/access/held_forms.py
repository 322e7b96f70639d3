"""What somebody had typed when their session ended, kept for them until they have signed in again."""

from typing import Any

from django.http import HttpRequest

HELD, HELD_FOR = "held_form", "held_for"
LONGEST = 64 << 10


def whose(request: HttpRequest, account_id: int) -> None:
    """Remember, in a session that has just been emptied, whose it was."""
    request.session[HELD_FOR] = account_id


def hold(request: HttpRequest) -> None:
    """Keep the fields of a form that came too late; not its files, nor one that is too long to be somebody's typing."""
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    if HELD_FOR in request.session and sum(len(one) for values in fields.values() for one in values) <= LONGEST:
        request.session[HELD] = {"path": request.path, "fields": fields}


def held(request: Any) -> dict[str, list[str]] | None:
    """The fields that this person had typed into the form at this address; given out once."""
    kept = request.session.get(HELD)
    if kept is None or kept["path"] != request.path or request.session.get(HELD_FOR) != request.user.pk:
        return None
    del request.session[HELD]
    fields: dict[str, list[str]] = kept["fields"]
    return fields
