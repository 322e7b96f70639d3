"""Who hears of an alarm."""

from firstbell.pure.policy import ForcePolicy


def who_hears(policy: ForcePolicy, without: str) -> list[str]:
    """Whom an alarm goes to, without whoever caused it; nobody where the force has named nobody."""
    wanted = policy.cocoon_alarm_emails or policy.desk_emails
    return [one for one in wanted if one.strip().lower() != without.lower()]
