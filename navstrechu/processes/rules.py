"""Rules of the register of processes: the format of values. What is missing in it: `completeness.py`."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plain import tidy
from navstrechu.processes.directions import DIRECTIONS
from navstrechu.processes.values import LegalBasis, Participant, ProcessValues, Term
from navstrechu.processes.vocabulary import ChannelCategory, ClientSide, ObjectKind, Reach, Scope, TermUnit

LONGEST_TITLE = 1_000
LONGEST_TEXT = 10_000
LONGEST_TERM = 10_000
MOST_ROWS = 100
FIRST_YEAR, LAST_YEAR = 2000, 2100

_Row = TypeVar("_Row")


def one_line(text: str, label: str, longest: int, *, required: bool = False) -> str:
    """A text without runs of blanks. Raises InputRefused naming the field when it is too long or missing."""
    return _bounded(tidy(text), label, longest, required=required)


def some_lines(text: str, label: str, longest: int = LONGEST_TEXT) -> str:
    """Lines without surrounding blanks and without empty ones between them. Raises InputRefused."""
    lines = (tidy(line) for line in text.splitlines())
    return _bounded("\n".join(line for line in lines if line), label, longest)


def _bounded(text: str, label: str, longest: int, *, required: bool = False) -> str:
    if required and not text:
        raise InputRefused(_("Заполните поле «{label}».").format(label=label))
    if len(text) > longest:
        raise InputRefused(
            _("В поле «{label}» {length} знаков, а помещается {longest}. Сократите текст.").format(
                label=label, length=len(text), longest=longest
            )
        )
    return text


def web_address(text: str, label: str) -> str:
    """An address that a browser opens, or nothing. Raises InputRefused."""
    cleaned = one_line(text, label, 500)
    if not cleaned:
        return ""
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or " " in cleaned:
        raise InputRefused(
            _("В поле «{label}» нужен адрес страницы, который начинается с https://.").format(label=label)
        )
    return cleaned


def known_word(value: str, words: type[StrEnum], label: str) -> str:
    """One of a closed set of words. Raises InputRefused."""
    if value not in set(words):
        raise InputRefused(_("Выберите значение поля «{label}» из списка.").format(label=label))
    return value


def require_side(value: str) -> str:
    return known_word(value, ClientSide, _("клиент"))


def require_category(value: str) -> str:
    return known_word(value, ChannelCategory, _("категория по приказу"))


def require_direction(letter: str) -> str:
    """A letter of clause 2.2 or nothing. Raises InputRefused."""
    if letter and letter not in DIRECTIONS:
        raise InputRefused(_("Выберите направление приказа из списка."))
    return letter


def require_term(term: Term) -> Term:
    """A number with its unit, or neither. Raises InputRefused."""
    start = one_line(term.start, _("срок считается с"), 300)
    if term.number is None and not term.unit:
        return Term(start=start)
    if term.number is None or not term.unit:
        raise InputRefused(_("Срок – это число и единица: укажите оба или ни одного."))
    known_word(term.unit, TermUnit, _("срок считается в"))
    if not 1 <= term.number <= LONGEST_TERM:
        raise InputRefused(_("Срок – целое число от 1 до {most}.").format(most=LONGEST_TERM))
    return Term(term.number, term.unit, start)


def require_year(year: int) -> int:
    """A year of which volumes are known. Raises InputRefused."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputRefused(_("Год – от {first} до {last}.").format(first=FIRST_YEAR, last=LAST_YEAR))
    return year


def require_past(day: date, today: date) -> date:
    """A day that has come: the register shows what stands, not what is planned. Raises InputRefused."""
    if day > today:
        raise InputRefused(
            _("Дата {date} ещё не наступила. Внесите изменение в этот день или исправьте дату.").format(
                date=date_in_figures(day)
            )
        )
    return day


def require_basis(text: str) -> str:
    """Why a process is included or excluded: an act or a decision. Raises InputRefused."""
    return one_line(text, _("основание"), 500, required=True)


def cleaned(values: ProcessValues) -> ProcessValues:
    """The values as they are kept. Raises InputRefused with the first sentence of what is wrong."""
    return replace(
        values,
        title=one_line(values.title, _("наименование процесса"), LONGEST_TITLE, required=True),
        code=one_line(values.code, _("код"), 30),
        object_kind=known_word(values.object_kind, ObjectKind, _("вид объекта")),
        scope=known_word(values.scope, Scope, _("основной или отраслевой")),
        reach=known_word(values.reach, Reach, _("межведомственный или внутриведомственный")),
        clients=some_lines(values.clients, _("категории клиентов")),
        life_situation=one_line(values.life_situation, _("жизненная ситуация"), 300),
        portal_url=web_address(values.portal_url, _("страница на портале")),
        result=some_lines(values.result, _("результат для клиента")),
        input_text=some_lines(values.input_text, _("что нужно на входе")),
        output_text=some_lines(values.output_text, _("что получается на выходе")),
        term=require_term(values.term),
        participants=_rows(values.participants, _participant, lambda row: row.name.casefold(), _("участник")),
        bases=_rows(values.bases, _legal_basis, lambda row: (row.act, row.clause), _("правовое основание")),
    )


def _participant(row: Participant) -> Participant:
    return Participant(
        one_line(row.name, _("участник"), 300, required=True), one_line(row.part, _("что делает"), 500)
    )


def _legal_basis(row: LegalBasis) -> LegalBasis:
    return LegalBasis(
        one_line(row.act, _("правовой акт"), 700, required=True),
        one_line(row.clause, _("пункт"), 200),
        web_address(row.url, _("ссылка")),
    )


def _rows(
    rows: Iterable[_Row], clean: Callable[[_Row], _Row], key: Callable[[_Row], object], label: str
) -> tuple[_Row, ...]:
    found = tuple(clean(row) for row in rows)
    if len(found) > MOST_ROWS:
        raise InputRefused(_("Больше ста строк не помещается: {label}.").format(label=label))
    keys = [key(row) for row in found]
    if len(set(keys)) < len(keys):
        raise InputRefused(_("Дважды указано одно и то же: {label}. Уберите повтор.").format(label=label))
    return found
