"""Verbs of discussion and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "comment_added": _("добавлено сообщение в обсуждении"),
    "comment_withdrawn": _("отозвано сообщение в обсуждении"),
}
