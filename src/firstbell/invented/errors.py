"""What goes wrong when an officer writes down a child on a doorstep at night."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from firstbell.invented import names
from firstbell.invented.people import Child
from firstbell.invented.rates import Rates
from firstbell.pure.periods import years_between

# What sounds alike: (heard, written). A caret is the beginning, a dollar the end of the name.
SOUNDS = (
    *(
        ("ph", "f"),
        ("ck", "k"),
        ("^c", "k"),
        ("^k", "c"),
        ("^j", "g"),
        ("^g", "j"),
        ("ie$", "y"),
        ("y$", "ie"),
        ("ey$", "y"),
    ),
    *(("ai", "ay"), ("ay", "ai"), ("ee", "ea"), ("ei", "ie"), ("ia", "iya"), ("th", "t"), ("sh", "ch"), ("z", "s")),
    *(
        ("ll", "l"),
        ("nn", "n"),
        ("tt", "t"),
        ("ss", "s"),
        ("oo", "u"),
        ("ou", "u"),
        ("er$", "a"),
        ("a$", "er"),
        ("v", "f"),
    ),
    *(("m$", "n"), ("n$", "m"), ("d$", "t"), ("b", "p"), ("x", "cks"), ("i", "e"), ("e", "i"), ("o", "a"), ("l", "ll")),
)
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(slots=True)
class Written:
    """A child as written down. ``garbled`` names every error made."""

    forenames: str
    surname: str
    known_as: str | None = None
    born: str | None = None
    age: int | None = None
    garbled: list[str] = field(default_factory=list)


def misheard(rng: Random, name: str) -> str:
    """The name as it might be spelt by ear; always another spelling."""
    low = f"^{name.lower()}$"
    fitting = [(heard, written) for heard, written in SOUNDS if heard in low]
    heard, written = rng.choice(fitting) if fitting else ("$", "e$")
    bare = low.replace(heard, ("^" if "^" in heard else "") + written + ("$" if "$" in heard else ""), 1)
    return _like(name, bare.strip("^$"))


def mistyped(rng: Random, name: str) -> str:
    """One slip of the fingers: two letters swapped, one lost, one doubled, one beside it. Always another spelling."""
    for _ in range(20):
        place = rng.randrange(1, len(name)) if len(name) > 1 else 0
        letter = name[place]
        slips = [name[:place] + name[place + 1 :], name[:place] + letter + name[place:]]
        slips.append(name[: place - 1] + letter + name[place - 1] + name[place + 1 :])
        slips.append(name[:place] + _beside(rng, letter) + name[place + 1 :])
        slip = _like(name, rng.choice(slips))
        if slip != name and len(slip) > 1:
            return slip
    return name + name[-1]


def _beside(rng: Random, letter: str) -> str:
    for row in KEYS:
        at = row.find(letter.lower())
        if at >= 0:
            return rng.choice(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
    return "e"


def _like(name: str, written: str) -> str:
    """With capitals where names have them."""
    if name[:1].isupper():
        written = written[:1].upper() + written[1:]
    parts = [part[:1].upper() + part[1:] for part in written.split("-")]
    return "-".join(parts) if "-" in name else written


class Officer:
    """Writes one child down. ``forced`` names the only errors to make; None leaves them to the rates."""

    def __init__(self, rng: Random, rates: Rates, on: date) -> None:
        self.rng, self.rates, self.on = rng, rates, on

    def write(
        self, child: Child, *, speakers_surname: str, siblings: Sequence[Child], forced: Sequence[str] | None
    ) -> Written:
        written = Written(self._spoken(child), child.surname)
        if child.known_as and self.rng.random() < 0.5:
            written.known_as = child.known_as
        errors = self._drawn(child, speakers_surname, siblings) if forced is None else list(forced)
        for error in errors:
            if self._make(error, child, written, speakers_surname):
                written.garbled.append(error)
        self._birth(child, written, errors, siblings)
        return written

    def _spoken(self, child: Child) -> str:
        """Half the time without the middle names, which is no error."""
        return child.forenames if self.rng.random() < 0.45 else child.forenames.split()[0]

    def _drawn(self, child: Child, speakers_surname: str, siblings: Sequence[Child]) -> list[str]:
        rates, first = self.rates, child.forename
        respelt = rates.respelt if names.has_other_spelling(first) else 0.0
        forename = {"nickname": rates.nickname, "misheard": rates.misheard, "mistyped": rates.mistyped}
        forename |= {"respelt": respelt, "initial": rates.initial}
        surname = {"surname_mistyped": rates.surname_mistyped}
        if names.has_other_spelling(child.surname):
            surname["surname_respelt"] = rates.surname_respelt
        if "-" in child.surname:
            surname["half_surname"] = rates.half_surname
        elif speakers_surname != child.surname:
            surname["other_surname"] = rates.other_surname
        birth = {"day_month": rates.day_month, "digit": rates.digit, "month_only": rates.month_only}
        birth |= {"year_only": rates.year_only, "age_only": rates.age_only, "no_birth_date": rates.no_birth_date}
        birth["siblings_birthday"] = rates.siblings_birthday if siblings else 0.0
        return [error for error in map(self._one, (forename, surname, birth)) if error]

    def _one(self, shares: dict[str, float]) -> str:
        chance = self.rng.random()
        for error, share in shares.items():
            chance -= share
            if chance < 0:
                return error
        return ""

    def _make(self, error: str, child: Child, written: Written, speakers_surname: str) -> bool:
        """Make an error in a name; False where the name does not allow it. Errors in birth dates come after."""
        rng, first = self.rng, child.forename
        rest = written.forenames.split()[1:]
        forename = {
            "nickname": lambda: names.nickname(rng, first),
            "misheard": lambda: misheard(rng, first),
            "mistyped": lambda: mistyped(rng, first),
            "respelt": lambda: names.other_spelling(rng, first),
            "initial": lambda: first[0],
            "middle_name": lambda: " ".join(child.forenames.split()[1:]),
        }
        surname = {
            "surname_mistyped": lambda: mistyped(rng, child.surname),
            "surname_respelt": lambda: names.other_spelling(rng, child.surname),
            "half_surname": lambda: rng.choice(child.surname.split("-")),
            "other_surname": lambda: speakers_surname,
        }
        if error in forename:
            made = forename[error]()
            if made and made != first:
                alone = error in ("nickname", "initial", "middle_name")
                written.forenames = made if alone else " ".join((made, *rest))
                return True
        elif error in surname:
            made = surname[error]()
            if made and made != child.surname:
                written.surname = made
                return True
        return False

    def _birth(self, child: Child, written: Written, errors: Sequence[str], siblings: Sequence[Child]) -> None:
        born = child.born
        age = years_between(born, self.on)
        written.born = born.isoformat()
        for error in errors:
            if error in ("month_only", "year_only"):
                written.born = born.isoformat()[: 7 if error == "month_only" else 4]
            elif error in ("age_only", "no_birth_date"):
                written.born, written.age = None, age if error == "age_only" else None
            elif error in ("day_month", "digit", "siblings_birthday"):
                wrong = self._wrong(error, child, siblings)
                if wrong is None:
                    continue
                written.born = wrong.isoformat()
            else:
                continue
            written.garbled.append(error)

    def _wrong(self, error: str, child: Child, siblings: Sequence[Child]) -> date | None:
        """A wrong date that nobody would refuse: not after the report, and on the same side of eighteen."""
        born = child.born
        found: list[date] = []
        if error == "day_month" and born.day <= 12:
            found = [date(born.year, born.day, born.month)]
        elif error == "siblings_birthday":
            found = [other.born for other in siblings]
        elif error == "digit":
            found = list(_one_digit_off(born))
        grown = years_between(born, self.on) >= 18
        fit = [day for day in found if day != born and day <= self.on and (years_between(day, self.on) >= 18) == grown]
        return self.rng.choice(fit) if fit else None


def _one_digit_off(born: date) -> list[date]:
    text, found = born.isoformat(), []
    for place in (3, 5, 6, 8, 9):
        for digit in "0123456789":
            try:
                found.append(date.fromisoformat(text[:place] + digit + text[place + 1 :]))
            except ValueError:
                continue
    return found
