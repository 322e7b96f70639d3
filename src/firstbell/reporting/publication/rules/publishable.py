"""What may be published at all: counts of records, one measure of a kind, by dimensions whose categories are known.

Two measures are tried apart from each other, so that none here is a part of another: crimes are a category of reports.
Each dimension names every category that there is, so that together they are everybody and none that is left out can be
worked out from the others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from firstbell.joint.intensification.rules.groups import AGES, NOT_RECORDED, OLDEST
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.rebasing import Break
from firstbell.reporting.performance.rules.measures import measure as measure_of


@dataclass(frozen=True, slots=True)
class Dimension:
    """``words`` has every category as it is recorded, with what is said of it; ``as_of``: the measure whose changes
    are changes of this, too."""

    column: str
    title: str
    words: Mapping[str, str]
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Publishable:
    """``measure`` is one of performance's; ``noun`` is what its figures are of, ``says`` what they do not mean."""

    measure: str
    noun: str
    says: tuple[str, ...]
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)

    @property
    def categories(self) -> dict[str, tuple[str, ...]]:
        return {column: tuple(one.words) for column, one in self.dimensions.items()}

    def dimension(self, column: str) -> Dimension | None:
        """None for no column; Refused for one by which it is never given."""
        if column and column not in self.dimensions:
            by = ", ".join(self.dimensions) or "nothing"
            raise Refused(f"{self.noun} are not published by {column}.", f"They are by {by}.")
        return self.dimensions.get(column)

    def changes(self, column: str) -> Iterator[Break]:
        """The days on which what is counted became another thing."""
        yield from measure_of(self.measure).changes
        dimension = self.dimension(column)
        if dimension and dimension.as_of:
            yield from measure_of(dimension.as_of).changes


def _by(column: str, title: str, words: Mapping[str, str], as_of: str = "") -> tuple[str, Dimension]:
    return column, Dimension(column, title, {**words, NOT_RECORDED: "not recorded"}, as_of)


PUBLISHABLE = {
    one.measure: one
    for one in (
        Publishable(
            "reports",
            "Reports of domestic abuse",
            (
                "More reports may be a good thing: more people report. Fewer may mean that fewer dare to.",
                "A report is not a crime, and not a person: somebody may report more than once.",
            ),
            dict(
                (
                    _by("crime", "Crime", {"true": "with a crime", "false": "without a crime"}, "crimes"),
                    _by(
                        "reported_by",
                        "Who reported it",
                        {
                            "victim": "the victim",
                            "third_party": "somebody else",
                            "professional": "a professional",
                            "other": "another way",
                        },
                    ),
                    _by(
                        "place_kind",
                        "Where",
                        {
                            "home": "at home",
                            "relative": "at a relative's",
                            "public": "in public",
                            "online": "online",
                            "other": "elsewhere",
                        },
                    ),
                )
            ),
        ),
        Publishable(
            "victims_reported",
            "Victims of reports",
            ("A victim is counted as often as a report names them, so that there are fewer people than this.",),
            dict(
                (
                    _by("sex", "Sex", {"F": "female", "M": "male", "X": "another sex", "U": "not known"}),
                    _by("age", "Age", {words: words for words in (*(words for _, words in AGES), OLDEST)}),
                )
            ),
        ),
        Publishable(
            "children_present",
            "Children who were there",
            ("A child is counted as often as they were there. All of them are victims in law.",),
        ),
    )
}
"""By the measure's code."""


def publishable(measure: str) -> Publishable:
    """Refused for a measure of which nothing is published."""
    if measure not in PUBLISHABLE:
        raise Refused(
            f"Nothing is published of {measure!r}: shares, people and what is part of another could be taken apart.",
            f"Figures are published of {', '.join(PUBLISHABLE)}.",
        )
    return PUBLISHABLE[measure]
