"""R4, R5 and the ladder of evidence: who must be told about a child."""

from firstbell.pure.areas import Area
from firstbell.pure.policy import ForcePolicy
from firstbell.responses.encompass.rules import residence, scope
from firstbell.responses.encompass.rules.places import decide
from firstbell.responses.encompass.rules.residence import Owner
from rulebook.invented import child, home, incident
from rulebook.ladder import answer, decided, evidence
from rulebook.tables import Page, Table, each_row


def owner(lives: str) -> tuple[str, ...]:
    """``staffordshire, england``; ``not known``; ``a postcode of no area``."""
    force, _, country = lives.partition(", ")
    area = Area("D", "A", force, country) if country else None
    facts = incident(children=[child(residence=None if lives == "not known" else home("ST4 1AA"))])
    (exposure,) = scope.assess(facts)
    found = residence.owner_of(exposure, ForcePolicy(), area)
    return (f"{found.kind}: {found.force}" if found.force else found.kind, found.why)


def handed_over(roll: str, lives: str, named: str) -> tuple[str, ...]:
    other = Owner("force", "west-mercia", "The child lives in the area of west-mercia.")
    return answer(decide(evidence(roll, lives, named, owner=other)))


def on_a_roll(roll: str) -> tuple[str, ...]:
    return decided(roll)


def moved(roll: str, lives: str, named: str, earlier: str) -> tuple[str, ...]:
    return decided(roll, lives, named, earlier)


def stale(birth: str, roll: str, named: str) -> tuple[str, ...]:
    return answer(decide(evidence(roll, "as on the roll", named, birth=birth)))


def said(named: str, earlier: str) -> tuple[str, ...]:
    home = "not known" if "distance not known" in named else "as on the roll"
    return decided("nobody", home, named, earlier)


def before_school(birth: str, roll: str, named: str, nurseries: str) -> tuple[str, ...]:
    policy = ForcePolicy(tell_nursery=nurseries == "told")
    return answer(decide(evidence(roll, "as on the roll", named, birth=birth, policy=policy)))


OWNERS = Table(
    "The child's own residence decides who owns the duty",
    "R4; Domestic Abuse Act 2021 s. 49A; Readings that matter",
    "Never the incident's address. No residence, or a postcode that nobody knows: ours, so that nobody falls between.",
    owner,
    """
the child lives in               => duty               | why
staffordshire, england           => ours               | The child lives in this force's area.
not known                        => ours               | No residence of the child's own is known.
a postcode of no area            => ours               | The postcode of the child's residence is not known.
west-mercia, england             => force: west-mercia | The child lives in the area of west-mercia.
dyfed-powys, wales               => force: dyfed-powys | The child lives in the area of dyfed-powys.
police-scotland, scotland        => person             | The child lives in Scotland.
northern-ireland, northern-ireland => person           | The child lives in Northern Ireland.
isle-of-man, isle-of-man         => person             | The child lives in Isle Of Man.
""",
)

HAND_OVER = Table(
    "A child who lives in another force's area",
    "R4; Readings that matter",
    "That force is told at once. An establishment found on a roll here, with no doubt left, is told as well.",
    handed_over,
    """
on a roll here      | home                       | school named => told               | question
nobody              | elsewhere, far             | -            => west-mercia        | -
single at F         | elsewhere, far             | -            => west-mercia; F (1) | -
single at A         | elsewhere, far             | -            => west-mercia        | -
single at A         | elsewhere, near            | -            => west-mercia; A (1) | -
single at A         | elsewhere, near, protected | -            => west-mercia        | -
single at A         | elsewhere, near            | B by victim  => west-mercia        | -
unsure: single at A | elsewhere, far             | -            => west-mercia        | -
nobody              | elsewhere, near            | A by victim  => west-mercia        | -
single at A until 2026-07-20 | elsewhere, near   | -            => west-mercia        | -
main at A, subsidiary at X | elsewhere, near      | -            => west-mercia        | -
""",
)

