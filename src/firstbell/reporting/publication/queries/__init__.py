"""What may be asked of releases: by those who draft and sign them, and by anybody."""

from firstbell.reporting.publication.queries.for_public import (
    MapArea,
    PublicLine,
    PublicMap,
    PublicNeighbourhood,
    PublicRelease,
    PublicWeek,
    PublicWeekLine,
    neighbourhood,
    neighbourhood_at,
    public_map,
    public_release,
    public_releases,
    release_rows,
    week_summaries,
)
from firstbell.reporting.publication.queries.for_signing import (
    RegisterLine,
    ReleaseForSigning,
    Signed,
    drafts,
    register,
    release_for_signing,
)
from firstbell.reporting.publication.queries.shown import PublicFigure

__all__ = [
    "MapArea",
    "PublicFigure",
    "PublicLine",
    "PublicMap",
    "PublicNeighbourhood",
    "PublicRelease",
    "PublicWeek",
    "PublicWeekLine",
    "RegisterLine",
    "ReleaseForSigning",
    "Signed",
    "drafts",
    "neighbourhood",
    "neighbourhood_at",
    "public_map",
    "public_release",
    "public_releases",
    "register",
    "release_for_signing",
    "release_rows",
    "week_summaries",
]
