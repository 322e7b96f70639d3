"""What may be read of Cocoon, each answer a type made for its reader."""

from firstbell.responses.cocoon.queries.campaigns import CampaignLine, CampaignShown, SlotShown, campaign, campaigns
from firstbell.responses.cocoon.queries.cells import (
    CellOnMap,
    Partitioned,
    PartitionLine,
    cell_map,
    partition_now,
    partitions,
)
from firstbell.responses.cocoon.queries.costs import ModeCost, mode_cost
from firstbell.responses.cocoon.queries.counted import DoorsCounted, doors_counted
from firstbell.responses.cocoon.queries.foreseen import Foreseen, foreseen
from firstbell.responses.cocoon.queries.heard import (
    HeardAtDoor,
    HeardLine,
    HeardShown,
    heard,
    heard_at_doors,
    heard_references,
    heard_waiting,
)
from firstbell.responses.cocoon.queries.operations import (
    OperationLine,
    OperationShown,
    SealOpened,
    openings,
    operation,
    operations,
    operations_to_end,
)
from firstbell.responses.cocoon.queries.pairing import pairs_for
from firstbell.responses.cocoon.queries.results import Judged, Process, Results, due_to_judge, results
from firstbell.responses.cocoon.queries.safety import (
    SafetyLine,
    SelfAudited,
    safety_of,
    self_audit,
    self_audits,
    unweighed,
)
from firstbell.responses.cocoon.queries.streets import (
    DoorToVisit,
    Pack,
    Street,
    slot_for_visitor,
    slots_for,
    visit_pack,
)

__all__ = [
    "CampaignLine",
    "CampaignShown",
    "CellOnMap",
    "DoorToVisit",
    "DoorsCounted",
    "Foreseen",
    "HeardAtDoor",
    "HeardLine",
    "HeardShown",
    "Judged",
    "ModeCost",
    "OperationLine",
    "OperationShown",
    "Pack",
    "PartitionLine",
    "Partitioned",
    "Process",
    "Results",
    "SafetyLine",
    "SealOpened",
    "SelfAudited",
    "SlotShown",
    "Street",
    "campaign",
    "campaigns",
    "cell_map",
    "doors_counted",
    "due_to_judge",
    "foreseen",
    "heard",
    "heard_at_doors",
    "heard_references",
    "heard_waiting",
    "mode_cost",
    "openings",
    "operation",
    "operations",
    "operations_to_end",
    "pairs_for",
    "partition_now",
    "partitions",
    "results",
    "safety_of",
    "self_audit",
    "self_audits",
    "slot_for_visitor",
    "slots_for",
    "unweighed",
    "visit_pack",
]
