"""Which pupil on a roll a child is, and when a person must say so. Every row is weighed by the real model."""

from datetime import date, timedelta
from functools import cache

from firstbell.pure.matching.index import index_of
from firstbell.pure.matching.model import shipped_model
from firstbell.pure.matching.records import Home, Sought
from firstbell.pure.matching.search import candidates
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.registers.linkage.rules.deciding import Found, decide
from firstbell.registers.linkage.rules.settling import settle_within
from firstbell.registers.schools.rules import Pupil, Registration
from rulebook.tables import Page, Table, each_row

HOMES: dict[str, Home] = {
    "home": (("12 Example Road",), "ST4 1AA", None),
    "home, no postcode blank": (("12 Example Rd", "Stoke"), "st41aa", None),
    "next door": (("14 Example Road",), "ST4 1AA", None),
    "elsewhere": (("9 Other Street",), "ST13 5BB", None),
}
REPORTED = date(2026, 11, 20)


def answer(child: str, roll: str) -> LinkAnswer:
    """``child`` as ``sought`` reads it, looked for among the pupils of ``roll``, parted by ``;``."""
    return decide(sought(child), put_forward(roll)[child])


@cache
def put_forward(roll: str) -> dict[str, list[Found]]:
    """The pupils of one roll for every child that the page looks for on it: a roll is prepared once."""
    pupils = [line(words, number) for number, words in enumerate(roll.split(";"), start=1)] if roll else []
    rows = [given for table in PAGE.tables for given, _ in table.rows if given[-1] == roll]
    children = [sought(words, key=words) for words in {words for given in rows for words in given[:-1]}]
    scored = candidates(children, index_of([pupil for pupil, _ in pupils]), shipped_model())
    return {
        key: [Found(tuple(pupils[row] for row in each.rows), each.weight, each.parts, each.contested) for each in found]
        for key, found in scored.items()
    }


def sought(words: str, key: str = "C1") -> Sought:
    """``Oliver James Okafor, 2014-03-09, home``, then ``F``, ``upn X``, ``called X``, ``was X``, ``mother X``."""
    name, *more = (part.strip() for part in words.split(","))
    forenames, _, surname = name.rpartition(" ")
    known = dict(_fact(part) for part in more)
    born_from, born_to = _birth(known.get("born", "2016-06-01"))
    return Sought(
        key=key,
        forenames=forenames,
        surname=surname,
        known_as=known.get("called", ""),
        previous_surnames=(known["was"],) if "was" in known else (),
        family_surnames=(known["mother"],) if "mother" in known else (),
        born_from=born_from,
        born_to=born_to,
        sex=known.get("sex", ""),
        upn=_upn(known.get("upn", "")),
        homes=tuple(HOMES[part] for part in more if part in HOMES),
    )


def _upn(short: str) -> str:
    """``A1`` written out as a number of a pupil."""
    return f"{short[0]}{short[1:]:0>11}0" if short else ""


def line(words: str, number: int) -> tuple[Pupil, Registration]:
    """A line of the roll, written as a child is; ``left`` says that the pupil has left."""
    as_child = sought(words)
    known = dict(_fact(part.strip()) for part in words.split(",")[1:])
    lines, postcode, _ = as_child.homes[0] if as_child.homes else ((), None, None)
    upn = as_child.upn or None
    pupil = Pupil(
        upn=upn,
        forenames=as_child.forenames,
        known_as=as_child.known_as,
        surname=as_child.surname,
        previous_surname=known.get("was", ""),
        date_of_birth=as_child.born,
        sex=as_child.sex,
        address_lines=lines,
        postcode=postcode,
        uprn=None,
        upn_as_written=upn or "",
    )
    left = date(2026, 10, 1) if "left" in known else None
    as_of = date(2026, 11, 16)
    return pupil, Registration(number, "E06000021", as_of, str(124000 + number), "C", "school", date(2024, 9, 2), left)


def _fact(part: str) -> tuple[str, str]:
    if part in ("M", "F"):
        return "sex", part
    if part == "no birth" or part[0].isdigit() or part.startswith("age "):
        return "born", part
    word, _, rest = part.partition(" ")
    return word, rest


