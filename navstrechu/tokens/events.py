"""Verbs of access keys and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "api_token_created": _("создан ключ доступа"),
    "api_token_withdrawn": _("отозван ключ доступа"),
}
FIELDS = {
    "scopes": _("разрешено программе"),
    "expires_at": _("действует до"),
}
