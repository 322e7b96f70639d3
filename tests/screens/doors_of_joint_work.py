"""Rows of ``doors``: intensification weeks, the hub, and concerns."""

from screens.door import OPEN, Door, of

RAISE, HUB, HUB_DECIDES = "concerns.raise", "hub.read", "hub.decide"
ST_PETERS, AT_THE_HUB = frozenset({"asha", "deputy"}), frozenset({"hub_officer", "hub_supervisor"})
AT_THE_TABLE, LEADS_THE_HUB = AT_THE_HUB | {"hub_partner"}, frozenset({"hub_supervisor"})
MATTER, HOUSEHOLD = {"reference": "hub_matter"}, {"reference": "hub_household"}

WEEK, WEEK_DRAWN = {"reference": "week"}, {"reference": "week_waits"}
READS_WEEKS = frozenset({"week_planner", "week_supervisor"})
PLANS_WEEKS, DECIDES_WEEKS, WORKS_WEEKS = (frozenset({f"week_{one}"}) for one in ("planner", "supervisor", "team"))

JOINT_WORK: dict[str, Door] = {
    "police:weeks": Door("weeks.read"),
    "police:plan_week": Door("weeks.plan"),
    "police:team_week": of("weeks.work", WORKS_WEEKS),
    "police:week": of("weeks.read", READS_WEEKS, **WEEK),
    "police:add_team": of("weeks.plan", PLANS_WEEKS, **WEEK_DRAWN),
    "police:join_campaign": of("weeks.plan", PLANS_WEEKS, **WEEK_DRAWN),
    "police:week_list": of("weeks.read", READS_WEEKS, **WEEK),
    "police:draw_list": of("weeks.plan", PLANS_WEEKS, **WEEK_DRAWN),
    "police:freeze_list": of("weeks.decide", DECIDES_WEEKS, **WEEK_DRAWN),
    "police:decide_name": of("weeks.decide", DECIDES_WEEKS, **WEEK_DRAWN, number="week_number"),
    "police:week_tasks": of("weeks.read", READS_WEEKS, **WEEK),
    "police:set_task": of("weeks.plan", PLANS_WEEKS, **WEEK, kind="week_kind"),
    "police:finish_week_task": of("weeks.work", WORKS_WEEKS, **WEEK, task="week_task"),
    "police:week_results": of("weeks.read", READS_WEEKS, **WEEK),
    "police:record_result": of("weeks.work", WORKS_WEEKS, **WEEK),
    "police:strike_result": of("weeks.work", WORKS_WEEKS, **WEEK, result="week_result"),
    "police:week_judgement": of("weeks.read", READS_WEEKS, **WEEK),
    "police:week_groups": of("weeks.read", READS_WEEKS, **WEEK),
    "police:week_summary": of("weeks.read", READS_WEEKS, **WEEK),
    "police:release_summary": of("weeks.decide", DECIDES_WEEKS, **WEEK),
    "police:hub": Door(HUB),
    "police:hub_thresholds": Door(HUB, AT_THE_HUB),
    "police:hub_tries": Door(HUB_DECIDES, LEADS_THE_HUB),
    "police:hub_questions": Door(HUB, AT_THE_HUB),
    "police:hub_question": of(HUB_DECIDES, LEADS_THE_HUB, number="hub_question"),
    "police:hub_matter": of(HUB, AT_THE_TABLE, **MATTER),
    "police:hub_decide": of(HUB_DECIDES, LEADS_THE_HUB, **MATTER),
    "police:hub_discuss": of(HUB, AT_THE_HUB, **MATTER),
    "police:hub_task": of(HUB, AT_THE_HUB, **MATTER),
    "police:hub_finish": of(HUB, AT_THE_TABLE, **MATTER, task="hub_task"),
    "police:hub_feedback": of(HUB, AT_THE_HUB, **MATTER, concern="hub_concern"),
    "police:hub_close": of(HUB_DECIDES, LEADS_THE_HUB, **MATTER),
    "police:hub_household": of(HUB, AT_THE_HUB, **HOUSEHOLD),
    "police:hub_ask": of(HUB, AT_THE_HUB, **HOUSEHOLD),
    "police:hub_join": of(HUB_DECIDES, LEADS_THE_HUB, **HOUSEHOLD),
    "police:hub_split": of(HUB_DECIDES, LEADS_THE_HUB, **HOUSEHOLD),
    "police:hub_insider": of(HUB_DECIDES, LEADS_THE_HUB, **HOUSEHOLD),
    "police:hub_withdraw": of(HUB_DECIDES, LEADS_THE_HUB, **HOUSEHOLD, concern="hub_concern", number="hub_signal"),
    "police:hub_informant": of("informants.open", LEADS_THE_HUB, reference="hub_other", concern="hub_public"),
    "police:hub_photograph": of(HUB, AT_THE_HUB, reference="hub_other", concern="hub_public", number="hub_photograph"),
    "professionals:worried": Door(OPEN),
    "professionals:told": Door(OPEN),
    "professionals:sent": Door(OPEN),
    "professionals:concerns": Door(RAISE),
    "professionals:new": Door(RAISE),
    "professionals:concern": of(RAISE, ST_PETERS, reference="hub_concern"),
    "professionals:withdraw": of(RAISE, ST_PETERS, reference="hub_concern", number="hub_signal"),
}
