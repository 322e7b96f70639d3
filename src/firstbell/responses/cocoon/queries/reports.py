"""Reports of domestic abuse by the cell that they fell on, for judging a campaign. Nothing here is listed for pages."""

from collections.abc import Iterator
from datetime import date, datetime, time

from firstbell.pure.periods import london_date, london_moment
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.responses.cocoon.models import Campaign, CellHome
from firstbell.responses.cocoon.queries.sealed import home_at
from firstbell.responses.cocoon.rules.judging import A_YEAR, Report, Weeks, is_by_third_party, is_injury
from firstbell.responses.cocoon.rules.target import home_of


def reports_in(campaign: Campaign, weeks: Weeks) -> Iterator[Report]:
    """Every report of domestic abuse at a home of the campaign's cells in these weeks, oldest first."""
    cells = _cells(campaign)
    last: dict[int, date] = {}
    for facts in incidents.reported_between(_midnight(weeks.first - A_YEAR), _midnight(weeks.after)):
        uprn = uprn_of(facts) if facts.domestic_abuse else None
        if uprn is None or uprn not in cells:
            continue
        on = london_date(facts.reported_at)
        repeat = uprn in last and on - last[uprn] <= A_YEAR
        last[uprn] = on
        if on >= weeks.first:
            yield Report(cells[uprn], on, is_by_third_party(facts), is_injury(facts), repeat)


def uprn_of(facts: IncidentFacts) -> int | None:
    """The victim's home by its UPRN; None where it is not known, or must not be."""
    try:
        return home_at(home_of(facts))
    except Refused:
        return None


def _cells(campaign: Campaign) -> dict[int, str]:
    homes = CellHome.objects.filter(cell__slots__campaign=campaign, halo=False)
    return dict(homes.values_list("uprn", "cell__code"))


def _midnight(day: date) -> datetime:
    return london_moment(day, time(0))
