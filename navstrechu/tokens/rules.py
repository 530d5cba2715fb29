"""What a new key must be: pure functions over what was typed."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused
from navstrechu.tokens.scopes import Scope

LONGEST_DAYS = 366
_LONGEST_NAME = 100


def require_name(name: str) -> str:
    """The name with runs of blanks as one. Raises InputRefused for an empty or endless one."""
    cleaned = " ".join(name.split())
    if not cleaned:
        raise InputRefused(
            _("Назовите программу, для которой создаёте ключ: по названию вы его потом узнаете.")
        )
    if len(cleaned) > _LONGEST_NAME:
        raise InputRefused(_("Название длиннее 100 знаков. Сократите его."))
    return cleaned


def require_scopes(scopes: Sequence[str]) -> list[str]:
    """Known scopes, each once, in the order in which they are declared. Raises InputRefused."""
    known = [scope.value for scope in Scope if scope.value in scopes]
    if not known or set(scopes) - set(known):
        raise InputRefused(_("Отметьте, что разрешено программе: хотя бы одно из списка."))
    return known


def require_days(days: int) -> int:
    """How long the key lasts, 1 to 366 days. Raises InputRefused."""
    if not 1 <= days <= LONGEST_DAYS:
        raise InputRefused(_("Ключ действует от 1 до 366 дней. Укажите срок в этих пределах."))
    return days
