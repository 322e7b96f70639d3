"""What other parts recorded, as concerns of this one: each once, found by what is not yet among them."""

from dataclasses import dataclass

from firstbell.foundations.accounts.rules.organisations import PUBLIC, SCHOOL
from firstbell.joint.early_picture.models import Concern
from firstbell.joint.early_picture.queries.sealed import root_of_incident
from firstbell.joint.early_picture.rules.raising import PUBLIC_TASK, WORRIED_FOR, Fact, Place, Report, Subject
from firstbell.joint.early_picture.rules.signals import DISCLOSED, HEARD, MISSING_EDUCATION, SEEN, TOLD, WORRY
from firstbell.pure.periods import london_date
from firstbell.registers.premises import queries as premises
from firstbell.responses.cocoon import queries as cocoon
from firstbell.responses.cocoon.queries import HeardAtDoor
from firstbell.responses.encompass import queries as encompass
from firstbell.responses.encompass.queries import AnswerForPicture


@dataclass(frozen=True, slots=True)
class Fed:
    """A concern made of what another part recorded. ``came_by`` names that (``cocoon:H-7K3QX2MB``)."""

    came_by: str
    source_class: str
    report: Report
    root: str = ""
    organisation: str = ""


def heard_at_doors(limit: int) -> tuple[Fed, ...]:
    """Worries and disclosures heard on Cocoon's visits that are no concern yet. Their words stay sealed there."""
    waiting = _not_yet("cocoon", cocoon.heard_references(), limit)
    return tuple(_of_door(one) for one in cocoon.heard_at_doors(waiting))


def answers_of_authorities(limit: int) -> tuple[Fed, ...]:
    """What authorities answered to Encompass of children on no roll that is no concern yet."""
    waiting = _not_yet("encompass", [str(one) for one in encompass.answers_without_school()], limit)
    return tuple(_of_answer(one) for one in encompass.answers_for_picture([int(one) for one in waiting]))


def _not_yet(part: str, keys: list[str], limit: int) -> list[str]:
    fed = Concern.objects.filter(came_by__startswith=f"{part}:").values_list("came_by", flat=True)
    known = {one.partition(":")[2] for one in fed if one}
    return [one for one in keys if one not in known][:limit]


def _of_door(heard: HeardAtDoor) -> Fed:
    """A disclosure is of the door at which it was made; whom a worry is about was said in words that lie sealed."""
    disclosed = heard.kind == "disclosure"
    fact = Fact(DISCLOSED if disclosed else WORRY, TOLD if disclosed else HEARD, london_date(heard.at))
    doors = premises.doors_of([heard.uprn]) if disclosed and heard.uprn else ()
    place = Place(tuple(door.printed for door in doors), uprn=str(heard.uprn)) if doors else Place()
    return Fed(f"cocoon:{heard.reference}", PUBLIC, Report(facts=(fact,), place=place))


def _of_answer(answer: AnswerForPicture) -> Fed:
    """Where it is told by the police's own question, it is no second pair of eyes: its root is the incident."""
    fact = Fact(MISSING_EDUCATION, SEEN, london_date(answer.answered_at))
    child = Subject(WORRIED_FOR, answer.forenames, answer.surname, answer.date_of_birth, answer.sex, is_child=True)
    place = Place(answer.address_lines, answer.postcode, answer.uprn)
    report = Report(facts=(fact,), people=(child,), place=place, basis=PUBLIC_TASK)
    organisation = f"authority:{answer.authority}"
    return Fed(f"encompass:{answer.number}", SCHOOL, report, root_of_incident(answer.incident), organisation)
