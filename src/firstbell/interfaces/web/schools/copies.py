"""A copy of a notice for the setting's own safeguarding records: JSON for its system, PDF/UA for its files."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language, gettext

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.times import exact, moment
from firstbell.interfaces.web.schools.pdf import as_pdf
from firstbell.interfaces.web.schools.words import do_lines, dont_lines
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.queries import NoticeForSchool, notice_for_school

FORMAT = "firstbell.notice/1"


@needs("notices.read")
def pdf(request: SeatedRequest, reference: str) -> HttpResponse:
    made = as_pdf(document_of(_copied(request, reference, "pdf"), request.policy.desk_phone), at=request.now)
    return _as_file(HttpResponse(made, content_type="application/pdf"), reference, "pdf")


@needs("notices.read")
def as_json(request: SeatedRequest, reference: str) -> HttpResponse:
    notice = _copied(request, reference, "json")
    answer = JsonResponse(fields_of(notice), json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _as_file(answer, reference, "json")


def _copied(request: SeatedRequest, reference: str, form: str) -> NoticeForSchool:
    """The notice, its copying entered in the trail. Refused for one that is closed: nothing of the child is given."""
    who: dict[str, Any] = {"now": request.now, "policy": request.policy}
    actions.note_copy(reference=reference, form=form, by=request.seat.actor, **who)
    return notice_for_school(reference=reference, seen_by=request.seat.actor, **who)


def _as_file(answer: HttpResponse, reference: str, ending: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{reference}.{ending}"'
    return answer


def fields_of(notice: NoticeForSchool) -> dict[str, object]:
    """As docs/how-to/read-a-notice.md lists them: times in ISO 8601 with their offset, days without one."""
    return {
        "format": FORMAT,
        "reference": notice.reference,
        "place": notice.place_name,
        "status": notice.status,
        "came_at": exact(notice.came_at),
        "due_by": exact(notice.due_by),
        "acknowledged_at": exact(notice.acknowledged_at) if notice.acknowledged_at else None,
        "version": notice.number,
        "content": notice.content,
        "versions": [{"number": one.number, "at": exact(one.at), "content": one.content} for one in notice.versions],
        "notes": [{"at": exact(one.at), "what": one.words, "text": one.text} for one in notice.notes],
        "timeline": [{"at": exact(one.at), "what": one.words} for one in notice.timeline],
    }


def document_of(notice: NoticeForSchool, desk_phone: str) -> dict[str, object]:
    """What ``notice.typ`` lays out."""
    heading = gettext("Notice %(reference)s") % {"reference": notice.reference}
    head = [gettext("What"), gettext("What is said")]
    when = [gettext("When"), gettext("What happened")]
    due = [gettext("Came"), moment(notice.came_at)], [gettext("Due by"), moment(notice.due_by)]
    events = [[moment(one.at), one.words] for one in notice.timeline]
    said = [[gettext(label), gettext(words)] for label, words in notice.in_words()]
    parts: list[dict[str, object]] = [
        {"heading": gettext("What was reported"), "head": head, "rows": [*said, *due]},
        {"heading": gettext("What to do"), "lines": do_lines(desk_phone)},
        {"heading": gettext("What not to do"), "lines": dont_lines()},
        *([_notes(notice, when)] if notice.notes else []),
        {"heading": gettext("What happened"), "head": when, "rows": events},
    ]  # fmt: skip
    return {
        "title": heading,
        "lang": (get_language() or "en")[:2],
        "reference": notice.reference,
        "confidential": gettext("Confidential: keep with the child's safeguarding record"),
        "heading": heading,
        "state": f"{notice.place_name} – {gettext(notice.state)}",
        "parts": parts,
    }


def _notes(notice: NoticeForSchool, head: list[str]) -> dict[str, object]:
    rows = [[moment(one.at), f"{one.words}: {one.text}"] for one in notice.notes]
    return {"heading": gettext("Notes"), "head": head, "rows": rows}
