"""How states look: tone, icon and word. Colour never stands alone."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from navstrechu.roadmap.progress import STATE_LABELS, MeasureState


@dataclass(frozen=True, slots=True)
class Look:
    """`tone` is one of neutral, info, success, warning, danger, violet, accent."""

    tone: str
    icon: str
    label: object


# In the order of bars and legends: from what is done to what is not begun.
_STATE_LOOKS = {
    MeasureState.DONE: ("success", "circle-check"),
    MeasureState.DONE_LATE: ("success", "clock-alert"),
    MeasureState.AWAITING_DOCUMENT: ("violet", "file-clock"),
    MeasureState.IN_PROGRESS: ("info", "circle-play"),
    MeasureState.AT_RISK: ("warning", "triangle-alert"),
    MeasureState.OVERDUE: ("danger", "circle-alert"),
    MeasureState.NOT_STARTED: ("neutral", "circle-dashed"),
}

# The words are the roadmap's own, so that page, filter and report never differ.
STATUS_LOOKS: dict[str, Look] = {
    state.value: Look(tone, icon, capfirst(STATE_LABELS[state]))
    for state, (tone, icon) in _STATE_LOOKS.items()
}

LEVEL_LOOKS: dict[str, Look] = {
    "blocker": Look("danger", "circle-x", _("Не даёт продолжить")),
    "error": Look("danger", "circle-alert", _("Ошибка")),
    "warning": Look("warning", "triangle-alert", _("Предупреждение")),
    "success": Look("success", "circle-check", _("Готово")),
    "info": Look("info", "info", _("К сведению")),
    "debug": Look("neutral", "info", _("К сведению")),
}
