"""How the notices of proposals and owed reports read."""

from django.utils.translation import gettext_lazy as _

from navstrechu.notices.kinds import NoticeKind, register_kind

KINDS = (
    NoticeKind(
        "report_overdue", _("Просрочены отчёты об изменениях"), _("Отчёт об изменениях ждали до {due}"),
        _("{unit}. {text}"), "circle-alert", "danger", 15,
    ),
    NoticeKind(
        "report_owed", _("Ожидаются отчёты об изменениях"), _("Сообщите об изменениях до {due}"),
        _("{unit}. {text}"), "clock-alert", "warning", 25,
    ),
    NoticeKind(
        "proposal_submitted", _("Предложения об изменениях"), _("{actor}: предложение № {number}"),
        _("{text}"), "inbox", "info", 35,
    ),
    NoticeKind(
        "proposal_accepted", _("Предложения приняты"), _("Предложение № {number} принято"), _("{text}"),
        "check", "success", 36,
    ),
    NoticeKind(
        "proposal_returned", _("Предложения возвращены"), _("Предложение № {number} возвращено с замечанием"),
        _("{text}"), "undo-2", "warning", 37,
    ),
    NoticeKind(
        "proposal_rejected", _("Предложения отклонены"), _("Предложение № {number} отклонено"), _("{text}"),
        "circle-x", "danger", 38,
    ),
)  # fmt: skip


def register() -> None:
    """Enter the kinds."""
    for kind in KINDS:
        register_kind(kind)