def _birth(words: str) -> tuple[date | None, date | None]:
    if words == "no birth":
        return None, None
    if words.startswith("age "):
        oldest = REPORTED.replace(year=REPORTED.year - int(words[4:]) - 1) + timedelta(days=1)
        return oldest, REPORTED.replace(year=REPORTED.year - int(words[4:]))
    if len(words) == 4:
        return date(int(words), 1, 1), date(int(words), 12, 31)
    return date.fromisoformat(words), date.fromisoformat(words)


def found(child: str, roll: str) -> tuple[str, ...]:
    """The outcome, and the places on the roll of the pupils put forward, best first."""
    said = answer(child, roll)
    places = [str(min(entry.entry_id for entry in pupil.registrations)) for pupil in said.candidates]
    return said.outcome, " ".join(places) or "nobody"


def registrations(child: str, roll: str) -> tuple[str, ...]:
    said = answer(child, roll)
    chosen = said.chosen
    return said.outcome, " ".join(str(entry.entry_id) for entry in chosen.registrations) if chosen else "nobody"


def together(first: str, second: str, roll: str) -> tuple[str, ...]:
    children = [sought(first, "C1"), sought(second, "C2")]
    answers = {child.key: answer(words, roll) for child, words in zip(children, (first, second), strict=True)}
    settled = settle_within(children, answers, {"C1"} if first.endswith("a party") else ())
    return settled["C1"].outcome, settled["C2"].outcome


def words(child: str, roll: str) -> tuple[str, ...]:
    plain = {"same forename", "same surname", "born the same day", "no address to compare"}
    return ("; ".join(reason for reason in answer(child, roll).candidates[0].reasons if reason not in plain),)


NAMES = Table(
    "What a child is called",
    "R5, rank 1: accepted if unique and above the threshold",
    "One pupil is on the roll. The exact name with the day of birth is enough; short forms, spellings, middle names "
    "and names nearly the same too; a name that only begins alike where all else is the same; no name, never.",
    found,
    """
child                          | roll                      => outcome   | pupils
Oliver Okafor                  | Oliver Okafor             => automatic | 1
Oliver Okafor, elsewhere       | Oliver Okafor, home       => automatic | 1
OLIVER OKAFOR, home            | Oliver James Okafor, home => automatic | 1
Ollie Okafor                   | Oliver Okafor, home       => automatic | 1
Oliver Okafor, called Ollie    | Ollie Okafor              => automatic | 1
James Okafor, home             | Oliver James Okafor, home => automatic | 1
James Okafor, elsewhere        | Oliver James Okafor, home => review    | 1
Mohammed Khan                  | Muhammad Khan             => automatic | 1
Yusuf Khan                     | Muhammad Yousaf Khan      => automatic | 1
Mohammed Khan, home            | Muhammad Yusuf Khan, home => automatic | 1
Mohammed Khan                  | Muhammad Yusuf Khan       => review    | 1
Kasia Nowak                    | Katarzyna Nowak           => automatic | 1
Shan Price                     | Siân Price                => automatic | 1
Stefan Popa                    | Ștefan Popa               => automatic | 1
Olivr Okafor, home             | Oliver Okafor, home       => automatic | 1
Olivr Okafor                   | Oliver Okafor, home       => automatic | 1
O Okafor, home                 | Oliver Okafor, home       => review    | 1
Baby Okafor, home              | Oliver Okafor, home       => review    | 1
Unknown Okafor, home           | Oliver Okafor, home       => review    | 1
Twin One Okafor, home          | Oliver Okafor, home       => review    | 1
Emily Okafor, home             | Oliver Okafor, home       => review    | 1
Emily Okafor, elsewhere        | Oliver Okafor, home       => none      | nobody
Emily Okafor, 2019-02-03, home | Oliver Okafor, home       => none      | nobody
Alex Okafor, M                 | Alex Okafor, F            => review    | 1
Alex Okafor, M, home           | Alex Okafor, F, home      => automatic | 1
Oliver Okafor                  |                           => none      | nobody
Aleksandr Okafor, M, home           | Alexandr Okafor, F, home  => review    | 1
Ellie Okafor, home             | Ella Okafor, home         => review    | 1
Zuzz Nowak, home               | Zuzanna Nowak, home       => automatic | 1
Isz Okafor, F, home            | Isabelle Okafor, F, home  => automatic | 1
Isz Okafor, F, next door       | Isabelle Okafor, F, home  => review    | 1
Noor Aisha Khan, home          | Noor Fatima Khan, home    => review    | 1
""",
)

