"""Verbs of official documents and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "act_registered": _("зарегистрирован документ"),
    "act_annulled": _("регистрация документа аннулирована"),
    "act_file_added": _("к документу приложен файл"),
    "act_amended": _("документ изменён другим документом"),
    "archive_ordered": _("заказан архив документов"),
    "act_repealed": _("документ признан утратившим силу"),
}
FIELDS = {
    "status": _("состояние"),
}
