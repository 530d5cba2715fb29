"""Dates as Russian officials write them."""

from datetime import date

MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def date_in_words(day: date) -> str:
    """«29 февраля 2024 г.» with no-break spaces, for running text and documents."""
    return f"{day.day}\u00a0{MONTHS_GENITIVE[day.month - 1]} {day.year}\u00a0г."


def date_in_figures(day: date) -> str:
    """«29.02.2024», for tables."""
    return f"{day:%d.%m.%Y}"
