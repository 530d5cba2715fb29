"""Verbs of the roadmap and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "roadmap_imported": _("загружена дорожная карта"),
    "roadmap_updated": _("дорожная карта обновлена по файлу"),
    "measure_added": _("добавлено мероприятие"),
    "measure_edited": _("исправлено мероприятие"),
    "measure_amended": _("мероприятие изменено новой редакцией"),
    "measure_withdrawn": _("мероприятие исключено новой редакцией"),
    "measure_started": _("начата работа по мероприятию"),
    "result_edited": _("исправлен результат"),
    "result_amended": _("результат изменён новой редакцией"),
    "result_added": _("результат добавлен новой редакцией"),
    "result_withdrawn": _("результат исключён новой редакцией"),
    "result_document_linked": _("документ засчитан результатом"),
    "result_document_unlinked": _("документ больше не засчитан результатом"),
    "due_date_moved": _("перенесён срок"),
    "import_prepared": _("файл дорожной карты прочитан для просмотра"),
    "import_discarded": _("загрузка дорожной карты отменена"),
    "typical_term_set": _("изменён обычный срок для прогноза"),
    "feed_created": _("создана лента календаря"),
    "feed_withdrawn": _("отозвана лента календаря"),
}
FIELDS = {
    "title": _("наименование"),
    "text": _("результат"),
    "kind": _("вид документа"),
    "due": _("срок"),
    "due_on": _("срок"),
    "responsible": _("ответственный"),
    "co_executors": _("соисполнители"),
    "results": _("результаты"),
    "quota_percent": _("доля реинжиниринга, %"),
    "number": _("номер"),
    "section": _("раздел"),
    "attachment": _("приложение требуется"),
    "started_on": _("начало работы"),
    "act": _("документ"),
    "working_days": _("обычный срок, рабочих дней"),
}
