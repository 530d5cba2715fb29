"""How states look: tone, icon and word. Colour never stands alone."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Look:
    """`tone` is one of neutral, info, success, warning, danger, violet, accent."""

    tone: str
    icon: str
    label: object


# In the order of bars and legends: from what is done to what is not begun.
STATUS_LOOKS: dict[str, Look] = {
    "done": Look("success", "circle-check", _("Исполнено")),
    "done_late": Look("success", "clock-alert", _("Исполнено с опозданием")),
    "awaiting_document": Look("violet", "file-clock", _("Ждёт документа")),
    "in_progress": Look("info", "circle-play", _("В работе")),
    "at_risk": Look("warning", "triangle-alert", _("Под угрозой срыва")),
    "overdue": Look("danger", "circle-alert", _("Просрочено")),
    "not_started": Look("neutral", "circle-dashed", _("Не начато")),
}

LEVEL_LOOKS: dict[str, Look] = {
    "blocker": Look("danger", "circle-x", _("Не даёт продолжить")),
    "error": Look("danger", "circle-alert", _("Ошибка")),
    "warning": Look("warning", "triangle-alert", _("Предупреждение")),
    "success": Look("success", "circle-check", _("Готово")),
    "info": Look("info", "info", _("К сведению")),
    "debug": Look("neutral", "info", _("К сведению")),
}
