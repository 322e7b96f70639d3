"""R2, R5 and R11: what a person is asked, and what the person is shown."""

from firstbell.responses.encompass.rules.places import decide
from rulebook.ladder import NAMES, answer, evidence
from rulebook.tables import Page, Table, each_row


def after_not_our_pupil(refused: str, roll: str, named: str, earlier: str) -> tuple[str, ...]:
    found = decide(evidence(roll, "as on the roll", named, earlier, refused=refused))
    candidates = found.question.candidates if found.question else ()
    proposed = [each.urn or NAMES[each.authority or ""] for each in candidates]
    return (*answer(found), "; ".join(proposed) or "-")


def reasons(roll: str, named: str, earlier: str) -> tuple[str, ...]:
    (place,) = decide(evidence(roll, "as on the roll", named, earlier)).places
    return (place.why,)


def sentences(roll: str, named: str, earlier: str) -> tuple[str, ...]:
    question = decide(evidence(roll, "as on the roll", named, earlier)).question
    assert question is not None
    return (question.why,)


def shown(roll: str, named: str, earlier: str) -> tuple[str, ...]:
    question = decide(evidence(roll, "as on the roll", named, earlier)).question
    assert question is not None
    places = [
        " and ".join([*([each.urn] if each.urn else []), *([NAMES[each.authority]] if each.authority else [])])
        or "no place"
        for each in question.candidates
    ]
    return "; ".join(places), " ".join(question.candidates[-1].reasons)


def scope_in_doubt(question: str) -> tuple[str, ...]:
    found = decide(evidence("single at A", named="A by victim", question=question))
    assert found.question is not None
    return (*answer(found), " ".join(candidate.urn or "" for candidate in found.question.candidates))


REFUSED = Table(
    'After "not our pupil"',
    "R11",
    "The establishment that said so is neither told again nor proposed to the person who decides; with "
    "nothing else left, the authority of the area is proposed.",
    after_not_our_pupil,
    """
said so | on the roll                         | school named | earlier notice => told     | question      | proposed
A       | single at A                         | -            | -              => -        | not_our_pupil | Stoke
A       | main at A, subsidiary at P          | -            | -              => P (1)    | not_our_pupil | P
A       | single at A                         | B by victim  | -              => B (3)    | not_our_pupil | B
A       | single at A                         | A by victim  | A              => -        | not_our_pupil | Stoke
A       | nobody                              | A by victim  | -              => -        | not_our_pupil | Stoke
A       | nobody                              | -            | A              => -        | not_our_pupil | Stoke
A       | several: single at A or single at B | -            | -              => -        | which_pupil   | B
S       | single at K                         | -            | -              => -        | not_our_pupil | Stoke
A       | single at B                         | -            | -              => B (1)    | -             | -
B       | single at A from 2022-09-05, single at B from 2026-11-09 | - | - => - | two_registrations | A
""",
)

SENTENCES = Table(
    "What this child's evidence leaves open, in a sentence",
    "Issue: a reason that a person can read",
    "It stands below the question itself, and names no person.",
    sentences,
    """
on the roll | school named | earlier notice => why the person is asked
single at A until 2026-07-20 | - | - => Every registration on the roll has ended.
single at B from 2026-11-23 | - | - => The registration on the roll has not begun.
single at X | - | - => Establishment X has closed. X is closed, with no successor
single at Z | - | - => The register has no establishment Z.
college | - | - => The register has no establishment for this line.
single at A, single at B | - | - => Several places hold a single registration of this pupil. None is the latest, and \
nothing confirms one.
single at A from 2022-09-05, single at B from 2026-11-09 | - | - => Several places hold a single registration of this \
pupil. The latest or confirmed one is told.
single at A | B by victim | - => The school that was named is not the one on the roll.
unsure: single at A | - | - => Several pupils could be this child.
nobody | - | - => No pupil on a roll is this child, and no school was named.
nobody | something by child | - => The school named by the child is not certain enough to be told.
nobody | A by suspect | - => Only the suspect named a school; that word is never enough.
nobody | B by victim | A => The school named by the victim is not the one that answered before.
nobody | - | A and B => Several establishments acknowledged a notice this academic year.
not looked for | - | - => The child has not been looked for on a roll, and no school was named.
""",
)

REASONS = Table(
    "The reason that is kept with every place",
    "R5 (all evidence kept); issue: what happened to every child and why",
    "It names no person. Authorities have the codes of the Office for National Statistics.",
    reasons,
    """
on the roll | school named | earlier notice => why
single at A | - | - => On the roll of E06000021 of 2026-11-19: single registration.
main at A from 2022-09-05 | - | - => On the roll of E06000021 of 2026-11-19: dual, main, from 2022-09-05.
guest at A until 2026-12-18 | - | - => On the roll of E06000021 of 2026-11-19: guest, until 2026-12-18.
missing education in county | - | - => On the roll of E10000028 of 2026-11-19: missing education.
single at K | - | - => On the roll of E06000021 of 2026-11-19: single registration. Establishment K has become S.
single at A | A by child | - => On the roll of E06000021 of 2026-11-19: single registration. Other evidence agrees.
nobody | A by victim | - => The school named by the victim; the words fit no other, and age and distance agree.
nobody | - | A => Acknowledged a notice about this child this academic year; the residence is the same.
nobody | A by other | A => The school named by somebody else. Acknowledged a notice about this child this academic \
year; the residence is the same.
""",
)

SHOWN = Table(
    "What the person who decides is shown",
    "Every choice that a person must make is a review with a reason that a person can read",
    "Pupils on rolls come first, best first; then schools that were named or told before; without any, the "
    "authority of the area. What speaks for a place stands beside it.",
    shown,
    """
on the roll | school named | earlier notice => candidates | the last one's reasons
several: single at A or home educated in Stoke | - | - => A; Stoke | Name and date of birth agree. On the \
roll of E06000021 of 2026-11-19: home educated.
unsure: single at A | A by suspect | - => A | Name and date of birth agree. On the roll of E06000021 of 2026-11-19: \
single registration. Named by the suspect. The name fits.
unsure: single at A | B by victim | - => A; B | Named by the victim. The name fits.
unsure: single at A | - | B before a move => A; B | Acknowledged a notice about this child this academic year. The \
child lived elsewhere then.
unsure: no line | - | - => no place | Name and date of birth agree.
unsure: single at A | - | A => A | Name and date of birth agree. On the roll of E06000021 of 2026-11-19: single \
registration. Acknowledged a notice about this child this academic year.
nobody | A or B by victim | - => A; B | Named by the victim. The name fits.
nobody | - | - => Stoke | The authority of the area can say where the child is registered.
""",
)

DOUBTS = Table(
    "Where scope itself is a question",
    "R2; Readings that matter",
    "Nobody is told, however certain the school, until a person has decided; the person sees the evidence.",
    scope_in_doubt,
    """
question             => told | question             | proposed
relationship_unknown => -    | relationship_unknown | A
suspect_16_17        => -    | suspect_16_17        | A
suspect_under_16     => -    | suspect_under_16     | A
young_other_party    => -    | young_other_party    | A
born_after_incident  => -    | born_after_incident  | A
""",
)

PAGE = Page(
    "encompass-questions",
    "What a person is asked, and shown",
    "The schools are those of the tables about places.",
    (SENTENCES, DOUBTS, SHOWN, REFUSED, REASONS),
)


@each_row(PAGE)
def test_questions(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then
