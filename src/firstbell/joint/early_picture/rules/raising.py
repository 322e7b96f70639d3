"""What somebody reports, and whether it can be taken: on which lawful basis, of whom, and in whose words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from firstbell.foundations.accounts.rules.organisations import OF_AGENCIES, PUBLIC
from firstbell.joint.early_picture.rules.signals import HOW_KNOWN, KINDS
from firstbell.pure.refusal import Refused

LONGEST, LONGEST_DESCRIBED, MOST_FACTS, MOST_PEOPLE = 4_000, 200, 12, 12


@dataclass(frozen=True, slots=True)
class Basis:
    """A lawful basis with where it stands."""

    words: str
    law: str


PUBLIC_TASK, VITAL_INTERESTS, RECOGNISED, CONSENT = "public_task", "vital_interests", "recognised", "consent"
BASES: Mapping[str, Basis] = {
    PUBLIC_TASK: Basis("Safeguarding is our public task", "UK GDPR article 6(1)(e)"),
    VITAL_INTERESTS: Basis("Somebody’s life is in danger", "UK GDPR article 6(1)(d)"),
    RECOGNISED: Basis("Safeguarding somebody vulnerable", "UK GDPR article 6(1)(ea)"),
    CONSENT: Basis("The person agreed", "UK GDPR article 6(1)(a)"),
}
"""On what an agency shares. Somebody of the public needs none. Which of them let an agency know that others share too
is ours, until an area sets it (``hub_linked_bases``): consent to report is no consent to hear of others."""

CHILD, ADULT = "child", "adult"
WHOSE_WORDS = {CHILD: "A child’s own words", ADULT: "An adult’s own words"}
WORRIED_FOR, WORRIED_ABOUT, LIVES_THERE = "worried_for", "worried_about", "lives_there"
PARTS = {
    WORRIED_FOR: "May be harmed",
    WORRIED_ABOUT: "May be harming",
    LIVES_THERE: "Lives there too",
}
"""What somebody reported says of each subject; none of it is a finding."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where they live, as whoever reports it knows it; all of it may be empty."""

    lines: tuple[str, ...] = ()
    postcode: str = ""
    uprn: str = ""

    def __bool__(self) -> bool:
        return bool(self.lines or self.postcode or self.uprn)


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody whom a concern is about, as far as whoever reports knows them. ``described`` is for somebody without a
    name: ``the girl at number 5, about seven``."""

    part: str
    forenames: str = ""
    surname: str = ""
    date_of_birth: date | None = None
    sex: str = ""
    is_child: bool = False
    described: str = ""

    def __bool__(self) -> bool:
        """Whether it is anybody: a name, or a child or somebody described who has none."""
        return self.is_named or self.is_child or bool(self.described.strip())

    @property
    def is_named(self) -> bool:
        return bool(self.forenames.strip() or self.surname.strip())


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated thing: what it was (``signals.KINDS``), how it is known (``signals.HOW_KNOWN``), in a sentence."""

    kind: str
    how: str
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class Informant:
    """Who reports: sealed as it comes in. ``contact`` is an e-mail or a telephone; both empty for nobody."""

    name: str = ""
    contact: str = ""

    def __bool__(self) -> bool:
        return bool(self.name.strip() or self.contact.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All of one report, about one household. ``words`` are a child's or an adult's own, as they said them
    (``words_of``), in ``language`` (ISO 639)."""

    facts: tuple[Fact, ...]
    people: tuple[Subject, ...] = ()
    place: Place = Place()
    basis: str = ""
    words: str = ""
    words_of: str = ""
    language: str = "en"


def may_raise(report: Report, source_class: str, today: date) -> None:
    """Refused for what nobody could act on or should not have sent: each time with what to do."""
    if source_class not in OF_AGENCIES | {PUBLIC}:
        raise Refused("Nobody reports concerns for them.", "Act for your agency.")
    if source_class != PUBLIC and report.basis not in BASES:
        raise Refused("No lawful basis is stated.", f"Choose one of: {', '.join(BASES)}.")
    if not report.facts or not (any(report.people) or report.place):
        raise Refused("It says nothing, or of nobody.", "Say what was seen, and of whom or where.")
    if len(report.facts) > MOST_FACTS or len(report.people) > MOST_PEOPLE:
        raise Refused("That is more than one report holds.", "Report each household on its own.")
    for fact in report.facts:
        _may_be_said(fact, today)
    _people_may_be_named(report, today)


def _may_be_said(fact: Fact, today: date) -> None:
    if fact.kind not in KINDS or fact.how not in HOW_KNOWN:
        raise Refused("That is no kind of signal, or no way to know it.", "Choose from the lists.")
    if fact.on > today:
        raise Refused("That day has not come.", "Look at the date.")
    if len(fact.text) > LONGEST:
        raise Refused("That is too long.", f"Use {LONGEST:,} characters at most.")


def _people_may_be_named(report: Report, today: date) -> None:
    if any(one.part not in PARTS for one in report.people):
        raise Refused("It is not said what part somebody has.", f"Choose one of: {', '.join(PARTS)}.")
    if any(one.date_of_birth and one.date_of_birth > today for one in report.people):
        raise Refused("That date of birth has not come.", "Look at the year.")
    if any(len(one.described) > LONGEST_DESCRIBED for one in report.people):
        raise Refused("That is too long.", f"Describe each in {LONGEST_DESCRIBED} characters at most.")
    if len(report.words) > LONGEST or (report.words.strip() and report.words_of not in WHOSE_WORDS):
        raise Refused("Own words are a child’s or an adult’s.", "Say whose they are.")
