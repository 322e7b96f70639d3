"""What partners answered, as bounds over everybody. Nothing here is listed for pages."""

from itertools import product

from django.db.models import QuerySet

from firstbell.responses.programme.models import Participant, PartnerAnswer
from firstbell.responses.programme.rules.bounds import Bounds, bounds
from firstbell.responses.programme.rules.partners import MEASURES, MOMENTS, NO_ANSWER, SCALE


def bounds_of(rows: QuerySet[Participant], measure: str, moment: str) -> Bounds:
    """Between which means their partners' answers lie: who gave none is missing. Refused where there is nobody."""
    table = table_of(rows)
    return table[measure, moment] if table else bounds([], SCALE)


def table_of(rows: QuerySet[Participant]) -> dict[tuple[str, str], Bounds]:
    """``bounds_of`` every measure at every moment, measure by measure; nothing where there is nobody."""
    if not (everybody := rows.count()):
        return {}
    given: dict[tuple[str, str], list[int]] = {pair: [] for pair in product(MEASURES, MOMENTS)}
    answers = PartnerAnswer.objects.filter(participant__in=rows).exclude(answer__in=NO_ANSWER)
    for measure, moment, answer in answers.values_list("measure", "moment", "answer"):
        given[measure, moment].append(int(answer))
    return {pair: bounds([*said, *[None] * (everybody - len(said))], SCALE) for pair, said in given.items()}
