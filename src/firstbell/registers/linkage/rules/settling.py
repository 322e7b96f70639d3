"""The answers of one incident held against each other."""

from collections.abc import Collection, Sequence

from firstbell.pure.matching.records import Sought, features_of_sought
from firstbell.pure.names import compare_given_names
from firstbell.registers.linkage.rules import LinkAnswer


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
    takers: dict[int, list[Sought]] = {}
    for child in children:
        chosen = answers[child.key].chosen
        if chosen is not None:
            takers.setdefault(min(entry.entry_id for entry in chosen.registrations), []).append(child)
    doubled = [child.key for those in takers.values() if not _one_child(those, parties) for child in those]
    doubled = [key for key in doubled if key not in decided]
    reason = "Two children of the incident come to one pupil."
    return answers | {key: LinkAnswer("review", answers[key].candidates, reason) for key in doubled}


def _one_child(children: Sequence[Sought], parties: Collection[str]) -> bool:
    if len(children) == 1:
        return True
    if len(children) > 2 or sum(child.key in parties for child in children) != 1:
        return False
    one, other = (features_of_sought(child) for child in children)
    alike = compare_given_names(one.given, other.given) in ("equal", "spelling") and one.surname == other.surname
    return alike and (one.born_from, one.born_to) == (other.born_from, other.born_to)
