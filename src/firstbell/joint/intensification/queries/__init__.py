"""What may be read of intensification weeks, each answer a type made for its reader."""

from firstbell.joint.intensification.queries.about import about_listed
from firstbell.joint.intensification.queries.counted import ResultCounted, results_counted
from firstbell.joint.intensification.queries.everybody import groups
from firstbell.joint.intensification.queries.fairness import Fairness, fairness
from firstbell.joint.intensification.queries.forgetting import listed_since, rows_of_lists
from firstbell.joint.intensification.queries.judged import (
    Chosen,
    JoinedProcess,
    Judged,
    due_to_judge,
    joined,
    judgement,
)
from firstbell.joint.intensification.queries.lists import (
    DecisionShown,
    HarmShown,
    ListedShown,
    ListShown,
    harm_loaded,
    week_list,
)
from firstbell.joint.intensification.queries.summaries import SummaryLine, SummaryShown, summaries
from firstbell.joint.intensification.queries.weeks import (
    Openings,
    TeamShown,
    VictimToVisit,
    WeekLine,
    WeekShown,
    openings,
    week,
    weeks,
)
from firstbell.joint.intensification.queries.working import (
    Results,
    ResultShown,
    TaskForTeam,
    TaskOfWeek,
    results,
    tasks_of_my_teams,
    tasks_of_week,
    weeks_of_my_teams,
)

__all__ = [
    "Chosen",
    "DecisionShown",
    "Fairness",
    "HarmShown",
    "JoinedProcess",
    "Judged",
    "ListShown",
    "ListedShown",
    "Openings",
    "ResultCounted",
    "ResultShown",
    "Results",
    "SummaryLine",
    "SummaryShown",
    "TaskForTeam",
    "TaskOfWeek",
    "TeamShown",
    "VictimToVisit",
    "WeekLine",
    "WeekShown",
    "about_listed",
    "due_to_judge",
    "fairness",
    "groups",
    "harm_loaded",
    "joined",
    "judgement",
    "listed_since",
    "openings",
    "results",
    "results_counted",
    "rows_of_lists",
    "summaries",
    "tasks_of_my_teams",
    "tasks_of_week",
    "week",
    "week_list",
    "weeks",
    "weeks_of_my_teams",
]
