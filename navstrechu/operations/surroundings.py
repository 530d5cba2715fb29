"""What the machine and the settings must offer; needs no database. Each examination answers what is wrong."""

import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from navstrechu.core.disk import MEGABYTE, Level, Room, room

_LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "testserver"}
_KEY_LENGTH = 40
# Their locks do not hold what SQLite's write-ahead log relies on.
_NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.glusterfs", "afs"}


def disk() -> Room:
    """The room that is left where the data lie."""
    low, read_only = settings.DISK_LOW_BYTES, settings.DISK_READ_ONLY_BYTES
    return room(Path(settings.DATA_DIR), low=low, read_only=read_only)


def room_on_disk() -> Iterator[CheckMessage]:
    """Changes stop before the disk is full; here it is said before they stop."""
    found = disk()
    free = f"на диске с данными свободно {found.free // MEGABYTE} МБ"
    hint = "Освободите место или перенесите папку данных на больший диск."
    if found.level is Level.READ_ONLY:
        yield Error(f"Система работает только на чтение: {free}.", hint=hint, id="navstrechu.E001")
    elif found.level is Level.LOW:
        yield Warning(f"Заканчивается место: {free}.", hint=hint, id="navstrechu.W001")


def data_folder() -> Iterator[CheckMessage]:
    """The folder of the data can be written by the product and read by nobody else."""
    folder = Path(settings.DATA_DIR)
    if not folder.is_dir():
        return
    probe = folder / ".written"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as fault:
        yield Error(
            f"В папку данных {folder} нельзя писать: {fault.strerror}.",
            hint="Сделайте её владельцем пользователя, под которым работает программа.",
            id="navstrechu.E002",
        )
    if _mode(folder) & stat.S_IRWXO:
        yield Warning(
            f"Папка данных {folder} открыта всем пользователям машины.",
            hint=f"chmod 700 {folder}",
            id="navstrechu.W002",
        )


def local_disk() -> Iterator[CheckMessage]:
    """SQLite should not lie on a network drive; said, not forbidden: some sandboxes have nothing else."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return
    kind = file_system_of(Path(settings.DATA_DIR), Path("/proc/mounts"))
    if kind in _NETWORK_FILE_SYSTEMS:
        yield Warning(
            f"База SQLite лежит на сетевом диске ({kind}): блокировки там ненадёжны, данные можно потерять.",
            hint="Перенесите папку данных на местный диск или перейдите на PostgreSQL.",
            id="navstrechu.W003",
        )


def file_system_of(folder: Path, mounts: Path) -> str:
    """The kind of file system that holds the folder; empty where the machine does not tell."""
    if not mounts.exists():
        return ""
    rows = [line.split(" ") for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    resolved = folder.resolve()
    holding = [row for row in rows if len(row) > 2 and resolved.is_relative_to(row[1])]
    return max(holding, key=lambda row: len(row[1]))[2] if holding else ""


def signing_key() -> Iterator[CheckMessage]:
    """Whoever reads the key can sign in as anybody."""
    if len(settings.SECRET_KEY) < _KEY_LENGTH:
        yield Warning(
            "Ключ подписи короче 40 знаков.",
            hint="Уберите NAVSTRECHU_SECRET_KEY: программа создаст надёжный ключ сама.",
            id="navstrechu.W004",
        )
    kept = Path(settings.DATA_DIR) / "secret_key"
    if kept.exists() and _mode(kept) & (stat.S_IRWXG | stat.S_IRWXO):
        yield Error(
            f"Ключ подписи {kept} могут прочесть другие пользователи машины.",
            hint=f"chmod 600 {kept}",
            id="navstrechu.E004",
        )


def public_address() -> Iterator[CheckMessage]:
    """What is harmless on one's own machine and is not where others can come."""
    if not is_public():
        return
    if settings.DEBUG:
        yield Error(
            "Включён режим отладки, а система открыта по сети.",
            hint="Уберите NAVSTRECHU_DEBUG.",
            id="navstrechu.E005",
        )
    if settings.DEMONSTRATION:
        yield Warning(
            "Показательный режим открыт по сети: войти под любой ролью может каждый.",
            hint="Для настоящей работы задайте NAVSTRECHU_DEMONSTRATION=0 и отдельную папку данных.",
            id="navstrechu.W005",
        )
    if not settings.TLS:
        yield Warning(
            "Система открыта по сети без TLS: пароли и данные идут открытым текстом.",
            hint="Поставьте её за прокси с сертификатом и задайте NAVSTRECHU_TLS=1: docs/deploy.ru.md.",
            id="navstrechu.W006",
        )
    if (urlparse(settings.ADDRESS).hostname or "") in _LOOPBACK:
        yield Warning(
            f"Письма и ленты календаря ведут на {settings.ADDRESS}: с других машин он не откроется.",
            hint="Задайте NAVSTRECHU_ADDRESS, например https://navstrechu.example.ru.",
            id="navstrechu.W008",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Warning(
            "NAVSTRECHU_HOSTS=* принимает запросы под любым именем.",
            hint="Перечислите имена, под которыми открывают систему.",
            id="navstrechu.W007",
        )


def is_public() -> bool:
    """Whether the product answers under any name but those of this machine itself."""
    return bool(set(settings.ALLOWED_HOSTS) - _LOOPBACK)


def served_files() -> Iterator[CheckMessage]:
    """Styles for the pages and typefaces for the documents are in place."""
    if "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]:
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        if not manifest.exists():
            yield Error(
                "Файлы оформления не собраны: страницы не откроются.",
                hint="Выполните make run или scripts/set_up.py run.",
                id="navstrechu.E006",
            )
    if not any(Path(settings.DOCUMENT_FONTS_DIR).glob("*.ttf")):
        yield Error(
            "Нет шрифтов для документов: PDF не создаются.",
            hint="Выполните make run или scripts/set_up.py run.",
            id="navstrechu.E007",
        )


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
