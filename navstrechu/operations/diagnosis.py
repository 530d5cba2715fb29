"""Everything that can be examined, by name: for `doctor`, the start of the server and Django's checks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

from navstrechu.core.errors import DomainError
from navstrechu.operations import database, sign_in, surroundings

Examination = Callable[[], Iterable[CheckMessage]]

SURROUNDINGS: dict[str, Examination] = {
    "Место на диске": surroundings.room_on_disk,
    "Папка данных": surroundings.data_folder,
    "Диск базы данных": surroundings.local_disk,
    "Ключ подписи": surroundings.signing_key,
    "Доступ по сети": surroundings.public_address,
    "Файлы оформления и шрифты": surroundings.served_files,
}
DATABASE: dict[str, Examination] = {
    "База данных отвечает": database.reachable,
    "Сохранность при сбое питания": database.durable,
    "Структура базы данных": database.structure,
    "Часы": database.clock,
    "Администраторы": database.people,
    "Вход с кодом": sign_in.second_factor,
    "Правила паролей": sign_in.password_rules,
    "Служба входа": sign_in.identity_provider,
    "Задания и письма": database.worker,
    "Резервные копии": database.recent_backup,
}
# Without these a server must not start: it would lose data, or answer every page with an error.
AT_START = (
    "Место на диске",
    "Папка данных",
    "Диск базы данных",
    "Ключ подписи",
    "Доступ по сети",
    "Файлы оформления и шрифты",
    "База данных отвечает",
    "Сохранность при сбое питания",
    "Структура базы данных",
)
# Errors with which a server still serves: a full disk can be read and pages need no fonts; rights
# of files mean nothing on some disks; how a database server syncs its administrator may have chosen.
BEARABLE = {"navstrechu.E001", "navstrechu.E004", "navstrechu.E007", "navstrechu.E015"}


@dataclass(frozen=True, slots=True)
class Result:
    """What one examination found; nothing when all is well."""

    title: str
    problems: tuple[CheckMessage, ...]

    @property
    def failed(self) -> bool:
        """Whether something is wrong that must be put right, not only better be."""
        return any(problem.is_serious() for problem in self.problems)

    @property
    def forbids_start(self) -> bool:
        """Whether the server must not start like this."""
        return any(problem.is_serious() and problem.id not in BEARABLE for problem in self.problems)


def examine(titles: Iterable[str] | None = None) -> list[Result]:
    """All examinations, or those named; those of the database only when it answers."""
    chosen = list(SURROUNDINGS | DATABASE if titles is None else titles)
    results: list[Result] = []
    for title in chosen:
        if title in DATABASE and any(one.title == "База данных отвечает" and one.failed for one in results):
            continue
        results.append(Result(title, _problems((SURROUNDINGS | DATABASE)[title])))
    return results


def _problems(examination: Examination) -> tuple[CheckMessage, ...]:
    try:
        return tuple(examination())
    except DomainError as refusal:
        return (Error(str(refusal.message), id="navstrechu.E090"),)
    except DatabaseError as fault:
        # Before the first migration there are no tables to ask.
        reason = str(fault).strip().splitlines()[0]
        return (Error(f"Не проверить: {reason}.", hint="Подготовьте базу: make run.", id="navstrechu.E091"),)
