"""Verbs of files and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {"file_stored": _("загружен файл")}
