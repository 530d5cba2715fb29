"""Proof of integrity: what no longer is as it was acknowledged."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, connection

from navstrechu.core.frozen import missing_triggers
from navstrechu.core.text.dates import date_in_figures
from navstrechu.files.models import StoredFile
from navstrechu.files.queries import damaged_files
from navstrechu.history.models import Chain, Event
from navstrechu.history.queries import verify
from navstrechu.operations.schema import pending_migrations


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was looked at; ``leftovers`` are files of uploads that never committed."""

    events: int
    files: int
    leftovers: int


def counts() -> Counts:
    """Sizes of what `verify` proves."""
    return Counts(Event.objects.count(), StoredFile.objects.count(), sum(1 for _ in leftovers()))


def violations() -> Iterator[str]:
    """Sentences about everything that does not hold; none means that nothing was altered or lost."""
    yield from _of_the_database_file()
    yield from (f"Структура базы не обновлена: {name}. Выполните make run." for name in pending_migrations())
    yield from _of_the_history()
    for found in damaged_files():
        stored = date_in_figures(found.stored_at)
        yield f"Файл «{found.name}» ({stored}) повреждён или пропал: {found.path}."
    for name in missing_triggers(connection):
        yield f"Нет защиты от изменений: {name}. Сообщите разработчикам."


def _of_the_history() -> Iterator[str]:
    for found in verify():
        yield f"Журнал органа {found.agency_id}, запись {found.sequence}: {found.reason}."
    known = Chain.objects.values("agency_id")
    headless = Event.objects.exclude(agency_id__in=known).values_list("agency_id", flat=True).distinct()
    for agency_id in headless.order_by("agency_id"):
        yield f"Журнал органа {agency_id}: нет отметки о последней записи."


def _of_the_database_file() -> Iterator[str]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(20)")
            yield from (
                f"Файл базы данных повреждён: {text}." for (text,) in cursor.fetchall() if text != "ok"
            )
    try:
        connection.check_constraints()
    except IntegrityError as fault:
        yield f"Связи в базе данных нарушены: {fault}"


def leftovers() -> Iterator[Path]:
    """Files in the folder of uploads that no row speaks of."""
    known = set(StoredFile.objects.values_list("storage_name", flat=True))
    for path in Path(settings.MEDIA_ROOT).glob("*/*"):
        if path.is_file() and path.name not in known:
            yield path
