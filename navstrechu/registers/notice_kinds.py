"""How the notices of editions read."""

from django.utils.translation import gettext_lazy as _

from navstrechu.notices.kinds import NoticeKind, register_kind

KINDS = (
    NoticeKind(
        "edition_awaits", _("Редакции ждут утверждения"), _("Редакция № {number} ждёт утверждения приказом"),
        _("{register}. Сформировал(а): {actor}"), "hourglass", "warning", 32,
    ),
    NoticeKind(
        "edition_approved", _("Утверждённые редакции"), _("Утверждена редакция № {number}"),
        _("{register}. {act}"), "stamp", "success", 85,
    ),
)  # fmt: skip


def register() -> None:
    """Enter the kinds."""
    for kind in KINDS:
        register_kind(kind)