ROLL = Table(
    "Every current registration on a roll (rank 1)",
    "R5; Readings that matter",
    "The child is surely one pupil, who lives where the roll says. The report is of 19 November 2026. In "
    "brackets are the ladder's ranks that agree: 1 the roll, 3 what was said, 4 an earlier notice.",
    on_a_roll,
    """
on the roll                                   => told                                 | question
single at A                                   => A (1)                                | -
main at A, subsidiary at P                    => A (1); P (1)                         | -
main at A, subsidiary at P, guest at B        => A (1); B (1); P (1)                  | -
guest at A                                    => A (1)                                | -
single at A, guest at B                       => A (1); B (1)                         | -
single at F                                   => F (1)                                | -
college at F                                  => F (1)                                | -
home educated in Stoke                        => the officer of Stoke (1)             | -
missing education in county                   => the officer of county (1)            | -
home educated in Stoke, missing education in Stoke => the officer of Stoke (1)        | -
home educated in Stoke, home educated in county from 2026-10-01 => -                  | two_registrations
home educated in Stoke from 2022-09-05, home educated in county from 2026-10-01 => the officer of county (1) | \
two_registrations
home educated in Stoke, guest at A            => A (1); the officer of Stoke (1)      | -
single at A until 2026-11-18, single at B from 2026-11-18 => B (1)                    | -
single at B from 2026-11-19                   => B (1)                                | -
single at A until 2026-12-18                  => A (1)                                | -
single at A until 2026-11-19                  => -                                    | left_roll
single at A until 2026-07-20                  => -                                    | left_roll
no line                                       => -                                    | left_roll
single at B from 2026-11-23                   => -                                    | not_started
single at A until 2026-11-18, single at B from 2026-11-23 => -                        | not_started
single at A from 2022-09-05, single at B from 2026-11-09 => B (1)                     | two_registrations
single at A from 2026-09-07, single at B from 2026-09-07 => -                         | two_registrations
single at A, single at B from 2026-11-09      => -                                    | two_registrations
single at A, single at B                      => -                                    | two_registrations
single at A, home educated in Stoke from 2026-10-01 => -                              | two_registrations
single at A from 2022-09-05, home educated in Stoke from 2026-10-01 => the officer of Stoke (1) | two_registrations
single at A, subsidiary at P                  => A (1); P (1)                         | -
single at A from 2022-09-05, single at B from 2026-11-09, subsidiary at P => B (1); P (1) | two_registrations
single at A, single at A                      => A (1)                                | -
single at K                                   => S (1)                                | -
single at K, single at S                      => S (1)                                | -
single at X                                   => -                                    | closed_establishment
single at Y                                   => -                                    | closed_establishment
main at A, subsidiary at X                    => A (1)                                | closed_establishment
single at Z                                   => -                                    | unknown_establishment
main at A, subsidiary at Z                    => A (1)                                | unknown_establishment
""",
)

MOVES = Table(
    "A roll that the family may have outrun",
    'Ladder, rank 1 ("no recent move"); R15; DOMAIN.md section 8, mistakes 6 and 7',
    "Another address than the roll's, and protected or more than 15 km from the school: the roll alone is not "
    "enough. The child's or the victim's word, or an earlier notice at the same home, bears it out; nobody "
    "else's does.",
    moved,
    """
on the roll            | home                                   | school named | earlier notice  => told   | question
single at A            | not known                              | -            | -               => A (1)  | -
single at A            | as on the roll, protected              | -            | -               => A (1)  | -
single at A            | elsewhere, near                        | -            | -               => A (1)  | -
single at A            | elsewhere, far                         | -            | -               => -      | recent_move
single at A            | elsewhere, far; a parent's on the roll | -            | -               => -      | recent_move
single at A            | elsewhere, near, protected             | -            | -               => -      | recent_move
single at A            | not said, protected                    | -            | -               => -      | recent_move
single at A            | not said, protected                    | A by victim  | -               => A (1, 3) | -
single at A            | a parent's, elsewhere                  | -            | -               => A (1)  | -
single at A            | a parent's, elsewhere, protected       | -            | -               => -      | recent_move
single at F            | elsewhere, far                         | -            | -               => F (1)  | -
main at A, subsidiary at F | elsewhere, far                     | -            | -               => F (1)  | recent_move
single at A            | elsewhere, far                         | A by victim  | -               => A (1, 3) | -
single at A            | elsewhere, near, protected             | A by child   | -               => A (1, 3) | -
single at A            | elsewhere, far                         | A by other   | -               => -      | recent_move
single at A            | elsewhere, far                         | A by suspect | -               => -      | recent_move
single at A            | elsewhere, far                         | A or B by victim | -           => -      | recent_move
single at A            | elsewhere, far                         | -            | A               => A (1, 4) | -
single at A            | elsewhere, far                         | -            | A before a move => -      | recent_move
single at A            | elsewhere, far                         | -            | F               => F (4)  | recent_move
single at A            | elsewhere, distance not known          | -            | -               => A (1)  | -
single at A            | elsewhere, exactly 15 km               | -            | -               => A (1)  | -
home educated in Stoke | a parent's, elsewhere                  | -            | - => the officer of Stoke (1)  | -
home educated in Stoke | elsewhere, far                         | -            | -               => -      | recent_move
home educated in Stoke | elsewhere, near                        | -            | - => the officer of Stoke (1)  | -
home educated in county | elsewhere, far                       | -            | - => the officer of county (1) | -
""",
)

