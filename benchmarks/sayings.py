"""What officers write of a school, kind by kind, each made from the establishment itself. Used by stated_schools.py.

None of it knows the rules that it tests: the words for kinds and denominations here are the benchmark's own. A kind
answers None for an establishment of which nobody would speak so.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

KINDS = re.compile(
    r"\b(?:primary|school|academy|college|nursery|infants?'?|juniors?|first|middle|high|secondary|community|"
    r"church of england|c ?of ?e|ce|catholic|roman catholic|special|voluntary|controlled|aided|and nursery|"
    r"sixth form|centre)\b|\([a-z]{1,2}\)|\bv[ac]\b|/methodist",
    re.IGNORECASE,
)
CHURCH = re.compile(r"\b(?:Church of England|C ?of ?E)\b")
TEACHERS = ("Mrs Patel", "Miss Smith", "Mr Hill", "Mrs Heywood", "Ms Grange", "Miss Milton", "Mr O'Brien", "Mrs Leek")
TRUSTS = ("Three Rivers Trust", "Potteries Learning Trust", "Beacon MAT", "Trent Valley Academies Trust")
SOUNDS = (("ph", "f"), ("ck", "k"), ("ie", "y"), ("ey", "y"), ("ay", "ey"), ("ll", "l"), ("ss", "s"), ("tt", "t"))
SOUNDS += (("er", "ar"), ("ou", "oo"), ("ea", "ee"), ("igh", "y"), ("c", "k"), ("s", "z"), ("ow", "ou"))
NOWHERE = (
    *("home educated", "not at school", "nursery", "doesn't know", "n/k", "no school", "EHE", "home schooled by mum"),
    *("refused to say", "childminder", "under school age", "too young for school", "stays at home with nan", "n/a"),
    *("excluded - no school place", "primary school", "high school", "college", "local primary", "the academy"),
    *("not disclosed", "left school", "unknown - mother would not say", "school not known", "waiting for a place"),
    *("moving schools next week", "new school, can't remember the name", "year 6", "reception class", "TBC", "??"),
    *("catholic school", "the church school", "special school", "private school", "pre-school", "CME", "none"),
)

SENTENCES = (
    *("She goes to {0} I think", "attends {0} (reception)", "pupil at {0}, sibling also there", "{0} full time"),
    *("at {0} with his brother", "mum says {0}", "started at {0} in September", "he is in the top set at {0}"),
)
NOT_NOW = (
    *("used to go to {0}", "was at {0}, now home educated", "left {0} in July", "excluded from {0}", "brother at {0}"),
    *(
        "starts at {0} in September",
        "moving to {0} after half term",
        "not at {0} any more",
        "waiting for a place at {0}",
    ),
    *("{0} until last year", "sister goes to {0}", "never been to {0}", "mum works at {0}", "{0} or {1}"),
    *("no longer at {0}", "previously {0}", "ex {0}", "formerly at {0}", "doesn't go to {0}", "offered a place at {0}"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """An establishment as whoever speaks of it knows it. Ages are statutory; metres on the National Grid."""

    urn: str
    name: str
    phase: str
    low: int
    high: int
    street: str
    locality: str
    town: str
    easting: int
    northing: int
    former: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The name without words of its kind; the whole of it where nothing else is left."""
        left = " ".join(KINDS.sub(" ", self.name).replace(",", " ").split())
        left = re.sub(r"^the | (?:&|and|of|for)$", "", left, flags=re.IGNORECASE).strip(" -&")
        return left or self.name

    @property
    def typed(self) -> str:
        """As it is typed in a hurry."""
        return self.short.replace("'", "").replace("’", "").lower()

    @property
    def saint(self) -> str | None:
        """The saint's own name, if the school has one."""
        found = re.match(r"(?:The )?St\.? ([A-Z][a-z]+)", self.name)
        return found[1] if found else None

    @property
    def kind(self) -> str:
        """The one word by which a parent would say what sort of school it is."""
        said = re.findall(r"infant|junior|first|middle|high|academy|college|nursery|primary", self.name.lower())
        return said[0] if said else {"Primary": "primary", "Secondary": "high"}.get(self.phase, "school")


Saying = Callable[[Random, Known], str | None]


def in_full(rng: Random, school: Known) -> str:
    return school.name


def in_capitals(rng: Random, school: Known) -> str:
    return re.sub(r"[^A-Z0-9 ]", "", school.name.upper())


