"""Writing down which pupil a child is, what people decided of it, and which second model is asked."""

from firstbell.registers.linkage.actions.judgements import draw_sample, judge_pupils, label_sampled
from firstbell.registers.linkage.actions.links import record_links
from firstbell.registers.linkage.actions.models import begin_shadow, switch_off, switch_on

__all__ = [
    "begin_shadow",
    "draw_sample",
    "judge_pupils",
    "label_sampled",
    "record_links",
    "switch_off",
    "switch_on",
]
