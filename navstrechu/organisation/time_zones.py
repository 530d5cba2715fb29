"""Time zones of Russia as people know them."""

from collections.abc import Sequence

# IANA name and how the zone is called here: city and shift from Moscow.
_ZONES: tuple[tuple[str, str], ...] = (
    ("Europe/Kaliningrad", "Калининград (МСК−1)"),
    ("Europe/Moscow", "Москва (МСК)"),
    ("Europe/Samara", "Самара (МСК+1)"),
    ("Europe/Saratov", "Саратов (МСК+1)"),
    ("Asia/Yekaterinburg", "Екатеринбург (МСК+2)"),
    ("Asia/Omsk", "Омск (МСК+3)"),
    ("Asia/Krasnoyarsk", "Красноярск (МСК+4)"),
    ("Asia/Irkutsk", "Иркутск (МСК+5)"),
    ("Asia/Yakutsk", "Якутск (МСК+6)"),
    ("Asia/Vladivostok", "Владивосток (МСК+7)"),
    ("Asia/Magadan", "Магадан (МСК+8)"),
    ("Asia/Kamchatka", "Камчатка (МСК+9)"),
)


def time_zones(present: str) -> Sequence[tuple[str, str]]:
    """Choices of a form; a zone that an agency has and that is not Russian stays choosable."""
    known = {name for name, _label in _ZONES}
    return _ZONES if present in known else (*_ZONES, (present, present))