def first_word(rng: Random, school: Known) -> str:
    return f"St {school.saint}" if school.saint else re.sub(r"^The ", "", school.name).split()[0]


def last_word(rng: Random, school: Known) -> str | None:
    words = school.short.split()
    return words[-1] if len(words) > 1 and not school.saint else None


def without_kind(rng: Random, school: Known) -> str:
    return school.typed


def with_kind(rng: Random, school: Known) -> str:
    return f"{school.typed} {school.kind}"


def denomination_shortened(rng: Random, school: Known) -> str | None:
    name = CHURCH.sub(rng.choice(("C.E.", "CE", "C of E", "c/e", "CofE")), school.name)
    name = name.replace("Catholic", rng.choice(("RC", "R.C.", "Roman Catholic")))
    return name if name != school.name else None


def kind_shortened(rng: Random, school: Known) -> str | None:
    name = school.name
    for long, shorts in (("Primary", ("Prim", "Pri")), ("School", ("Sch", "Schl")), ("Academy", ("Acad", "Acdmy"))):
        name = name.replace(long, rng.choice(shorts))
    name = re.sub(r"Junior", rng.choice(("Jnr", "Jun", "Jr")), re.sub(r"Infants?'?", "Inf", name))
    return name.replace("Nursery", "Nsy") if name != school.name else None


def initials(rng: Random, school: Known) -> str | None:
    words = [
        word for word in re.findall(r"[A-Za-z]+", school.name.replace("'", "")) if word.lower() not in "the of and"
    ]
    return "".join(word[0] for word in words) if len(words) >= 3 else None


def saint_written_otherwise(rng: Random, school: Known) -> str | None:
    forms = ("Saint {0}'s", "St {0}s", "st. {0}", "ST {0}S", "st.{0}s", "Saint {0}", "st {0}'s")
    return rng.choice(forms).format(school.saint) if school.saint else None


def with_town(rng: Random, school: Known) -> str | None:
    place = school.town if not school.locality or rng.random() < 0.5 else school.locality
    form = rng.choice(("{0}, {1}", "{0} in {1}", "{0} {1}", "{1} {0}"))
    return form.format(school.short, place) if place else None


def with_street(rng: Random, school: Known) -> str | None:
    street = re.sub(
        r"\b(Road|Street|Avenue|Lane)\b", lambda one: {"Road": "Rd", "Street": "St"}.get(one[0], one[0]), school.street
    )
    return f"{school.short}, {street}" if street else None


def on_the_road(rng: Random, school: Known) -> str | None:
    kind = "academy" if "Academy" in school.name else school.kind if rng.random() < 0.5 else "school"
    return f"the {kind} on {school.street}" if school.street else None


def in_the_town(rng: Random, school: Known) -> str | None:
    return f"{rng.choice(('the', 'a'))} {school.kind} in {school.locality or school.town}" if school.town else None


def called_by_its_place(rng: Random, school: Known) -> str | None:
    """The school of a place by the place's name, whatever it is really called."""
    return f"{school.locality or school.town} {school.kind}" if school.town else None


def place_alone(rng: Random, school: Known) -> str | None:
    return school.locality or school.town or None


def class_at(rng: Random, school: Known) -> str:
    return f"y{rng.randint(1, 6) if school.high <= 11 else rng.randint(7, 11)} at {school.short}"


def class_and_teacher(rng: Random, school: Known) -> str:
    return f"{school.typed} {school.kind} year {rng.randint(1, 6)} {rng.choice(TEACHERS).lower()}"


def with_teacher(rng: Random, school: Known) -> str:
    form = rng.choice(("{0} - {1}'s class", "{1} at {0}", "{0} (teacher {1})", "{0}, form tutor {1}", "{0} {1}"))
    return form.format(school.short, rng.choice(TEACHERS))


def in_a_sentence(rng: Random, school: Known) -> str:
    form = rng.choice(SENTENCES)
    return form.format(school.short)


def one_letter_wrong(rng: Random, school: Known) -> str | None:
    return _slipped(rng, school.short, 1, 5)


def two_letters_wrong(rng: Random, school: Known) -> str | None:
    return _slipped(rng, school.short, 2, 8)


def sound_alike(rng: Random, school: Known) -> str | None:
    long = max(school.typed.split(), key=len)
    fits = [(old, new) for old, new in SOUNDS if old in long[1:]]
    if not fits or len(long) < 5:
        return None
    old, new = rng.choice(fits)
    return school.typed.replace(long, long[0] + long[1:].replace(old, new, 1))


