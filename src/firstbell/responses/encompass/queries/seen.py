"""What was disclosed by a notice, and who saw it: needed when it turns out to have been wrong."""

from firstbell.responses.encompass.models import Notice


def sentence(notice: Notice) -> str:
    """Who was told and who opened the notice, in a sentence for the history."""
    told = sorted(set(notice.tellings.values_list("recipient", flat=True)))
    opened = sorted(set(notice.steps.filter(what__in=("opened", "acknowledged")).values_list("by", flat=True)))
    versions = notice.disclosures.count()
    if not told:
        return "Nobody had been told."
    return (
        f"Told: {', '.join(told)}. Opened by: {', '.join(opened) or 'nobody'}. "
        f"Versions of its content kept: {versions}."
    )
