"""Who is the same person across incidents. Every row is weighed by the model that ships."""

from datetime import date
from itertools import combinations

from firstbell.pure.matching.model import PEOPLE, shipped_model
from firstbell.pure.matching.records import Home, Sought, features_of_sought
from firstbell.registers.linkage.rules import one_person
from firstbell.registers.linkage.rules.clustering import FRACTURE, JOIN, Settled, Standing, Tie, settle
from firstbell.registers.linkage.rules.one_person import Known
from rulebook.tables import Page, Table, each_row

HOME: tuple[Home, ...] = ((("12 Example Road",), "ST4 1AA", None),)
HOMES: dict[str, Home] = {"elsewhere": (("9 Other Street",), "ST13 5BB", None)}
BORN = date(1990, 5, 6)
PLAIN = {"same forename", "same surname", "born the same day", "no address to compare"}


def known(words: str, number: int) -> Known:
    """``Amy Jane Okafor, 1990-05-06``, then ``elsewhere`` or ``no home``, ``F``, ``N1`` (the force's number),
    ``called X``, ``upn X``, ``was X``, ``child X`` (a relative's surname), ``same report`` (as that before it)."""
    name, *more = (part.strip() for part in words.split(","))
    forenames, _, surname = name.rpartition(" ")
    said = {word: rest for word, _, rest in (part.partition(" ") for part in more)}
    born_from, born_to = birth(more)
    sought = Sought(
        key=str(number),
        forenames=forenames,
        surname=surname,
        known_as=said.get("called", ""),
        previous_surnames=(said["was"],) if "was" in said else (),
        family_surnames=(said["child"],) if "child" in said else (),
        born_from=born_from,
        born_to=born_to,
        sex=next((part for part in more if part in ("M", "F")), ""),
        upn=said.get("upn", ""),
        homes=tuple(HOMES[part] for part in more if part in HOMES) or HOME * ("no home" not in more),
    )
    nominal = next((part for part in more if part[0] == "N" and part[1:].isdigit()), "")
    incident = "staffordshire", f"STF/{number - ('same report' in more)}"
    return Known(incident, sought, features_of_sought(sought), nominal)


def birth(more: list[str]) -> tuple[date | None, date | None]:
    if "no birth" in more:
        return None, None
    for part in more:
        if part.startswith("age "):
            last = 2026 - int(part[4:])
            return date(last - 1, 11, 21), date(last, 11, 20)
        if part[0].isdigit():
            return date.fromisoformat(part), date.fromisoformat(part)
    return BORN, BORN


def settled(records: str, says: str = "") -> Settled:
    """``says``: what people have said of two records, such as ``1=2`` or ``1/3``."""
    people = [known(words, number) for number, words in enumerate(records.split(";"), start=1)]
    pairs = list(combinations(range(len(people)), 2))
    return settle(
        Standing(
            records=len(people),
            ties=one_person.ties(people, pairs, shipped_model(PEOPLE), FRACTURE),
            before={},
            nominals={number: one.nominal for number, one in enumerate(people) if one.nominal},
            together=tuple(ruled(says, "=")),
            asunder=tuple(ruled(says, "/")),
            never=lambda one, other: one_person.never(people[one], people[other]),
            apart=lambda one, other: one_person.apart(people[one], people[other]),
        )
    )


def ruled(says: str, sign: str) -> list[tuple[int, int]]:
    pairs = [word.split(sign) for word in says.split() if sign in word]
    return [(int(one) - 1, int(other) - 1) for one, other in pairs]


def in_cells(found: Settled) -> tuple[str, str]:
    """People as the numbers of their records, parted by ``;``, and what is asked of whom."""
    people = "; ".join(" ".join(str(record + 1) for record in person) for person in found.clusters)
    asked: dict[str, list[str]] = {}
    for question in found.questions:
        asked.setdefault(question.why, []).append(f"{question.one + 1}+{question.other + 1}")
    return people, "; ".join(f"{', '.join(pairs)}: {why}" for why, pairs in asked.items()) or "nothing"


def people(records: str) -> tuple[str, ...]:
    return in_cells(settled(records))


def told(records: str, says: str) -> tuple[str, ...]:
    return in_cells(settled(records, says))


def words(records: str) -> tuple[str, ...]:
    one, other = (known(said, number) for number, said in enumerate(records.split(";"), start=1))
    return ("; ".join(reason for reason in one_person.words(one, other) if reason not in PLAIN),)


def stays(before: str, weight: str) -> tuple[str, ...]:
    """Two records that stood together or alone, and the weight of their pair today."""
    stood = {0: 1, 1: 1} if before == "together" else {0: 1, 1: 2}
    found = settle(Standing(2, [Tie(0, 1, float(weight))], stood, {}))
    return ("together" if len(found.clusters) == 1 else "alone",)


