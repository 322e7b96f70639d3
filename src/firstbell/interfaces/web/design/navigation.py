"""Where each seat can go. A row is shown to a seat that has the permission, once its address exists."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """``view`` is the name of an address; ``below`` names further ones under which the place is the one you are in.
    ``kind`` leaves it to one kind of organisation; ``unless`` leaves it out for whoever has that permission and
    sees the same elsewhere."""

    permission: str
    view: str
    words: Any
    below: tuple[str, ...] = ()
    kind: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A place as a page shows it."""

    href: str
    words: str
    current: bool = False


OF_A_NOTICE = tuple(
    f"schools:{view}"
    for view in ("acknowledged", "all", "passed_on", "history", "notice", "not_our_pupil", "not_me", "note", "pass_on")
)
OF_A_CONTACT = ("schools:add_contact", "schools:contact", "schools:remove_contact")
OF_POLICE_NOTICES = tuple(f"police:{view}" for view in ("notice", "decide", "telephone", "held"))
OF_POLICE_SCHOOLS = tuple(f"police:{view}" for view in ("school", "contactless", "add_contact"))
OF_FILES = tuple(f"police:{view}" for view in ("upload", "reject", "rejects"))
OF_SUPERVISION = tuple(f"police:{view}" for view in ("closed_record", "start_pause"))
OF_A_CALENDAR = ("schools:add_closure", "schools:remove_closure", "schools:add_term", "schools:remove_term")

OF_COCOON = tuple(
    f"police:cocoon_{view}"
    for view in (
        "partition", "new_partition", "campaigns", "new_campaign", "campaign", "register", "draw", "start", "pause",
        "end", "defer", "pairs", "results", "self_audit", "operations", "operation", "propose", "confirm", "sign_off",
        "withdraw", "leave_out", "report", "seal", "heard", "heard_one", "close_heard",
    )
)  # fmt: skip
OF_CASES = tuple(
    f"police:{view}"
    for view in (
        "due", "orders", "case_figures", "find_incident", "open_case", "case", "record", "record_about", "supervise",
        "refer_case",
    )
)  # fmt: skip
OF_CONFERENCES = tuple(f"police:{view}" for view in ("call_conference", "conference", "keep", "keep_about"))
OF_WEEKS = tuple(
    f"police:{view}"
    for view in (
        "plan_week", "week", "add_team", "join_campaign", "week_list", "draw_list", "freeze_list", "decide_name",
        "week_tasks", "set_task", "week_results", "week_judgement", "week_groups", "week_summary", "release_summary",
    )
)  # fmt: skip
OF_A_TEAM = tuple(f"police:{view}" for view in ("finish_week_task", "record_result", "strike_result"))
OF_REFERRALS_MADE: tuple[str, ...] = ("police:refer", "police:revoke_referral", "police:programme_referrals")
OF_SUPPORT = tuple(
    f"support:{view}"
    for view in (
        "ended", "due", "referral", "answer", "conclude", "allocate", "plan", "reach", "attempt", "work", "need",
        "goal", "task", "finish", "review", "close", "transfer", "withdraw", "death", "child", "apart", "same",
        "close_to_force", "address", "propose_address", "confirm_address", "turn_down_address",
    )
)  # fmt: skip
OF_PARTNERS: tuple[str, ...] = tuple(
    f"support:partners_{view}" for view in ("alerts", "alert", "one", "link", "answers", "bounds")
)
OF_PARTICIPANTS: tuple[str, ...] = tuple(
    f"programme:{view}" for view in ("participant", "question", "review", "decide", "step", "remained")
)
OF_GROUPS: tuple[str, ...] = tuple(f"programme:{view}" for view in ("new_group", "group", "session"))
OF_HUB = tuple(
    f"police:hub_{view}"
    for view in (
        "thresholds", "tries", "questions", "question", "matter", "decide", "discuss", "task", "finish", "feedback",
        "close", "household", "ask", "join", "split", "insider", "withdraw", "informant",
    )
)  # fmt: skip
OF_CONCERNS = tuple(f"professionals:{view}" for view in ("new", "concern", "withdraw"))
OF_PERFORMANCE = tuple(f"analysts:{view}" for view in ("measure", "rebase", "pack"))
OF_QUESTIONS = tuple(f"analysts:{view}" for view in ("question", "ask", "answer"))
OF_RELEASES = tuple(
    f"analysts:{view}" for view in ("draft", "enter", "make_map", "release", "sign", "withdraw", "revise")
)
OF_RETENTION = tuple(
    f"administration:{view}" for view in ("holds", "place_hold", "hold", "dry_run", "removal", "certificate")
)
OF_FLAGGED = ("administration:allow_request",)
OF_REQUESTS = tuple(
    f"administration:{view}"
    for view in (
        "new_request", "request", "find_records", "extend_request", "refuse_request", "withdraw_request",
        "request_part", "propose_part", "confirm_part", "release_request", "bundle",
    )
)  # fmt: skip