ROLL_AND_WORD = Table(
    "A roll beside what was said and answered before",
    "Ladder, ranks 1, 3 and 4; DOMAIN.md section 8, mistakes 2 and 7",
    "Evidence that agrees is counted. Where a school is named that the roll does not have, a person settles "
    "it. The roll's school is told meanwhile only if the child still lives at the roll's address and the "
    "words are the weaker: not the child's or the victim's, or age or distance not known. The suspect's word "
    "counts neither way.",
    moved,
    """
on the roll | home | school named | earlier notice => told | question
single at A | as on the roll | A by victim | - => A (1, 3) | -
single at A | as on the roll | A by other | A => A (1, 3, 4) | -
single at A | as on the roll | A by suspect | A before a move => A (1) | -
single at A | as on the roll | B by victim | - => - | stated_elsewhere
single at A | as on the roll | B by victim, age not known | - => A (1) | stated_elsewhere
single at A | as on the roll | B by other | - => A (1) | stated_elsewhere
single at A | as on the roll | B by suspect | - => A (1) | -
single at A | as on the roll | B by victim, wrong age | - => A (1) | -
single at A | as on the roll | B by victim, far | - => A (1) | -
single at A | as on the roll | B or P by victim | - => A (1) | -
single at A | as on the roll | something by victim | - => A (1) | -
single at A | as on the roll | X by victim | - => A (1) | -
single at A | a parent's, as on the roll | B by victim | - => - | stated_elsewhere
single at A | not known | B by victim | - => - | stated_elsewhere
single at A | not known | B by victim, age not known, distance not known | - => - | stated_elsewhere
single at A | elsewhere, near | B by victim | - => - | stated_elsewhere
single at A | elsewhere, far | B by victim | - => - | stated_elsewhere
main at A, subsidiary at P | as on the roll | P by victim | - => A (1); P (1, 3) | -
main at A, subsidiary at P | as on the roll | - | A and P => A (1, 4); P (1, 4) | -
single at K | as on the roll | K by victim | - => S (1, 3) | -
single at A | as on the roll | - | B => A (1) | -
home educated in Stoke | as on the roll | B by victim | - => - | stated_elsewhere
single at A until 2026-11-18 | as on the roll | B by victim | - => B (3) | -
single at A until 2026-11-18 | as on the roll | A by victim | - => - | left_roll
single at A until 2026-11-18 | as on the roll | B by other | - => - | left_roll
single at A until 2026-11-18 | as on the roll | - | A => - | left_roll
single at A until 2026-11-18 | as on the roll | - | B => B (4) | -
single at B from 2026-11-23 | as on the roll | A by victim | - => A (3) | -
single at B from 2026-11-23 | as on the roll | B by victim | - => B (3) | -
single at A, single at B | as on the roll | B by victim | - => B (1, 3) | two_registrations
single at A from 2022-09-05, single at B from 2026-11-09 | as on the roll | A by victim | - => B (1) | two_registrations
single at X | as on the roll | B by victim | - => B (3) | closed_establishment
single at Z | as on the roll | B by victim | - => B (3) | unknown_establishment
""",
)

STALE = Table(
    "A roll of an earlier school year",
    'Ladder, rank 1 ("current"); DOMAIN.md section 8, mistake 7',
    "The roll is of June 2026, the report of November. A and B take children from 4 to 11: who was eleven on "
    "31 August has moved on. A roll of this school year is believed whatever the age.",
    stale,
    """
child           | on the roll     | school named => told     | question
born 2016-06-01 | old single at A | -            => A (1)    | -
born 2015-09-01 | old single at A | -            => A (1)    | -
born 2015-08-31 | old single at A | -            => -        | outgrown
born 2015-08-31 | old single at P | -            => P (1)    | -
born 2015-08-31 | single at A     | -            => A (1)    | -
born 2015-08-31 | old single at A | A by victim  => A (1, 3) | -
born 2015-08-31 | old single at A | B by victim  => B (3)    | -
born 2015       | old single at A | -            => A (1)    | -
""",
)

