"""The answers of one incident held against each other: no pupil is two children."""

from collections.abc import Collection, Mapping, Sequence

from firstbell.pure.matching.evidence import compare
from firstbell.pure.matching.records import Sought, features_of_pupil, features_of_sought
from firstbell.pure.names import compare_given_names
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.registers.linkage.rules.standing import is_exact


def settle_within(
    children: Sequence[Sought],
    answers: dict[str, LinkAnswer],
    parties: Collection[str] = (),
    *,
    decided: Collection[str] = (),
) -> dict[str, LinkAnswer]:
    """The answers of one incident, by ``Sought.key``, with no pupil given to two children: then a person sees to both.

    A child who is also one of the ``parties`` (keys), alike in name and birth, may have the same pupil twice.
    Of those ``decided`` (keys) a person chose the pupil: theirs stays.
    """
    doubled = {child.key for those in doubled_in(children, answers, parties) for child in those} - set(decided)
    reason = "Two children of the incident come to one pupil."
    return answers | {key: LinkAnswer("review", answers[key].candidates, reason) for key in doubled}


def doubled_in(
    children: Sequence[Sought], answers: Mapping[str, LinkAnswer], parties: Collection[str]
) -> list[list[Sought]]:
    """The children who come to one pupil, by any line of it, and are not one child recorded twice."""
    takers: list[tuple[set[int], list[Sought]]] = []
    for child in children:
        chosen = answers[child.key].chosen
        if chosen is not None:
            lines = {entry.entry_id for entry in chosen.registrations}
            same = [each for each in takers if each[0] & lines]
            takers = [each for each in takers if not each[0] & lines]
            takers.append((lines.union(*(its for its, _ in same)), [*(one for _, of in same for one in of), child]))
    return [those for _, those in takers if not _one_child(those, parties)]


def yielding(children: Sequence[Sought], answers: Mapping[str, LinkAnswer], parties: Collection[str]) -> set[str]:
    """Who comes to a pupil that one other child of the incident is by name and day of birth: it must be looked for
    again, without that pupil. Where none or several are, nobody yields, and a person sees to them."""
    found: set[str] = set()
    for those in doubled_in(children, answers, parties):
        exact = [child for child in those if _is_exactly(child, answers[child.key])]
        if len(exact) == 1:
            found |= {child.key for child in those if child is not exact[0]}
    return found


def _is_exactly(child: Sought, answer: LinkAnswer) -> bool:
    pupil = answer.candidates[0].pupil
    return is_exact(compare(features_of_sought(child), features_of_pupil(pupil)))


def _one_child(children: Sequence[Sought], parties: Collection[str]) -> bool:
    if len(children) == 1:
        return True
    if len(children) > 2 or sum(child.key in parties for child in children) != 1:
        return False
    one, other = (features_of_sought(child) for child in children)
    alike = compare_given_names(one.given, other.given) in ("equal", "spelling") and one.surname == other.surname
    return alike and (one.born_from, one.born_to) == (other.born_from, other.born_to)
