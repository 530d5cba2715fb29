"""How the notices of processes read."""

from django.utils.translation import gettext_lazy as _

from navstrechu.notices.kinds import NoticeKind, register_kind

KINDS = (
    NoticeKind(
        "process_included", _("Включены процессы"), _("Процесс {code} «{title}» включён в реестр"),
        _("{unit}. Основание: {basis}"), "plus", "accent", 90,
    ),
    NoticeKind(
        "process_excluded", _("Исключены процессы"), _("Процесс {code} «{title}» исключён из реестра"),
        _("{unit}. Основание: {basis}"), "circle-x", "warning", 91,
    ),
)  # fmt: skip


def register() -> None:
    """Enter the kinds."""
    for kind in KINDS:
        register_kind(kind)
