"""Writing down which pupil a child is, what people decided of it, which second model is asked, and who is one person
across incidents."""

from firstbell.registers.linkage.actions.forgetting import forget_links
from firstbell.registers.linkage.actions.identities import join_identities, record_identities, split_identity
from firstbell.registers.linkage.actions.judgements import draw_sample, judge_pupils, label_sampled
from firstbell.registers.linkage.actions.links import record_links
from firstbell.registers.linkage.actions.models import begin_shadow, switch_off, switch_on

__all__ = [
    "begin_shadow",
    "draw_sample",
    "forget_links",
    "join_identities",
    "judge_pupils",
    "label_sampled",
    "record_identities",
    "record_links",
    "split_identity",
    "switch_off",
    "switch_on",
]