def former_name(rng: Random, school: Known) -> str | None:
    return rng.choice(school.former) if school.former else None


def former_name_short(rng: Random, school: Known) -> str | None:
    before = former_name(rng, school)
    return " ".join(KINDS.sub(" ", before).split()).strip("'’ ") or None if before else None


def trust_in_front(rng: Random, school: Known) -> str:
    return f"{rng.choice(TRUSTS)}, {school.name}" if rng.random() < 0.5 else f"{school.short} ({rng.choice(TRUSTS)})"


def nursery_at(rng: Random, school: Known) -> str | None:
    return (
        rng.choice(("nursery at {0}", "{0} nursery", "pre-school at {0}")).format(school.short)
        if school.low <= 3
        else None
    )


def high_or_comp(rng: Random, school: Known) -> str | None:
    renamed = school.low >= 11 and "High" not in school.name
    return f"{school.typed} {rng.choice(('high', 'comp', 'secondary', 'senior school'))}" if renamed else None


def sixth_form(rng: Random, school: Known) -> str | None:
    return f"{school.typed} {rng.choice(('sixth form', '6th form'))}" if school.low >= 9 and school.high >= 18 else None


def run_together(rng: Random, school: Known) -> str | None:
    words = school.typed.replace("-", " ").split()
    if len(words) < 2 or school.saint:
        return None
    return rng.choice(("", "-")).join(words[:2]) + "".join(f" {word}" for word in words[2:])


def plural(rng: Random, school: Known) -> str | None:
    return f"{school.short}{rng.choice(('s', chr(39) + 's'))}" if not school.short.endswith("s") else None


def half_the_saints(rng: Random, school: Known) -> str | None:
    found = re.search(r"(?:St|SS)\.? (\w+)(?: and | & )(?:St\.? )?(\w+)", school.name)
    return f"St {rng.choice(found.groups())}s" if found else None


def wrong_kind(rng: Random, school: Known) -> str | None:
    others = {"primary": ("juniors", "infants", "first"), "junior": ("primary",), "infant": ("primary", "nursery")}
    others |= {"first": ("primary", "infants"), "middle": ("high", "juniors"), "high": ("academy", "middle", "college")}
    others |= {"academy": ("school", "college"), "college": ("school", "academy")}
    return f"{school.typed} {rng.choice(others[school.kind])}" if school.kind in others else None


def _slipped(rng: Random, text: str, slips: int, least: int) -> str | None:
    """The longest word with letters lost, doubled, swapped or replaced behind the first; None if it is short."""
    long = max(text.split(), key=len)
    if len(long) < least:
        return None
    word = long
    for _ in range(slips):
        at = rng.randrange(1, len(word) - 1)
        before, letter, other, after = word[:at], word[at], word[at + 1], word[at + 2 :]
        slip = rng.choice((other, letter + letter + other, other + letter, rng.choice("aeioulnrst") + other))
        word = before + slip + after
    return text.replace(long, word) if word != long else None


SAYINGS: dict[str, Saying] = {
    "in full": in_full,
    "in capitals": in_capitals,
    "first word only": first_word,
    "last word only": last_word,
    "without its kind": without_kind,
    "short, with its kind": with_kind,
    "denomination shortened": denomination_shortened,
    "kind shortened": kind_shortened,
    "initials": initials,
    "saint written otherwise": saint_written_otherwise,
    "with town": with_town,
    "with street": with_street,
    "the academy on X Road": on_the_road,
    "the primary in X": in_the_town,
    "called by its place": called_by_its_place,
    "the place alone": place_alone,
    "y6 at X": class_at,
    "class and teacher": class_and_teacher,
    "with a teacher": with_teacher,
    "in a sentence": in_a_sentence,
    "one letter wrong": one_letter_wrong,
    "two letters wrong": two_letters_wrong,
    "sound-alike": sound_alike,
    "former name": former_name,
    "former name, short": former_name_short,
    "trust beside it": trust_in_front,
    "nursery at X": nursery_at,
    "X high, X comp": high_or_comp,
    "X sixth form": sixth_form,
    "run together, hyphens": run_together,
    "plural, possessive": plural,
    "half of two saints": half_the_saints,
    "wrong word of kind": wrong_kind,
}