SURNAMES = Table(
    "What its surname may be",
    "R5; cases: transliterated, double-barrelled and known-as names",
    "A school may know the child by a previous surname, the other form of it, a part of it, or another parent's.",
    found,
    """
child                                  | roll                      => outcome   | pupils
Oliver Smith, was Okafor               | Oliver Okafor             => automatic | 1
Oliver Smith                           | Oliver Okafor, was Smith  => automatic | 1
Zofia Kowalski                         | Zofia Kowalska            => automatic | 1
Oliver Okafor                          | Oliver Okafor-Smith, home => automatic | 1
Oliver Okafor, elsewhere               | Oliver Okafor-Smith, home => automatic | 1
Oliver Okafor, home, mother Smith      | Oliver Smith, home        => automatic | 1
Oliver Okafor, elsewhere, mother Smith | Oliver Smith, home        => automatic | 1
Oliver Okafer, home                    | Oliver Okafor, home       => automatic | 1
Oliver Okafer                          | Oliver Okafor             => automatic | 1
Oliver Jones, home                     | Oliver Okafor, home       => automatic | 1
Oliver Jones, elsewhere                | Oliver Okafor, home       => none      | nobody
Simran Kaur Gill, elsewhere            | Simran Kaur Sandhu, home  => none      | nobody
Okafor Oliver, home                    | Oliver Okafor, home       => review    | 1
""",
)

BIRTHS = Table(
    "When it was born",
    "R5, rank 1; cases: day and month swapped",
    "One clear slip in the date is made up for by the rest. Where only the age or the year is known, by name and "
    "address together; without any date of birth by the name at the address, else a person looks.",
    found,
    """
child                                | roll                          => outcome   | pupils
Oliver Okafor, 2016-01-06, home      | Oliver Okafor, home           => automatic | 1
Oliver Okafor, 2016-01-06            | Oliver Okafor                 => automatic | 1
Oliver Okafor, 2016-06-07, home      | Oliver Okafor, home           => automatic | 1
Oliver Okafor, 2015-06-01, home      | Oliver Okafor, home           => automatic | 1
Ollie Okafor, 2016-06-07, home       | Oliver Okafor, home           => automatic | 1
Oliver Okafor, 2016-06-07, elsewhere | Oliver Okafor, home           => review    | 1
Oliver Okafor, 2011-09-23, home      | Oliver Okafor, home           => review    | 1
Oliver Okafor, 2011-09-23, elsewhere | Oliver Okafor, home           => none      | nobody
Oliver Okafor, 2016, home            | Oliver Okafor, home           => automatic | 1
Oliver Okafor, age 10, home          | Oliver Okafor, home           => automatic | 1
Oliver Okafor, age 10, elsewhere     | Oliver Okafor, home           => review    | 1
Oliver Okafor, age 10                | Oliver Okafor, home           => review    | 1
Ollie Okafor, age 10, home           | Oliver Okafor, home           => automatic | 1
Oliver Okafor, age 9, home           | Oliver Okafor, home           => automatic | 1
Oliver Okafor, age 4, home           | Oliver Okafor, home           => review    | 1
Oliver Okafor, no birth, home        | Oliver Okafor, home           => automatic | 1
Oliver Okafor, home                  | Oliver Okafor, no birth, home => automatic | 1
Oliver Okafor, age 10, next door     | Oliver Okafor, home           => automatic | 1
Oliver Okafor, no birth, next door   | Oliver Okafor, home           => automatic | 1
Ollie Okafor, no birth, next door    | Oliver Okafor, home           => review    | 1
Ollie Okafor, no birth, home         | Oliver Okafor, home           => review    | 1
Oliver Okafor, 2016-01-01, elsewhere | Oliver Okafor, 2016-01-01, home => review  | 1
Oliver Okafor, 2016-01-01, home      | Oliver Okafor, 2016-01-01, home => automatic | 1
Oliver Okafor, no birth              | Oliver Okafor                 => review    | 1
""",
)

