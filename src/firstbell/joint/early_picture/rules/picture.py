"""What stands beside a household's facts: what nobody knows, said as plainly as what somebody does."""

from collections.abc import Collection
from dataclasses import dataclass

from firstbell.foundations.accounts.rules.organisations import SOURCE_CLASSES


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is there, so that what is not can be said. ``spoken`` are source classes of which something stands;
    ``words_of`` whose own words there are; ``questions`` counts households that may be the same."""

    spoken: frozenset[str]
    named: int
    unnamed: int
    born: int
    children: int
    has_place: bool
    words_of: frozenset[str]
    questions: int


def not_known(gaps: Gaps, classes: Collection[str] = tuple(SOURCE_CLASSES)) -> tuple[str, ...]:
    """One sentence for each thing that nobody has said, the most telling first. Silence is no sign of safety."""
    silent = [SOURCE_CLASSES[one].lower() for one in classes if one not in gaps.spoken]
    said = (
        ("Nobody is named.", gaps.named == 0),
        ("Somebody is described and not named: a person must find out who it is.", gaps.unnamed > 0),
        ("It is not known where they live.", not gaps.has_place),
        ("Nobody has said whether there are children.", gaps.children == 0),
        ("No child’s own words are there.", gaps.children > 0 and "child" not in gaps.words_of),
        ("No adult’s own words are there.", "adult" not in gaps.words_of),
        ("The day of birth of somebody is not known.", gaps.born < gaps.named),
        ("It may be one with another household: somebody must say.", gaps.questions > 0),
        (f"Nothing stands of: {', '.join(silent)}.", bool(silent)),
    )
    return tuple(words for words, is_so in said if is_so)
