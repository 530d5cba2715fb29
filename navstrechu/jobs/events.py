"""Verbs of jobs and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "job_ordered": _("работа поставлена в очередь"),
    "job_cancelled": _("работа отменена"),
    "job_failed": _("работу выполнить не удалось"),
}
