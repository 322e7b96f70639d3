"""The one table of every job, in the order of the night's work; `run` repeats it until nothing is left to do."""

from firstbell.config import destruction
from firstbell.foundations.audit import jobs as audit
from firstbell.foundations.delivery import jobs as delivery
from firstbell.foundations.jobs.rules import Job
from firstbell.joint.early_picture import jobs as early_picture
from firstbell.joint.intensification import jobs as intensification
from firstbell.registers.incidents import jobs as incidents
from firstbell.registers.linkage import jobs as linkage
from firstbell.registers.premises import jobs as premises
from firstbell.registers.schools import jobs as schools
from firstbell.reporting.performance import jobs as performance
from firstbell.responses.cocoon import jobs as cocoon
from firstbell.responses.encompass import jobs as encompass

SCHEDULE = (
    Job("take in uploaded incidents", incidents.take_in_uploads),
    Job("take in other uploads", schools.take_in_uploads),
    Job("watch feeds", incidents.watch_feeds),
    Job("close records", incidents.close_records),
    Job("watch ends", encompass.watch_ends),
    Job("assess incidents", encompass.assess_incidents),
    Job("renew keys", schools.renew_keys),
    Job("link children", linkage.link_children),
    Job("identify people", linkage.identify_people),
    Job("route incidents", encompass.route_incidents),
    Job("release notices", encompass.release_notices),
    Job("hand over", encompass.hand_over),
    Job("watch for harm after visits", cocoon.keep_watch),
    Job("end operations", cocoon.end_operations),
    Job("audit visits", cocoon.audit_last_month),
    Job("judge campaigns", cocoon.judge_campaigns),
    Job("judge weeks", intensification.judge_weeks),
    Job("take in what visits heard", early_picture.take_in_visits),
    Job("take in what authorities answered", early_picture.take_in_answers),
    Job("tie concerns", early_picture.tie_concerns),
    Job("weigh households", early_picture.weigh_households),
    Job("settle claims", delivery.settle_claims),
    Job("send messages", delivery.send_waiting),
    Job("follow messages", encompass.follow_messages),
    Job("chase notices", encompass.chase_notices),
    Job("work out who hears whom", premises.work_out_hearing),
    Job("destroy what two people let go", destruction.remove_approved),
    Job("make figures' columns", performance.refresh_columns),
    Job("verify audit trail", audit.verify_trail),
)
