"""What partners answered, as bounds over everybody. Nothing here is listed for pages."""

from django.db.models import QuerySet

from firstbell.responses.programme.models import Participant, PartnerAnswer
from firstbell.responses.programme.rules.bounds import Bounds, bounds
from firstbell.responses.programme.rules.partners import NO_ANSWER, SCALE


def bounds_of(rows: QuerySet[Participant], measure: str, moment: str) -> Bounds:
    """Between which means their partners' answers lie: who gave none is missing. Refused where there is nobody."""
    given = PartnerAnswer.objects.filter(participant__in=rows, measure=measure, moment=moment)
    answered = [int(one) for one in given.exclude(answer__in=NO_ANSWER).values_list("answer", flat=True)]
    return bounds([*answered, *[None] * (rows.count() - len(answered))], SCALE)
