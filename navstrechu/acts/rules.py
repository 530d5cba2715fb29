"""Rules of registration: pure functions over the values of a document."""

from datetime import date

from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.dates import date_in_figures

_LONGEST_TITLE = 4000


def require_number(number: str) -> str:
    """The registration number as typed, without surrounding blanks and the sign «№». Raises InputRefused."""
    cleaned = " ".join(number.replace("№", " ").split())
    if not cleaned:
        raise InputRefused(_("Укажите регистрационный номер документа."))
    if len(cleaned) > 60:
        raise InputRefused(_("Регистрационный номер длиннее 60 знаков. Проверьте его."))
    return cleaned


def require_title(title: str) -> str:
    """The title with runs of blanks as one. Raises InputRefused for an empty or endless one."""
    cleaned = " ".join(title.split())
    if not cleaned:
        raise InputRefused(_("Укажите заголовок документа."))
    if not is_registrable_title(cleaned):
        raise InputRefused(_("Заголовок длиннее 4000 знаков. Сократите его."))
    return cleaned


def is_registrable_title(title: str) -> bool:
    """Whether the register takes a title of this length, at most 4000 signs with runs of blanks as one."""
    return len(" ".join(title.split())) <= _LONGEST_TITLE


def require_date(dated: date, today: date) -> date:
    """A registration date that is not in the future. Raises InputRefused."""
    if dated > today:
        raise InputRefused(
            _(
                "Дата документа {date} ещё не наступила. Зарегистрируйте его в этот день или исправьте дату."
            ).format(date=date_in_figures(dated))
        )
    return dated
