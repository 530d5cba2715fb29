"""Verbs of official documents and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "act_registered": _("зарегистрирован документ"),
    "act_annulled": _("регистрация документа аннулирована"),
}
FIELDS = {
    "status": _("состояние"),
}