FAMILIES = Table(
    "Twins and siblings on the roll",
    "Readings that matter; mistakes that hurt people, 3",
    "They do not send an exactly named child to a person; a doubtful forename beside one does.",
    found,
    """
child                       | roll                                                    => outcome   | pupils
Oliver Okafor, home         | Oliver Okafor, home; Emily Okafor, home                 => automatic | 1 2
Ella Okafor, home           | Ella Okafor, home; Ellie Okafor, home                   => automatic | 1 2
Oliver Okafor, home         | Oliver Okafor, home; Emily Okafor, 2014-03-09, home     => automatic | 1
Ollie Okafor, home          | Oliver Okafor, home; Emily Okafor, home                 => automatic | 1 2
Ollie Okafor, home          | Oliver Okafor, home; Olive Okafor, home                 => review    | 1 2
Olivr Okafor, home          | Oliver Okafor, home; Emily Okafor, home                 => review    | 1 2
Olivr Okafor, home          | Oliver Okafor, home; Emily Okafor, 2014-03-09, home     => review    | 1
Hasan Khan, home            | Muhammad Hassan Khan, home; Muhammad Hussain Khan, home => automatic | 1 2
Mohammed Khan, home         | Muhammad Hassan Khan, home; Muhammad Hussain Khan, home => review    | 1 2
Noor Aisha Khan, home       | Noor Aisha Khan, home; Noor Fatima Khan, home           => automatic | 1 2
Oliver Okafor, age 10, home | Oliver Okafor, home; Emily Okafor, home                 => automatic | 1 2
Jack Okafor, home           | Emily Okafor, home                                      => review    | 1
Oliver Okafor, home         | Oliver Okafor, elsewhere; Emily Okafor, home            => automatic | 1 2
Ella Okafor, home           | Isabella Okafor, home; Ella Okafor, 2013-11-21, home    => review    | 1 2
Harry Okafor, F, home       | Harriet Okafor, F, home; Henry Okafor, M, home          => review    | 1 2
Elsa Okafor, elsewhere      | Ella Okafor, home; Elsa Okafor, 2013-11-21, home        => review    | 1
Harvey Okafor, home         | Harry Okafor, home                                      => review    | 1
Muhammad Khan, home         | Muhammad Khan, home; Muhammad Umar Khan, 2013-11-21, home => automatic | 1 2
Mohammed Khan, home         | Mohammed Khan, home; Muhammad Hussain Khan, home        => review    | 1 2
Noor Khan, home             | Noor Aisha Khan, home; Noor Fatima Khan, home           => many      | 1 2
""",
)

NAMESAKES = Table(
    "Two pupils of one name",
    "Cases: same name and date of birth but unrelated",
    "The address decides between them where it speaks for one and against the other; else nothing does but a person.",
    found,
    """
child                    | roll                                                      => outcome   | pupils
Oliver Okafor            | Oliver Okafor, home; Oliver Okafor, elsewhere             => many      | 1 2
Oliver Okafor, home      | Oliver Okafor, elsewhere; Oliver Okafor, home             => automatic | 2 1
Oliver Okafor, home      | Oliver Okafor; Oliver Okafor, home                        => many      | 2 1
Oliver Okafor, next door | Oliver Okafor, elsewhere; Oliver Okafor, home             => automatic | 2 1
Oliver Okafor, home      | Oliver Okafor, home; Oliver Okafor, 2011-06-23, elsewhere => automatic | 1
Oliver Okafor, elsewhere | Oliver Okafor, home; Olivia Okafor, elsewhere             => automatic | 1 2
Olly Okafor              | Oliver Okafor, home; Olivia Okafor, elsewhere             => review    | 1 2
""",
)

