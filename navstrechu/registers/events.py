"""Verbs of editions and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "edition_frozen": _("сформирована редакция реестра"),
    "edition_approved": _("редакция реестра утверждена приказом"),
    "edition_superseded": _("редакция реестра заменена следующей"),
    "edition_withdrawn": _("редакция реестра отозвана до утверждения"),
    "edition_printed": _("сохранён файл утверждённой редакции"),
    "register_procedure_named": _("указан приказ о порядке ведения реестра"),
}
FIELDS = {
    "act": _("приказ"),
}
