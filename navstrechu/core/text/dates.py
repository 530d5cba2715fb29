"""Dates as officials write them: in Russian, and in English for pages that are shown so."""

from datetime import date

MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_MONTHS_IN_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_in_words(day: date) -> str:
    """«29 февраля 2024 г.» with no-break spaces, for running text and documents."""
    return f"{day.day}\u00a0{MONTHS_GENITIVE[day.month - 1]} {day.year}\u00a0г."


def date_in_english_words(day: date) -> str:
    """“29 February 2024” with no-break spaces."""
    return f"{day.day}\u00a0{_MONTHS_IN_ENGLISH[day.month - 1]}\u00a0{day.year}"


def date_in_figures(day: date) -> str:
    """«29.02.2024», for tables; in every language as the plan prints it and as it is typed."""
    return f"{day:%d.%m.%Y}"