NUMBERS = Table(
    "Unique pupil numbers",
    "R5, rank 1",
    "A number that agrees settles what name and birth leave open; one that contradicts them settles nothing.",
    found,
    """
child                             | roll                                                          => outcome   | pupils
Ollie Jones, 2016-06-07, upn A1   | Oliver Okafor, upn A1                                         => automatic | 1
Oliver Okafor, upn a1             | Oliver Okafor, home, upn A1; Oliver Okafor, elsewhere, upn B2 => automatic | 1 2
Emily Okafor, upn A1              | Oliver Okafor, upn A1                                         => review    | 1
Oliver Okafor, 2010-11-23, upn A1 | Oliver Okafor, upn A1                                         => review    | 1
Oliver Okafor, home, upn A1       | Oliver Okafor, home, upn B2                                   => review    | 1
Oliver Okafor, home, upn A1       | Oliver Okafor, home; Emily Jones, 2013-02-03, upn A1          => review    | 1 2
Baby Okafor, upn A1               | Oliver Okafor, upn A1                                         => review    | 1
""",
)

LINES = Table(
    "One pupil on several lines",
    "R5: every school at which the child is registered; cases: dual-registered PRU and school",
    "Lines with one number, or with one name, date of birth and home, are one pupil with several registrations.",
    registrations,
    """
child               | roll                                                         => outcome   | lines
Oliver Okafor       | Oliver Okafor, home, upn A1; Ollie Okafor, elsewhere, upn A1 => automatic | 1 2
Oliver Okafor       | Oliver Okafor, home; Oliver Okafor, home                     => automatic | 1 2
Oliver Okafor       | Oliver Okafor, upn A1, left; Oliver Smith, upn A1            => automatic | 1 2
Oliver Okafor       | Oliver Okafor, home; Oliver Okafor, elsewhere                => many      | nobody
Oliver Okafor, home | Oliver Okafor, home, upn A1; Emily Okafor, home, upn A1      => automatic | 1
Olivr Okafor, home  | Oliver Okafor, home, upn A1; Emily Okafor, home, upn A1      => review    | nobody
Noor Aisha Khan     | Noor Aisha Khan, home; Noor Fatima Khan, home                => automatic | 1
""",
)

ONE_INCIDENT = Table(
    "Two children of one incident",
    "R5; mistakes that hurt people, 3",
    "A person sees to both; unless they are one child, recorded as a party and as a child.",
    together,
    """
one child                    | another                        | roll                => one       | another
Oliver Okafor, home          | Ollie Okafor, home             | Oliver Okafor, home => review    | review
Oliver Okafor, home          | Oliver Okafor, home            | Oliver Okafor, home => review    | review
Oliver Okafor, home, a party | Oliver Okafor, home            | Oliver Okafor, home => automatic | automatic
Oliver Okafor, home, a party | Ollie Okafor, home             | Oliver Okafor, home => review    | review
Oliver Okafor, home          | Emily Okafor, 2019-02-03, home | Oliver Okafor, home => automatic | none
""",
)

REASONS = Table(
    "In words",
    "Readings that matter: a reason that a person can read",
    "What speaks for and against the pupil in front, without what is simply the same.",
    words,
    """
child                     | roll                     => reasons
Ollie Okafor, 2016-01-06  | Oliver Okafor            => forename Ollie is short for Oliver; day and month swapped
Luke Okafor               | Luke Okafor-Smith        => surname Okafor shares a part with Okafor-Smith
Ahmad Khan, age 10        | Ahmed Khan               => forename Ahmad is a spelling of Ahmed; of the age or year given
Luke Khan, M, home        | Luke Khan, F, home       => same address; sex differs
Oliver Okafer, next door  | Oliver Okafor, home      => surname Okafer is nearly Okafor; same postcode
Olivr Okafor, elsewhere   | Oliver Okafor, home      => forename Olivr is nearly Oliver; address differs
James Okafor, upn A1      | Luke James Okafor, upn A1 => forename James is another of the names of Luke James; same UPN
""",
)

PAGE = Page(
    "linkage",
    "Linkage: which pupil is this child",
    "A child of an incident (name, birth where it is not 1 June 2016, address, then what else is known) is looked for "
    "on a roll; pupils are parted by a semicolon and counted from one. *home* and *elsewhere* are two addresses, *next "
    "door* has the postcode of home. The outcome is automatic (the first pupil is the child), review (a person "
    "chooses), many (several fit equally) or none. Everybody is invented.",
    (NAMES, SURNAMES, BIRTHS, FAMILIES, NAMESAKES, NUMBERS, LINES, ONE_INCIDENT, REASONS),
)


@each_row(PAGE)
def test_linkage(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then
