"""What the database must promise. Each examination answers what is wrong."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError, connection
from django.utils import timezone

from navstrechu.accounts.roles import Role
from navstrechu.core.frozen import missing_triggers
from navstrechu.core.text.dates import date_in_figures
from navstrechu.demonstration.services import is_loaded
from navstrechu.history.models import Event
from navstrechu.jobs.models import Job, JobState
from navstrechu.notices.models import Mail
from navstrechu.operations.schema import current_schema, pending_migrations
from navstrechu.operations.services.backup import LAST_BACKUP
from navstrechu.operations.surroundings import is_public
from navstrechu.organisation.models import Membership

# SQLite's numbers: 2 FULL, 3 EXTRA.
_SYNCHRONOUS_FULL = 2
_LEAST_POSTGRESQL = 140000
_CLOCK_TOLERANCE = timedelta(minutes=5)
_CLOCKS_APART = timedelta(seconds=5)
_WORKER_PATIENCE = timedelta(minutes=10)
_MAIL_PATIENCE = timedelta(hours=1)
BACKUP_DAYS = 8


def reachable() -> Iterator[CheckMessage]:
    """The database answers."""
    try:
        connection.ensure_connection()
    except DatabaseError as fault:
        reason = str(fault).strip().splitlines()[0]
        yield Error(
            f"База данных не отвечает: {reason}.",
            hint="Проверьте DATABASE_URL, NAVSTRECHU_DATA_DIR и запущен ли сервер базы.",
            id="navstrechu.E010",
        )


def durable() -> Iterator[CheckMessage]:
    """What was acknowledged survives a power cut."""
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> Iterator[CheckMessage]:
    if ":memory:" in str(connection.settings_dict["NAME"]):
        return
    with connection.cursor() as cursor:
        journal = str(cursor.execute("PRAGMA journal_mode").fetchone()[0])
        synchronous = int(cursor.execute("PRAGMA synchronous").fetchone()[0])
        foreign_keys = int(cursor.execute("PRAGMA foreign_keys").fetchone()[0])
    hint = "Уберите изменения из DATABASES в config/settings.py."
    if journal.lower() != "wal":
        yield Error(f"SQLite: journal_mode={journal}, а нужен wal.", hint=hint, id="navstrechu.E011")
    if synchronous < _SYNCHRONOUS_FULL:
        yield Error(
            f"SQLite: synchronous={synchronous}, а нужно 2 (FULL): сбой питания отнимет сохранённое.",
            hint=hint,
            id="navstrechu.E012",
        )
    if not foreign_keys:
        yield Error("SQLite: foreign_keys выключены.", hint=hint, id="navstrechu.E013")


def _postgresql() -> Iterator[CheckMessage]:
    if _setting("synchronous_commit") not in {"on", "remote_apply"}:
        yield Error(
            "PostgreSQL: synchronous_commit выключен: сбой питания отнимет сохранённое.",
            hint="ALTER DATABASE … RESET synchronous_commit; то же для роли.",
            id="navstrechu.E014",
        )
    for name in ("fsync", "full_page_writes"):
        if _setting(name) != "on":
            yield Error(
                f"PostgreSQL: {name} выключен: сбой питания может испортить базу.",
                hint=f"Задайте {name} = on в postgresql.conf и перезагрузите сервер базы.",
                id="navstrechu.E015",
            )
    if int(_setting("server_version_num")) < _LEAST_POSTGRESQL:
        yield Error("PostgreSQL старше версии 14.", hint="Обновите сервер базы.", id="navstrechu.E016")
    if _setting("server_encoding") != "UTF8":
        yield Error(
            "PostgreSQL: кодировка базы – не UTF8.",
            hint="Создайте базу: createdb --encoding=UTF8 --template=template0 …",
            id="navstrechu.E017",
        )


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return str(cursor.fetchone()[0])


def structure() -> Iterator[CheckMessage]:
    """The tables are those of this version, and frozen ones are guarded."""
    current_schema()
    pending = pending_migrations()
    if pending:
        yield Error(
            f"Структура базы данных не обновлена (шагов: {len(pending)}, первый – {pending[0]}).",
            hint="Сделайте копию (navstrechu backup) и выполните .venv/bin/python manage.py migrate.",
            id="navstrechu.E018",
        )
    for name in missing_triggers(connection):
        yield Error(
            f"Нет защиты от изменений: {name}.",
            hint="Сообщите разработчикам: база изменена в обход программы.",
            id="navstrechu.E019",
        )


def clock() -> Iterator[CheckMessage]:
    """The clock has not gone back behind what is recorded, nor away from that of the database."""
    now = timezone.now()
    last = Event.objects.order_by("-pk").first()
    hint = "Включите синхронизацию времени: timedatectl set-ntp true."
    if last is not None and last.at > now + _CLOCK_TOLERANCE:
        yield Warning(
            f"Часы отстают: последняя запись журнала сделана {date_in_figures(last.at)} – позже, чем сейчас.",
            hint=hint,
            id="navstrechu.W010",
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            there = cursor.fetchone()[0]
        if abs(there - now) > _CLOCKS_APART:
            yield Warning(
                "Часы сервера базы и этой машины расходятся больше чем на 5 секунд.",
                hint=hint,
                id="navstrechu.W011",
            )


def recent_backup() -> Iterator[CheckMessage]:
    """There is a backup, not older than a week. A demonstration needs none."""
    if settings.DEMONSTRATION:
        return
    hint = "Включите еженощное копирование: docs/deploy.ru.md, «Резервные копии»."
    last = last_backup()
    if last is None:
        yield Warning("Резервных копий ещё не делали.", hint=hint, id="navstrechu.W012")
    elif timezone.now() - last > timedelta(days=BACKUP_DAYS):
        yield Warning(
            f"Последняя резервная копия сделана {date_in_figures(last)}.", hint=hint, id="navstrechu.W013"
        )


def last_backup() -> datetime | None:
    """When the last backup of this installation was finished."""
    note = Path(settings.DATA_DIR) / LAST_BACKUP
    try:
        return datetime.fromisoformat(json.loads(note.read_text(encoding="utf-8"))["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def worker() -> Iterator[CheckMessage]:
    """Somebody takes the jobs and sends the letters."""
    now = timezone.now()
    waiting = Job.objects.ready(now - _WORKER_PATIENCE).first()
    if waiting is not None and not Job.objects.filter(state=JobState.RUNNING).exists():
        yield Warning(
            f"Рабочий процесс не берёт заданий: одно ждёт с {date_in_figures(waiting.run_after)}.",
            hint="Запустите navstrechu serve: рабочий процесс начинает вместе с сервером.",
            id="navstrechu.W016",
        )
    letters = Mail.objects.due(now - _MAIL_PATIENCE).count()
    if letters:
        yield Warning(
            f"Письма не уходят: ждут дольше часа – {letters}.",
            hint="Проверьте NAVSTRECHU_MAIL, NAVSTRECHU_SMTP_HOST и журнал службы.",
            id="navstrechu.W017",
        )


def people() -> Iterator[CheckMessage]:
    """Somebody can manage the installation, and nobody has a password that everybody knows."""
    if is_public() and not settings.DEMONSTRATION and is_loaded():
        yield Warning(
            "В базе есть показательный орган: пароль его учётных записей известен всем.",
            hint="Начните с пустой базы или отключите эти учётные записи.",
            id="navstrechu.W014",
        )
    held = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True, ended_at=None)
    if not held.exists():
        yield Warning(
            "Нет ни одного администратора.",
            hint="navstrechu create-admin ЛОГИН --name «Фамилия И. О.»",
            id="navstrechu.W015",
        )