WORDS = Table(
    "No pupil on a roll: what was said (rank 3) and earlier notices (rank 4)",
    'Ladder, ranks 3 and 4 and "never"; DOMAIN.md section 8, mistake 2',
    "Said by the child or the victim, meant by no other establishment, of a fitting age, not more than 15 km "
    "away. Somebody else's word needs an earlier notice beside it; the suspect's is never counted.",
    said,
    """
school named                      | earlier notice  => told     | question
-                                 | -               => -        | school_unknown
A by victim                       | -               => A (3)    | -
A by child                        | -               => A (3)    | -
A by other                        | -               => -        | stated_unsure
A by suspect                      | -               => -        | stated_unsure
something by victim               | -               => -        | stated_unsure
A or B by victim                  | -               => -        | stated_unsure
A by victim, wrong age            | -               => -        | stated_unsure
A by victim, age not known        | -               => -        | stated_unsure
A by victim, far                  | -               => -        | stated_unsure
A by victim, distance not known   | -               => -        | stated_unsure
K by victim                       | -               => S (3)    | -
X by victim                       | -               => -        | stated_unsure
A by victim                       | A               => A (3, 4) | -
A by other                        | A               => A (3, 4) | -
A by victim, distance not known   | A               => A (3, 4) | -
A by suspect                      | A               => A (4)    | -
B by suspect                      | A               => A (4)    | -
-                                 | A               => A (4)    | -
-                                 | K               => S (4)    | -
-                                 | A before a move => -        | school_unknown
-                                 | A and B         => -        | earlier_differ
-                                 | A before a move and B => B (4) | -
B by victim                       | A               => -        | stated_elsewhere
B by other                        | A               => -        | stated_elsewhere
B or P by victim                  | A               => -        | stated_elsewhere
A or B by victim                  | A               => A (4)    | -
B by victim, far                  | A               => A (4)    | -
something by victim               | A               => A (4)    | -
B by victim                       | A before a move => B (3)    | -
""",
)

SEVERAL = Table(
    "Several pupils could be the child, or one not surely",
    "Ladder; DOMAIN.md section 8, mistake 3; R17",
    "A person says which pupil it is. A school that was surely named, and that one of those pupils goes to, "
    "is told meanwhile: the right school need not wait for the right pupil.",
    moved,
    """
on the roll                         | home           | school named | earlier notice => told     | question
unsure: single at A                 | as on the roll | -            | -              => -        | which_pupil
several: single at A or single at B | as on the roll | -            | -              => -        | which_pupil
several: single at A or single at A | as on the roll | -            | -              => -        | which_pupil
several: single at A or single at B | as on the roll | A by victim  | -              => A (3)    | which_pupil
several: single at A or single at B | as on the roll | P by victim  | -              => -        | which_pupil
unsure: single at A                 | as on the roll | B by victim  | -              => -        | which_pupil
unsure: single at A                 | as on the roll | A by suspect | -              => -        | which_pupil
unsure: single at A                 | as on the roll | A by other   | -              => -        | which_pupil
unsure: single at A                 | as on the roll | -            | A              => A (4)    | which_pupil
unsure: single at A until 2026-07-20 | as on the roll | A by victim | -              => -        | which_pupil
not looked for                      | as on the roll | -            | -              => -        | no_roll
not looked for                      | as on the roll | A by victim  | -              => A (3)    | -
not looked for                      | as on the roll | A by victim, distance not known | - => A (3) | -
""",
)

BEFORE_SCHOOL = Table(
    "Before reception",
    "R5 (reception to 17 always, nursery by setting); Readings that matter",
    "Reception begins in the September after the fourth birthday. A force may choose not to tell nurseries.",
    before_school,
    """
child           | on the roll | school named | nurseries are => told | question
born 2022-08-31 | nobody      | -            | told          => -     | school_unknown
born 2022-09-01 | nobody      | -            | told          => nobody: no setting | -
aged 4          | nobody      | -            | told          => -     | school_unknown
aged 3          | nobody      | -            | told          => nobody: no setting | -
born 2026-02-10 | nobody      | -            | told          => nobody: no setting | -
aged 1          | nobody      | -            | told          => nobody: no setting | -
born 2023-01-10 | single at A | -            | told          => A (1) | -
born 2023-01-10 | nobody      | A by victim  | told          => A (3) | -
born 2023-01-10 | nobody      | something by victim | told   => -     | stated_unsure
born 2023-01-10 | nobody      | A by suspect | told          => -     | stated_unsure
born 2023-01-10 | single at A | -            | not told      => nobody: no setting | -
born 2023-01-10 | nobody      | A by victim  | not told      => nobody: no setting | -
born 2022-08-31 | single at A | -            | not told      => A (1) | -
not known       | single at A | -            | not told      => A (1) | -
not known       | nobody      | -            | told          => -     | school_unknown
born 2008-11-20 | single at A | -            | told          => A (1) | -
""",
)

PAGE = Page(
    "encompass-places",
    "R4 and R5: who must be told",
    "The schools of these tables: A and B are primary schools near by, P a pupil referral unit near by, F a "
    "school 60 km away, K a closed school that S carries on, X a closed school without a successor, Y one "
    "that several carry on, and Z is not on the register.",
    (
        OWNERS,
        HAND_OVER,
        ROLL,
        MOVES,
        ROLL_AND_WORD,
        STALE,
        WORDS,
        SEVERAL,
        BEFORE_SCHOOL,
    ),
)


@each_row(PAGE)
def test_places(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then
