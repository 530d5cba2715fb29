"""Rules of the organisation: values that an agency may set and how long posts are held."""

import re
from collections.abc import Iterable
from datetime import date
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from navstrechu.core.calendar import DayOffRule
from navstrechu.core.errors import InputRefused

MOST_RISK_DAYS = 60


def require_risk_days(days: int) -> int:
    """The threshold of «под угрозой», working days. Raises InputRefused outside of 0–60."""
    if not 0 <= days <= MOST_RISK_DAYS:
        raise InputRefused(_("Порог – от 0 до {most} рабочих дней.").format(most=MOST_RISK_DAYS))
    return days


def require_day_off_rule(rule: str) -> str:
    """One of the three rules of moving a deadline. Raises InputRefused."""
    if rule not in set(DayOffRule):
        raise InputRefused(_("Выберите правило переноса срока из списка."))
    return rule


def require_time_zone(name: str) -> str:
    """A zone that the system knows. Raises InputRefused."""
    if name not in available_timezones():
        raise InputRefused(_("Часовой пояс «{name}» неизвестен. Пример: Europe/Moscow.").format(name=name))
    return name


_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def require_code(code: str) -> str:
    """A code that stands in addresses. Raises InputRefused."""
    if not _CODE.fullmatch(code):
        raise InputRefused(
            _(
                "Код «{code}» не подходит: в нём строчные латинские буквы, цифры и дефис. Пример: depsoc."
            ).format(code=code)
        )
    return code


def require_text(value: str, label: str) -> str:
    """A value without surrounding blanks that is not empty. Raises InputRefused naming the field."""
    cleaned = " ".join(value.split())
    if not cleaned:
        raise InputRefused(_("Заполните поле «{label}».").format(label=label))
    return cleaned


def overlaps(since: date, until: date | None, others: Iterable[tuple[date, date | None]]) -> bool:
    """Whether a period with both ends included meets any of the others; an open end lasts for ever."""
    last = until or date.max
    return any(
        since <= (other_until or date.max) and other_since <= last for other_since, other_until in others
    )
