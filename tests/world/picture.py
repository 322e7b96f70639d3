"""Households that several agencies see, on Friday 27 November 2026, reported as people report them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps

from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.joint.early_picture import actions, jobs, queries
from firstbell.joint.early_picture.models import Concern
from firstbell.joint.early_picture.rules.raising import Fact, Informant, Place, Report, Subject
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
TODAY = NOW.date()
POLICY = ForcePolicy(force="staffordshire", hub_alarm_emails=("standards@force.example",))
JOB = Actor("job:tie", "force:staffordshire")
NURSE = Actor("nurse@surgery.example", "agency:health.city-surgery")
SCHOOL = Actor("dsl@100001.example", "establishment:100001")
HOUSING = Actor("hub@homes.example", "agency:housing.potters-homes")
PUBLIC = Actor("public", "")
HUB = Actor("hub@force.example", "force:staffordshire")
SUPERVISOR = Actor("hubs@force.example", "force:staffordshire")
NEIGHBOUR = Informant("Nell Neighbour", "01632 960777")
REASON = "The school and the nurse speak of one child."
ADA = Subject("worried_for", "Ada", "Example", date(2016, 5, 4), is_child=True)
HOME = Place(("5 Elm Road",), "ST4 2AA")


def fact(kind: str = "afraid", how: str = "seen", days: int = 3, text: str = "") -> Fact:
    return Fact(kind, how, TODAY - timedelta(days=days), text)


def raised(*facts: Fact, by: Actor = NURSE, now: datetime = NOW, **more: Any) -> str:
    """A concern of one household: Ada's, at her home, unless something else is said."""
    sent = {key: more.pop(key) for key in ("informant", "pictures", "code") if key in more}
    given: dict[str, Any] = {"people": (ADA,), "place": HOME, "basis": "public_task" if by.organisation else ""}
    report = Report(facts=facts or (fact(),), **given | more)
    return actions.raise_concern(report=report, by=by, now=now, policy=POLICY, **sent)


def night(now: datetime = NOW) -> None:
    """Everything that the jobs do, until nothing is left."""
    work = (jobs.take_in_visits, jobs.take_in_answers, jobs.tie_concerns, jobs.weigh_households)
    while sum(job(by=JOB, now=now, policy=POLICY) for job in work):
        pass


def household(concern: str) -> str:
    return str(Concern.objects.values_list("household__reference", flat=True).get(reference=concern))


def seen(concern: str, *, by: Actor = HUB, now: datetime = NOW) -> queries.PictureOfHousehold:
    """The picture of the household that a concern was tied to."""
    return queries.picture(household(concern), seen_by=by, now=now)


def at_the_table(now: datetime = NOW) -> str:
    """The one matter that is open."""
    (line,) = queries.queue(seen_by=HUB, now=now).narrowed({"time": "open"})
    return line.reference


def brought() -> tuple[str, str, str]:
    """A matter that a school's and a nurse's concerns opened: its reference, and theirs."""
    school, nurse = raised(by=SCHOOL), raised(fact("injury", text="A bruise"), by=NURSE)
    night()
    return at_the_table(), school, nurse


def deeds() -> list[str]:
    """What stands in the audit trail of the earlier picture, the newest first."""
    return [one.action for one in entries(Sought(), most=200) if one.action.startswith("early_picture.")]


def everything_stored() -> list[str]:
    """Every row of every table, as text."""
    return [str(row) for model in apps.get_models() for row in model._default_manager.values()]
