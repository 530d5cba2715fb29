"""Verbs of the outbox and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "mail_sent_again": _("письмо отправлено повторно"),
    "mail_dropped": _("письмо снято с отправки"),
}
