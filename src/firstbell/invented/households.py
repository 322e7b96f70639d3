"""Families: who lives where, who is whose child, what they are called."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from firstbell.invented import homes, names, sources
from firstbell.invented.people import Child, Family, Home, Person
from firstbell.invented.rates import Rates
from firstbell.invented.schooling import Schooling
from firstbell.invented.upns import upn
from firstbell.invented.wishes import ChildWish, Wish

MOST_CHILDREN = 8  # of one family: pupils' numbers are counted by it

# Who belongs to a family of each kind: part, sex, whose home.
ADULTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "couple": (("mother", "F", "main"), ("father", "M", "main")),
    "lone": (("mother", "F", "main"), ("father", "M", "other")),
    "step": (("mother", "F", "main"), ("partner", "M", "main"), ("father", "M", "other")),
    "new_partner": (("mother", "F", "main"), ("father", "M", "other"), ("partner", "F", "other")),
    "grandparents": (("grandmother", "F", "main"), ("grandfather", "M", "main"), ("mother", "F", "other")),
    "cousin": (("carer", "F", "main"), ("partner", "M", "main"), ("mother", "F", "other")),
    "aunt": (("carer", "F", "main"), ("partner", "M", "main"), ("mother", "F", "other")),
    "sharing": (("mother", "F", "main"), ("father", "M", "main"), ("friend", "F", "main")),
    "two_mothers": (
        ("father", "M", "main"),
        ("partner", "F", "main"),
        ("mother", "F", "far"),
        ("other_mother", "F", "too"),
    ),
    "courting": (("mother", "F", "main"), ("father", "M", "main"), ("boyfriend", "M", "other")),
}
# What a child is to each part, by its parents. A part that is not named is no relation.
KIN: dict[str, dict[str, str]] = {
    "both": {
        "mother": "child",
        "father": "child",
        "partner": "stepchild",
        "grandmother": "grandchild",
        "grandfather": "grandchild",
    },
    "second": {"mother": "child", "partner": "child"},
    "other_mother": {"father": "child", "other_mother": "child", "partner": "stepchild"},
    "friend": {"friend": "child"},
    "none": {},
}
CARERS = {"cousin": "cousin", "aunt": "niece_nephew"}
OCCUPATIONS = (
    *(
        "care assistant",
        "warehouse operative",
        "nurse",
        "teaching assistant",
        "lorry driver",
        "shop assistant",
        "builder",
    ),
    *(
        "potter",
        "cleaner",
        "engineer",
        "chef",
        "hairdresser",
        "accountant",
        "student",
        "taxi driver",
        "farmer",
        "plumber",
    ),
)
DAY = timedelta(days=1)
TEN_MONTHS = 300  # days


def build(index: int, wish: Wish, rng: Random, rates: Rates) -> Family:
    """The family of number ``index`` that a wish describes."""
    return _Builder(index, wish, rng, rates).build()


class _Builder:
    def __init__(self, index: int, wish: Wish, rng: Random, rates: Rates) -> None:
        self.index, self.wish, self.rng, self.rates = index, wish, rng, rates
        self.group = wish.group
        self.adults: dict[str, Person] = {}
        self.children: list[Child] = []
        self.taken: set[str] = set()  # forenames of the children: never two alike

    def build(self) -> Family:
        self.homes = self._homes()
        self.group = self.group or self._group(self.homes["main"])
        births = self._births()
        self._make_adults(min(births), max(births))
        schooling = Schooling(self.rng, self.rates)
        old_home = self._old_home()
        for place, (wish, born) in enumerate(zip(self.wish.children, births, strict=True)):
            self.children.append(self._child(place, wish, born, schooling, old_home))
        return Family(self.index, self.wish.case, self.wish.kind, self.adults, self.children, old_home)

    # --- homes ---

    def _homes(self) -> dict[str, Home]:
        rng, wish = self.rng, self.wish
        code = wish.district or homes.district(rng)
        main = homes.home(rng, code)
        if wish.refuge:
            main = replace(main, lines=("Haven House", *main.lines))
        near = code if rng.random() < 0.7 else ""
        found = {"main": main, "other": homes.home(rng, near)}
        if wish.far:
            found["far"] = homes.home_elsewhere(rng, wish.far)
            if wish.kind in ("lone", "step") and all(child.home == "main" for child in wish.children):
                found["other"] = found["far"]
        if wish.far_too:
            found["too"] = homes.home_elsewhere(rng, wish.far_too)
        return found

    def _old_home(self) -> Home | None:
        if self.wish.refuge:
            return self.homes["other"]
        return homes.home(self.rng, self.homes["main"].district) if self.wish.moved else None

    def _group(self, home: Home) -> str:
        district = next(found for found in sources.districts() if found.code == home.district)
        white = district.shares["other_white"]
        shares = {group: share for group, share in district.shares.items() if group != "other_white"}
        shares |= {"polish": white * 0.5, "romanian": white * 0.2, "welsh": 1.5}
        shares["english"] = 100 - sum(shares.values())
        return self.rng.choices(list(shares), list(shares.values()))[0]

    # --- births ---

    def _births(self) -> list[date]:
        """Dates of birth, twins on one day, other siblings at least ten months apart."""
        found: list[date] = []
        for wish in self.wish.children:
            if wish.with_last:
                found.append(found[-1])
                continue
            found.append(wish.born or self._day(wish.years, () if wish.parents in ("friend", "none") else found))
        return found

    def _day(self, years: int, others: Sequence[date]) -> date:
        """A day of birth that makes somebody ``years`` old on 31 August 2025, ten months from any brother or sister.

        A child of -1 was born since, before February.
        """
        first, span = date(2024 - years, 9, 1), 364 if years >= 0 else 120
        for _ in range(5):
            born = first + self.rng.randint(0, span) * DAY
            if all(abs((born - other).days) >= TEN_MONTHS for other in others):
                return born
        days = [first + day * DAY for day in range(span + 1)]
        return self.rng.choice([day for day in days if all(abs((day - other).days) >= TEN_MONTHS for other in others)])

    # --- adults ---

    def _make_adults(self, eldest: date, youngest: date) -> None:
        rng = self.rng
        oldest_mother = youngest.year - 44
        mother = max(eldest.year - int(rng.triangular(17, 41, 28)), oldest_mother)
        years = {
            "mother": mother,
            "other_mother": mother + rng.randint(-3, 3),
            "father": mother - rng.randint(-3, 8),
            "partner": mother - rng.randint(-4, 9),
            "grandmother": mother - rng.randint(18, 30),
            "grandfather": mother - rng.randint(20, 34),
            "carer": rng.randint(1986, 2000) if self.wish.kind == "cousin" else mother + rng.randint(-8, 8),
            "friend": mother + rng.randint(-4, 4),
            "boyfriend": rng.randint(2004, 2006),
        }
        surnames = self._surnames()
        for part, sex, home in ADULTS[self.wish.kind]:
            born = date(years[part], 1, 1) + rng.randint(0, 364) * DAY
            surname, before = surnames[part]
            forename = names.forename(rng, self.group, sex, born.year)
            self.adults[part] = Person(
                part, forename, surname, sex, born, self.homes[home], self.group, previous_surname=before
            )
            self._reach(self.adults[part])

    def _surnames(self) -> dict[str, tuple[str, str]]:
        """Surname and former surname of each part."""
        rng, group = self.rng, self.group
        father, partner, own = (names.surname(rng, group) for _ in range(3))
        father = self.wish.father or father
        own = self.wish.mother or names.gendered(rng, group, "F", own)
        married = {"couple": 0.6, "sharing": 0.6, "courting": 0.7}.get(self.wish.kind, 0.2)
        mother = (own, "")
        if not self.wish.names and not self.wish.mother and rng.random() < married:
            mother = (names.womans_surname(rng, group, father), own)
        elders = partner if self.wish.kind == "grandparents" else own
        return {
            "mother": mother,
            "father": (father, ""),
            "partner": (names.gendered(rng, group, "F", partner) if self._partner_is_a_woman() else partner, ""),
            "other_mother": (names.surname(rng, group), ""),
            "grandmother": (elders, ""),
            "grandfather": (elders, ""),
            "carer": (names.surname(rng, group) if self.wish.kind == "cousin" else own, ""),
            "friend": (names.surname(rng, group), ""),
            "boyfriend": (names.surname(rng, "english"), ""),
        }

    def _partner_is_a_woman(self) -> bool:
        return any(part == "partner" and sex == "F" for part, sex, _ in ADULTS[self.wish.kind])

    def _reach(self, person: Person) -> None:
        """Ways to reach the person: the telephone numbers are Ofcom's for drama, the domain can never exist."""
        rng = self.rng
        if rng.random() < 0.7:
            person.phone = f"07700 900{rng.randint(0, 999):03}"
        if rng.random() < 0.35:
            plain = names.ascii_of(f"{person.forename}.{person.surname}").lower().replace(" ", "").replace("'", "")
            person.email = f"{plain}.{self.index}@post.example"
        if rng.random() < 0.6:
            person.occupation = rng.choice(OCCUPATIONS)

    # --- children ---

    def _child(self, place: int, wish: ChildWish, born: date, schooling: Schooling, old_home: Home | None) -> Child:
        rng = self.rng
        sex = wish.sex or rng.choice("FM")
        surname, before = self._child_surname(wish, sex)
        forenames, known_as = (wish.forenames, "") if wish.forenames else self._forenames(sex, born.year)
        home = self.homes[wish.home]
        child = Child(f"child:{place}", forenames, surname, sex, born, home, self.group, known_as, before)
        child.kin = dict(KIN[wish.parents])
        if self.wish.kind in CARERS:
            child.kin = {"carer": CARERS[self.wish.kind], "mother": "child"}
        child.kin = {part: kin for part, kin in child.kin.items() if part in self.adults}
        child.enrolments = schooling.enrol(wish.place, old_home if self.wish.refuge and old_home else home, child.year)
        child.roll_home = home
        if old_home and (self.wish.refuge or rng.random() < self.rates.roll_has_old_address):
            child.roll_home = old_home
        child.roll_surname = surname.upper() if rng.random() < self.rates.capitals else surname
        self._number(place, child)
        return child

    def _number(self, place: int, child: Child) -> None:
        """A pupil's number, for those who would have one: state schools give it at entry, from reception on."""
        lines = [line for line in child.enrolments if not line.after_extract]
        if not lines or child.year < 4 or self.rng.random() < self.rates.no_upn:
            return
        if all(line.urn == "" or sources.school_by_urn()[line.urn].independent for line in lines):
            return
        number = "861" if lines[0].authority == sources.STOKE else "860"
        child.upn = upn(number, self.index * MOST_CHILDREN + place, child.born.year + 5)

    def _child_surname(self, wish: ChildWish, sex: str) -> tuple[str, str]:
        """Surname and former surname."""
        rng, group = self.rng, self.group
        bearer = {"second": "partner", "friend": "friend"}.get(wish.parents, "father")
        if wish.parents == "none":
            return names.surname(rng, group), ""
        if bearer not in self.adults:
            return self.adults["mother"].surname, ""
        fathers = names.gendered(rng, group, sex, self.adults[bearer].surname)
        if "mother" not in self.adults or wish.parents in ("friend", "other_mother"):
            return fathers, ""
        mothers = self.adults["mother"].surname
        if self.wish.names == "mothers":
            return mothers, ""
        if self.wish.names == "double" and mothers != fathers and "-" not in mothers + fathers:
            return f"{mothers}-{fathers}", ""
        if self.wish.names == "step" and wish.parents == "both" and "partner" in self.adults:
            return self.adults["partner"].surname, fathers
        return fathers, ""

    def _forenames(self, sex: str, year: int) -> tuple[str, str]:
        """Forenames with any middle name, and a called name."""
        rng, group = self.rng, self.group
        first = names.forename(rng, group, sex, year)
        for _ in range(40):
            if first not in self.taken:
                break
            first = names.forename(rng, group, sex, year)
        self.taken.add(first)
        if group in ("pakistani", "bangladeshi") and sex == "M" and rng.random() < 0.3 and not first.startswith("M"):
            return f"{rng.choice(('Muhammad', 'Mohammed'))} {first}", first if rng.random() < 0.5 else ""
        middle = ""
        if rng.random() < self.rates.middle_name * (1 if group in ("english", "welsh") else 0.4):
            middle = names.forename(rng, group, sex, year - 20)
            middle = "" if middle in self.taken else middle
        if rng.random() < self.rates.known_as:
            called = names.nickname(rng, first) or middle
            return f"{first} {middle}".strip(), called
        return f"{first} {middle}".strip(), ""
