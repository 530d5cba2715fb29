"""Time zones of Russia as people know them."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

# IANA name and how the zone is called here: city and shift from Moscow.
_ZONES: tuple[tuple[str, object], ...] = (
    ("Europe/Kaliningrad", _("Калининград (МСК−1)")),
    ("Europe/Moscow", _("Москва (МСК)")),
    ("Europe/Samara", _("Самара (МСК+1)")),
    ("Europe/Saratov", _("Саратов (МСК+1)")),
    ("Asia/Yekaterinburg", _("Екатеринбург (МСК+2)")),
    ("Asia/Omsk", _("Омск (МСК+3)")),
    ("Asia/Krasnoyarsk", _("Красноярск (МСК+4)")),
    ("Asia/Irkutsk", _("Иркутск (МСК+5)")),
    ("Asia/Yakutsk", _("Якутск (МСК+6)")),
    ("Asia/Vladivostok", _("Владивосток (МСК+7)")),
    ("Asia/Magadan", _("Магадан (МСК+8)")),
    ("Asia/Kamchatka", _("Камчатка (МСК+9)")),
)


def time_zones(present: str) -> Sequence[tuple[str, object]]:
    """Choices of a form; a zone that an agency has and that is not Russian stays choosable."""
    known = {name for name, _label in _ZONES}
    return _ZONES if present in known else (*_ZONES, (present, present))