SAME = Table(
    "One person, two incidents",
    "R12; cases: counter-allegation, transliterated and known-as names",
    "Roles say nothing: whoever was the victim may be the suspect next time. Name and day of birth are enough at one "
    "home, or where no home is known; who has moved is joined only if a middle name agrees too, for two strangers may "
    "share a name and a birthday.",
    people,
    """
records                                                   => people | asked of a person
Amy Okafor; Amy Okafor                                    => 1 2    | nothing
Amy Okafor, F, no home; Amy Okafor, F, no home            => 1 2    | nothing
Amy Okafor, N1; Amy Okafor                                => 1 2    | nothing
Amy Jane Okafor, F; Amy Jane Okafor, F, elsewhere         => 1 2    | nothing
Amy Okafor, F; Amy Okafor, F, elsewhere                   => 1; 2   | 1+2: another home: perhaps namesakes
Amy Okafor, F; Amy Smith, F                               => 1 2    | nothing
Amy Okafor, F, no home; Amy Smith, F, was Okafor, no home => 1 2    | nothing
Amy Okafor, F, child Smith; Amy Smith, F                  => 1 2    | nothing
Katarzyna Nowak; Kasia Nowak, called Katarzyna            => 1 2    | nothing
Mohammed Khan; Muhammad Khan                              => 1 2    | nothing
Zofia Kowalska; Zofia Kowalski                            => 1 2    | nothing
Ștefan Popa; Stefan Popa                                  => 1 2    | nothing
Amy Okafor, 1990-06-05; Amy Okafor                        => 1 2    | nothing
Amy Okafor, age 36; Amy Okafor                            => 1 2    | nothing
Amy Okafor, age 36; Amy Okafor, age 36                    => 1 2    | nothing
Amy Okafor, age 36, no home; Amy Okafor, age 36, no home  => 1; 2   | nothing
Amy Okafor, no birth; Amy Okafor                          => 1; 2   | 1+2: the births leave it open
A Okafor; Amy Okafor                                      => 1; 2   | 1+2: the forenames leave it open
Emily Jones, elsewhere; Amy Okafor                        => 1; 2   | nothing
""",
)

APART = Table(
    "Two people who look like one",
    "Mistakes that hurt people, 3; cases: twins, father and son",
    "Twins share everything but a forename. Nobody is joined across two days of birth that no slip explains, nor two "
    "whom one incident names, nor through a third record that could be either.",
    people,
    """
records                                     => people  | asked of a person
Oliver Okafor, M; Emily Okafor, F           => 1; 2    | nothing
Oliver Okafor; Jack Okafor                  => 1; 2    | nothing
Noor Aisha Ali; Noor Fatima Ali             => 1; 2    | 1+2: perhaps twins, names alike
Noor Aisha Ali; Noor Ali; Noor Fatima Ali   => 1; 2; 3 | 1+2, 2+3: it could be either; 1+3: perhaps twins, names alike
Jo Ek; Jo Ek, 2012-08-19                    => 1; 2    | nothing
Jo Ek; Jo Ek, age 14                        => 1; 2    | nothing
Jo Ek; Jo Ek, 2012-08-19; Jo Ek, no birth   => 1; 2; 3 | 1+3, 2+3: the births leave it open
Jo Ek; Jo Ek, 1990-05-07; Jo Ek, 1990-05-17 => 1; 2; 3 | 1+2, 2+3: it could be either
Jo Ek; Jo Ek, same report                   => 1; 2    | nothing
Alex Okafor, M; Alex Okafor, F              => 1 2     | nothing
Alexander Okafor, M; Alexandra Okafor, F    => 1; 2    | nothing
""",
)

