"""Which way out this installation uses."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from firstbell.foundations.delivery.gateways.notify import NotifyGateway
from firstbell.foundations.delivery.gateways.outbox import OutboxGateway
from firstbell.foundations.delivery.gateways.smtp import SmtpGateway
from firstbell.foundations.delivery.rules.sending import Gateway


def gateway_of(url: str, home: Path) -> Gateway:
    """The gateway of ``FIRSTBELL_EMAIL_URL``:

    - ``outbox:`` files in the folder ``outbox`` of ``home``;
    - ``smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS`` without encryption, ``starttls://`` and ``smtps://`` with it;
    - ``notify://API-KEY@HOST/TEMPLATE``, the template having the places ``((subject))`` and ``((body))``.

    ImproperlyConfigured, which never quotes the URL as it may hold a password, where it is none of these.
    """
    try:
        parts = urlsplit(url)
        has_port_0 = parts.port == 0  # urlsplit judges the port only when asked for it
    except ValueError:
        raise ImproperlyConfigured("FIRSTBELL_EMAIL_URL is no URL") from None
    if has_port_0:
        raise ImproperlyConfigured("FIRSTBELL_EMAIL_URL names port 0, at which nothing listens")
    if url == "outbox:":
        return OutboxGateway(home / "outbox")
    if parts.scheme in SmtpGateway.SCHEMES:
        return SmtpGateway.from_url(parts)
    if parts.scheme == "notify":
        return NotifyGateway.from_url(parts)
    raise ImproperlyConfigured(
        "FIRSTBELL_EMAIL_URL begins with none of outbox:, smtp://, starttls://, smtps:// and notify://"
    )
