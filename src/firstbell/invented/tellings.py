"""Who did what to whom, where, and what of it the report says: wished for a named case, or drawn."""

from dataclasses import dataclass
from datetime import date
from random import Random

from firstbell.invented.people import Child, Family
from firstbell.invented.rates import Rates

# Between whom it happens, by kind of household, with weights.
PAIRS: dict[str, tuple[tuple[str, str, int], ...]] = {
    "couple": (("mother", "father", 1),),
    "lone": (("mother", "father", 1),),
    "step": (("mother", "partner", 7), ("mother", "father", 3)),
    "new_partner": (("partner", "father", 5), ("mother", "father", 5)),
    "grandparents": (("grandmother", "grandfather", 4), ("grandmother", "mother", 6)),
    "carer": (("carer", "partner", 8), ("carer", "mother", 2)),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One incident of a family. Parts are keys of `Family.person`.

    ``where``: ``victim`` or ``suspect`` (at the home of that part), ``public``, ``online``, ``other``. ``at``: a London
    time, written down ``minutes`` later; either is drawn where it is not given. The tuples are per child, in the
    family's order: ``errors`` are forced, and None leaves them to the rates; ``stated`` is how the school is named
    (`sayings.said`), or ``=`` and the words themselves, or nothing; ``residence`` is ``given``, ``none``, ``old`` or
    ``other_party``. ``empty`` are the children whose relationships nobody wrote down, ``listed`` those in the report
    (None: all that belong in it). ``later`` is a second version: ``regrade`` (and what was garbled is put right) or
    ``counter`` (both are now both).
    """

    victim: str = "mother"
    suspect: str = "father"
    roles: tuple[str, str] = ("victim", "suspect")
    others: tuple[str, ...] = ()
    where: str = "victim"
    at: str = ""
    minutes: int = 0
    errors: tuple[tuple[str, ...], ...] | None = ()
    stated: tuple[str, ...] = ()
    stated_by: str = "victim"
    residence: tuple[str, ...] = ()
    empty: tuple[int, ...] = ()
    listed: tuple[int, ...] | None = None
    flagged: bool = True
    later: str = ""
    occurred: str = ""
    protected: bool = False
    nominal: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        return (self.victim, self.suspect, *self.others)

    def forced(self, place: int) -> tuple[str, ...] | None:
        if self.errors is None:
            return None
        return self.errors[place] if place < len(self.errors) else ()


def related(child: Child, parts: tuple[str, ...], family: Family) -> dict[str, str]:
    """What the child is to each part: through ``kin``, and brother or sister of another child of the family."""
    found = {}
    for part in parts:
        if part == child.key:
            continue
        if part.startswith("child:"):
            other = family.children[int(part[6:])]
            shared = any(child.kin.get(key) == kin == "child" for key, kin in other.kin.items())
            found[part] = "sibling" if shared else "none"
        else:
            found[part] = child.kin.get(part, "none")
    return found


def ordinary(rng: Random, rates: Rates, family: Family, on: date) -> Telling:
    """An incident as most are, with an officer's usual slips."""
    pairs = PAIRS["carer" if family.kind in ("cousin", "aunt") else family.kind]
    victim, suspect, _ = rng.choices(pairs, [weight for _, _, weight in pairs])[0]
    if rng.random() > rates.female_victim:
        victim, suspect = suspect, victim
    where = rng.choices(("victim", "suspect", "public", "online", "other"), (74, 6, 10, 5, 5))[0]
    here = {family.person(part).home for part in (victim, suspect)}
    listed = tuple(
        place
        for place, child in enumerate(family.children)
        if child.born <= on and (child.home in here or child.kin.get(victim) or child.kin.get(suspect))
    )
    stated = tuple("drawn" if rng.random() < rates.states_school else "" for _ in family.children)
    return Telling(
        victim,
        suspect,
        ("both", "both") if rng.random() < rates.both_roles else ("victim", "suspect"),
        where=where,
        errors=None,
        stated=stated,
        stated_by="suspect"
        if rng.random() < rates.suspect_states_school
        else rng.choice(("victim", "victim", "child")),
        residence=tuple(_residence(rng, rates, family, child) for child in family.children),
        listed=listed,
        flagged=rng.random() >= rates.not_flagged,
        later="regrade" if rng.random() < rates.second_version else "",
    )


def _residence(rng: Random, rates: Rates, family: Family, child: Child) -> str:
    """A child of another force's area always has its residence given: otherwise nobody could know whose duty it is."""
    chance = rng.random()
    if not child.home.authority:
        return "given"
    if family.old_home is not None and chance < rates.old_address:
        return "old"
    if chance > 1 - rates.no_residence:
        return "none"
    homes = {adult.home for adult in family.adults.values() if adult.home.authority}
    return "other_party" if chance < rates.other_partys_address and len(homes) > 1 else "given"