TWINS = Table(
    "Twins whose names are alike",
    "Mistakes that hurt people, 3; cases: twins in one school, twins in two",
    "Two born on one day, of one surname or at one home, are one person only if their forename is the same, however it "
    "is spelt, or the force's number or the UPN says so. A slip, a short form or a second name may be a sister's.",
    people,
    """
records                                                            => people   | asked of a person
Elsa Okafor; Ella Okafor                                           => 1; 2     | 1+2: perhaps twins, names alike
Lyla Okafor; Lola Okafor                                           => 1; 2     | 1+2: perhaps twins, names alike
Anya Okafor; Anna Okafor                                           => 1; 2     | 1+2: perhaps twins, names alike
Ella Okafor; Ellie Okafor                                          => 1; 2     | 1+2: perhaps twins, names alike
Isabella Okafor; Ella Okafor                                       => 1; 2     | 1+2: perhaps twins, names alike
Harvey Okafor; Harry Okafor                                        => 1; 2     | 1+2: perhaps twins, names alike
Lily-Rose Okafor; Rose Okafor                                      => 1; 2     | 1+2: perhaps twins, names alike
Katarzyna Nowak; Kasia Nowak                                       => 1; 2     | 1+2: perhaps twins, names alike
Jennefer Ek; Jennifer Ek; Jinnifer Ek                              => 1; 2; 3  | 1+2, 2+3: perhaps twins, names alike
Elsa Okafor; Elsa Okafor; Ella Okafor; Ella Okafor                 => 1 2; 3 4 | 1+3: perhaps twins, names alike
Elsa Okafor, age 10; Ella Okafor, age 10                           => 1; 2     | 1+2: the forenames leave it open
Elsa Okafor; Ella Okafer                                           => 1; 2     | 1+2: perhaps twins, names alike
Elsa Okafor, no home; Ella Okafor, no home                         => 1; 2     | nothing
Elsa Okafor, N1; Ella Okafor, N1                                   => 1 2      | nothing
Elsha Okafor, upn A123456789012; Elsa Okafor, upn A123456789012    => 1 2      | nothing
Kasia Nowak, upn A123456789012; Katarzyna Nowak, upn A123456789012 => 1 2      | nothing
Ellie Okafor, upn A123456789012; Ella Okafor, upn A123456789012    => 1; 2     | 1+2: perhaps twins, names alike
Mohammed Khan; Muhammad Khan                                       => 1 2      | nothing
Isabella Okafor; Isabella Okafor, called Ella; Ella Okafor         => 1 2 3    | nothing
""",
)

NUMBERS = Table(
    "The force's own number",
    "R12",
    "One number is one person, whatever else differs. Two numbers may still be one person: a person says so, unless "
    "name, day of birth and home all agree.",
    people,
    """
records                                                => people | asked of a person
Amy Okafor, N1; Aimee Smith, 1991-02-03, elsewhere, N1 => 1 2    | nothing
Amy Okafor, N1; Amy Okafor, N2                         => 1 2    | nothing
Amy Okafor, N1, no home; Amy Okafor, N2, no home       => 1; 2   | 1+2: two numbers of the force
Amy Okafor, N1; Amy Okafer, N2                         => 1; 2   | 1+2: two numbers of the force
Amy Okafor, N1; Amy Okafor, 1991-09-23, N1; Amy Okafor => 1 2 3  | nothing
""",
)

TOLD = Table(
    "What a person said",
    "Readings that matter: a person decides",
    "Their word goes before the weight and before the force's number, and holds for every record that hangs on it. "
    "Whoever was wrongly joined is parted from each of the others, and stays so.",
    told,
    """
records                                                  | said            => people   | asked of a person
Amy Okafor; Amy Okafor                                   | 1/2             => 1; 2     | nothing
Amy Okafor, N1; Amy Okafor, N1                           | 1/2             => 1; 2     | nothing
Oliver Okafor; Jack Okafor                               | 1=2             => 1 2      | nothing
Amy Okafor; Aimee Smith, 1991-02-13, no home; Amy Okafor | 1=2             => 1 2 3    | nothing
Amy Okafor; Amy Okafor; Amy Okafor                       | 1/2             => 1; 2; 3  | 1+3, 2+3: it could be either
Amy Okafor; Amy Okafor; Amy Okafor                       | 1/2 2/3         => 1 3; 2   | nothing
Amy Okafor; Amy Okafor; Amy Okafor; Amy Okafor           | 1/3 1/4 2/3 2/4 => 1 2; 3 4 | nothing
Amy Okafor, no birth; Amy Okafor                         | 1/2             => 1; 2     | nothing
""",
)

THRESHOLDS = Table(
    "A weight that wavers",
    "Readings that matter: nobody flaps",
    f"Two records are joined at {JOIN:g} bits, and part below {FRACTURE:g}. Between the two nothing changes.",
    stays,
    """
before   | weight => today
alone    | 12.9   => alone
alone    | 13     => together
together | 12.9   => together
together | 7      => together
together | 6.9    => alone
alone    | 7      => alone
""",
)

WORDS = Table(
    "In words",
    "Readings that matter: a reason that a person can read",
    "What speaks for and against, without what is simply the same.",
    words,
    """
records                               => reasons
Katarzyna Nowak; Kasia Nowak          => forename Kasia is short for Katarzyna; same address
Amy Okafor, age 36; Amy Okafer        => surname Okafor is nearly Okafer; of the age or year given; same address
Amy Okafor; Amy Smith, was Okafor     => surname Smith was or is another name of Okafor; same address
Amy Okafor; Amy Okafor, 1990-06-05    => day and month swapped; same address
Amy Okafor; Amy Okafor, elsewhere     => address differs
""",
)

PAGE = Page(
    "linkage-people",
    "Who is the same person",
    "Records of several incidents, as the officers wrote them: born on 6 May 1990 and at one home where nothing else "
    "is said. Nothing here decides whether a school is told: it shows what came before.",
    (SAME, APART, TWINS, NUMBERS, TOLD, THRESHOLDS, WORDS),
)


@each_row(PAGE)
def test_row(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then
