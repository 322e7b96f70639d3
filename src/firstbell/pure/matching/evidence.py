"""What speaks for and against one pupil being one child, field by field, and in words."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rapidfuzz.distance import OSA

from firstbell.pure.matching.records import Features, swapped
from firstbell.pure.names import compare_given_names, is_placeholder
from firstbell.pure.names.folding import nearly_alike
from firstbell.pure.names.surnames import one_form, share_a_part


@dataclass(frozen=True, slots=True)
class Evidence:
    """How each field of a child and a pupil compare; every one is ``missing`` where either says nothing.

    ``forename``: as ``compare_given_names`` says, or placeholder (the child has none yet).
    ``surname``: equal, form (-ski and -ska), previous, part (of a double name), near, relative (an adult's), different.
    ``birth``: equal, swapped (day and month), slip (one digit, or one year), month or year (only so much is given, and
    it fits), year_out (a year beside the age given), different.
    ``address``: home, postcode, nearby, another. ``sex`` and ``upn``: same, different. ``kin``: the pupil lives with
    one who is surely another child of the same incident, which says who the child is, though not where it lives.
    ``new_year``: the birth that agrees is a 1 January, which is also written where no day is known. ``changed_over``:
    the forename of either is the surname of the other.
    """

    forename: str
    surname: str
    birth: str
    address: str
    sex: str
    upn: str
    kin: bool = False
    new_year: bool = False
    changed_over: bool = False

    @property
    def address_agrees(self) -> bool | None:
        return None if self.address == "missing" else self.address in ("home", "postcode")

    @property
    def at_home(self) -> bool:
        """Whether anything says that the two live in one place."""
        return self.kin or self.address_agrees is True

    @property
    def elsewhere(self) -> bool:
        return not self.kin and self.address_agrees is False


def compare(child: Features, pupil: Features, kin: frozenset[str] = frozenset()) -> Evidence:
    """``kin`` are the houses of pupils who are surely other children of the child's incident."""
    placeholder = child.given.placeholder and not child.given
    return Evidence(
        forename="placeholder" if placeholder else compare_given_names(child.given, pupil.given),
        surname=_surname(child, pupil),
        birth=_birth(child, pupil),
        address=_address(child, pupil),
        sex=_sameness(child.sex, pupil.sex, child.sex == pupil.sex),
        upn=_sameness(child.upns, pupil.upns, bool(child.upns & pupil.upns)),
        kin=bool(kin & pupil.houses),
        new_year=bool(child.born and child.born == pupil.born and (child.born.month, child.born.day) == (1, 1)),
        changed_over=bool(child.given.called & pupil.surnames and pupil.given.called & child.surnames),
    )


def _sameness(one: object, other: object, same: bool) -> str:
    if not one or not other:
        return "missing"
    return "same" if same else "different"


def _surname(child: Features, pupil: Features) -> str:
    one, other = child.surname, pupil.surname
    if not one or not other:
        return "relative" if child.family & pupil.surnames else "missing"
    if one == other:
        return "equal"
    if one_form(one) == one_form(other):
        return "form"
    if one in pupil.earlier or other in child.earlier or child.earlier & pupil.earlier:
        return "previous"
    if share_a_part(child.surnames, pupil.surnames):
        return "part"
    if nearly_alike(one, other):
        return "near"
    return "relative" if child.family & pupil.surnames else "different"


def _birth(child: Features, pupil: Features) -> str:
    if child.born_from is None or child.born_to is None or pupil.born is None:
        return "missing"
    if child.born:
        return compare_births(child.born, pupil.born)
    if child.born_from <= pupil.born <= child.born_to:
        return "month" if (child.born_to - child.born_from).days <= 31 else "year"
    beside = child.born_from.year - 1 <= pupil.born.year <= child.born_to.year + 1
    return "year_out" if beside else "different"


def compare_births(one: date, other: date) -> str:
    """Two exact dates: ``equal``, ``swapped``, ``slip``, ``different``, as ``Evidence.birth`` has them."""
    if one == other:
        return "equal"
    if swapped(one) == other:
        return "swapped"
    a_year_out = (one.month, one.day) == (other.month, other.day) and abs(one.year - other.year) == 1
    return "slip" if a_year_out or OSA.distance(f"{one:%Y%m%d}", f"{other:%Y%m%d}") == 1 else "different"


def _address(child: Features, pupil: Features) -> str:
    if child.houses & pupil.houses:
        return "home"
    if not child.postcodes or not pupil.postcodes:
        return "missing"
    if child.postcodes & pupil.postcodes:
        return "postcode"
    near = {postcode[:-2] for postcode in child.postcodes} & {postcode[:-2] for postcode in pupil.postcodes}
    return "nearby" if near else "another"


class Named(Protocol):
    """Whoever has names as written: a child looked for, a pupil of a roll."""

    @property
    def forenames(self) -> str: ...
    @property
    def known_as(self) -> str: ...
    @property
    def surname(self) -> str: ...


_BIRTH_WORDS = {
    "equal": "born the same day",
    "swapped": "day and month swapped",
    "slip": "born a slip away",
    "month": "born in the month given",
    "year": "of the age or year given",
    "year_out": "a year beside the age given",
    "different": "born on another day",
    "missing": "no date of birth to compare",
}
_ADDRESS_WORDS = {
    "home": "same address",
    "postcode": "same postcode",
    "nearby": "address differs, though near",
    "another": "address differs",
    "missing": "no address to compare",
}


def in_words(found: Evidence, child: Named, pupil: Named) -> tuple[str, ...]:
    """The evidence as short sentences for the person who decides. They name the child: keep them from logs."""
    words = [
        _forename_words(found.forename, child, pupil),
        _surname_words(found.surname, child.surname.strip(), pupil.surname.strip()),
        _BIRTH_WORDS[found.birth],
        _ADDRESS_WORDS[found.address],
    ]
    if found.kin:
        words.append("lives with a pupil who is another child of the incident")
    if found.changed_over:
        words.append("forename and surname are changed over")
    if found.sex == "different":
        words.append("sex differs")
    if found.upn != "missing":
        words.append(f"{'same' if found.upn == 'same' else 'another'} UPN")
    return tuple(words)


def _forename_words(found: str, child: Named, pupil: Named) -> str:
    given, roll = child.forenames.strip() or child.known_as.strip(), pupil.forenames.strip() or pupil.known_as.strip()
    if found in ("nickname", "either"):
        return _nickname_words(given, roll)
    return {
        "equal": "same forename",
        "spelling": f"forename {given} is a spelling of {roll}",
        "middle": f"forename {given} is another of the names of {roll}",
        "sound": f"forename {given} only sounds like {roll}",
        "near": f"forename {given} is nearly {roll}",
        "shared": f"{given} and {roll} share only a name that goes before others",
        "kin": f"forename {given} is like {roll}, and may be a brother's or sister's",
        "initial": f"only the initial of the forename agrees: {given}, {roll}",
        "cut": f"forename {given} is cut short from {roll}"
        if len(given) < len(roll)
        else f"forename {roll} is cut short from {given}",
        "begins": f"forename {given} is not {roll}, though it begins alike",
        "different": f"forename {given} is not {roll}",
        "placeholder": f"no forename yet: {given}" if is_placeholder(given) else "no forename yet",
        "missing": "no forename to compare",
    }[found]


def _nickname_words(given: str, roll: str) -> str:
    short, full = sorted((given, roll), key=len)
    return f"forename {short} is short for {full}"


def _surname_words(found: str, given: str, roll: str) -> str:
    return {
        "equal": "same surname",
        "form": f"surname {given} is another form of {roll}",
        "previous": f"surname {roll} was or is another name of {given}",
        "part": f"surname {given} shares a part with {roll}",
        "near": f"surname {given} is nearly {roll}",
        "relative": f"surname {roll} is that of a relative",
        "different": f"surname {given} is not {roll}",
        "missing": "no surname to compare",
    }[found]
