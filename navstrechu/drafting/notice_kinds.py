"""How the notices of official documents read."""

from django.utils.translation import gettext_lazy as _

from navstrechu.notices.kinds import NoticeKind, register_kind

KINDS = (
    NoticeKind(
        "visa_overdue", _("Просроченные визы"), _("Виза просрочена: документ ждали до {due}"),
        _("{title}. {post}"), "circle-alert", "danger", 16,
    ),
    NoticeKind(
        "visa_due", _("Срок визы истекает"), _("Поставьте визу до {due}"), _("{title}"),
        "clock-alert", "warning", 17,
    ),
    NoticeKind(
        "visa_received", _("Документы на визу"), _("Документ поступил на визу, срок – {due}"), _("{title}"),
        "file-check", "info", 26,
    ),
    NoticeKind(
        "draft_to_sign", _("Документы на подпись"), _("Документ согласован и ждёт подписи"), _("{title}"),
        "pencil", "warning", 27,
    ),
    NoticeKind(
        "draft_to_register", _("Документы на регистрацию"), _("Документ подписан и ждёт регистрации"),
        _("{title}"), "stamp", "warning", 28,
    ),
    NoticeKind(
        "draft_returned", _("Документы возвращены"), _("Документ возвращён с замечаниями"),
        _("{title}. {text}"), "undo-2", "warning", 29,
    ),
    NoticeKind(
        "draft_recalled", _("Документы отозваны"), _("{actor}: документ отозван с согласования"),
        _("{title}. {text}"), "ban", "neutral", 60,
    ),
    NoticeKind(
        "draft_agreed", _("Документы согласованы"), _("Ваш документ согласован всеми"), _("{title}"),
        "check", "success", 61,
    ),
    NoticeKind(
        "draft_signed", _("Документы подписаны"), _("{actor}: документ подписан"), _("{title}"),
        "pencil", "success", 62,
    ),
    NoticeKind(
        "draft_registered", _("Документы зарегистрированы"), _("Зарегистрирован: {text}"), _("{title}"),
        "stamp", "success", 86,
    ),
)  # fmt: skip


def register() -> None:
    """Enter the kinds."""
    for kind in KINDS:
        register_kind(kind)