PLACES = (
    Place("desk.read", "police:morning", _("This morning")),
    Place("desk.read", "police:reviews", _("Reviews"), ("police:review",)),
    Place("desk.read", "police:incidents", _("Incidents"), ("police:incident", "police:close_record")),
    Place("desk.read", "police:notices", _("Notices"), OF_POLICE_NOTICES),
    Place("desk.read", "police:schools", _("Schools"), OF_POLICE_SCHOOLS),
    Place("contacts.verify", "police:contacts", _("Contacts"), ("police:contact",)),
    Place("take_in.upload", "police:take_in", _("Files taken in"), OF_FILES),
    Place("desk.search", "police:search", _("Search")),
    Place("desk.supervise", "police:supervision", _("Supervision"), OF_SUPERVISION),
    Place("cocoon.read", "police:cocoon_map", _("Cocoon"), OF_COCOON),
    Place("cocoon.operations", "police:cocoon_operations", _("Operations"), OF_COCOON, unless="cocoon.read"),
    Place("cocoon.visit", "police:cocoon_street", _("Streets")),
    Place("cases.read", "police:cases", _("Cases"), OF_CASES),
    Place("cases.read", "police:conferences", _("Conferences"), OF_CONFERENCES),
    Place("weeks.read", "police:weeks", _("Weeks"), OF_WEEKS),
    Place("weeks.work", "police:team_week", _("Your tasks"), OF_A_TEAM),
    Place("support.refer", "police:referrals", _("Referred"), OF_REFERRALS_MADE),
    Place("handovers.receive", "police:handovers", _("Handed over to you"), ("police:handover",)),
    Place("figures.read", "police:figures", _("Figures"), unless="desk.read"),
    Place("releases.read", "analysts:releases", _("Public figures"), OF_RELEASES),
    Place("figures.read", "analysts:measures", _("Performance"), OF_PERFORMANCE),
    Place("figures.read", "analysts:questions", _("Questions about figures"), OF_QUESTIONS),
    Place("notices.read", "schools:notices", _("Notices"), OF_A_NOTICE),
    Place("notices.read", "schools:trust", _("Schools of the trust"), ("schools:trust_school",), kind="trust"),
    Place("contacts.manage", "schools:contacts", _("Who is told"), OF_A_CONTACT),
    Place("calendar.manage", "schools:calendar", _("When pupils come"), OF_A_CALENDAR),
    Place("phone_back.answer", "authorities:questions", _("Which school"), ("authorities:question",)),
    Place("rolls.upload", "authorities:rolls", _("Education roll"), ("authorities:roll", "authorities:reject")),
    Place("support.read", "support:referrals", _("Referrals"), OF_SUPPORT),
    Place("support.read", "support:workload", _("Workload")),
    Place("partners.support", "support:partners", _("Partners"), OF_PARTNERS),
    Place("programme.read", "programme:participants", _("Participants"), OF_PARTICIPANTS),
    Place("programme.read", "programme:groups", _("Groups"), OF_GROUPS),
    Place("hub.read", "police:hub", _("The hub"), OF_HUB),
    Place("concerns.raise", "professionals:concerns", _("Concerns"), OF_CONCERNS),
    Place("subject_access.handle", "administration:requests", _("Requests for data"), OF_REQUESTS),
    Place("subject_access.allow", "administration:flagged_requests", _("Flagged requests"), OF_FLAGGED),
    Place("people.manage", "administration:organisations", _("Organisations"), ("administration:organisation",)),
    Place("people.manage", "administration:people", _("People"), ("administration:person",)),
    Place("people.manage", "administration:roles", _("What each role sees")),
    Place("audit.read", "administration:audit", _("Audit trail")),
    Place("retention.run", "administration:retention", _("Retention"), OF_RETENTION),
    Place("clients.manage", "administration:clients", _("Other systems"), ("administration:client",)),
)

SEATS = "access:seats"
ACCOUNT = (("access:account", _("Your account")), (SEATS, _("Change organisation")))
SIGN_OUT = "account_logout"


def items(seat: Any, here: ResolverMatch | None) -> tuple[Link, ...]:
    """What this seat (None before sign-in) can open, in the table's order; the one that is open now is ``current``."""
    if seat is None:
        return ()
    now_at = here.view_name if here else ""
    found = [(address_of(one.view), one) for one in PLACES if _is_for(seat, one)]
    return tuple(
        Link(address, str(one.words), now_at in (one.view, *one.below)) for address, one in found if address is not None
    )


def _is_for(seat: Any, place: Place) -> bool:
    if place.unless and seat.may(place.unless):
        return False
    return seat.may(place.permission) and place.kind in ("", seat.actor.kind)


def account_links(signed_in: bool, seats: int) -> tuple[Link, ...]:
    """One's own pages, for somebody who has signed in; and the way to another seat where there are ``seats``."""
    views = [one for one in ACCOUNT if one[0] != SEATS or seats > 1] if signed_in else []
    found = [(address_of(view), words) for view, words in views]
    return tuple(Link(address, str(words)) for address, words in found if address is not None)


def address_of(view: str) -> str | None:
    """The address of a view; None while nobody has made it."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return None
