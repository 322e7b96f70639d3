"""Where limits begin anew: at a dated, written reason, and never because a chart would look better."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from firstbell.pure.refusal import Refused, is_written_out
from firstbell.pure.trends.series import Series, first_whole_month


@dataclass(frozen=True, slots=True)
class Break:
    """From ``on``, a London date, something is counted or done in another way; ``reason`` says what, in a sentence."""

    on: date
    reason: str
    source: str = ""

    def __post_init__(self) -> None:
        if not is_written_out(self.reason):
            raise Refused(f"A break on {self.on} without a written reason.", "Write what changed that day.")

    @property
    def month(self) -> date:
        """The first month that lies wholly after it; a month in which it falls stays before the line."""
        return first_whole_month(self.on)


PANDEMIC = (
    Break(date(2020, 3, 1), "The pandemic: March 2020 to March 2021 stand by themselves, and are never a baseline."),
    Break(date(2021, 4, 1), "After the pandemic: limits begin anew."),
)
KNOWN_DEFINITIONS = (
    Break(
        date(2022, 1, 31),
        "Children who see or hear domestic abuse, or live with its effects, are victims of it.",
        "Domestic Abuse Act 2021, section 3, in force by its Commencement No. 3 Regulations 2022",
    ),
    Break(
        date(2023, 4, 5),
        "Controlling or coercive behaviour is an offence after a couple has separated, too.",
        "Domestic Abuse Act 2021, section 68, in force by S.I. 2023/406",
    ),
)
"""For a measure that counts what they define. A force adds its own: changes of recording rules and of systems."""


def inside(series: Series, breaks: Iterable[Break]) -> tuple[Break, ...]:
    """Those with months of the series on either side, by date; one within the last month is among them."""
    return tuple(sorted((one for one in breaks if series.first < one.on < series.end), key=lambda one: one.on))


def pieces(series: Series, breaks: Iterable[Break]) -> tuple[tuple[Series, tuple[Break, ...]], ...]:
    """The series cut where breaks begin a month, each piece with the breaks that begin it."""
    begins: dict[int, list[Break]] = {}
    for one in inside(series, breaks):
        begins.setdefault(_months_between(series.first, one.month), []).append(one)
    cuts = sorted(cut for cut in begins if 0 < cut < len(series))
    starts, stops = [0, *cuts], [*cuts, len(series)]
    return tuple(
        (series.months(start, stop), tuple(begins.get(start, ()))) for start, stop in zip(starts, stops, strict=True)
    )


def in_pandemic(first: date, end: date) -> bool:
    """Whether any month from ``first`` on, before ``end``, is one of March 2020 to March 2021."""
    began, over = PANDEMIC
    return first < over.on and end > began.on


def _months_between(first: date, later: date) -> int:
    return (later.year - first.year) * 12 + later.month - first.month
